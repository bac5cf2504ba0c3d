//! `POST` of an authorization code to the `token_endpoint` (client-server API, "Token request",
//! v1.15; RFC 6749, section 4.1.3; RFC 7636, section 4.5).
//!
//! Request: a form of `grant_type` `authorization_code`, `client_id`, `code`, `redirect_uri` as the
//! browser was sent with it, and `code_verifier`.
//!
//! Answer: `access_token` and `token_type`, which has to be `Bearer` in any case. `refresh_token`,
//! `expires_in` and `scope` are not looked at: the token lives for two requests.
//!
//! Errors: 400 `invalid_grant` (the code is wrong, old or used), `invalid_client`.

use super::answers::success;
use crate::matrix::endpoint::prelude::*;
use crate::protocol::{OAuthReply, RedeemCode, redirect_uri};

pub(super) fn call(endpoint: Url, request: &RedeemCode) -> Call<'static> {
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", request.client_id.as_str()),
        ("code", request.code.expose()),
        ("redirect_uri", &redirect_uri(Some(request.port))),
        ("code_verifier", request.verifier.expose()),
    ];
    Call::post_form(endpoint, &form, read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = success(answer)?;
    if !body.text("token_type")?.eq_ignore_ascii_case("bearer") {
        return Err(malformed("token_type"));
    }
    let token = body.access_token()?.ok_or(malformed("access_token"))?;
    Ok(Reply::OAuth(OAuthReply::Token(Secret::from(token))))
}
