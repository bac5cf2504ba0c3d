//! JSON objects of servers, read member by member: strict about what is needed, lenient about
//! what is not.

use std::ops::Deref;

use serde_json::{Map, Value};
use url::Url;
use zeroize::Zeroize;

use crate::domain::UserId;
use crate::protocol::{Failure, Unreadable};

/// The longest text that is taken from an answer, in bytes.
const MAX_TEXT: usize = 4 * 1024;

/// The most values of an answer. A value takes up to sixteen times the room of its text, and real
/// answers, with terms in every language, have a hundredth of this.
const MAX_VALUES: usize = 32 * 1024;

/// A JSON object. Zeroised when dropped, because it may hold a token.
pub(super) struct Document(Map<String, Value>);

impl Document {
    /// Reads an object; `None` for anything else, for JSON nested deeper than 128 levels, or for more
    /// values than an answer has.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        // Each value but the first has one of these before it. Those within texts count too.
        let separators = bytes.iter().filter(|b| matches!(b, b',' | b'[' | b'{'));
        if separators.count() > MAX_VALUES {
            return None;
        }
        serde_json::from_slice(bytes).ok().map(Self)
    }
}

impl Deref for Document {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Drop for Document {
    fn drop(&mut self) {
        self.0.values_mut().for_each(wipe);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Reading the members of an object. `null` is the same as absent: real servers send it.
pub(super) trait Members {
    /// A member that is there.
    fn member(&self, name: &str) -> Option<&Value>;

    fn optional_text(&self, name: &'static str) -> Result<Option<&str>, Failure>;

    fn text(&self, name: &'static str) -> Result<&str, Failure> {
        self.optional_text(name)?.ok_or(malformed(name))
    }

    /// An array of at most `max` items, which may be absent.
    fn optional_list(&self, name: &'static str, max: usize) -> Result<Option<&[Value]>, Failure>;

    /// A text that is there and not empty, whatever else there may be.
    fn said(&self, name: &str) -> Option<&str> {
        let text = self.member(name).and_then(Value::as_str);
        text.filter(|text| !text.is_empty())
    }

    fn flag(&self, name: &'static str) -> Result<bool, Failure> {
        self.member(name)
            .and_then(Value::as_bool)
            .ok_or(malformed(name))
    }

    fn is_set(&self, name: &str) -> bool {
        self.member(name).and_then(Value::as_bool) == Some(true)
    }

    /// The Matrix ID that has to be in `user_id`.
    fn user_id(&self) -> Result<UserId, Failure> {
        UserId::parse(self.text("user_id")?).map_err(|_| malformed("user_id"))
    }

    /// The access token that may be in `access_token`. It has to be fit for a header.
    fn access_token(&self) -> Result<Option<&str>, Failure> {
        match self.optional_text("access_token")? {
            Some(token) if token.is_empty() || !token.bytes().all(|b| b.is_ascii_graphic()) => {
                Err(malformed("access_token"))
            }
            token => Ok(token),
        }
    }
}

impl Members for Map<String, Value> {
    fn member(&self, name: &str) -> Option<&Value> {
        self.get(name).filter(|value| !value.is_null())
    }

    fn optional_text(&self, name: &'static str) -> Result<Option<&str>, Failure> {
        self.member(name).map(|value| text(value, name)).transpose()
    }

    fn optional_list(&self, name: &'static str, max: usize) -> Result<Option<&[Value]>, Failure> {
        match self.member(name) {
            None => Ok(None),
            Some(Value::Array(items)) if items.len() <= max => Ok(Some(items)),
            Some(_) => Err(malformed(name)),
        }
    }
}

/// A value that has to be a text. `name` is the member it is, or is in.
pub(super) fn text<'a>(value: &'a Value, name: &'static str) -> Result<&'a str, Failure> {
    value
        .as_str()
        .filter(|text| text.len() <= MAX_TEXT)
        .ok_or(malformed(name))
}

/// A URL that a text may be, if it is one of a length that is taken.
pub(super) fn url(value: &Value) -> Option<Url> {
    let text = value.as_str().filter(|text| text.len() <= MAX_TEXT)?;
    Url::parse(text).ok()
}

/// The failure that names the member at fault.
pub(super) fn malformed(member: &'static str) -> Failure {
    Failure::Unreadable(Unreadable::Malformed { member })
}
