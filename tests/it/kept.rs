//! The files of `mxid completions` and `mxid man` are what the command line makes of them.
//!
//! With `REMAKE_FILES=1` in the environment they are written instead, for a change of the command line.

use clap::{Arg, Command, ValueEnum, ValueHint};
use clap_complete::Generator;
use clap_complete::shells::{Bash, Fish, PowerShell, Zsh};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};
use mxid::cli::help::{CONFIGURATION, ENVIRONMENT, EXAMPLES, EXIT_STATUSES, FILES};
use mxid::cli::{Arguments, Shell};

use crate::remade;

/// Compares what was made with what is kept, in the folder of the assets.
#[track_caller]
fn check(name: &str, made: &str) {
    remade::check(&format!("assets/{name}"), made, "REMAKE_FILES", "kept::");
}

/// A command with what can be used there alone: the generators list what is hidden, too.
fn usable(command: &Command, hint: fn(ValueHint) -> ValueHint) -> Command {
    let arguments = command
        .get_arguments()
        .filter(|flag| {
            !flag.is_hide_set() && !["help", "version"].contains(&flag.get_id().as_str())
        })
        // Each command has its own by now.
        .map(|flag| flag.clone().global(false))
        // The generator for zsh shows the id of what is no flag.
        .map(|argument| match argument.is_positional() {
            true => {
                let name: &'static str = value_name(&argument).leak();
                argument.id(name)
            }
            false => argument,
        })
        .map(|flag| match flag.get_value_hint() {
            ValueHint::Unknown => flag,
            known => flag.value_hint(hint(known)),
        });
    let commands = command.get_subcommands().filter(|c| c.get_name() != "help");
    // A command's name lives as long as the program.
    let name: &'static str = command.get_name().to_owned().leak();
    Command::new(name)
        .about(command.get_about().cloned().unwrap_or_default())
        .args(arguments)
        .subcommands(commands.map(|command| usable(command, hint)))
}

fn completions(generator: impl Generator) -> String {
    completions_with(generator, |hint| hint)
}

fn completions_with(generator: impl Generator, hint: fn(ValueHint) -> ValueHint) -> String {
    let mut program = usable(&Arguments::program(), hint).version(env!("CARGO_PKG_VERSION"));
    let mut bytes = Vec::new();
    clap_complete::generate(generator, &mut program, "mxid", &mut bytes);
    String::from_utf8(bytes).expect("text")
}

/// For bash, whose generator takes every hint it does not know for one of files, and so every word that it has no
/// answer for.
fn bash() -> String {
    const FILES_OTHERWISE: &str = " -o bashdefault -o default mxid\n";
    const WORDS: &str = "    prev=\"$3\"\n";
    // To bash the sign between a flag and its value is a word.
    const BEHIND_THE_SIGN: &str = r#"    if [[ ${prev} == = ]]; then
        prev="${COMP_WORDS[COMP_CWORD-2]}"
    elif [[ ${cur} == = ]]; then
        cur=""
    fi
"#;
    let made = completions_with(Bash, |hint| match hint {
        ValueHint::FilePath => hint,
        _ => ValueHint::Other,
    });
    for part in [FILES_OTHERWISE, WORDS] {
        assert!(made.contains(part), "{made}");
    }
    made.replace(FILES_OTHERWISE, " -o bashdefault mxid\n")
        .replace(WORDS, &format!("{WORDS}{BEHIND_THE_SIGN}"))
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
    // Files only where a flag wants one.
    let others = "complete -c mxid -f\n\
        complete -c mxid -n \"__fish_mxid_using_subcommand probe\" -a \"(__fish_print_hostnames)\"\n";
    made.replace(PARSE, &format!("{PARSE}{AGAIN}")) + &shells + others
}

#[test]
fn the_completions_are_of_this_command_line() {
    check("completions/mxid.bash", &bash());
    check("completions/_mxid", &completions(Zsh));
    check("completions/mxid.fish", &fish());
    check("completions/mxid.ps1", &completions(PowerShell));
}

#[test]
fn every_value_says_what_completes_it_and_files_complete_files_alone() {
    let program = Arguments::program();
    let commands = std::iter::once(&program).chain(program.get_subcommands());
    for flag in commands.flat_map(Command::get_arguments) {
        if !flag.get_action().takes_values() || flag.is_hide_set() {
            continue;
        }
        let names = flag.get_value_parser().possible_values().is_some();
        let hint = flag.get_value_hint();
        let is_file = ["ca_file", "log", "id_access_token_file"].contains(&flag.get_id().as_str());
        assert!(names || hint != ValueHint::Unknown, "{flag}");
        assert_eq!(hint == ValueHint::FilePath, is_file, "{flag}");
    }
    for (shell, languages) in [
        (Shell::Bash, "\"en de fr es pt-BR uk ja zh-Hans\""),
        (Shell::Zsh, "(en de fr es pt-BR uk ja zh-Hans)"),
        (Shell::Fish, "zh-Hans\\t''\""),
    ] {
        let text = shell.completions();
        assert!(text.contains(languages), "{shell:?}");
        assert!(!text.contains(":_default"), "{shell:?}");
    }
    let bash = Shell::Bash.completions();
    let mut words = bash.lines().map(str::trim);
    while let Some(line) = words.next() {
        if line == "--server)" {
            assert_eq!(words.next(), Some("COMPREPLY=(\"${cur}\")"));
        }
        if line.starts_with("complete -F") {
            assert!(!line.contains("-o default"), "files where nothing fits");
        }
    }
    assert!(Shell::Zsh.completions().contains("'::SERVER -- "));
}

/// Bash's completion of the last of these words; `None` if there is no bash.
fn offered_by_bash(words: &[&str]) -> Option<String> {
    let [.., before, last] = words else {
        panic!("a command and a word");
    };
    let script = format!(
        "{}\ncompopt() {{ :; }}\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_mxid mxid '{last}' '{before}'\necho \"${{COMPREPLY[@]}}\"",
        bash(),
        words.join(" "),
        words.len() - 1
    );
    let output = std::process::Command::new("bash")
        .args(["--norc", "-c", &script])
        .output()
        .ok()?;
    let offered = String::from_utf8(output.stdout).expect("text");
    Some(offered.trim().to_owned())
}

#[test]
fn bash_completes_a_value_behind_a_space_and_behind_a_sign_alike() {
    for (words, offered) in [
        (&["mxid", "--lang", "p"][..], "pt-BR"),
        (&["mxid", "--lang", "=", "p"], "pt-BR"),
        (&["mxid", "--theme", "="], "auto colour mono"),
        (
            &["mxid", "probe", "--ca-file", "=", "Cargo.t"],
            "Cargo.toml",
        ),
        (&["mxid", "probe", "--server", "=", "x"], "x"),
        (&["mxid", "probe", "Cargo.t"], ""),
    ] {
        let Some(said) = offered_by_bash(words) else {
            return;
        };
        assert_eq!(said, offered, "{words:?}");
    }
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
        .expect("memory takes everything");
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]);
    roff.text([
        bold("mxid"),
        roman(" ["),
        italic("OPTIONS"),
        roman("] ["),
        italic("COMMAND"),
        roman("]"),
    ]);
    roff.to_writer(&mut bytes)
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
            let (open, close) = match value.is_required_set() {
                true => (" ", ""),
                false => (" [", "]"),
            };
            heading.extend([roman(open), italic(value_name(value)), roman(close)]);
        }
        let about = command.get_long_about().or(command.get_about());
        let about = about.map(ToString::to_string).unwrap_or_default();
        entry(roff, heading, &about);
        let own = command.get_arguments().filter(|flag| {
            let is_wizards = program
                .get_arguments()
                .any(|other| other.get_id() == flag.get_id());
            !is_wizards && !flag.is_positional() && !flag.is_hide_set()
        });
        for flag in own {
            let (Some(name), Some(help)) = (flag.get_long(), flag.get_help()) else {
                continue;
            };
            roff.control("RS", []);
            let mut heading = vec![bold(format!("--{name}"))];
            if flag.get_action().takes_values() {
                heading.extend([roman(" "), italic(value_name(flag))]);
            }
            entry(roff, heading, &help.to_string());
            roff.control("RE", []);
        }
    }
}

fn value_name(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    names.join(" ")
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

#[test]
fn the_manual_says_in_short_how_to_start_and_lists_what_a_command_takes() {
    let manual = manual();
    for part in [
        "\n\\fBmxid\\fR [\\fIOPTIONS\\fR] [\\fICOMMAND\\fR]\n",
        "\n\\fBprobe\\fR [\\fISERVER\\fR]\n",
        "\n\\fB\\-\\-json\\fR\n",
        "\n\\fB\\-\\-listen\\fR \\fIADDR\\fR\n",
    ] {
        assert!(manual.contains(part), "{part}: {manual}");
    }
    assert!(!manual.contains("[\\fB\\-\\-server"), "{manual}");
}

#[test]
fn no_short_description_promises_more_than_the_longest_about_browsers() {
    let program = Arguments::program();
    let about = |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string);
    let short = about(program.get_about()).expect("a description");
    let long = about(program.get_long_about()).expect("a description");
    assert_eq!(long.lines().next(), Some(format!("{short}.").as_str()));
    for text in [
        short.as_str(),
        env!("CARGO_PKG_DESCRIPTION"),
        include_str!("../../README.md"),
    ] {
        let clause = "with a browser only where a server insists on one";
        assert!(text.contains(clause), "{text}");
    }
}
