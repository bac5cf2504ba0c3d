//! `POST` of a code to the `submit_url` that a `requestToken` gave: the contract of the identity
//! service's `POST /validate/{medium}/submitToken`, without its access token (client-server API,
//! "Adding Account Administrative Contact Information"; identity service API, "Phone number
//! associations").
//!
//! Request: `sid`, `client_secret` and `token`, all required texts; the code goes as it is. It goes
//! to the URL itself, which need not be the homeserver's, and only over https or from a server on
//! this computer to another there.
//!
//! Answer: `success`, a flag, required.
//!
//! Errors: 400 `M_TOKEN_INCORRECT`, `M_SESSION_EXPIRED`, `M_NO_VALID_SESSION`, `M_INVALID_PARAM`
//! (v1.18), or `M_UNKNOWN` for any of these; 403 `M_TERMS_NOT_SIGNED`; 429. Some servers send them
//! with status 200, which the refusal then has.

use super::prelude::*;
use crate::protocol::SubmitCode;

#[derive(Serialize)]
struct Body<'a> {
    sid: &'a str,
    client_secret: &'a str,
    token: &'a str,
}

pub(super) fn call<'a>(base: &BaseUrl, request: &'a SubmitCode) -> Result<Call<'a>, Failure> {
    let url = origin::trusted(base, &request.submit_url, "submit_url")?;
    let body = Body {
        sid: request.sid.expose(),
        client_secret: request.client_secret.expose(),
        token: request.token.expose(),
    };
    Ok(Call::post_to(url, &body, read))
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    if body.is_set("success") {
        return Ok(Reply::CodeAccepted);
    }
    if body.member("errcode").is_none() {
        // Without an error, only a plain no is one.
        body.flag("success")?;
    }
    Err(Failure::Refused(answer.refusal(Some(&body))))
}
