//! `GET /_matrix/client/v1/register/m.login.registration_token/validity?token=…`: whether a
//! registration token would do now (client-server API, "Token-authenticated registration", v1.2).
//!
//! The token is a secret, and in the query: the path alone may be shown or logged.
//!
//! Answer: `valid`, a flag, required; false for an unknown token too.
//!
//! Errors: 403 `M_FORBIDDEN` where registration is closed; 404 where it cannot be asked; 429.

use super::prelude::*;
use crate::domain::RegistrationToken;

const PATH: &str = "/_matrix/client/v1/register/m.login.registration_token/validity";

pub(super) fn call(token: &RegistrationToken) -> Call<'_> {
    Call::get(PATH, read).query("token", token.expose())
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    Ok(Reply::TokenValid(body.flag("valid")?))
}
