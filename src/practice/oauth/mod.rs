//! The OAuth 2.0 side of the server, where [`Options::oauth`](super::Options::oauth) asks for one
//! (client-server API, "OAuth 2.0 API", v1.15): the homeserver is its own authorization server.
//!
//! Only what an account is made with is here: metadata, dynamic registration, an authorization page
//! with a sign-up form, tokens for codes, revocation, and a page for accounts to be looked after on.
//! There are no refreshed tokens, no consent, and no logging in.

mod authorize;
mod clients;
mod metadata;
mod tokens;

use axum::Json;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use self::clients::Clients;
use self::tokens::Codes;
use super::memory::Shared;
use super::options::Registration;

/// How the OAuth 2.0 side is set up. The default is a server that wants accounts to be made and
/// looked after in the browser, and can do all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuth {
    /// Whether `/login` says `oauth_aware_preferred`; else the server is as content with the legacy
    /// way.
    pub aware_preferred: bool,
    /// Whether the metadata is only at the path it had before v1.15.
    pub unstable_only: bool,
    /// Whether `prompt=create` leads to a sign-up form.
    pub create: bool,
    /// Whether there is a page for accounts to be looked after on.
    pub account_page: bool,
    /// Whether programs can register themselves.
    pub registration: ClientRegistration,
}

/// Whether programs can register themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientRegistration {
    /// They can.
    Open,
    /// They are refused: 400 `invalid_client_metadata`.
    Refused,
}

impl OAuth {
    /// Whether an account can be made in the browser now.
    fn creates(&self, registration: Registration) -> bool {
        self.create && registration == Registration::Open
    }
}

impl Default for OAuth {
    fn default() -> Self {
        Self {
            aware_preferred: true,
            unstable_only: false,
            create: true,
            account_page: true,
            registration: ClientRegistration::Open,
        }
    }
}

/// What it remembers.
#[derive(Default)]
pub(super) struct Memory {
    clients: Clients,
    codes: Codes,
}

/// The paths of the endpoints.
mod path {
    pub(super) const REGISTER: &str = "/oauth2/clients";
    pub(super) const AUTHORIZE: &str = "/oauth2/authorize";
    pub(super) const TOKEN: &str = "/oauth2/token";
    pub(super) const REVOKE: &str = "/oauth2/revoke";
    pub(super) const ACCOUNT: &str = "/account/";
}

/// Adds the endpoints.
pub(super) fn routes(router: Router<Shared>, options: &OAuth) -> Router<Shared> {
    let mut router = router
        .route(metadata::UNSTABLE, get(metadata::show))
        .route(path::REGISTER, post(clients::register))
        .route(
            path::AUTHORIZE,
            get(authorize::show).post(authorize::submit),
        )
        .route(path::TOKEN, post(tokens::redeem))
        .route(path::REVOKE, post(tokens::revoke));
    if !options.unstable_only {
        router = router.route(metadata::STABLE, get(metadata::show));
    }
    if options.account_page {
        router = router.route(path::ACCOUNT, get(account_page));
    }
    router
}

/// The flow that `/login` lists for the sake of the browser (client-server API, "OAuth 2.0 aware
/// clients", v1.18).
pub(super) fn login_flow(options: &OAuth) -> Value {
    json!({
        "type": "m.login.sso",
        "identity_providers": [],
        "oauth_aware_preferred": options.aware_preferred,
        "org.matrix.msc3824.delegated_oidc_compatibility": options.aware_preferred,
    })
}

async fn account_page() -> Html<&'static str> {
    Html(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Your account</title>\n\
         <h1>Your account</h1>\n<p>On a real server you would look after your account here.</p>\n</html>\n",
    )
}

/// A refusal in OAuth's own form (RFC 6749, section 5.2).
struct Refusal {
    error: &'static str,
    description: &'static str,
}

impl Refusal {
    fn new(error: &'static str, description: &'static str) -> Self {
        Self { error, description }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error, "error_description": self.description });
        (StatusCode::BAD_REQUEST, Json(body)).into_response()
    }
}
