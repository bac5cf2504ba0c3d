//! The wizard's flags at commands that cannot use them.
//!
//! clap gives every command the wizard's flags, before it and after it. Some commands have their answers already, some
//! ask nothing, some connect to nobody: what such a command cannot use is left out of its help, and refused.

use std::mem;

use clap::ArgMatches;
use clap::error::ErrorKind;
use clap::parser::ValueSource;

/// A command that takes not all of the wizard's flags.
struct Taker {
    name: &'static str,
    /// The flags that it takes, by id.
    takes: &'static str,
    /// Why it takes no others.
    why: &'static str,
}

/// These commands. One that is not here takes every flag.
const TAKERS: [Taker; 6] = [
    Taker {
        name: "resume",
        takes: "ca_file proxy next_link id_server id_access_token_file log ui theme lang",
        why: "it continues an unfinished task, which already has its answers",
    },
    Taker {
        name: "forget",
        takes: "lang",
        why: "it removes every unfinished task and connects to nobody, so --lang is its only flag",
    },
    Taker {
        name: "probe",
        takes: "practice dialect server ca_file proxy log theme lang",
        why: "it only looks at a server; it asks you nothing and sends nobody a message",
    },
    Taker {
        name: "practice",
        takes: "dialect",
        why: "it runs only the practice homeserver, and takes --listen and --dialect",
    },
    Taker {
        name: "completions",
        takes: "",
        why: "it prints a file and takes no flags",
    },
    Taker {
        name: "man",
        takes: "",
        why: "it prints a file and takes no flags",
    },
];

impl Taker {
    fn takes(&self, id: &str) -> bool {
        self.takes.split(' ').any(|taken| taken == id)
    }

    /// Whether a flag is one of the wizard's, and the command refuses it.
    fn refuses(&self, flag: &clap::Arg) -> bool {
        flag.is_global_set() && !self.takes(flag.get_id().as_str())
    }

    /// Why it refuses a flag.
    fn why(&self, id: &str) -> &'static str {
        match (self.name, id) {
            ("resume", "no_resume") => "the two contradict each other",
            _ => self.why,
        }
    }
}

/// Leaves the flags out of a command's help that it refuses. `program` is built: only then has each command the
/// wizard's flags.
pub(super) fn hide(program: &mut clap::Command) {
    for taker in TAKERS {
        if let Some(command) = program.find_subcommand_mut(taker.name) {
            *command = mem::take(command).mut_args(|flag| {
                let hidden = flag.is_hide_set() || taker.refuses(&flag);
                flag.hide(hidden)
            });
        }
    }
}

/// Whether the command was given what it can use, wherever the flags stand. clap cannot see it, because every command
/// has the wizard's flags.
///
/// # Errors
/// Wrong usage, as clap reports it.
pub(super) fn check(program: &mut clap::Command, given: &ArgMatches) -> Result<(), clap::Error> {
    let Some((name, behind)) = given.subcommand() else {
        return Ok(());
    };
    let Some(taker) = TAKERS.iter().find(|taker| taker.name == name) else {
        return Ok(());
    };
    let is_given = |id: &str| {
        [given, behind]
            .iter()
            .any(|given| given.value_source(id) == Some(ValueSource::CommandLine))
    };
    let is_refused = |flag: &&clap::Arg| taker.refuses(flag) && is_given(flag.get_id().as_str());
    let Some(flag) = program.get_arguments().find(is_refused) else {
        return Ok(());
    };
    let (id, flag) = (flag.get_id().as_str(), flag.get_long().unwrap_or_default());
    let why = format!("--{flag} is not for mxid {name}: {}", taker.why(id));
    let kind = ErrorKind::ArgumentConflict;
    Err(match program.find_subcommand_mut(name) {
        Some(command) => command.error(kind, why),
        None => program.error(kind, why),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Arguments;
    use crate::cli::tests::error;

    /// Each flag of the wizard with a value, by id.
    const GIVEN: [(&str, &[&str]); 16] = [
        ("practice", &["--practice"]),
        ("dialect", &["--practice", "--dialect", "conduit"]),
        ("server", &["--server", "example.org"]),
        ("email", &["--email", "you@example.org"]),
        ("phone", &["--phone", "07700 900123"]),
        ("country", &["--country", "GB"]),
        ("username", &["--username", "robin"]),
        ("ca_file", &["--ca-file", "x"]),
        ("proxy", &["--proxy", "http://proxy.example.org:3128"]),
        ("next_link", &["--next-link", "https://example.org/welcome"]),
        ("id_server", IDENTITY),
        ("id_access_token_file", IDENTITY),
        ("no_resume", &["--no-resume"]),
        ("log", &["--log", "x"]),
        ("ui", &["--ui", "plain"]),
        ("theme", &["--theme", "mono"]),
    ];
    const IDENTITY: &[&str] = &[
        "--id-server",
        "id.example.org",
        "--id-access-token-file",
        "x",
    ];

    /// The wizard's flags of this build but `--lang`, by id: each command line of a test has one.
    fn wizards() -> Vec<String> {
        let program = Arguments::program();
        let flags = program.get_arguments().filter(|flag| flag.is_global_set());
        flags.map(|flag| flag.get_id().to_string()).collect()
    }

    #[test]
    fn the_table_names_flags_and_commands_that_exist() {
        let known = wizards();
        let program = Arguments::program();
        for taker in TAKERS.iter().filter(|_| cfg!(feature = "practice")) {
            assert!(program.find_subcommand(taker.name).is_some());
            for id in taker.takes.split_whitespace() {
                assert!(known.iter().any(|known| known == id), "{id}");
            }
        }
    }

    #[test]
    fn a_command_refuses_what_it_cannot_use_before_and_behind_it() {
        let known = wizards();
        let here = |id: &str| known.iter().any(|known| known == id);
        assert!(
            known
                .iter()
                .all(|id| id == "lang" || GIVEN.iter().any(|(given, _)| given == id))
        );
        for taker in &TAKERS {
            let command: &[&str] = match taker.name {
                "completions" => &["completions", "zsh"],
                "practice" if !cfg!(feature = "practice") => continue,
                name => &[name],
            };
            assert_eq!(error(command), "");
            for (id, flags) in GIVEN.iter().filter(|(id, _)| here(id)) {
                // A dialect stands with --practice, which may be what is refused.
                let with_practice = flags.contains(&"--practice");
                let refused = !taker.takes(id) || with_practice && !taker.takes("practice");
                for line in [[command, flags].concat(), [flags, command].concat()] {
                    let said = error(&line);
                    assert_eq!(said.contains(taker.why(id)), refused, "{line:?}: {said}");
                    let is_named = |flag: &&str| said.contains(&format!("{flag} is not for"));
                    assert_eq!(flags.iter().any(is_named), refused, "{line:?}: {said}");
                }
            }
        }
    }

    #[test]
    fn to_go_on_and_to_keep_nothing_contradict_each_other() {
        let said = error(&["resume", "--no-resume"]);
        let why = "--no-resume is not for mxid resume: the two contradict each other";
        assert!(said.contains(why), "{said}");
    }

    #[test]
    fn a_new_flow_takes_every_flag() {
        let known = wizards();
        for (id, flags) in GIVEN {
            if known.iter().any(|known| known == id) {
                let line = [&["sign-up"], flags].concat();
                assert_eq!(error(&line), "", "{line:?}");
            }
        }
    }

    /// The long flags in a command's help.
    fn listed(name: &str) -> Vec<String> {
        let mut program = Arguments::program();
        let command = program.find_subcommand_mut(name).expect("a command");
        let help = command.render_long_help().to_string();
        help.lines()
            .filter(|line| line.trim_start().starts_with('-'))
            .filter_map(|line| line.split_whitespace().find(|word| word.starts_with("--")))
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn the_help_lists_only_what_is_taken() {
        let program = Arguments::program();
        let is_here = |taker: &&Taker| program.find_subcommand(taker.name).is_some();
        for taker in TAKERS.iter().filter(is_here) {
            let listed = listed(taker.name);
            for flag in program.get_arguments().filter(|flag| flag.is_global_set()) {
                let name = format!("--{}", flag.get_long().expect("a name"));
                assert_eq!(
                    listed.contains(&name),
                    taker.takes(flag.get_id().as_str()),
                    "{} {name}: {listed:?}",
                    taker.name
                );
            }
        }
        assert_eq!(listed("man"), ["--help"]);
    }
}
