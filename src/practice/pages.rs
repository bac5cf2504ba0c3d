//! The pages behind the links in messages, for a browser and for the wizard's inbox alike.
//!
//! A link validates as soon as it is opened, even by a link scanner's HEAD, or shows a page with a confirm button
//! first; which one does what is the dialect's. Only an opened link goes on to its `next_link`; a POST never does
//! (client-server API, `next_link`).

use axum::extract::State;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use url::Url;

use super::address::Medium;
use super::body;
use super::dialect::{Confirm, Purpose};
use super::fallback;
use super::memory::{Server, Shared};
use super::page::{Link, Page, Press, html, keep_private, page};

/// What a request for a link's page leads to.
struct Visit {
    status: StatusCode,
    page: Page,
    /// Where the browser is sent instead of being shown the page.
    next_link: Option<String>,
}

/// The paths of links: Synapse's, and others like them for links in texts, which Synapse does not send. A text's link
/// for adding a contact is a sign-up's, because Synapse takes codes where it would be.
const LINKS: [(Purpose, Medium, &str); 5] = [
    (
        Purpose::SignUp,
        Medium::Email,
        "/_matrix/client/unstable/registration/email/submit_token",
    ),
    (
        Purpose::SignUp,
        Medium::Msisdn,
        "/_matrix/client/unstable/registration/msisdn/submit_token",
    ),
    (
        Purpose::Add,
        Medium::Email,
        "/_matrix/client/unstable/add_threepid/email/submit_token",
    ),
    (
        Purpose::Reset,
        Medium::Email,
        "/_synapse/client/password_reset/email/submit_token",
    ),
    (
        Purpose::Reset,
        Medium::Msisdn,
        "/_synapse/client/password_reset/msisdn/submit_token",
    ),
];

/// Every path of a link, for the routes.
pub(super) fn link_paths() -> impl Iterator<Item = &'static str> {
    LINKS.into_iter().map(|(_, _, path)| path)
}

/// The path of a link in a message of this medium.
pub(super) fn link_path(purpose: Purpose, medium: Medium) -> &'static str {
    let purpose = match (purpose, medium) {
        (Purpose::Add, Medium::Msisdn) => Purpose::SignUp,
        (other, _) => other,
    };
    LINKS
        .into_iter()
        .find(|&(for_purpose, for_medium, _)| (for_purpose, for_medium) == (purpose, medium))
        .map_or("", |(_, _, path)| path)
}

/// Whether a link shows a page with a confirm button before it validates.
fn asks_first(confirm: Confirm, path: &str) -> bool {
    match confirm {
        Confirm::Always => true,
        Confirm::Never => false,
        Confirm::Resets => LINKS
            .into_iter()
            .any(|(purpose, _, link)| purpose == Purpose::Reset && link == path),
    }
}

/// `GET`, `HEAD` and `POST` on a link, over HTTP.
pub(super) async fn show(State(server): State<Shared>, method: Method, uri: Uri) -> Response {
    let press = if method == Method::POST {
        Press::Confirm
    } else {
        Press::Open
    };
    let visit = visit(&server, press, uri.path(), uri.query().unwrap_or_default());
    let onward = visit
        .next_link
        .and_then(|next_link| HeaderValue::try_from(next_link).ok());
    let mut response = match onward {
        Some(next_link) => (StatusCode::FOUND, [(header::LOCATION, next_link)]).into_response(),
        None => (visit.status, Html(html(&visit.page))).into_response(),
    };
    keep_private(&mut response);
    response
}

/// The same without HTTP, for a person who follows a link inside the wizard.
pub(super) fn follow(server: &Server, link: &Link) -> Page {
    let ours = link.url().strip_prefix(&server.url);
    let url = ours.and_then(|_| Url::parse(link.url()).ok());
    if let Some(page) = url
        .as_ref()
        .and_then(|url| fallback::follow(server, link, url))
    {
        return page;
    }
    let Some(url) = url.filter(|url| link_paths().any(|path| path == url.path())) else {
        return page(
            "Not a practice link",
            "This link does not lead to the practice server.",
        );
    };
    let visit = visit(
        server,
        link.press,
        url.path(),
        url.query().unwrap_or_default(),
    );
    let mut page = visit.page;
    if let Some(next_link) = visit.next_link {
        page.text = format!("{} The browser now goes on to {next_link}", page.text);
    }
    page
}

fn visit(server: &Server, press: Press, path: &str, query: &str) -> Visit {
    let confirm = server.facts().messages.confirm;
    if press == Press::Confirm && confirm == Confirm::Never {
        return Visit {
            status: StatusCode::FORBIDDEN,
            page: page(
                "This page is not for forms",
                "Open the link of the message instead.",
            ),
            next_link: None,
        };
    }
    if press == Press::Open && asks_first(confirm, path) {
        return Visit {
            status: StatusCode::OK,
            page: Page {
                confirm: Some(Link::button(format!("{}{path}?{query}", server.url))),
                ..question(path)
            },
            next_link: None,
        };
    }
    match validate(server, query) {
        None => Visit {
            status: StatusCode::BAD_REQUEST,
            page: page(
                "This link does not work",
                "It is too old, was used up, or is not complete.",
            ),
            next_link: None,
        },
        Some(next_link) => Visit {
            status: StatusCode::OK,
            page: page(
                "Confirmed",
                "You can close this page and go on where you came from.",
            ),
            next_link: next_link.filter(|_| press == Press::Open),
        },
    }
}

/// What is asked before a link validates.
fn question(path: &str) -> Page {
    let (title, text) = if asks_first(Confirm::Resets, path) {
        (
            "Reset your password?",
            "Confirm only if you asked for this yourself: whoever asked can then set a new password.",
        )
    } else {
        (
            "Confirm your address?",
            "Confirm only if you asked for this yourself.",
        )
    };
    page(title, text)
}

/// Validates the session that the query names; `None` when it cannot.
fn validate(server: &Server, query: &str) -> Option<Option<String>> {
    let value = |name| body::query_value(query, name);
    let (token, client_secret, sid) = (value("token")?, value("client_secret")?, value("sid")?);
    let age = (server.now(), server.options.message_lifetime);
    let mut memory = server.remember();
    memory
        .validations
        .submit_link((&sid, &client_secret), &token, age)
}
