//! Errors in a typed text: shown while it is typed, and again after Enter.

use unicode_segmentation::UnicodeSegmentation;

use super::about::Said;
use crate::domain::{
    self, BaseUrlError, CleanError, CleanText, CountryCode, EmailError, LoginNameError, Password,
    PasswordError, PhoneCheck, RegistrationTokenError, Script, ServerInputError, ServerNameError,
    UsernameError,
};
use crate::text::{Piece, Text, Texts};
use crate::{rich, t};

pub(in crate::screen) fn server(error: &ServerInputError, typed: &str, texts: &Texts) -> Text {
    use {BaseUrlError as Url, ServerNameError as Name};
    table! { texts, error as ServerInputError;
        Empty => ("server-empty"),
        Name(Name::Character(c)) => ((in typed "server-character"[character = c])),
        Name(Name::Port) => ("server-port"),
        Name(Name::Empty | Name::Host | Name::TooLong) => ("server-malformed"),
        Url(Url::PlainHttp) => ("server-plain-http"),
        Url(Url::Extra) => ("server-url-extra"),
        Url(Url::Malformed | Url::Scheme) => ("server-url-malformed"),
    }
}

/// The country is that of the page for numbers: nowhere else can one be too long.
pub(in crate::screen) fn number(
    check: &PhoneCheck,
    country: Option<CountryCode>,
    typed: &str,
    texts: &Texts,
) -> Text {
    let country = country.map_or("", |code| domain::get(code).name_in(texts.language()));
    let missing = |n: &u8| t!(texts, "number-too-short", missing = i64::from(*n));
    table! { texts, check as PhoneCheck;
        Empty => ("number-empty"),
        TooShort { missing: Some(n) } => ((missing(n))),
        TooShort { missing: None } => ("number-too-short-for"),
        TooLong => ("number-too-long"[country = Piece::plain(country)]),
        Refused(CleanError::Letter) => ("number-letter"),
        Refused(CleanError::Extension) => ("number-extension"),
        Refused(CleanError::Plus) => ("number-plus"),
        Refused(CleanError::Sign(c)) => ("number-sign"[character = shown(*c, typed, texts)]),
        Refused(CleanError::Control) => ("number-control"),
        UnknownCallingCode => ("number-calling-code"),
        // These may be sent, so they are no problem.
        Valid(_) => ((Text::default())),
        Doubtful(..) => ((Text::default())),
    }
}

pub(in crate::screen) fn email(error: &EmailError, typed: &str, texts: &Texts) -> Text {
    table! { texts, error as EmailError;
        Empty => ("email-empty"),
        NoName => ("email-no-name"),
        NoDomain => ("email-no-domain"),
        TwoAts => ("email-two-ats"),
        Character(c) => ((in typed "email-character"[character = c])),
        Domain => ("email-domain-malformed"),
        DomainBegun => ("email-domain"),
        TooLong => ("email-too-long"),
    }
}

/// Why a user name cannot be right, and what to do about it.
pub(in crate::screen) fn username(error: &UsernameError, typed: &str, texts: &Texts) -> Said {
    table! { texts, error as UsernameError;
        Empty => ("username-empty", "username-error-how"),
        Character(c) => ((in typed "username-character"[character = c]), "username-error-how"),
        TooLong => ("username-too-long", "name-how"),
        OtherServer(server) => {other_server(server, texts)},
    }
}

/// That a Matrix ID is one of this server, and not of the one that the page is about.
pub(super) fn other_server(server: &CleanText, texts: &Texts) -> Said {
    let server = Piece::strong(server);
    let what = rich!(texts, "sign-in-other-server", server = server);
    (what, t!(texts, "sign-in-other-server-how").into())
}

pub(super) fn login_name(error: &LoginNameError, typed: &str, texts: &Texts) -> Text {
    table! { texts, error as LoginNameError;
        Empty => ("sign-in-name-empty"),
        Character(c) => ((in typed "sign-in-name-character"[character = c])),
        TooLong => ("sign-in-name-too-long"),
        Email(error) => ((email(error, typed, texts))),
    }
}

pub(super) fn password(error: &PasswordError, texts: &Texts) -> Text {
    let short = t!(texts, "password-too-short", least = Password::MIN_CHARS);
    table! { texts, error as PasswordError;
        Empty => ("password-empty"),
        TooShort(_) => ((short)),
        TooLong => ("password-too-long"),
    }
}

pub(super) fn token(error: &RegistrationTokenError, typed: &str, texts: &Texts) -> Text {
    table! { texts, error as RegistrationTokenError;
        Empty => ("token-empty"),
        TooLong => ("token-too-long"),
        Character(c) => ("token-character"[character = shown(*c, typed, texts)]),
    }
}

/// The sentence about a character that only looks like an ASCII one, in a text that is Latin except for such ones.
pub(super) fn disguised(c: char, typed: &str, texts: &Texts) -> Option<Text> {
    let found = domain::look_alike(c)?;
    domain::without_look_alikes(typed)?;
    let (character, like) = (Piece::plain(c), Piece::plain(found.like));
    let script = match found.script {
        Script::Cyrillic => t!(texts, "script-cyrillic"),
        Script::Greek => t!(texts, "script-greek"),
        Script::Armenian => t!(texts, "script-armenian"),
        Script::FullWidth => t!(texts, "script-full-width"),
        Script::Other => {
            return Some(rich!(
                texts,
                "look-alike-other",
                character = character,
                like = like
            ));
        }
    };
    let script = Piece::plain(script);
    Some(rich!(
        texts,
        "look-alike",
        character = character,
        script = script,
        like = like
    ))
}

/// A character of a field as it can be shown: one that cannot be seen is named, by its number if need be, and an accent
/// stands on its letter.
pub(super) fn shown(c: char, typed: &str, texts: &Texts) -> Piece {
    Piece::plain(if c == ' ' {
        t!(texts, "character-space")
    } else if c.is_control() || c.is_whitespace() || domain::is_hidden(c) {
        format!("U+{:04X}", c as u32)
    } else {
        let whole = typed.graphemes(true).find(|grapheme| grapheme.contains(c));
        whole.map_or_else(|| c.to_string(), str::to_owned)
    })
}
