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

    /// 401.
    pub(super) const fn unauthorized(errcode: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, errcode)
    }

    /// A refusal with it, and with a text for people.
    pub(super) fn refusal(self, error: impl Into<String>) -> Refusal {
        Refusal::new(self.status, self.errcode, error)
    }
}

/// An answer that is not a success: a status and a JSON object.
pub(super) struct Refusal {
    status: StatusCode,
    /// In the usual form `{"errcode", "error"}`.
    pub(super) body: Map<String, Value>,
    retry_after: Option<Duration>,
}

impl Refusal {
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

    fn new(status: StatusCode, errcode: &str, error: impl Into<String>) -> Self {
        let mut body = Map::new();
        body.insert("errcode".to_owned(), errcode.into());
        body.insert("error".to_owned(), error.into().into());
        Self {
            status,
            ..Self::incomplete(body)
        }
    }

    /// 400 `M_MISSING_PARAM` naming what is missing.
    pub(super) fn missing(names: &[&str]) -> Self {
        let error = format!("Missing params: {}", names.join(", "));
        Self::bad("M_MISSING_PARAM", error)
    }

    /// 404 `M_UNRECOGNIZED`: no such endpoint here.
    pub(super) fn unrecognized() -> Self {
        Code::UNRECOGNIZED.refusal("Unrecognized request")
    }

    /// 405 `M_UNRECOGNIZED`: the endpoint exists, but not with this method.
    pub(super) fn wrong_method() -> Self {
        Code::new(StatusCode::METHOD_NOT_ALLOWED, "M_UNRECOGNIZED").refusal("Unrecognized request")
    }

    pub(super) fn missing_token() -> Self {
        Code::unauthorized("M_MISSING_TOKEN").refusal("Missing access token")
    }

    pub(super) fn unknown_token() -> Self {
        Code::unauthorized("M_UNKNOWN_TOKEN").refusal("Unrecognised access token")
    }

    /// 429 `M_LIMIT_EXCEEDED`, with the wait in the header (whole seconds, rounded up) and in the body where the server
    /// `tells` it.
    pub(super) fn limit_exceeded(wait: Duration, tells: bool) -> Self {
        let code = Code::new(StatusCode::TOO_MANY_REQUESTS, "M_LIMIT_EXCEEDED");
        let mut refusal = code.refusal("Too Many Requests");
        if tells {
            let milliseconds = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).into();
            let name = "retry_after_ms".to_owned();
            refusal.body.insert(name, milliseconds);
            refusal.retry_after = Some(wait);
        }
        refusal
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let seconds = |wait: Duration| u64::try_from(wait.as_millis().div_ceil(1000));
        let wait = self
            .retry_after
            .map(|wait| seconds(wait).unwrap_or(u64::MAX));
        let wait = wait.map(|wait| [(header::RETRY_AFTER, HeaderValue::from(wait))]);
        (self.status, wait, Json(self.body)).into_response()
    }
}

/// 200 `{}`.
pub(super) fn done() -> Answer {
    Ok(Json(json!({})))
}
