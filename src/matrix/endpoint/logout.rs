//! `POST /_matrix/client/v3/logout`: ends the session of an access token, and the token with it
//! (client-server API, "Login").
//!
//! Request: the token as `Authorization`, and no body.
//!
//! Answer: `{}`.
//!
//! Errors: 401 `M_UNKNOWN_TOKEN` when the token has ended already.

use super::prelude::*;

pub(super) fn call(api: Api, token: &Secret) -> Call<'_> {
    Call::post_nothing(versioned(api, "/logout"), read).token(token)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    answer.success()?;
    Ok(Reply::LoggedOut)
}
