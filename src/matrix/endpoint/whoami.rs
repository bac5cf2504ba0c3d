//! `GET /_matrix/client/v3/account/whoami`: whose an access token is (client-server API, "Current
//! account information").
//!
//! Request: the token as `Authorization`.
//!
//! Answer: `user_id`, required. `device_id` and `is_guest` are not looked at.
//!
//! Errors: 401 `M_UNKNOWN_TOKEN`; 429.

use super::prelude::*;

pub(super) fn call(api: Api, token: &Secret) -> Call<'_> {
    Call::get(versioned(api, "/account/whoami"), read).token(token)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    Ok(Reply::WhoAmI(answer.success()?.user_id()?))
}
