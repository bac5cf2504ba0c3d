//! Requests, read strictly: a member of the wrong type, `null` included, is `M_BAD_JSON`.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::errors::{Code, Refusal};

/// The largest request body, in bytes. Synapse allows more; nothing here needs it.
pub(super) const LARGEST_BODY: usize = 64 * 1024;

pub(super) struct JsonObject(Map<String, Value>);

impl JsonObject {
    pub(super) fn string(&self, name: &str) -> Result<Option<&str>, Refusal> {
        self.typed(name, "a string", Value::as_str)
    }

    /// The optional string `name` of a sign-up; Synapse answers another type or an over-long one with `M_UNKNOWN`.
    pub(super) fn short_string(&self, name: &str, longest: usize) -> Result<Option<&str>, Refusal> {
        let invalid = || Refusal::bad("M_UNKNOWN", format!("Invalid {name}"));
        let text = self.string(name).map_err(|_| invalid())?;
        if text.is_some_and(|text| text.chars().count() > longest) {
            return Err(invalid());
        }
        Ok(text)
    }

    pub(super) fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        self.typed(name, "an integer", Value::as_i64)
    }

    pub(super) fn boolean(&self, name: &str) -> Result<Option<bool>, Refusal> {
        self.typed(name, "a boolean", Value::as_bool)
    }

    pub(super) fn object(&self, name: &str) -> Result<Option<Self>, Refusal> {
        let object = self.typed(name, "an object", Value::as_object)?;
        Ok(object.map(|object| Self(object.clone())))
    }

    pub(super) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.string(name)?.ok_or_else(|| Refusal::missing(&[name]))
    }

    /// Refuses the body when one of `names` is missing, naming all that are.
    pub(super) fn must_have(&self, names: &[&str]) -> Result<(), Refusal> {
        let is_missing = |name: &&str| !self.0.contains_key(*name);
        let missing: Vec<&str> = names.iter().copied().filter(is_missing).collect();
        match missing.is_empty() {
            true => Ok(()),
            false => Err(Refusal::missing(&missing)),
        }
    }

    fn typed<'a, T>(
        &'a self,
        name: &str,
        kind: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, Refusal> {
        let refusal = || Refusal::bad("M_BAD_JSON", format!("'{name}' must be {kind}"));
        let value = self.0.get(name);
        value
            .map(|value| read(value).ok_or_else(refusal))
            .transpose()
    }
}

impl<S: Send + Sync> FromRequest<S> for JsonObject {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let bytes =
            Bytes::from_request(request, state)
                .await
                .map_err(|rejection| match rejection.status() {
                    status @ StatusCode::PAYLOAD_TOO_LARGE => {
                        Code::new(status, "M_TOO_LARGE").refusal("Request too large")
                    }
                    _ => Refusal::bad("M_UNKNOWN", "The request body could not be read"),
                })?;
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(object)) => Ok(Self(object)),
            Ok(_) => Err(Refusal::bad("M_BAD_JSON", "Content must be a JSON object")),
            Err(_) => Err(Refusal::bad("M_NOT_JSON", "Content not JSON")),
        }
    }
}

/// The access token of `Authorization: Bearer …`; `None` when there is no such header.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(str::trim)
}

pub(super) fn query(uri: &Uri, name: &str) -> Option<String> {
    query_value(uri.query().unwrap_or_default(), name)
}

/// The first value of a parameter in the text of a query.
pub(super) fn query_value(query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}
