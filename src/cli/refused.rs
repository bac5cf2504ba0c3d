//! The wizard's flags at commands that cannot use them.
//!
//! Every command takes the wizard's flags, before it and after it. `mxid resume` has its answers already, and some
//! commands connect to nobody: there they are left out of the help, and refused.

use std::mem;

use clap::error::ErrorKind;

use super::{Answers, Appearance, Arguments, Command, Connection};

/// The commands, and which of the wizard's flags each takes.
const TAKES: [(&str, &[&str]); 4] = [
    (
        "resume",
        &[
            "ca_file",
            "proxy",
            "next_link",
            "id_server",
            "id_access_token_file",
            "log",
            "ui",
            "theme",
            "lang",
        ],
    ),
    ("forget", &["lang"]),
    ("completions", &[]),
    ("man", &[]),
];

/// Leaves the flags out of a command's help that it refuses. `program` is built: only then has it the wizard's flags.
pub(super) fn hide_refused(program: &mut clap::Command) {
    let wizards: Vec<_> = program
        .get_arguments()
        .filter(|flag| flag.is_global_set())
        .map(|flag| flag.get_id().clone())
        .collect();
    for (name, takes) in TAKES {
        if let Some(command) = program.find_subcommand_mut(name) {
            *command = mem::take(command).mut_args(|flag| {
                let refused =
                    wizards.contains(flag.get_id()) && !takes.contains(&flag.get_id().as_str());
                let hidden = refused || flag.is_hide_set();
                flag.hide(hidden)
            });
        }
    }
}

impl Arguments {
    /// Whether the command was given what it can use. clap cannot see it, because every command takes the wizard's
    /// flags.
    ///
    /// # Errors
    /// Wrong usage, as clap reports it.
    pub fn check_flags(&self) -> Result<(), clap::Error> {
        let (answers, connection) = (&self.answers, &self.connection);
        let some_flag = answers.are_given() || connection.is_given() || self.appearance.is_given();
        let speaks = self.appearance.lang.is_some();
        let (name, why) = match self.command {
            Some(Command::Resume) if answers.are_given() => (
                "resume",
                "the unfinished flow has its answers already: leave the flags out that answer questions",
            ),
            Some(Command::Resume) if connection.no_resume => {
                ("resume", "--no-resume leaves unfinished flows alone")
            }
            Some(Command::Forget) if some_flag => (
                "forget",
                "it removes everything unfinished and connects to nobody: it takes no flags but --lang",
            ),
            Some(Command::Completions { .. }) if some_flag || speaks => {
                ("completions", "it prints a file: it takes no flags")
            }
            Some(Command::Man) if some_flag || speaks => {
                ("man", "it prints a file: it takes no flags")
            }
            _ => return Ok(()),
        };
        let mut program = Self::program();
        let kind = ErrorKind::ArgumentConflict;
        Err(match program.find_subcommand_mut(name) {
            Some(command) => command.error(kind, why),
            None => program.error(kind, why),
        })
    }
}

impl Appearance {
    /// Whether any of its flags is there but the language, which even a command can use that only says something.
    fn is_given(&self) -> bool {
        let Self { ui, theme, lang: _ } = self;
        ui.is_some() || theme.is_some()
    }
}

impl Connection {
    /// Whether any of its flags is there.
    fn is_given(&self) -> bool {
        let Self {
            ca_file,
            proxy,
            next_link,
            id_server,
            id_access_token_file,
            no_resume,
            log,
        } = self;
        let files = [ca_file, id_access_token_file, log];
        let addresses = [proxy, next_link];
        *no_resume
            || id_server.is_some()
            || files.into_iter().any(Option::is_some)
            || addresses.into_iter().any(Option::is_some)
    }
}

impl Answers {
    /// Whether a flag answers a question.
    fn are_given(&self) -> bool {
        let Self {
            practice,
            server,
            email,
            phone,
            country,
            username,
            #[cfg(feature = "practice")]
                dialect: _,
        } = self;
        let texts = [server, email, phone, username];
        *practice || country.is_some() || texts.into_iter().any(Option::is_some)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn error(arguments: &[&str]) -> String {
        let arguments = ["mxid"].iter().chain(arguments);
        let parsed = Arguments::try_parse_from(arguments).expect("a command line");
        match parsed.check_flags() {
            Ok(()) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_unfinished_flow_takes_no_other_answers() {
        assert_eq!(error(&["resume"]), "");
        assert_eq!(error(&["resume", "--log", "x"]), "");
        for flags in [
            &["--server", "example.org"][..],
            &["--email", "you@example.org"],
            &["--country", "DE"],
            &["--practice"],
        ] {
            let said = error(&[&["resume"], flags].concat());
            assert!(said.contains("answers already"), "{said}");
        }
        assert!(error(&["resume", "--no-resume"]).contains("--no-resume"));
        assert_eq!(error(&["sign-up", "--no-resume"]), "");
    }

    #[test]
    fn to_forget_or_print_takes_no_flags() {
        for printing in [&["man"][..], &["completions", "zsh"]] {
            assert_eq!(error(printing), "");
            let said = error(&[printing, &["--theme", "mono"]].concat());
            assert!(said.contains("takes no flags"), "{said}");
        }
        assert_eq!(error(&["forget"]), "");
        for flags in [
            &["--server", "example.org"][..],
            &["--practice"],
            &["--log", "x"],
            &["--proxy", "http://proxy.example.org:3128"],
            &["--no-resume"],
            &["--ui", "plain"],
        ] {
            let said = error(&[&["forget"], flags].concat());
            assert!(said.contains("takes no flags"), "{said}");
        }
    }

    /// The long flags in a command's help.
    fn listed(name: &str) -> Vec<String> {
        let mut program = Arguments::program();
        let command = program.find_subcommand_mut(name).expect("a command");
        let help = command.render_long_help().to_string();
        let words = help.split_whitespace();
        let flags = words.filter(|word| word.starts_with("--"));
        flags.map(str::to_owned).collect()
    }

    #[test]
    fn the_help_lists_only_what_is_taken() {
        assert_eq!(listed("forget"), ["--help", "--lang"]);
        for name in ["completions", "man"] {
            assert_eq!(listed(name), ["--help"], "{name}");
        }
        let resume = listed("resume");
        for (flag, is_taken) in [
            ("--log", true),
            ("--proxy", true),
            ("--server", false),
            ("--no-resume", false),
        ] {
            let is_listed = resume.iter().any(|listed| listed == flag);
            assert_eq!(is_listed, is_taken, "{flag}: {resume:?}");
        }
    }
}
