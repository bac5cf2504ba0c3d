//! The OAuth 2.0 side of the server, where [`Options::oauth`](super::Options::oauth) asks for one
//! (client-server API, "OAuth 2.0 API", v1.15): the homeserver is its own authorization server.
//!
//! Only what an account is made with is here: metadata, dynamic registration, an authorization page
//! with a sign-up form, tokens for codes, revocation, and a page for accounts to be looked after on.
//! There are no refreshed tokens, no consent, and no logging in.

mod authorize;
mod clients;
pub(super) mod memory;
mod metadata;
mod path;
mod refusal;
mod tokens;

use axum::Router;
use axum::response::Html;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::memory::Shared;
use super::options::OAuth;

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
