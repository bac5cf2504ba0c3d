//! The configuration file: what a user would otherwise give with each command.
//!
//! `config.toml` in [our folder](crate::store::configuration), with keys of
//! [`CONFIGURATION`](super::help::CONFIGURATION) only. A flag wins over the file, and so do the variables that people
//! set on purpose (`NO_COLOR`, `HTTPS_PROXY`, …). The file wins over `TERM` and the locale, because nearly every system
//! sets those. A fault in the file ends the program with a sentence that names the line: without it, a user might go
//! to another server than they think. No secret belongs in the file, and the parser takes none.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

use clap::ValueEnum;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::help::CONFIGURATION;
use super::unusable::Unusable;
use super::values;
use crate::domain::Locale;
use crate::matrix::ProxyUrl;
use crate::store;
use crate::tui::Theme;

/// Its name in our folder.
const NAME: &str = "config.toml";

/// More than this nobody writes by hand.
const MAX_BYTES: u64 = 64 * 1024;

/// Colours, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Look {
    /// Colours, unless NO_COLOR or TERM says no.
    Auto,
    /// The terminal's own colours.
    #[value(alias = "color")]
    Colour,
    /// Bold and dim only.
    Mono,
}

impl Look {
    /// The theme; `None` if the environment says.
    #[must_use]
    pub fn theme(self) -> Option<Theme> {
        match self {
            Self::Auto => None,
            Self::Colour => Some(Theme::colour()),
            Self::Mono => Some(Theme::monochrome()),
        }
    }
}

/// What the configuration file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The homeserver that the wizard begins with.
    pub server: Option<String>,
    /// What the user reads.
    pub language: Option<Locale>,
    /// Colours, or none.
    pub theme: Option<Look>,
    /// The way to every server.
    pub proxy: Option<ProxyUrl>,
}

impl Defaults {
    /// Reads the user's file. Without one there are no defaults.
    ///
    /// # Errors
    /// When it cannot be read, or not all of it is understood.
    pub fn read() -> Result<Self, Unusable> {
        match store::configuration() {
            Some(folder) => Self::read_from(&folder.join(NAME)),
            None => Ok(Self::default()),
        }
    }

    fn read_from(path: &Path) -> Result<Self, Unusable> {
        let name = path.display();
        let text = match text_of(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            text => text.map_err(|why| Unusable(format!("{name}: {why}")))?,
        };
        Self::parse(&text).map_err(|(at, why)| {
            let line = line_of(&text, at);
            Unusable(format!("{name}, line {line}: {why}"))
        })
    }

    /// Reads the file's text. An error has its place, in bytes.
    fn parse(text: &str) -> Result<Self, (usize, String)> {
        let start = |span: Range<usize>| span.start;
        let table = DeTable::parse(text)
            .map_err(|error| (error.span().map_or(0, start), error.message().to_owned()))?;
        let mut defaults = Self::default();
        // In the order of the lines, so that the first of several faults is named.
        let mut entries: Vec<_> = table.get_ref().iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            defaults.set(key.get_ref(), value).map_err(|why| {
                let at = match is_known(key.get_ref()) {
                    true => value.span(),
                    false => key.span(),
                };
                (at.start, why)
            })?;
        }
        Ok(defaults)
    }

    fn set(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<(), String> {
        let text = || {
            let text = value.get_ref().as_str();
            text.ok_or_else(|| format!("“{key}” has to be a text in quotation marks"))
        };
        let named = |why: String| format!("“{key}”: {why}");
        match key {
            "server" => self.server = Some(values::server(text()?).map_err(named)?),
            "language" => self.language = Some(values::locale(text()?).map_err(named)?),
            "theme" => {
                let unknown = |_| "not a theme; auto, colour and mono are allowed".to_owned();
                let look = Look::from_str(text()?, true).map_err(unknown);
                self.theme = Some(look.map_err(named)?);
            }
            "proxy" => {
                let proxy = values::proxy(text()?).map_err(named)?;
                if proxy.has_password() {
                    return Err(
                        "“proxy” takes no password, because no secret belongs in this file: set \
                         HTTPS_PROXY or ALL_PROXY to the address instead"
                            .to_owned(),
                    );
                }
                self.proxy = Some(proxy);
            }
            _ => return Err(unknown(key)),
        }
        Ok(())
    }
}

/// That there is no such key. Only a name is repeated: anything else may be a value that lost its key.
fn unknown(key: &str) -> String {
    let known = CONFIGURATION.map(|(key, _)| key).join(", ");
    let is_name = key.len() <= 32
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    match is_name {
        true => format!("“{key}” is not known; the keys are {known}"),
        false => format!("this is not known; the keys are {known}"),
    }
}

fn is_known(key: &str) -> bool {
    CONFIGURATION.iter().any(|(known, _)| *known == key)
}

fn text_of(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let file = File::open(path)?;
    // A byte more than allowed, to see whether it is too long.
    file.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    match text.len() as u64 > MAX_BYTES {
        true => Err(io::ErrorKind::FileTooLarge.into()),
        false => Ok(text),
    }
}

/// The line of a place, counted from 1.
fn line_of(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    fn parse(text: &str) -> Result<Defaults, String> {
        Defaults::parse(text).map_err(|(at, why)| format!("{}: {why}", line_of(text, at)))
    }

    #[test]
    fn every_key_is_read() {
        let text = "# mine\nserver = \"example.org\"\nlanguage = 'pt-BR'\ntheme = \"color\"\n\
                    proxy = \"socks5h://127.0.0.1:1080\"\n";
        let read = parse(text).expect("a configuration");
        assert_eq!(read.server.as_deref(), Some("example.org"));
        assert_eq!(read.language, Some(Language::Portuguese.into()));
        assert_eq!(read.theme, Some(Look::Colour));
        assert!(read.proxy.is_some());
        assert_eq!(parse(""), Ok(Defaults::default()));
        for (key, _) in CONFIGURATION {
            assert!(text.contains(&format!("\n{key} = ")), "{key}");
        }
    }

    #[test]
    fn the_example_of_the_documentation_is_read() {
        let page = include_str!("../../docs/configuration.md");
        let (_, example) = page.split_once("```toml\n").expect("an example");
        let (example, _) = example.split_once("```").expect("its end");
        assert_eq!(parse(example).err(), None);
        for (key, _) in CONFIGURATION {
            assert!(example.contains(&format!("{key} = ")), "{key}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_what_is_allowed() {
        for (text, line, allowed) in [
            ("servr = \"example.org\"", 1, "server, language, theme"),
            (
                "\n[server]\nname = \"example.org\"",
                2,
                "in quotation marks",
            ),
            ("theme = true", 1, "in quotation marks"),
            ("\n\ntheme = \"dark\"", 3, "auto, colour and mono"),
            (
                "server = \"http://example.org\"",
                1,
                "1: “server”: plain http",
            ),
            (
                "server = [\"example.org\"]",
                1,
                "“server” has to be a text in quotation marks",
            ),
            ("language = \"German!\"", 1, "pt-BR"),
            ("proxy = \"ftp://example.org\"", 1, "socks5h"),
            ("theme = \"mono\"\nserver = ", 2, ""),
            ("theme = \"mono\"\ntheme = \"auto\"", 2, ""),
        ] {
            let why = parse(text).expect_err(text);
            assert!(why.starts_with(&format!("{line}: ")), "{text}: {why}");
            assert!(why.contains(allowed), "{text}: {why}");
        }
    }

    #[test]
    fn no_secret_is_taken_and_none_repeated() {
        for text in [
            "proxy = \"http://robin:hush@proxy.example.org\"",
            "password = \"hush\"",
            "\"hush hush\" = 1",
            "server = hush",
        ] {
            let why = parse(text).expect_err(text);
            assert!(!why.contains("hush"), "{why}");
        }
    }

    #[test]
    fn without_a_file_there_are_no_defaults() {
        let nowhere = Path::new(env!("CARGO_MANIFEST_DIR")).join("nowhere/config.toml");
        assert_eq!(
            Defaults::read_from(&nowhere).ok(),
            Some(Defaults::default())
        );
    }
}
