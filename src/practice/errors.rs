//! Refusals: every answer that is not a success. Where servers differ, status and errcode are a [`Code`] of the
//! dialect.

use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

pub(super) type Answer = Result<Json<Value>, Refusal>;

/// A status and an errcode, as dialects pair them.
#[derive(Clone, Copy)]
pub(super) struct Code {
    status: StatusCode,
    errcode: &'static str,
}

impl Code {
    pub(super) const UNRECOGNIZED: Self = Self::new(StatusCode::NOT_FOUND, "M_UNRECOGNIZED");

    pub(super) const fn new(status: StatusCode, errcode: &'static str) -> Self {
        Self { status, errcode }
    }

    /// 400.
    pub(super) const fn bad(errcode: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, errcode)
    }

    /// 403.
    pub(super) const fn forbidden(errcode: &'static str) -> Self {
        Self::new(StatusCode::FORBIDDEN, errcode)
    }

    /// A refusal with it, and with a text for people.
    pub(super) fn refusal(self, error: impl Into<String>) -> Refusal {
        Refusal::new(self.status, self.errcode, error)
    }
}

/// An answer that is not a success: a status and a JSON object.
pub(super) struct Refusal {
    status: StatusCode,
    body: Map<String, Value>,
    retry_after: Option<Duration>,
}

impl Refusal {
    /// The usual form: `{"errcode", "error"}`.
    pub(super) fn new(status: StatusCode, errcode: &str, error: impl Into<String>) -> Self {
        let mut body = Map::new();
        body.insert("errcode".to_owned(), errcode.into());
        body.insert("error".to_owned(), error.into().into());
        Self {
            status,
            body,
            retry_after: None,
        }
    }

    /// 401 with a body of user-interactive authentication.
    pub(super) fn incomplete(body: Map<String, Value>) -> Self {
        Self {
            status: StatusCode::UNAUTHORIZED,
            body,
            retry_after: None,
        }
    }

    /// 400 with this errcode.
    pub(super) fn bad(errcode: &str, error: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, errcode, error)
    }

    /// 403 with this errcode.
    pub(super) fn forbidden(errcode: &str, error: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, errcode, error)
    }

    /// 400 `M_MISSING_PARAM` naming what is missing.
    pub(super) fn missing(names: &[&str]) -> Self {
        Self::bad(
            "M_MISSING_PARAM",
            format!("Missing params: {}", names.join(", ")),
        )
    }

    /// 404 `M_UNRECOGNIZED`: no such endpoint here.
    pub(super) fn unrecognized() -> Self {
        Code::UNRECOGNIZED.refusal("Unrecognized request")
    }

    /// 405 `M_UNRECOGNIZED`: the endpoint exists, but not with this method.
    pub(super) fn wrong_method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "M_UNRECOGNIZED",
            "Unrecognized request",
        )
    }

    pub(super) fn missing_token() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "M_MISSING_TOKEN",
            "Missing access token",
        )
    }

    pub(super) fn unknown_token() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "M_UNKNOWN_TOKEN",
            "Unrecognised access token",
        )
    }

    /// 429 `M_LIMIT_EXCEEDED`, with the wait in the header (whole seconds, rounded up) and in the body where the server
    /// `tells` it.
    pub(super) fn limit_exceeded(wait: Duration, tells: bool) -> Self {
        let mut refusal = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "M_LIMIT_EXCEEDED",
            "Too Many Requests",
        );
        if !tells {
            return refusal;
        }
        let milliseconds = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        refusal
            .body
            .insert("retry_after_ms".to_owned(), milliseconds.into());
        refusal.retry_after = Some(wait);
        refusal
    }

    /// The JSON object alone, as a failed stage carries it in a 401.
    pub(super) fn into_body(self) -> Map<String, Value> {
        self.body
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(Value::Object(self.body))).into_response();
        if let Some(wait) = self.retry_after {
            let seconds = wait.as_millis().div_ceil(1000);
            let seconds = u64::try_from(seconds).unwrap_or(u64::MAX);
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// 200 `{}`.
pub(super) fn done() -> Answer {
    Ok(Json(json!({})))
}
