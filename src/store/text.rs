//! Values that are texts in a file, each with the parser that it has everywhere.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

use crate::domain::{BaseUrl, ClientSecret, CountryCode, Email, Secret, ServerName, Sid, Username};
use crate::protocol::{Purpose, StageType};
use crate::wizard::{PageId, Task, TaskId};

/// A value in a file. It is parsed from the bytes that were read, so that no copy of a secret is made on the way.
pub(super) struct Text<T>(pub(super) T);

/// A value that is written as a text.
pub(super) trait AsText: Sized {
    /// What is written.
    fn text(&self) -> &str;

    /// Reads it again; none if nobody wrote that.
    fn parse(text: &str) -> Option<Self>;
}

/// A line as a person typed it, or digits for the wire: at most 512 bytes, without control characters.
pub(super) struct Typed(pub(super) String);

/// What tells one document that was agreed to from another: at most 16 KiB.
pub(super) struct Key(pub(super) String);

/// The longest session of an authentication, in bytes: the longest text that is taken from an answer.
const MAX_SESSION: usize = 4 * 1024;

impl AsText for Typed {
    fn text(&self) -> &str {
        &self.0
    }

    fn parse(text: &str) -> Option<Self> {
        let is_a_line = text.len() <= 512 && !text.chars().any(char::is_control);
        is_a_line.then(|| Self(text.to_owned()))
    }
}

impl AsText for Key {
    fn text(&self) -> &str {
        &self.0
    }

    fn parse(text: &str) -> Option<Self> {
        (text.len() <= 16 * 1024).then(|| Self(text.to_owned()))
    }
}

impl AsText for Secret {
    fn text(&self) -> &str {
        self.expose()
    }

    fn parse(text: &str) -> Option<Self> {
        (1..=MAX_SESSION).contains(&text.len()).then(|| text.into())
    }
}

impl AsText for StageType {
    fn text(&self) -> &str {
        self.as_str()
    }

    fn parse(text: &str) -> Option<Self> {
        Some(Self::parse(text))
    }
}

/// Those whose own parser takes a text and may refuse it.
macro_rules! parsed {
    ($($type:ty: $shown:ident, $parse:expr;)*) => {$(
        impl AsText for $type {
            fn text(&self) -> &str {
                self.$shown()
            }

            fn parse(text: &str) -> Option<Self> {
                $parse(text)
            }
        }
    )*};
}

parsed! {
    BaseUrl: as_str, |text| BaseUrl::parse(text).ok();
    ClientSecret: expose, |text| ClientSecret::parse(text).ok();
    CountryCode: as_str, |text: &str| text.parse().ok();
    Email: as_str, |text| Email::parse(text).ok();
    TaskId: as_str, TaskId::parse;
    ServerName: as_str, |text| ServerName::parse(text).ok();
    Sid: expose, |text| Sid::parse(text).ok();
    Url: as_str, web_address;
    Username: as_str, |text| Username::parse(text).ok();
}

/// The only kind of URL that was taken from a server or a flag.
fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "https" | "http").then_some(url)
}

/// Choices, and their names in a file.
macro_rules! named {
    ($($type:ty: $($name:literal $value:path,)*;)*) => {$(
        impl AsText for $type {
            fn text(&self) -> &str {
                match self {
                    $($value => $name,)*
                }
            }

            fn parse(text: &str) -> Option<Self> {
                match text {
                    $($name => Some($value),)*
                    _ => None,
                }
            }
        }
    )*};
}

named! {
    Task:
        "sign_up" Task::SignUp,
        "reset" Task::Reset,
        "add_contact" Task::AddContact,;
    Purpose:
        "register" Purpose::Register,
        "reset_password" Purpose::ResetPassword,
        "add_contact" Purpose::AddContact,;
    PageId:
        "goal" PageId::Task,
        "server" PageId::Server,
        "sign_in" PageId::SignIn,
        "contact" PageId::Contact,
        "country" PageId::Country,
        "number" PageId::Number,
        "address" PageId::Address,
        "account" PageId::Account,
        "token" PageId::Token,
        "terms" PageId::Terms,
        "review" PageId::Review,
        "new_password" PageId::NewPassword,
        "browser" PageId::Browser,
        "verify" PageId::Verify,
        "web" PageId::Web,
        "done" PageId::Done,
        "stopped" PageId::Stopped,;
}

impl<T: AsText> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.text())
    }
}

impl<'de, T: AsText> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Parser(PhantomData)).map(Text)
    }
}

struct Parser<T>(PhantomData<T>);

impl<T: AsText> Visitor<'_> for Parser<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::any::type_name::<T>())
    }

    /// The error names the type alone: what was read may be a secret.
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::parse(text).ok_or_else(|| E::custom(std::any::type_name::<T>()))
    }
}
