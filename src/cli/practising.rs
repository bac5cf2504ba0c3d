//! The command line of the practice homeserver: its flags are not the wizard's, and the wizard's are not its.
//!
//! A flag of the wizard works before and after a command, so clap gives it to every command. Here they are taken back
//! from `mxid practice`: its help does not list them, and to use one is wrong usage.

use std::ffi::OsString;
use std::mem;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, FromArgMatches};

use super::{Arguments, Command};
use crate::practice::Dialect;

/// The command.
const PRACTICE: &str = "practice";

/// The flag that is the wizard's, with `--practice`, and the command's.
const DIALECT: &str = "dialect";

/// The wizard's flags that `mxid practice` does not take: their ids, and their names.
fn strange(program: &clap::Command) -> Vec<(String, String)> {
    program
        .get_arguments()
        .filter(|flag| flag.is_global_set() && flag.get_id() != DIALECT)
        .filter_map(|flag| Some((flag.get_id().to_string(), flag.get_long()?.to_owned())))
        .collect()
}

/// Leaves them out of its help. `program` is built.
pub(super) fn hide_refused(program: &mut clap::Command) {
    let strange = strange(program);
    if let Some(practice) = program.find_subcommand_mut(PRACTICE) {
        *practice = mem::take(practice).mut_args(|flag| {
            let hidden = strange.iter().any(|(id, _)| flag.get_id() == id.as_str());
            flag.hide(hidden)
        });
    }
}

/// Reads a command line.
pub(super) fn read(
    arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
) -> Result<Arguments, clap::Error> {
    let mut program = Arguments::program();
    let strange = strange(&program);
    let matches = program.try_get_matches_from_mut(arguments)?;
    let parsed =
        Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut program))?;
    let alone = matches!(parsed.command, Some(Command::Practice { .. }));
    let misused = if alone {
        let used = |id: &str| from_command_line(&matches, id);
        let flag = strange.iter().find(|(id, _)| used(id));
        flag.map(|(_, long)| {
            format!("--{long} is for the wizard; {PRACTICE} takes --listen and --dialect")
        })
    } else if parsed.answers.dialect.is_some() && !parsed.answers.practice {
        Some(format!(
            "--{DIALECT} needs --{PRACTICE}: it is what the practice homeserver speaks"
        ))
    } else {
        None
    };
    match misused {
        Some(why) => Err(program.error(ErrorKind::ArgumentConflict, why)),
        None => Ok(parsed),
    }
}

/// Whether a flag was given, before or after the command.
fn from_command_line(matches: &ArgMatches, id: &str) -> bool {
    let given = |matches: &ArgMatches| matches.value_source(id) == Some(ValueSource::CommandLine);
    given(matches)
        || matches
            .subcommand()
            .is_some_and(|(_, matches)| given(matches))
}

/// The parser of a dialect: clap names the choices to who missed them.
pub(super) fn dialect() -> impl TypedValueParser<Value = Dialect> {
    PossibleValuesParser::new(Dialect::ALL.map(Dialect::as_str))
        .try_map(|name| name.parse::<Dialect>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(arguments: &[&str]) -> String {
        match read(["mxid"].iter().chain(arguments)) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_unknown_dialect_names_the_choices() {
        for place in [
            &["practice", "--dialect", "klingon"][..],
            &["--practice", "--dialect", "klingon"],
        ] {
            let text = error(place);
            assert!(text.contains("klingon"), "{text}");
            for dialect in Dialect::ALL {
                assert!(text.contains(dialect.as_str()), "{dialect}: {text}");
            }
        }
    }

    #[test]
    fn the_help_of_practice_lists_only_what_it_takes() {
        let help = error(&["practice", "--help"]);
        for flag in ["--listen", "--dialect", "--help"] {
            assert!(help.contains(flag), "{flag} is not in: {help}");
        }
        for flag in ["--server", "--practice", "--proxy", "--log", "--username"] {
            assert!(!help.contains(flag), "{flag} is in: {help}");
        }
    }

    #[test]
    fn a_flag_of_the_wizard_is_refused_by_practice_wherever_it_stands() {
        for arguments in [
            ["practice", "--server", "example.org"],
            ["--server", "example.org", "practice"],
        ] {
            assert!(error(&arguments).contains("--server"), "{arguments:?}");
        }
        assert!(error(&["--practice", "practice"]).contains("--practice"));
    }

    #[test]
    fn the_wizards_flags_stand_before_and_after_a_command() {
        for arguments in [
            ["mxid", "sign-up", "--server", "example.org"],
            ["mxid", "--server", "example.org", "sign-up"],
        ] {
            let parsed = read(arguments).expect("a command line");
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
            let parsed = read(arguments).expect("a command line");
            assert_eq!(parsed.answers.dialect, Some(Dialect::Conduit));
        }
        assert!(error(&["--dialect", "conduit"]).contains("--practice"));
    }
}
