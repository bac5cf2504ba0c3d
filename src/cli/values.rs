//! The parsers of single values. Their errors follow the flag and the value in clap's message, so
//! each says what is wrong and what is allowed.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use url::Url;

use crate::domain::{
    self, CountryCode, Email, Language, Locale, LoginName, ServerInput, ServerName, Username,
};
use crate::matrix::ProxyUrl;
#[cfg(feature = "practice")]
use crate::practice::Dialect;
use crate::runtime::Ui;

pub(super) fn server(text: &str) -> Result<String, String> {
    ServerInput::parse(text)
        .map(|_| text.to_owned())
        .map_err(|why| format!("{why}; a name like example.org or an https address is allowed"))
}

pub(super) fn server_name(text: &str) -> Result<ServerName, String> {
    ServerName::parse(text).map_err(|why| {
        format!("{why}; a host like id.example.org, with a port if it has one, is allowed")
    })
}

pub(super) fn email(text: &str) -> Result<String, String> {
    Email::typed(text)
        .map(|_| text.to_owned())
        .map_err(|why| format!("{why}; an address like you@example.org is allowed"))
}

pub(super) fn phone(text: &str) -> Result<String, String> {
    match domain::clean(text) {
        Ok(digits) if !digits.is_empty() => Ok(text.to_owned()),
        Ok(_) => Err("no digits".to_owned()),
        Err(why) => Err(why.to_string()),
    }
    .map_err(|why| format!("{why}; digits, spaces, hyphens, brackets and a + in front are allowed"))
}

pub(super) fn country(text: &str) -> Result<CountryCode, String> {
    text.parse::<CountryCode>()
        .map_err(|why| format!("{why}; a two-letter code like DE or GB is allowed"))
}

pub(super) fn locale(text: &str) -> Result<Locale, String> {
    text.parse::<Locale>().map_err(|why| {
        let spoken = Language::ALL.map(Language::tag).join(", ");
        format!("{why}; {spoken} are allowed")
    })
}

/// Takes every way to write a language, and names the usual ones to the completions.
#[derive(Clone)]
pub(super) struct Locales;

impl TypedValueParser for Locales {
    type Value = Locale;

    fn parse_ref(
        &self,
        command: &clap::Command,
        flag: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Locale, clap::Error> {
        TypedValueParser::parse_ref(&locale, command, flag, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let tags = Language::ALL.map(Language::tag);
        Some(Box::new(tags.into_iter().map(PossibleValue::new)))
    }
}

pub(super) fn username(text: &str) -> Result<String, String> {
    // Who has an account may sign in by an address as well; its page takes what its task can use.
    if let Ok(LoginName::Email(_)) = LoginName::parse(&LoginName::bare(text)) {
        return Ok(text.to_owned());
    }
    Username::parse(text)
        .map(|_| text.to_owned())
        .map_err(|why| format!("{why}; small letters, digits and . _ = - / + are allowed"))
}

pub(super) fn proxy(text: &str) -> Result<ProxyUrl, String> {
    ProxyUrl::parse(text).map_err(|why| {
        let likely = "one like http://proxy.example.org:3128 or socks5h://127.0.0.1:1080";
        format!("{why}; {likely} is allowed")
    })
}

/// clap names the choices to who missed them.
pub(super) fn ui() -> impl TypedValueParser<Value = Ui> {
    PossibleValuesParser::new(["tui", "plain"]).map(|name| match name.as_str() {
        "plain" => Ui::Plain,
        _ => Ui::Tui,
    })
}

pub(super) fn web_address(text: &str) -> Result<Url, &'static str> {
    match Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "https" | "http") && url.has_host() => Ok(url),
        _ => Err("not a web address; one like https://example.org/welcome is allowed"),
    }
}

/// The parser of a dialect: clap names the choices to who missed them.
#[cfg(feature = "practice")]
pub(super) fn dialect() -> impl TypedValueParser<Value = Dialect> {
    PossibleValuesParser::new(Dialect::ALL.map(Dialect::as_str))
        .try_map(|name| name.parse::<Dialect>())
}
