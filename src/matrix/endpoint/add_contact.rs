//! `POST /_matrix/client/v3/account/3pid/add`: adds a validated address to an account
//! (client-server API, "Adding Account Administrative Contact Information"), under user-interactive
//! authentication.
//!
//! Request: the token as `Authorization`; `sid` and `client_secret` of the validation session,
//! required; `auth` from the second request on. Identity servers have no part in it.
//!
//! Answer: `{}`.
//!
//! Errors: 401 with `flows` is the next stage, usually `m.login.password`. 400 or 403
//! `M_THREEPID_AUTH_FAILED` (not validated), 400 `M_THREEPID_IN_USE`; 401 `M_UNKNOWN_TOKEN`; 429.

use super::prelude::*;
use crate::matrix::uia::{self, AuthBody};
use crate::protocol::AddContact;

#[derive(Serialize)]
struct Body<'a> {
    sid: &'a str,
    client_secret: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth: Option<AuthBody<'a>>,
}

pub(super) fn call(api: Api, request: &AddContact) -> Call<'_> {
    let body = Body {
        sid: request.creds.sid.expose(),
        client_secret: request.creds.client_secret.expose(),
        auth: request.auth.as_ref().map(AuthBody::from),
    };
    Call::post(versioned(api, "/account/3pid/add"), &body, read).token(&request.access_token)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    uia::read(answer, |_| Ok(Reply::ContactAdded))
}
