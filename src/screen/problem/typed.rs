//! What cannot be right in what was typed: said while it is typed, and again after Enter.

use unicode_segmentation::UnicodeSegmentation;

use super::{Said, sign_in};
use crate::domain::{
    BaseUrlError, CleanError, EmailError, PasswordError, PhoneCheck, RegistrationTokenError,
    Script, ServerInputError, ServerNameError, UsernameError, look_alike, without_look_alikes,
};
use crate::t;
use crate::text::Texts;
use crate::wizard::{FieldId, Wizard};

pub(in crate::screen) fn server(
    error: &ServerInputError,
    wizard: &Wizard,
    texts: &Texts,
) -> String {
    match error {
        ServerInputError::Empty => t!(texts, "server-empty"),
        ServerInputError::Name(ServerNameError::Character(c)) => {
            disguised(*c, FieldId::Server, wizard, texts).unwrap_or_else(|| {
                let character = shown(*c, FieldId::Server, wizard, texts);
                t!(texts, "server-character", character = character)
            })
        }
        ServerInputError::Name(ServerNameError::Port) => t!(texts, "server-port"),
        ServerInputError::Name(
            ServerNameError::Empty | ServerNameError::Host | ServerNameError::TooLong,
        ) => t!(texts, "server-malformed"),
        ServerInputError::Url(BaseUrlError::PlainHttp) => t!(texts, "server-plain-http"),
        ServerInputError::Url(BaseUrlError::Extra) => t!(texts, "server-url-extra"),
        ServerInputError::Url(BaseUrlError::Malformed | BaseUrlError::Scheme) => {
            t!(texts, "server-url-malformed")
        }
    }
}

/// Why a number cannot be right, while it is typed and after Enter.
pub(in crate::screen) fn number(check: &PhoneCheck, wizard: &Wizard, texts: &Texts) -> String {
    let country = wizard.form().country;
    let country = country.map_or("", |code| {
        crate::domain::get(code).name_in(texts.language())
    });
    match check {
        PhoneCheck::Empty => t!(texts, "number-empty"),
        PhoneCheck::TooShort { missing: Some(n) } => {
            t!(texts, "number-too-short", missing = i64::from(*n))
        }
        PhoneCheck::TooShort { missing: None } => {
            t!(texts, "number-too-short-for")
        }
        PhoneCheck::TooLong => t!(texts, "number-too-long", country = country),
        PhoneCheck::Refused(CleanError::Letter) => t!(texts, "number-letter"),
        PhoneCheck::Refused(CleanError::Extension) => t!(texts, "number-extension"),
        PhoneCheck::Refused(CleanError::Plus) => t!(texts, "number-plus"),
        PhoneCheck::Refused(CleanError::Sign(c)) => {
            let character = shown(*c, FieldId::Number, wizard, texts);
            t!(texts, "number-sign", character = character)
        }
        PhoneCheck::Refused(CleanError::Control) => t!(texts, "number-control"),
        PhoneCheck::UnknownCallingCode => t!(texts, "number-calling-code"),
        // These may be sent, so they are no problem.
        PhoneCheck::Valid(_) | PhoneCheck::Doubtful(..) => String::new(),
    }
}

pub(in crate::screen) fn email(
    error: &EmailError,
    field: FieldId,
    wizard: &Wizard,
    texts: &Texts,
) -> String {
    match error {
        EmailError::Empty => t!(texts, "email-empty"),
        EmailError::NoName => t!(texts, "email-no-name"),
        EmailError::NoDomain => t!(texts, "email-no-domain"),
        EmailError::TwoAts => t!(texts, "email-two-ats"),
        EmailError::Character(c) => disguised(*c, field, wizard, texts).unwrap_or_else(|| {
            let character = shown(*c, field, wizard, texts);
            t!(texts, "email-character", character = character)
        }),
        EmailError::Domain => t!(texts, "email-domain-malformed"),
        EmailError::DomainBegun => t!(texts, "email-domain"),
        EmailError::TooLong => t!(texts, "email-too-long"),
    }
}

/// Why a user name cannot be right, and what to do about it.
pub(in crate::screen) fn username(error: &UsernameError, wizard: &Wizard, texts: &Texts) -> Said {
    let character = |c: char| {
        disguised(c, FieldId::Username, wizard, texts).unwrap_or_else(|| {
            let character = shown(c, FieldId::Username, wizard, texts);
            t!(texts, "username-character", character = character)
        })
    };
    table! { texts, error as UsernameError;
        Empty => ("username-empty", "username-error-how"),
        Character(c) => ((character(*c)), "username-error-how"),
        TooLong => ("username-too-long", "name-how"),
        OtherServer(server) => {sign_in::other_server(server, texts)},
    }
}

pub(super) fn password(error: &PasswordError, texts: &Texts) -> String {
    match error {
        PasswordError::Empty => t!(texts, "password-empty"),
        PasswordError::TooShort(_) => t!(
            texts,
            "password-too-short",
            least = crate::domain::Password::MIN_CHARS
        ),
        PasswordError::TooLong => t!(texts, "password-too-long"),
    }
}

pub(super) fn token(error: &RegistrationTokenError, wizard: &Wizard, texts: &Texts) -> String {
    match error {
        RegistrationTokenError::Empty => t!(texts, "token-empty"),
        RegistrationTokenError::TooLong => t!(texts, "token-too-long"),
        RegistrationTokenError::Character(c) => {
            let character = shown(*c, FieldId::Token, wizard, texts);
            t!(texts, "token-character", character = character)
        }
    }
}

/// A character of a field as it can be shown: one that cannot be seen is named, by its number if need be, and an accent
/// stands on its letter.
pub(super) fn shown(c: char, field: FieldId, wizard: &Wizard, texts: &Texts) -> String {
    if c == ' ' {
        t!(texts, "character-space")
    } else if c.is_control() || c.is_whitespace() || crate::domain::is_hidden(c) {
        format!("U+{:04X}", c as u32)
    } else {
        let mut whole = wizard.form().text(field).graphemes(true);
        let whole = whole.find(|grapheme| grapheme.contains(c));
        whole.map_or_else(|| c.to_string(), str::to_owned)
    }
}

/// A character that only looks like an ASCII one, in a text that is Latin but for such ones.
pub(super) fn disguised(c: char, field: FieldId, wizard: &Wizard, texts: &Texts) -> Option<String> {
    let found = look_alike(c)?;
    without_look_alikes(wizard.form().text(field))?;
    let (character, like) = (c.to_string(), found.like.to_string());
    let script = match found.script {
        Script::Cyrillic => t!(texts, "script-cyrillic"),
        Script::Greek => t!(texts, "script-greek"),
        Script::Armenian => t!(texts, "script-armenian"),
        Script::FullWidth => t!(texts, "script-full-width"),
        Script::Other => {
            return Some(t!(
                texts,
                "look-alike-other",
                character = character,
                like = like
            ));
        }
    };
    Some(t!(
        texts,
        "look-alike",
        character = character,
        script = script,
        like = like
    ))
}
