//! `POST` to the `registration_endpoint` (client-server API, "Client registration", v1.15; RFC
//! 7591). Anew for each sign-up: nothing is kept that could be registered once and for all.
//!
//! Request: a JSON object with `client_uri`, which servers want and want to be https; `client_name`;
//! `application_type` `native`; `token_endpoint_auth_method` `none`; `redirect_uris` with one
//! loopback address without a port; `grant_types`, in which the specification wants
//! `refresh_token` beside `authorization_code`; `response_types`.
//!
//! Answer: 201, or 200 from some; `client_id`, required.
//!
//! Errors: 400 `invalid_client_metadata`, `invalid_redirect_uri`; 422 without JSON; 403, 404 where
//! registration is closed.

use super::answers::success;
use crate::matrix::endpoint::prelude::*;
use crate::protocol::{ClientId, OAuthReply, redirect_uri};

/// The page that tells people about this program. It has none yet, and `.invalid` is sure never to
/// belong to another owner later (RFC 2606).
const CLIENT_URI: &str = "https://mxid.invalid/";

#[derive(Serialize)]
struct Body {
    client_name: &'static str,
    client_uri: &'static str,
    application_type: &'static str,
    token_endpoint_auth_method: &'static str,
    redirect_uris: [String; 1],
    grant_types: [&'static str; 2],
    response_types: [&'static str; 1],
}

pub(super) fn call(endpoint: Url) -> Call<'static> {
    let body = Body {
        client_name: "mxid",
        client_uri: CLIENT_URI,
        application_type: "native",
        token_endpoint_auth_method: "none",
        redirect_uris: [redirect_uri(None)],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
    };
    Call::post_to(endpoint, &body, read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = success(answer)?;
    let client_id = ClientId::new(body.text("client_id")?).ok_or(malformed("client_id"))?;
    Ok(Reply::OAuth(OAuthReply::Registered(client_id)))
}
