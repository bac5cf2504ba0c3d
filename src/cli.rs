//! Arguments and environment, read into what the runtime needs.
//!
//! A flag's value is checked by the same parser as a typed one. No secret is ever taken from an
//! argument: other users of the computer can read those.

mod appearance;
mod arguments;
mod config;
mod files;
pub mod help;
#[cfg(feature = "practice")]
mod practising;
mod printed;
mod probe;
mod proxies;
mod refused;
mod unusable;
mod values;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

pub use appearance::Appearance;
pub use arguments::{Answers, Arguments, Command, Connection, ProbeArguments};
pub use config::{Defaults, Look};
pub use printed::{MANUAL, Shell};
pub use unusable::Unusable;

use crate::matrix::ProxyUrl;
use crate::runtime::{Keeping, Options, Settings, person};
use crate::store::Store;
use crate::tui::Theme;
use crate::wizard::{Config, Extras, Preset, Task};

impl Arguments {
    /// Reads the command line. Wrong usage, and a wish for help, end the program.
    #[must_use]
    pub fn read() -> Self {
        Self::of(std::env::args_os()).unwrap_or_else(|error| error.exit())
    }

    /// A command line, if it can be used as a whole.
    fn of(arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Result<Self, clap::Error> {
        let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
        let mut program = Self::command();
        let matches = match program.try_get_matches_from_mut(&arguments) {
            Ok(matches) => matches,
            // Only a help text or an error needs the whole program, which takes longer to make than the first frame.
            Err(_) => {
                program = Self::program();
                program.try_get_matches_from_mut(&arguments)?
            }
        };
        refused::check(&mut program, &matches)?;
        let parsed =
            Self::from_arg_matches(&matches).map_err(|error| error.format(&mut program))?;
        #[cfg(feature = "practice")]
        practising::check(&mut program, &parsed)?;
        parsed.without_secrets()
    }

    /// The command line as it is read: each command's help has what that command takes.
    #[must_use]
    pub fn program() -> clap::Command {
        let mut program = Self::command();
        // Only then are the wizard's flags handed to the commands.
        program.build();
        refused::hide(&mut program);
        program
    }

    /// Refuses a secret in an argument, without repeating it.
    fn without_secrets(self) -> Result<Self, clap::Error> {
        let proxy = self.connection.proxy.as_ref();
        if !proxy.is_some_and(ProxyUrl::has_password) {
            return Ok(self);
        }
        let why = "--proxy takes no password, because others on this computer can read arguments: \
                   set HTTPS_PROXY or ALL_PROXY to the address instead";
        Err(Self::command().error(ErrorKind::ValueValidation, why))
    }

    /// What the runtime needs, of flags before defaults; reads the files that flags name, and the proxy of the
    /// environment.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub fn into_options(self, defaults: Defaults) -> Result<Options, Unusable> {
        let settings = self.settings(&defaults)?;
        let (answers, connection) = (self.answers, self.connection);
        let identity = connection.id_server.zip(connection.id_access_token_file);
        let task = match self.command {
            Some(Command::SignUp) => Some(Task::SignUp),
            Some(Command::ResetPassword) => Some(Task::Reset),
            Some(Command::AddContact) => Some(Task::AddContact),
            _ => None,
        };
        let wizard = Config {
            preset: Preset {
                task,
                resume: matches!(self.command, Some(Command::Resume)),
                practice: answers.practice,
                server: answers.server,
                email: answers.email,
                phone: answers.phone,
                country: answers.country,
                username: answers.username,
            },
            usual_server: defaults.server,
            extras: Extras {
                next_link: connection.next_link,
                identity: identity
                    .map(|(host, file)| files::identity(host, &file))
                    .transpose()?,
            },
            ..Config::default()
        };
        Ok(Options {
            settings,
            ui: self.appearance.ui,
            wizard,
            keeping: match connection.no_resume {
                true => Keeping::Off,
                false => Store::of_the_person().map_or(Keeping::NoFolder, Keeping::In),
            },
        })
    }

    /// What every command that connects is run with.
    fn settings(&self, defaults: &Defaults) -> Result<Settings, Unusable> {
        let connection = &self.connection;
        let proxies = proxies::of(connection.proxy.clone(), defaults.proxy.clone())?;
        Ok(Settings {
            log: connection.log.as_deref().map(files::log).transpose()?,
            client: files::client(connection.ca_file.as_deref(), proxies)?,
            locale: self.appearance.locale(defaults.language.clone()),
            theme: theme(self.appearance.theme, defaults.theme),
            #[cfg(feature = "practice")]
            dialect: self.answers.dialect.unwrap_or_default(),
        })
    }
}

/// The theme that a flag names; else what the environment says, by saying nothing; else the configuration's.
fn theme(flag: Option<Look>, default: Option<Look>) -> Option<Theme> {
    flag.or_else(|| default.filter(|_| !person::no_colour()))
        .and_then(Look::theme)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    /// What is said to these arguments; nothing where they are understood.
    pub(super) fn error(arguments: &[&str]) -> String {
        match Arguments::of(["mxid"].iter().chain(arguments)) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_address_is_given_with_what_it_was_copied_with() {
        for flag in ["--email", "--username"] {
            for copied in ["Robin <robin@example.org>", "mailto:robin@example.org"] {
                assert_eq!(error(&[flag, copied]), "");
            }
        }
    }

    #[test]
    fn a_password_in_an_argument_is_refused_and_not_repeated() {
        let read = |proxy: &str| {
            Arguments::try_parse_from(["mxid", "--proxy", proxy])
                .and_then(Arguments::without_secrets)
                .map_err(|error| error.to_string())
        };
        assert!(read("http://proxy.example.org:3128").is_ok());
        let why = read("http://robin:hush@proxy.example.org")
            .err()
            .unwrap_or_default();
        assert!(
            why.contains("HTTPS_PROXY") && !why.contains("hush"),
            "{why}"
        );
    }

    #[test]
    fn an_identity_server_and_its_token_need_each_other() {
        assert!(error(&["--id-server", "id.example.org"]).contains("--id-access-token-file"));
        assert!(error(&["--id-access-token-file", "x"]).contains("--id-server"));
    }

    #[test]
    fn the_country_of_the_united_kingdom_is_gb() {
        let arguments = [
            "mxid",
            "sign-up",
            "--phone",
            "07700 900123",
            "--country",
            "uk",
        ];
        let country = Arguments::try_parse_from(arguments).map(|a| a.answers.country);
        assert_eq!(
            country.ok().flatten().map(|c| c.to_string()).as_deref(),
            Some("GB")
        );
    }
}
