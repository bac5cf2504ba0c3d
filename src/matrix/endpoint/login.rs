//! `POST /_matrix/client/v3/login` with `m.login.password` (client-server API, "Login").
//!
//! Request: `type`; `identifier`, either `m.id.user` with `user`, or `m.id.thirdparty` with `medium`
//! and the canonical `address`; `password`; `device_id` and `initial_device_display_name`, left out when not set.
//!
//! Answer: `user_id` and `access_token`, required; `device_id`.
//!
//! Errors: 403 `M_FORBIDDEN` (wrong credentials), `M_USER_DEACTIVATED`; `M_USER_LOCKED`, `M_USER_SUSPENDED`;
//! 400 `M_UNKNOWN` where a kind of login or identifier is not known; 429.

use super::prelude::*;
use crate::protocol::{Identifier, LoggedIn, Login};

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    identifier: IdentifierBody<'a>,
    password: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    device_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    initial_device_display_name: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum IdentifierBody<'a> {
    #[serde(rename = "m.id.user")]
    User { user: &'a str },
    #[serde(rename = "m.id.thirdparty")]
    ThirdParty {
        medium: &'static str,
        address: &'a str,
    },
}

pub(super) fn call(api: Api, request: &Login) -> Call<'_> {
    let body = Body {
        kind: "m.login.password",
        identifier: match &request.identifier {
            Identifier::User(user) => IdentifierBody::User { user },
            Identifier::ThirdParty { medium, address } => IdentifierBody::ThirdParty {
                medium: medium.as_str(),
                address,
            },
        },
        password: request.password.expose(),
        device_id: request.device_id.as_deref(),
        initial_device_display_name: request.device_name.as_deref(),
    };
    Call::post(versioned(api, "/login"), &body, read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    let token = body.access_token()?.ok_or(malformed("access_token"))?;
    Ok(Reply::LoggedIn(LoggedIn {
        user_id: body.user_id()?,
        access_token: Secret::from(token),
        device_id: body.optional_text("device_id")?.map(CleanText::new),
    }))
}
