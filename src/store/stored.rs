//! Values in a file, each with the parser that it has everywhere.

use std::fmt;
use std::time::Duration;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

use crate::domain::{
    self, BaseUrl, ClientSecret, CountryCode, Email, Secret, SendAttempt, ServerName, Sid, Username,
};
use crate::protocol::{Flow, StageType};
use crate::wizard::{TaskId, Time};

/// A value as it is in a file. No error says what was read: it may be a secret.
pub(super) trait Stored: Sized {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// The most items of a list. The machine keeps fewer of everything.
const MAX_ITEMS: usize = 128;

/// The longest session of an authentication, in bytes: the longest text that is taken from an answer.
const MAX_SESSION: usize = 4 * 1024;

/// The longest text that tells one document that was agreed to from another, in bytes.
const MAX_KEY: usize = 16 * 1024;

macro_rules! texts {
    ($($type:ty: $text:expr, $parse:expr;)*) => {$(
        impl Stored for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let text: fn(&Self) -> &str = $text;
                serializer.serialize_str(text(self))
            }

            fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Parser($parse))
            }
        }
    )*};
}

texts! {
    BaseUrl: Self::as_str, |text| BaseUrl::parse(text).ok();
    ClientSecret: Self::expose, |text| ClientSecret::parse(text).ok();
    CountryCode: Self::as_str, |text| text.parse().ok();
    Email: Self::as_str, |text| Email::parse(text).ok();
    Secret: Self::expose, |text| (1..=MAX_SESSION).contains(&text.len()).then(|| text.into());
    ServerName: Self::as_str, |text| ServerName::parse(text).ok();
    Sid: Self::expose, |text| Sid::parse(text).ok();
    StageType: Self::as_str, |text| Some(StageType::parse(text));
    String: Self::as_str, line;
    TaskId: Self::as_str, TaskId::parse;
    Url: Self::as_str, web_address;
    Username: Self::as_str, |text| Username::parse(text).ok();
}

/// A line as a user typed it: at most 512 bytes, without control characters.
fn line(text: &str) -> Option<String> {
    let is_a_line = text.len() <= 512 && !text.chars().any(char::is_control);
    is_a_line.then(|| text.to_owned())
}

/// The only kind of URL that was taken from a server or a flag.
fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "https" | "http").then_some(url)
}

/// Reads the digits of a number, which were sent once and are sent again unchanged.
pub(super) fn clean<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_str(Parser(|text| {
        let sent = line(text).filter(|sent| !sent.is_empty())?;
        (domain::clean(&sent).ok()? == sent).then_some(sent)
    }))
}

/// Reads what tells documents from one another.
pub(super) fn keys<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let keys = <Vec<String> as Deserialize>::deserialize(deserializer)?;
    match keys.len() <= MAX_ITEMS && keys.iter().all(|key| key.len() <= MAX_KEY) {
        true => Ok(keys),
        false => Err(Error::custom("keys")),
    }
}

/// A parser of texts. It reads from the bytes of the file, so that no copy of a secret is made on the way.
struct Parser<T>(fn(&str) -> Option<T>);

impl<T> Visitor<'_> for Parser<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::any::type_name::<T>())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        self.0(text).ok_or_else(|| E::custom(std::any::type_name::<T>()))
    }
}

impl Stored for SendAttempt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.get())
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = <u32 as Deserialize>::deserialize(deserializer)?;
        Self::parse(number).ok_or_else(|| Error::custom("send_attempt"))
    }
}

impl Stored for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(u64::try_from(self.0.as_millis()).unwrap_or(u64::MAX))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let milliseconds = <u64 as Deserialize>::deserialize(deserializer)?;
        Ok(Self(Duration::from_millis(milliseconds)))
    }
}

impl Stored for Flow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Stored::serialize(&self.0, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Stored::deserialize(deserializer).map(Self)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Serialize::serialize(&self.as_ref().map(Ref), serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = <Option<Owned<T>> as Deserialize>::deserialize(deserializer)?;
        Ok(value.map(|value| value.0))
    }
}

/// A list is refused if it is longer than any that was written.
impl<T: Stored> Stored for Vec<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Ref))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = <Vec<Owned<T>> as Deserialize>::deserialize(deserializer)?;
        match list.len() <= MAX_ITEMS {
            true => Ok(list.into_iter().map(|value| value.0).collect()),
            false => Err(Error::custom("list")),
        }
    }
}

/// A value within another, for serde.
struct Ref<'a, T>(&'a T);
struct Owned<T>(T);

impl<T: Stored> Serialize for Ref<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Stored> Deserialize<'de> for Owned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}
