//! `POST /_matrix/client/v3/account/password` without a token: sets a new password for the account
//! of a validated address (client-server API, "Account management"), under user-interactive
//! authentication.
//!
//! Request: `new_password`; `logout_devices`, always sent because its default is true; `auth` from
//! the second request on, or in the first one without `session` for a server that wants it so.
//!
//! Answer: `{}`. It does not name the account.
//!
//! Errors: 401 with `flows` is the next stage; 401 `M_MISSING_TOKEN` without, from a server that
//! offers no reset or wants `auth` at once. 400 `M_WEAK_PASSWORD` and the `M_PASSWORD_…` codes; 403
//! `M_FORBIDDEN` (refused, or not validated yet); 404 `M_NOT_FOUND` (validated, but no account has
//! the address), `M_UNRECOGNIZED` where OAuth 2.0 does it; 429.

use super::prelude::*;
use crate::matrix::uia::{self, AuthBody};
use crate::protocol::ResetPassword;

#[derive(Serialize)]
struct Body<'a> {
    new_password: &'a str,
    logout_devices: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth: Option<AuthBody<'a>>,
}

pub(super) fn call(api: Api, request: &ResetPassword) -> Call<'_> {
    let body = Body {
        new_password: request.new_password.expose(),
        logout_devices: request.logout_devices,
        auth: request.auth.as_ref().map(AuthBody::from),
    };
    Call::post(versioned(api, "/account/password"), &body, read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    uia::read(answer, |_| Ok(Reply::PasswordReset))
}
