//! The files of `mxid completions` and `mxid man` are what the command line makes of them.
//!
//! With `REMAKE_FILES=1` in the environment they are written instead, for a change of the command line.

use std::fs;
use std::path::Path;

use clap::{Command, ValueEnum};
use clap_complete::Generator;
use clap_complete::shells::{Bash, Fish, PowerShell, Zsh};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};
use mxid::cli::help::{CONFIGURATION, ENVIRONMENT, EXAMPLES, EXIT_STATUSES, FILES};
use mxid::cli::{Arguments, Shell};

/// Compares what was made with what is kept, in the folder of the assets.
fn check(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(name);
    if std::env::var_os("REMAKE_FILES").is_some() {
        fs::write(&path, made).expect("the file is written");
    }
    let kept = fs::read_to_string(&path).expect("the file is read");
    for (kept, made) in kept.lines().zip(made.lines()) {
        assert_eq!(
            kept, made,
            "{name} is out of date: REMAKE_FILES=1 cargo test kept::"
        );
    }
    assert_eq!(
        kept.lines().count(),
        made.lines().count(),
        "{name} is out of date"
    );
}

/// A command with what can be used there alone: the generators list what is hidden, too.
fn usable(command: &Command) -> Command {
    let arguments = command
        .get_arguments()
        .filter(|flag| {
            !flag.is_hide_set() && !["help", "version"].contains(&flag.get_id().as_str())
        })
        // Each command has its own by now.
        .map(|flag| flag.clone().global(false));
    let commands = command.get_subcommands().filter(|c| c.get_name() != "help");
    // A command's name lives as long as the program.
    let name: &'static str = command.get_name().to_owned().leak();
    Command::new(name)
        .about(command.get_about().cloned().unwrap_or_default())
        .args(arguments)
        .subcommands(commands.map(usable))
}

fn completions(generator: impl Generator) -> String {
    let mut program = usable(&Arguments::program()).version(env!("CARGO_PKG_VERSION"));
    let mut bytes = Vec::new();
    clap_complete::generate(generator, &mut program, "mxid", &mut bytes);
    String::from_utf8(bytes).expect("text")
}

/// For fish, with what its generator leaves out: the value of a flag before any command, and what is no flag.
fn fish() -> String {
    const PARSE: &str = "    argparse -s (__fish_mxid_global_optspecs) -- $cmd 2>/dev/null\n";
    // A flag whose value is being typed is an error to it.
    const AGAIN: &str =
        "    or argparse -s (__fish_mxid_global_optspecs) -- $cmd[1..-2] 2>/dev/null\n";
    let made = completions(Fish);
    assert!(made.contains(PARSE), "{made}");
    let names = Shell::value_variants()
        .iter()
        .filter_map(Shell::to_possible_value);
    let names: Vec<_> = names.map(|name| name.get_name().to_owned()).collect();
    let names = names.join(" ");
    let shells = format!(
        "complete -c mxid -n \"__fish_mxid_using_subcommand completions\" -f -a \"{names}\"\n"
    );
    made.replace(PARSE, &format!("{PARSE}{AGAIN}")) + &shells
}

#[test]
fn the_completions_are_of_this_command_line() {
    check("completions/mxid.bash", &completions(Bash));
    check("completions/_mxid", &completions(Zsh));
    check("completions/mxid.fish", &fish());
    check("completions/mxid.ps1", &completions(PowerShell));
}

#[test]
fn every_shell_has_its_completions() {
    for (shell, sign) in [
        (Shell::Bash, "complete -F _mxid"),
        (Shell::Zsh, "#compdef mxid"),
        (Shell::Fish, "complete -c mxid"),
        (Shell::PowerShell, "Register-ArgumentCompleter"),
    ] {
        assert!(shell.completions().contains(sign), "{shell:?}");
    }
}

/// The manual: what clap knows, with our tables behind it.
fn manual() -> String {
    let program = Arguments::program();
    let man = Man::new(program.clone()).manual("User Commands");
    let mut bytes = Vec::new();
    man.render_title(&mut bytes)
        .and_then(|()| man.render_name_section(&mut bytes))
        .and_then(|()| man.render_synopsis_section(&mut bytes))
        .and_then(|()| man.render_description_section(&mut bytes))
        .expect("memory takes everything");
    let mut roff = Roff::new();
    commands(&mut roff, &program);
    roff.to_writer(&mut bytes).expect("memory takes everything");
    man.render_options_section(&mut bytes)
        .expect("memory takes everything");
    let mut roff = Roff::new();
    entries(&mut roff, "CONFIGURATION", CONFIGURATION);
    entries(&mut roff, "ENVIRONMENT", ENVIRONMENT);
    entries(&mut roff, "FILES", FILES);
    roff.control("SH", ["EXIT STATUS"]);
    for (status, meaning) in EXIT_STATUSES {
        entry(&mut roff, vec![bold(status.to_string())], meaning);
    }
    entries(&mut roff, "EXAMPLES", EXAMPLES);
    roff.to_writer(&mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("text")
}

/// The commands, with the arguments that are theirs alone.
fn commands(roff: &mut Roff, program: &Command) {
    roff.control("SH", ["COMMANDS"]);
    for command in program.get_subcommands().filter(|c| c.get_name() != "help") {
        let mut heading = vec![bold(command.get_name())];
        for value in command.get_positionals() {
            let names = value.get_value_names().into_iter().flatten();
            heading.extend(names.flat_map(|name| [roman(" "), italic(name.as_str())]));
        }
        let about = command.get_long_about().or(command.get_about());
        let about = about.map(ToString::to_string).unwrap_or_default();
        entry(roff, heading, &about);
        let own = command.get_opts().filter(|flag| {
            let is_wizards = program
                .get_arguments()
                .any(|other| other.get_id() == flag.get_id());
            !is_wizards && !flag.is_hide_set()
        });
        for flag in own {
            let (Some(name), Some(help)) = (flag.get_long(), flag.get_help()) else {
                continue;
            };
            roff.control("RS", []);
            entry(roff, vec![bold(format!("--{name}"))], &help.to_string());
            roff.control("RE", []);
        }
    }
}

fn entries<const N: usize>(roff: &mut Roff, heading: &str, entries: [(&str, &str); N]) {
    roff.control("SH", [heading]);
    for (name, meaning) in entries {
        entry(roff, vec![bold(name)], meaning);
    }
}

fn entry(roff: &mut Roff, heading: Vec<Inline>, text: &str) {
    roff.control("TP", []);
    roff.text(heading);
    for (at, paragraph) in text.split("\n\n").enumerate() {
        if at > 0 {
            roff.control("IP", []);
        }
        roff.text([roman(paragraph)]);
    }
}

#[test]
fn the_manual_is_of_this_command_line() {
    check("man/mxid.1", &manual());
}
