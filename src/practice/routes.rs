//! Which path and method leads where. What is not here is 404 `M_UNRECOGNIZED`, and so is `auth_metadata` where there is
//! no OAuth. A wrong method is 405.

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::routing::{MethodRouter, get, post};

use super::address::Medium;
use super::body::{JsonObject, LARGEST_BODY};
use super::discovery;
use super::errors::Refusal;
use super::login;
use super::memory::Shared;
use super::oauth;
use super::outbox;
use super::pages;
use super::password;
use super::password_policy;
use super::register;
use super::request_token::{self, Purpose};
use super::threepid;
use super::usernames;

/// The whole server.
pub(super) fn router(server: Shared) -> Router {
    let mut router = Router::new()
        .route("/.well-known/matrix/client", get(discovery::well_known))
        .route("/_matrix/client/versions", get(discovery::versions))
        .route(
            "/_matrix/client/v1/register/m.login.registration_token/validity",
            get(register::token_validity),
        )
        .route(request_token::SUBMIT_PATH, post(request_token::submit))
        .route("/_practice/outbox", get(outbox::show));
    for link in pages::link_paths() {
        router = router.route(link, get(pages::show).post(pages::show));
    }
    for version in ["v3", "r0"] {
        router = versioned(router, version, server.options.reset_by_phone);
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

/// Adds the endpoints that exist once for each version of their paths. They are not nested: a handler must see the whole
/// path, because an authentication begun on one version does not go on on the other.
fn versioned(router: Router<Shared>, version: &str, reset_by_phone: bool) -> Router<Shared> {
    let at = |path: &str| format!("/_matrix/client/{version}{path}");
    let mut router = router
        .route(&at("/login"), get(login::flows).post(login::log_in))
        .route(&at("/logout"), post(login::log_out))
        .route(&at("/account/whoami"), get(login::whoami))
        .route(&at("/password_policy"), get(password_policy::show))
        .route(&at("/register"), post(register::register))
        .route(&at("/register/available"), get(usernames::available))
        .route(&at("/account/password"), post(password::set))
        .route(&at("/account/3pid"), get(threepid::list))
        .route(&at("/account/3pid/add"), post(threepid::add));
    let asked = [
        (Purpose::SignUp, "/register"),
        (Purpose::Reset, "/account/password"),
        (Purpose::Add, "/account/3pid"),
    ];
    for (purpose, path) in asked {
        for medium in [Medium::Email, Medium::Msisdn] {
            if purpose == Purpose::Reset && medium == Medium::Msisdn && !reset_by_phone {
                continue;
            }
            let path = at(&format!("{path}/{}/requestToken", medium.name()));
            router = router.route(&path, request_token_route(purpose, medium));
        }
    }
    router
}

fn request_token_route(purpose: Purpose, medium: Medium) -> MethodRouter<Shared> {
    post(move |State(server): State<Shared>, body: JsonObject| {
        request_token::answer(server, purpose, medium, body)
    })
}
