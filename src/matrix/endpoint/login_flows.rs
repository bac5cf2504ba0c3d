//! `GET /_matrix/client/v3/login`: how one can log in (client-server API, "Login").
//!
//! Answer: `flows`, an array of objects with a `type`, required. Of `m.login.sso` also
//! `oauth_aware_preferred` (v1.18), or its unstable twin
//! `org.matrix.msc3824.delegated_oidc_compatibility`.
//!
//! Errors: 404 `M_UNRECOGNIZED` where there is only the OAuth 2.0 API; 429.

use super::prelude::*;
use crate::protocol::LoginFlows;

const MAX_FLOWS: usize = 64;

pub(super) fn call(api: Api) -> Call<'static> {
    Call::get(versioned(api, "/login"), read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    let flows = body
        .optional_list("flows", MAX_FLOWS)?
        .ok_or(malformed("flows"))?;
    let mut found = LoginFlows::default();
    for flow in flows.iter().filter_map(Value::as_object) {
        match flow.optional_text("type")? {
            Some("m.login.password") => found.password = true,
            Some("m.login.sso") => {
                found.sso = true;
                found.oauth_aware_preferred |= flow.is_set("oauth_aware_preferred")
                    || flow.is_set("org.matrix.msc3824.delegated_oidc_compatibility");
            }
            _ => {}
        }
    }
    Ok(Reply::LoginFlows(found))
}
