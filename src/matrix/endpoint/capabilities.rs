//! `GET /_matrix/client/v3/capabilities`: what an account may do (client-server API, "Capabilities
//! negotiation").
//!
//! Request: the token as `Authorization`.
//!
//! Answer: `capabilities`, an object, required; of it `m.3pid_changes` with `enabled`. A capability
//! that is not named is granted.
//!
//! Errors: 401 `M_UNKNOWN_TOKEN`; 404 where the endpoint is not known; 429.

use super::prelude::*;
use crate::protocol::Capabilities;

pub(super) fn call(api: Api, token: &Secret) -> Call<'_> {
    Call::get(versioned(api, "/capabilities"), read).token(token)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    let capabilities = body
        .member("capabilities")
        .and_then(Value::as_object)
        .ok_or(malformed("capabilities"))?;
    let contact_changes = capabilities
        .member("m.3pid_changes")
        .and_then(Value::as_object)
        .and_then(|changes| changes.member("enabled")?.as_bool())
        .unwrap_or(true);
    Ok(Reply::Capabilities(Capabilities { contact_changes }))
}
