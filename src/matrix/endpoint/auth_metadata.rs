//! `GET /_matrix/client/v1/auth_metadata`: the OAuth 2.0 side of a server (client-server API,
//! "Server metadata discovery", v1.15), or its name before that,
//! `/_matrix/client/unstable/org.matrix.msc2965/auth_metadata`.
//!
//! Answer: of the metadata of RFC 8414 only `issuer`, required; `account_management_uri`, or its
//! unstable twin, when it is a web page; and whether `prompt_values_supported` has `create`.
//!
//! Errors: 404 `M_UNRECOGNIZED` where there is no OAuth 2.0 API.

use serde_json::Value;
use url::Url;

use crate::matrix::answer::Answer;
use crate::matrix::call::Call;
use crate::matrix::json::{Members, malformed};
use crate::protocol::{AuthMetadata, Failure, Reply};

pub(super) fn call(unstable: bool) -> Call<'static> {
    let path = match unstable {
        false => "/_matrix/client/v1/auth_metadata",
        true => "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
    };
    Call::get(path, read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    let page = |name| {
        let text = body.member(name).and_then(Value::as_str)?;
        web_page(text)
    };
    Ok(Reply::AuthMetadata(AuthMetadata {
        issuer: web_page(body.text("issuer")?).ok_or(malformed("issuer"))?,
        account_management: page("account_management_uri")
            .or_else(|| page("org.matrix.msc4191.account_management_uri")),
        can_create: body
            .member("prompt_values_supported")
            .and_then(Value::as_array)
            .is_some_and(|values| values.iter().any(|value| value == "create")),
    }))
}

fn web_page(text: &str) -> Option<Url> {
    Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "https" | "http"))
}
