//! The pages on which a user finishes a stage in a browser (client-server API, "Fallback").
//!
//! A dialect names the stages that have one. On a page a button, a box or a field is filled in; the form is posted to
//! the page itself and completes the stage for the session, which the client then continues with by naming it alone.

use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use url::form_urlencoded;

use super::body::query_value;
use super::page::{Link, Page, escape, keep_private, page, with_form};
use super::prelude::*;
use super::stages::{Evidence, Stage};

/// The path of the pages on one version, with the stage's name where a route has it.
pub(super) fn path(version: &str) -> String {
    format!("/_matrix/client/{version}/auth/{{stage}}/fallback/web")
}

/// A field of the forms, and a hidden one.
const RESPONSE: &str = "g-recaptcha-response";
const TOKEN: &str = "token";

struct Visit {
    status: StatusCode,
    page: Page,
    /// Whether the form is shown again.
    asks: bool,
}

impl Visit {
    fn asks(page: Page) -> Self {
        Self {
            status: StatusCode::OK,
            page,
            asks: true,
        }
    }

    fn tells(status: StatusCode, title: &str, text: &str) -> Self {
        Self {
            status,
            page: page(title, text),
            asks: false,
        }
    }
}

/// `GET …/auth/{stage}/fallback/web?session=`: the page with its form.
pub(super) async fn show(
    State(server): State<Shared>,
    Path(name): Path<String>,
    uri: Uri,
) -> Result<Response, Refusal> {
    let stage = stage(&server, &name).ok_or_else(Refusal::unrecognized)?;
    let session = query_value(uri.query().unwrap_or_default(), "session");
    let session = session.ok_or_else(|| Refusal::missing(&["session"]))?;
    let visit = open(&server, &stage, &session);
    Ok(respond(&stage, &session, &visit))
}

/// `POST` of that form, with `session` among its fields.
pub(super) async fn submit(
    State(server): State<Shared>,
    Path(name): Path<String>,
    form: String,
) -> Result<Response, Refusal> {
    let stage = stage(&server, &name).ok_or_else(Refusal::unrecognized)?;
    let session = query_value(&form, "session").ok_or_else(|| Refusal::missing(&["session"]))?;
    let visit = complete(&server, &stage, &session, |field| query_value(&form, field));
    Ok(respond(&stage, &session, &visit))
}

/// The same without HTTP, for a user who opens the page inside the wizard; `None` when the link leads elsewhere.
pub(super) fn follow(server: &Server, link: &Link, url: &Url) -> Option<Page> {
    let mut parts = url.path_segments()?;
    let name = match (parts.next()?, parts.next()?, parts.next()?, parts.next()?) {
        ("_matrix", "client", "v3" | "r0", "auth") => parts.next()?,
        _ => return None,
    };
    if parts.collect::<Vec<_>>() != ["fallback", "web"] {
        return None;
    }
    let stage = decoded(name).and_then(|name| stage(server, &name));
    let session = query_value(url.query().unwrap_or_default(), "session");
    let (Some(stage), Some(session)) = (stage, session) else {
        let text = "This server has no page for that, or the link is not complete.";
        return Some(page("There is no such page", text));
    };
    if link.is_button() {
        // A user who presses the button has ticked the box.
        let ticked = |field: &str| (field == RESPONSE).then(|| "practice".to_owned());
        return Some(complete(server, &stage, &session, ticked).page);
    }
    let visit = open(server, &stage, &session);
    let pressable = visit.asks && stage != Stage::RegistrationToken;
    Some(Page {
        confirm: pressable.then(|| Link::button(link.url().to_owned())),
        ..visit.page
    })
}

/// The stage of this name, if this server has a page for it.
fn stage(server: &Server, name: &str) -> Option<Stage> {
    let endpoints = &server.facts().endpoints;
    if endpoints.pages.contains(&name) {
        let known = [Stage::Recaptcha, Stage::Terms, Stage::RegistrationToken];
        let stage = known.into_iter().find(|stage| stage.name() == name);
        return Some(stage.unwrap_or_else(|| Stage::module(name)));
    }
    let mut of_modules = server.options.extra_stages.iter();
    let is_one = endpoints.module_pages && of_modules.any(|extra| extra == name);
    is_one.then(|| Stage::module(name))
}

fn decoded(segment: &str) -> Option<String> {
    // A path takes `+` as it is; a form would make a space of it.
    let segment = segment.replace('+', "%2B");
    let decoded = form_urlencoded::parse(segment.as_bytes()).next();
    decoded.map(|(name, _)| name.into_owned())
}

fn open(server: &Server, stage: &Stage, session: &str) -> Visit {
    let completed = server.remember().exchanges.has_completed(session, stage);
    ended(completed).unwrap_or_else(|| Visit::asks(question(stage)))
}

fn complete(
    server: &Server,
    stage: &Stage,
    session: &str,
    field: impl Fn(&str) -> Option<String>,
) -> Visit {
    let mut memory = server.remember();
    let memory = &mut *memory;
    let completed = memory.exchanges.has_completed(session, stage);
    if let Some(visit) = ended(completed) {
        return visit;
    }
    let filled = |name| field(name).filter(|value| !value.is_empty());
    let evidence = match stage {
        Stage::Recaptcha => filled(RESPONSE).map(|_| Evidence::Given),
        Stage::RegistrationToken => filled(TOKEN)
            .filter(|token| memory.tokens.reserve(token))
            .map(Evidence::Token),
        _ => Some(Evidence::Given),
    };
    let Some(evidence) = evidence else {
        return Visit::asks(Page {
            text: "That was not accepted. Please try again.".to_owned(),
            ..question(stage)
        });
    };
    memory.exchanges.complete(session, stage.clone(), evidence);
    thanks()
}

fn question(stage: &Stage) -> Page {
    match stage {
        Stage::Recaptcha => page("Are you a person?", "Tick the box and continue."),
        Stage::Terms => page("The rules of this server", "Continue to accept them."),
        Stage::RegistrationToken => page("Registration token", "Type your token."),
        other => {
            let text = format!("Continue to finish {}.", other.name());
            page("One more step", &text)
        }
    }
}

/// The page of a stage that is completed, or whose session is not known.
fn ended(completed: Option<bool>) -> Option<Visit> {
    match completed {
        Some(false) => None,
        Some(true) => Some(thanks()),
        None => Some(Visit::tells(
            StatusCode::BAD_REQUEST,
            "This page does not work",
            "It belongs to no sign-up that is still open.",
        )),
    }
}

fn thanks() -> Visit {
    let text = "You can close this page and go on where you came from.";
    Visit::tells(StatusCode::OK, "Thank you", text)
}

fn respond(stage: &Stage, session: &str, visit: &Visit) -> Response {
    let field = match stage {
        Stage::Recaptcha => format!(
            "<label><input type=\"checkbox\" name=\"{RESPONSE}\" value=\"practice\"> I am a person</label>\n"
        ),
        Stage::RegistrationToken => format!("<input name=\"{TOKEN}\" autofocus>\n"),
        _ => String::new(),
    };
    let session = escape(session);
    let form = format!(
        "<form method=\"post\">\n<input type=\"hidden\" name=\"session\" value=\"{session}\">\n\
         {field}<button>Continue</button></form>\n"
    );
    let form = if visit.asks { &*form } else { "" };
    let mut response = (visit.status, Html(with_form(&visit.page, form))).into_response();
    keep_private(&mut response);
    response
}
