//! The common parts of the answers of all endpoints that the metadata name.

use crate::matrix::endpoint::prelude::*;
use crate::protocol::{ErrCode, Refusal};

/// The JSON object of a 2xx answer.
pub(super) fn success(answer: &Answer) -> Result<Document, Failure> {
    match answer.status {
        200..=299 => answer.document().map_err(Failure::Unreadable),
        _ => Err(failure(answer)),
    }
}

/// Why the answer is no success. An answer that is not JSON, as from a proxy or a strict parser, counts by
/// its status.
pub(super) fn failure(answer: &Answer) -> Failure {
    let Failure::Refused(refusal) = answer.failure() else {
        return answer.failure();
    };
    let body = answer.document().ok();
    let text = |name| body.as_ref().and_then(|body| body.said(name));
    Failure::Refused(Refusal {
        errcode: text("error").map(ErrCode::parse),
        text: text("error_description")
            .map(CleanText::new)
            .unwrap_or_default(),
        ..refusal
    })
}
