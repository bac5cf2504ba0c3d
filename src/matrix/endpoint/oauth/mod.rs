//! The OAuth 2.0 side of a homeserver: its metadata, and the endpoints that those name.
//!
//! The latter are no part of the client-server API: they may be on another host, get no access
//! token as `Authorization`, and refuse with `{"error", "error_description"}` (RFC 6749, section
//! 5.2), which becomes errcode and text of a refusal.

mod answers;
pub(super) mod auth_metadata;
mod redeem_code;
mod register_client;
mod revoke_token;

use crate::domain::BaseUrl;
use crate::matrix::call::Call;
use crate::matrix::origin;
use crate::protocol::{Failure, OAuthRequest};

/// The call that a request stands for, if it may be sent.
pub(super) fn call(base: &BaseUrl, request: &OAuthRequest) -> Result<Call<'static>, Failure> {
    let endpoint = origin::trusted(base, request.url(), request.name())?;
    Ok(match request {
        OAuthRequest::Register(_) => register_client::call(endpoint),
        OAuthRequest::Redeem(request) => redeem_code::call(endpoint, request),
        OAuthRequest::Revoke(request) => revoke_token::call(endpoint, request),
    })
}
