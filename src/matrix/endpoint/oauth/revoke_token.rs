//! `POST` to the `revocation_endpoint`: ends an access token, and the session with it
//! (client-server API, "Token revocation", v1.15; RFC 7009).
//!
//! Request: a form of `token`, `token_type_hint` `access_token` and `client_id`.
//!
//! Answer: 200, whatever the body, also for a token that is no longer known.
//!
//! Errors: 401 `invalid_client`; 400 `unsupported_token_type`; 503 with `Retry-After`.

use super::answers::failure;
use crate::matrix::endpoint::prelude::*;
use crate::protocol::{OAuthReply, RevokeToken};

pub(super) fn call(endpoint: Url, request: &RevokeToken) -> Call<'static> {
    let form = [
        ("token", request.token.expose()),
        ("token_type_hint", "access_token"),
        ("client_id", request.client_id.as_str()),
    ];
    Call::post_form(endpoint, &form, read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    match answer.status {
        200..=299 => Ok(Reply::OAuth(OAuthReply::Revoked)),
        _ => Err(failure(answer)),
    }
}
