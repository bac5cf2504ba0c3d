//! The OAuth 2.0 side of a homeserver: its metadata, and the endpoints that those name.
//!
//! The latter are no part of the client-server API: they may be on another host, get no access
//! token as `Authorization`, and refuse with `{"error", "error_description"}` (RFC 6749, section
//! 5.2), which becomes errcode and text of a refusal.

pub(super) mod auth_metadata;
pub(super) mod redeem_code;
pub(super) mod register_client;
pub(super) mod revoke_token;

use serde_json::Value;
use url::Url;

use crate::domain::{BaseUrl, CleanText};
use crate::matrix::answer::Answer;
use crate::matrix::json::{Document, Members, malformed};
use crate::matrix::origin;
use crate::protocol::{ErrCode, Failure, Refusal};

/// The endpoint, if a code or a token may be sent there: https, or from a server on this computer
/// to another there, and without a user name.
fn trusted(base: &BaseUrl, endpoint: &Url, name: &'static str) -> Result<Url, Failure> {
    let given_by = Url::parse(base.as_str()).map_err(|_| malformed(name))?;
    match origin::may_ask(endpoint, &given_by) {
        true => Ok(endpoint.clone()),
        false => Err(malformed(name)),
    }
}

/// The JSON object of a 2xx answer.
fn success(answer: &Answer) -> Result<Document, Failure> {
    match answer.status {
        200..=299 => answer.document().map_err(Failure::Unreadable),
        _ => Err(failure(answer)),
    }
}

/// Why the answer is no success. What is not JSON, as from a proxy or a strict parser, counts by
/// its status.
fn failure(answer: &Answer) -> Failure {
    let Failure::Refused(refusal) = answer.failure() else {
        return answer.failure();
    };
    let body = answer.document().ok();
    let text = |name| {
        body.as_ref()
            .and_then(|body| body.member(name))
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    Failure::Refused(Refusal {
        errcode: text("error").map(ErrCode::parse),
        text: text("error_description")
            .map(CleanText::new)
            .unwrap_or_default(),
        ..refusal
    })
}
