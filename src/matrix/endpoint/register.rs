//! `POST /_matrix/client/v3/register`: makes an account (client-server API, "Account registration
//! and management"), under user-interactive authentication.
//!
//! Request: `username`; `password`; `inhibit_login`, left out when false, its default; `auth` from
//! the second request on. No token: servers refuse one here. Everything but `auth` has to stay the
//! same during an exchange.
//!
//! Answer: `user_id`, required, whose localpart may differ from `username`; `access_token`, left
//! out or not when `inhibit_login` was set. `device_id` and `home_server` are not looked at.
//!
//! Errors: 401 with `flows` is the next stage. 400 `M_USER_IN_USE`, `M_INVALID_USERNAME`,
//! `M_EXCLUSIVE`, `M_WEAK_PASSWORD` and the `M_PASSWORD_…` codes, `M_THREEPID_IN_USE`; 403
//! `M_FORBIDDEN` (closed, or the session is lost), `M_THREEPID_DENIED`,
//! `M_RESOURCE_LIMIT_EXCEEDED`, and `ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL`, which is a
//! success; 404 `M_UNRECOGNIZED` where accounts are made by OAuth 2.0; 429.

use super::prelude::*;
use crate::matrix::call::Empty;
use crate::matrix::uia::{self, AuthBody};
use crate::protocol::{Register, Registered};

const PATH: &str = "/register";

#[derive(Serialize)]
struct Body<'a> {
    username: &'a str,
    password: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    inhibit_login: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth: Option<AuthBody<'a>>,
}

pub(super) fn call(api: Api, request: &Register) -> Call<'_> {
    let body = Body {
        username: request.username.as_str(),
        password: request.password.expose(),
        inhibit_login: request.inhibit_login,
        auth: request.auth.as_ref().map(AuthBody::from),
    };
    Call::post(versioned(api, PATH), &body, read)
}

/// An empty object: asks for the flows. No account comes of it, because no request without `auth`
/// succeeds.
pub(super) fn flows(api: Api) -> Call<'static> {
    Call::post(versioned(api, PATH), &Empty {}, read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    uia::read(answer, |body| {
        Ok(Reply::Registered(Registered {
            user_id: body.user_id()?,
            access_token: body.access_token()?.map(Secret::from),
        }))
    })
}
