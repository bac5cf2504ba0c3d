//! `mxid resume` and `mxid forget`: the flow that an earlier run left, which has its answers already.

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::{Answers, Arguments, Command};

impl Arguments {
    /// Whether `mxid resume` and `mxid forget` were given what they can use. clap cannot see it, because every command
    /// takes the wizard's flags.
    ///
    /// # Errors
    /// Wrong usage, as clap reports it.
    pub fn check_unfinished(&self) -> Result<(), clap::Error> {
        let name = match self.command {
            Some(Command::Resume) => "resume",
            Some(Command::Forget) => "forget",
            _ => return Ok(()),
        };
        let why = if self.answers.are_given() {
            "the unfinished flow has its answers already: leave the flags out that answer questions"
        } else if self.connection.no_resume {
            "--no-resume leaves unfinished flows alone"
        } else {
            return Ok(());
        };
        let mut program = Self::command();
        program.build();
        let kind = ErrorKind::ArgumentConflict;
        Err(match program.find_subcommand_mut(name) {
            Some(command) => command.error(kind, why),
            None => program.error(kind, why),
        })
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
        match parsed.check_unfinished() {
            Ok(()) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_unfinished_flow_takes_no_other_answers() {
        for command in ["resume", "forget"] {
            assert_eq!(error(&[command]), "");
            assert_eq!(error(&[command, "--log", "x"]), "");
            for flags in [
                &["--server", "example.org"][..],
                &["--email", "you@example.org"],
                &["--country", "DE"],
                &["--practice"],
            ] {
                let said = error(&[&[command], flags].concat());
                assert!(said.contains("answers already"), "{said}");
            }
            assert!(error(&[command, "--no-resume"]).contains("--no-resume"));
        }
        assert_eq!(error(&["sign-up", "--no-resume"]), "");
    }
}
