//! The pages behind the links in messages, for a browser and for the wizard's inbox alike.
//!
//! A link validates as soon as it is opened, even by a link scanner's HEAD, or shows a page with a confirm button
//! first; which one does what is the dialect's. Only an opened link continues to its `next_link`; a POST never does
//! (client-server API, `next_link`).

use axum::http::{HeaderValue, Method, header};
use axum::response::{Html, IntoResponse, Response};

use super::address::Medium;
use super::dialect::{Confirm, Purpose};
use super::fallback;
use super::page::{Link, Page, Press, html, keep_private, page};
use super::prelude::*;

struct Visit {
    status: StatusCode,
    page: Page,
    /// Where the browser is sent instead of being shown the page.
    next_link: Option<String>,
}

impl Visit {
    fn shows(status: StatusCode, page: Page) -> Self {
        Self {
            status,
            page,
            next_link: None,
        }
    }
}

/// The purpose of the proof behind a message's link.
const LINKS: [(Purpose, Medium); 5] = [
    (Purpose::SignUp, Medium::Email),
    (Purpose::SignUp, Medium::Msisdn),
    (Purpose::Add, Medium::Email),
    (Purpose::Reset, Medium::Email),
    (Purpose::Reset, Medium::Msisdn),
];

/// Where the links of a reset are.
const RESETS: &str = "/_synapse/client/password_reset/";

/// Every path of a link, for the routes.
pub(super) fn link_paths() -> impl Iterator<Item = String> {
    let path = |(purpose, medium)| link_path(purpose, medium);
    LINKS.into_iter().map(path)
}

/// The path of a link in a message of this medium: Synapse's, and others like them for links in texts, which Synapse
/// does not send. A text's link for adding a contact is a sign-up's, because Synapse takes codes where it would be.
pub(super) fn link_path(purpose: Purpose, medium: Medium) -> String {
    let before = match (purpose, medium) {
        (Purpose::Reset, _) => RESETS,
        (Purpose::Add, Medium::Email) => "/_matrix/client/unstable/add_threepid/",
        (Purpose::SignUp, _) | (Purpose::Add, Medium::Msisdn) => {
            "/_matrix/client/unstable/registration/"
        }
    };
    format!("{before}{}/submit_token", medium.name())
}

/// Whether a link shows a page with a confirm button before it validates.
fn asks_first(confirm: Confirm, path: &str) -> bool {
    match confirm {
        Confirm::Always => true,
        Confirm::Never => false,
        Confirm::Resets => path.starts_with(RESETS),
    }
}

/// `GET`, `HEAD` and `POST` on a link, over HTTP.
pub(super) async fn show(State(server): State<Shared>, method: Method, uri: Uri) -> Response {
    let press = match method {
        Method::POST => Press::Confirm,
        _ => Press::Open,
    };
    let visit = visit(&server, press, uri.path(), uri.query().unwrap_or_default());
    let next_link = visit.next_link.map(HeaderValue::try_from);
    let mut response = match next_link.and_then(Result::ok) {
        Some(next_link) => (StatusCode::FOUND, [(header::LOCATION, next_link)]).into_response(),
        None => (visit.status, Html(html(&visit.page))).into_response(),
    };
    keep_private(&mut response);
    response
}

/// The same without HTTP, for a user who follows a link inside the wizard.
pub(super) fn follow(server: &Server, link: &Link) -> Page {
    let ours = link.url().strip_prefix(&server.url);
    let url = ours.and_then(|_| Url::parse(link.url()).ok());
    let stage = url.as_ref().map(|url| fallback::follow(server, link, url));
    if let Some(page) = stage.flatten() {
        return page;
    }
    let Some(url) = url.filter(|url| link_paths().any(|path| path == url.path())) else {
        let text = "This link does not lead to the practice server.";
        return page("Not a practice link", text);
    };
    let query = url.query().unwrap_or_default();
    let visit = visit(server, link.press, url.path(), query);
    let mut page = visit.page;
    if let Some(next_link) = visit.next_link {
        page.text = format!("{} The browser now goes on to {next_link}", page.text);
    }
    page
}

fn visit(server: &Server, press: Press, path: &str, query: &str) -> Visit {
    let confirm = server.facts().messages.confirm;
    if press == Press::Confirm && confirm == Confirm::Never {
        let text = "Open the link of the message instead.";
        let page = page("This page is not for forms", text);
        return Visit::shows(StatusCode::FORBIDDEN, page);
    }
    if press == Press::Open && asks_first(confirm, path) {
        let button = Link::button(format!("{}{path}?{query}", server.url));
        let page = Page {
            confirm: Some(button),
            ..question(path)
        };
        return Visit::shows(StatusCode::OK, page);
    }
    match validate(server, query) {
        None => {
            let text = "It is too old, was used up, or is not complete.";
            let page = page("This link does not work", text);
            Visit::shows(StatusCode::BAD_REQUEST, page)
        }
        Some(next_link) => {
            let text = "You can close this page and go on where you came from.";
            Visit {
                next_link: next_link.filter(|_| press == Press::Open),
                ..Visit::shows(StatusCode::OK, page("Confirmed", text))
            }
        }
    }
}

fn question(path: &str) -> Page {
    let doubt = "Confirm only if you asked for this yourself";
    match asks_first(Confirm::Resets, path) {
        true => page(
            "Reset your password?",
            &format!("{doubt}: whoever asked can then set a new password."),
        ),
        false => page("Confirm your address?", &format!("{doubt}.")),
    }
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
