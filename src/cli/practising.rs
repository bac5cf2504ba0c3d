//! `--dialect`: what the practice homeserver speaks. The flag is the wizard's, with `--practice`, and that of
//! `mxid practice`.

use clap::error::ErrorKind;

use super::{Arguments, Command};

/// Whether a dialect that was given is one for the practice homeserver. clap cannot see it, because a command may stand
/// in the place of the flag.
///
/// # Errors
/// Wrong usage, as clap reports it.
pub(super) fn check(program: &mut clap::Command, parsed: &Arguments) -> Result<(), clap::Error> {
    let alone = matches!(parsed.command, Some(Command::Practice { .. }));
    if parsed.answers.dialect.is_none() || parsed.answers.practice || alone {
        return Ok(());
    }
    let why = "--dialect needs --practice: it is what the practice homeserver speaks";
    Err(program.error(ErrorKind::ArgumentConflict, why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::error;
    use crate::practice::Dialect;

    #[test]
    fn the_wizards_flags_stand_before_and_after_a_command() {
        for arguments in [
            ["mxid", "sign-up", "--server", "example.org"],
            ["mxid", "--server", "example.org", "sign-up"],
        ] {
            let parsed = Arguments::of(arguments).expect("a command line");
            assert_eq!(parsed.answers.server.as_deref(), Some("example.org"));
            assert!(matches!(parsed.command, Some(Command::SignUp)));
        }
    }

    #[test]
    fn a_dialect_is_taken_with_practice_and_by_practice() {
        for arguments in [
            &["mxid", "--practice", "--dialect", "conduit"][..],
            &["mxid", "sign-up", "--practice", "--dialect", "conduit"],
            &["mxid", "practice", "--dialect", "conduit"],
            &["mxid", "--dialect", "conduit", "practice"],
        ] {
            let parsed = Arguments::of(arguments).expect("a command line");
            assert_eq!(parsed.answers.dialect, Some(Dialect::Conduit));
        }
        assert!(error(&["--dialect", "conduit"]).contains("--practice"));
    }
}
