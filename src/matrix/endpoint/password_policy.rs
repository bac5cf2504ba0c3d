//! `GET /_matrix/client/v3/password_policy`: what a server wants of a password (MSC2000, which the
//! specification never took over, and Synapse did).
//!
//! Answer: any of `m.minimum_length`, in characters, and the flags `m.require_digit`,
//! `m.require_symbol`, `m.require_lowercase` and `m.require_uppercase`; in the answer itself, or
//! under `policy`, as the proposal has it. An empty object is no policy.
//!
//! Errors: 404 where the endpoint is not known.

use super::prelude::*;
use crate::protocol::PasswordPolicy;

pub(super) fn call(api: Api) -> Call<'static> {
    Call::get(versioned(api, "/password_policy"), read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    let policy = body
        .member("policy")
        .and_then(Value::as_object)
        .unwrap_or(&body);
    Ok(Reply::PasswordPolicy(PasswordPolicy {
        minimum_length: policy
            .member("m.minimum_length")
            .and_then(Value::as_u64)
            .map(|length| u32::try_from(length).unwrap_or(u32::MAX)),
        digit: policy.is_set("m.require_digit"),
        symbol: policy.is_set("m.require_symbol"),
        lowercase: policy.is_set("m.require_lowercase"),
        uppercase: policy.is_set("m.require_uppercase"),
    }))
}
