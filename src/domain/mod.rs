//! Parsed values. Each type can only be built from valid input, so a request with an invalid
//! secret, country or address cannot be expressed.
//!
//! Values that give access (passwords, codes, client secrets, sids, tokens, UIA sessions) are
//! [`Secret`]s inside: zeroised when dropped, and redacted by `Debug`.

/// `Debug` and `Display` of types that are a text: as it is, and quoted.
macro_rules! shown_as_text {
    ($($name:ident)*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )*};
}

/// The text of a [`Secret`] inside.
macro_rules! exposes_secret {
    ($name:ident) => {
        impl $name {
            /// The text for the wire.
            pub fn expose(&self) -> &str {
                self.0.expose()
            }
        }
    };
}

mod base_url;
mod client_secret;
mod code_verifier;
mod country;
mod email;
mod guess;
mod iamb;
mod link;
mod locale;
mod login_name;
mod look_alike;
mod malformed;
mod pass_phrase;
mod password;
mod phone;
mod reach;
mod registration_token;
mod search;
mod secret;
mod send_attempt;
mod server_name;
mod sid;
mod text;
mod tsv;
mod username;

pub use base_url::{BaseUrl, BaseUrlError};
pub use client_secret::ClientSecret;
pub use code_verifier::CodeVerifier;
pub use country::{Country, CountryCode, CountryCodeError, all, get};
pub use email::{Email, EmailError};
pub use guess::{Guess, GuessReason, guess};
pub use iamb::IambProfile;
pub use link::Link;
pub(crate) use link::Origin;
pub use locale::{Language, Locale, UnknownLanguage};
pub use login_name::{LoginName, LoginNameError};
pub use look_alike::{LookAlike, Script, look_alike, without_look_alikes};
pub use malformed::Malformed;
pub use pass_phrase::{PassPhrase, Recipe, pass_phrase};
pub use password::{Password, PasswordError};
pub use phone::{
    CleanError, Doubt, Grouping, Judged, Msisdn, PhoneCheck, PhoneNumber, check, clean, country_of,
    example, judge, msisdn, pasted, undecorated, warm, with_plus,
};
pub use reach::is_inward;
pub use registration_token::{RegistrationToken, RegistrationTokenError};
pub use search::{search, searched_number};
pub use secret::Secret;
pub use send_attempt::SendAttempt;
pub use server_name::{ServerInput, ServerInputError, ServerName, ServerNameError};
pub use sid::Sid;
pub use text::{CleanText, is_hidden};
pub use username::{UserId, Username, UsernameError};

shown_as_text!(BaseUrl CleanText ServerName UserId Username);
