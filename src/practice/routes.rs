//! The routes of the dialect. Everything else is 404 `M_UNRECOGNIZED`,
//! and so is `auth_metadata` where there is no OAuth. A wrong method is 405.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::address::Medium;
use super::body::LARGEST_BODY;
use super::dialect::{Purpose, Reset, Service, Validity};
use super::messages::Message;
use super::prelude::*;
use super::{
    discovery, fallback, login, oauth, pages, password, password_policy, register, request_token,
    submit_code, threepid, usernames,
};

pub(super) fn router(server: Shared) -> Router {
    let mut router = Router::new()
        .route("/.well-known/matrix/client", get(discovery::well_known))
        .route("/.well-known/matrix/support", get(discovery::support))
        .route("/_matrix/client/versions", get(discovery::versions))
        .route("/_matrix/federation/v1/version", get(discovery::software))
        .route(submit_code::PATH, post(submit_code::submit))
        .route("/_practice/outbox", get(outbox))
        .route("/_practice/sessions", get(login::sessions));
    for link in pages::link_paths() {
        router = router.route(&link, get(pages::show).post(pages::show));
    }
    if server.facts().endpoints.validity != Validity::Absent {
        let path = "/_matrix/client/v1/register/m.login.registration_token/validity";
        router = router.route(path, get(register::token_validity));
    }
    for version in ["v3", "r0"] {
        router = versioned(router, version, &server);
    }
    if let Some(options) = &server.options.oauth {
        router = oauth::routes(router, options);
    }
    router
        .fallback(|| async { Refusal::unrecognized() })
        .method_not_allowed_fallback(|| async { Refusal::wrong_method() })
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(server)
}

/// Adds the endpoints that exist once for each version of their paths. They are not nested: a handler must see the
/// whole path, because an authentication begun on one version does not continue on the other.
fn versioned(router: Router<Shared>, version: &str, server: &Server) -> Router<Shared> {
    let facts = server.facts();
    let at = |path: &str| format!("/_matrix/client/{version}{path}");
    let mut router = router
        .route(&at("/login"), get(login::flows).post(login::log_in))
        .route(&at("/logout"), post(login::log_out))
        .route(&at("/account/whoami"), get(login::whoami))
        .route(&at("/capabilities"), get(discovery::capabilities))
        .route(&at("/register"), post(register::register))
        .route(&at("/account/3pid"), get(threepid::list));
    if facts.endpoints.password_policy {
        router = router.route(&at("/password_policy"), get(password_policy::show));
    }
    if facts.endpoints.available {
        router = router.route(&at("/register/available"), get(usernames::available));
    }
    if !matches!(facts.password.reset, Reset::Absent) {
        router = router.route(&at("/account/password"), post(password::set));
    }
    if facts.threepid.adds {
        router = router.route(&at("/account/3pid/add"), post(threepid::add));
    }
    if facts.endpoints.module_pages || !facts.endpoints.pages.is_empty() {
        let route = get(fallback::show).post(fallback::submit);
        router = router.route(&fallback::path(version), route);
    }
    let asked = [
        (Purpose::SignUp, "/register"),
        (Purpose::Reset, "/account/password"),
        (Purpose::Add, "/account/3pid"),
    ];
    for (purpose, path) in asked {
        for medium in [Medium::Email, Medium::Msisdn] {
            let service = request_token::service(&server.options, purpose, medium);
            if !matches!(service, Service::Absent) {
                let path = at(&format!("{path}/{}/requestToken", medium.name()));
                let answer = move |State(server): State<Shared>, body: JsonObject| {
                    request_token::answer(server, purpose, medium, body)
                };
                router = router.route(&path, post(answer));
            }
        }
    }
    router
}

/// `GET /_practice/outbox`: an array of messages, oldest first. Not part of Matrix.
async fn outbox(State(server): State<Shared>) -> Json<Value> {
    let memory = server.remember();
    let messages = memory.outbox.messages.iter();
    Json(messages.map(Message::to_json).collect())
}
