//! `GET /_matrix/client/v3/register/available?username=…`: whether a user name is free
//! (client-server API, "Account registration and management").
//!
//! Answer: `available`, a flag, required. It reserves nothing, and some servers say yes to all.
//!
//! Errors: 400 `M_USER_IN_USE`, `M_INVALID_USERNAME`, `M_EXCLUSIVE`; 403 `M_FORBIDDEN` where
//! registration is closed; 404 `M_UNRECOGNIZED` where it cannot be asked; 429, which comes soon.

use super::prelude::*;
use crate::domain::Username;

pub(super) fn call(api: Api, username: &Username) -> Call<'_> {
    Call::get(versioned(api, "/register/available"), read).query("username", username.as_str())
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    Ok(Reply::UsernameAvailable(body.flag("available")?))
}
