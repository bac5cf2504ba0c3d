//! `GET /_matrix/client/v1/auth_metadata`: the OAuth 2.0 side of a server (client-server API,
//! "Server metadata discovery", v1.15), or its name before that,
//! `/_matrix/client/unstable/org.matrix.msc2965/auth_metadata`.
//!
//! Answer: of the metadata of RFC 8414 `issuer`, required; `account_management_uri` and
//! `account_management_actions_supported` (v1.18), or their unstable twins; whether
//! `prompt_values_supported` has `create`; and the four endpoints of the authorization code grant,
//! which count only together, and not where `response_types_supported`, `response_modes_supported`,
//! `grant_types_supported` or `code_challenge_methods_supported` say that this program could not
//! use them. A URL counts when it may be asked at all: https, or plain http between servers on
//! this computer, without a user name, and of at most 4 KiB.
//!
//! Errors: 404 `M_UNRECOGNIZED` where there is no OAuth 2.0 API.

use crate::matrix::endpoint::prelude::*;
use crate::protocol::{AuthMetadata, CodeGrant};

pub(in crate::matrix::endpoint) fn call(unstable: bool) -> Call<'static> {
    let path = match unstable {
        false => "/_matrix/client/v1/auth_metadata",
        true => "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
    };
    Call::get(path, read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    let metadata = Metadata(&body, &answer.url);
    Ok(Reply::AuthMetadata(AuthMetadata {
        issuer: metadata.url("issuer").ok_or(malformed("issuer"))?,
        account_management: metadata
            .url("account_management_uri")
            .or_else(|| metadata.url("org.matrix.msc4191.account_management_uri")),
        has_profile_page: [
            "account_management_actions_supported",
            "org.matrix.msc4191.account_management_actions_supported",
        ]
        .into_iter()
        .any(|name| metadata.lists(name, "org.matrix.profile", false)),
        can_create: metadata.lists("prompt_values_supported", "create", false),
        code_grant: metadata.code_grant(),
    }))
}

/// The members of a server's metadata, and where they came from.
struct Metadata<'a>(&'a Document, &'a Url);

impl Metadata<'_> {
    fn url(&self, name: &str) -> Option<Url> {
        let url = self.0.member(name).and_then(json::url)?;
        origin::may_ask(&url, self.1).then_some(url)
    }

    /// Whether a list has a value; `unsaid` is what RFC 8414 takes for granted where there is no
    /// list.
    fn lists(&self, name: &str, value: &str, unsaid: bool) -> bool {
        match self.0.member(name).and_then(Value::as_array) {
            Some(values) => values.iter().any(|listed| listed == value),
            None => unsaid,
        }
    }

    fn code_grant(&self) -> Option<Box<CodeGrant>> {
        let usable = self.lists("response_types_supported", "code", true)
            && self.lists("response_modes_supported", "query", true)
            && self.lists("grant_types_supported", "authorization_code", true)
            && self.lists("code_challenge_methods_supported", "S256", false);
        usable.then_some(())?;
        Some(Box::new(CodeGrant {
            authorization: self.url("authorization_endpoint")?,
            registration: self.url("registration_endpoint")?,
            token: self.url("token_endpoint")?,
            revocation: self.url("revocation_endpoint")?,
        }))
    }
}
