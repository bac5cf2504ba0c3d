//! The authorization page: a form that makes an account and sends the browser back with a code
//! (client-server API, "Authorization code flow"; RFC 6749, section 4.1).

use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use url::Url;

use super::memory::Grant;
use super::path;
use crate::practice::body;
use crate::practice::memory::{Memory, Server, Shared};
use crate::practice::page::escape;
use crate::practice::password_policy;
use crate::practice::usernames::{self, Moment};

/// A request whose browser can be sent back: client and redirect URI are known to belong together.
struct Request {
    client_id: String,
    redirect_uri: Url,
    state: String,
    challenge: String,
    device_id: String,
}

/// Why a request leads to no form.
enum Fault {
    /// It is not known where to send the browser, so that it is told here.
    Page(&'static str),
    /// The browser is sent back with an error.
    Back(Box<Request>, &'static str, &'static str),
}

/// `GET`: the sign-up form.
pub(super) async fn show(State(server): State<Shared>, uri: Uri) -> Response {
    match read(&server, &uri) {
        Ok(_) => form(&uri, "").into_response(),
        Err(fault) => fault.into_response(),
    }
}

/// `POST` of the form: makes the account, or takes the no, and sends the browser back.
pub(super) async fn submit(State(server): State<Shared>, uri: Uri, fields: String) -> Response {
    let request = match read(&server, &uri) {
        Ok(request) => request,
        Err(fault) => return fault.into_response(),
    };
    let value = |name| body::query_value(&fields, name).unwrap_or_default();
    if value("decision") != "create" {
        let text = "The account was not made";
        return request.back(&[("error", "access_denied"), ("error_description", text)]);
    }
    let now = server.now();
    let mut memory = server.remember();
    let localpart = value("username").to_lowercase();
    let password = value("password");
    let rules = &server.facts().sign_up;
    let is_refused =
        |moment| usernames::check_at(moment, rules, &memory.accounts, &localpart).is_err();
    if is_refused(Moment::Before) || is_refused(Moment::After) {
        return form(&uri, "This user name is taken, or not allowed.").into_response();
    }
    let policy = &server.options.password_policy;
    if password_policy::check(rules.passwords, policy, &password).is_err() {
        return form(&uri, "This password is too weak.").into_response();
    }
    let Memory {
        accounts,
        random,
        oauth,
        ..
    } = &mut *memory;
    accounts.create(&localpart, &password);
    let code = random.opaque();
    let grant = Grant {
        client_id: request.client_id.clone(),
        redirect_uri: request.redirect_uri.to_string(),
        challenge: request.challenge.clone(),
        device_id: request.device_id.clone(),
        localpart,
        given_at: now,
    };
    oauth.codes.insert(code.clone(), grant);
    request.back(&[("code", &code)])
}

/// Reads the query of the authorization request.
fn read(server: &Server, uri: &Uri) -> Result<Request, Fault> {
    let value = |name| body::query(uri, name).unwrap_or_default();
    let redirect_uri = Url::parse(&value("redirect_uri"))
        .map_err(|_| Fault::Page("The request does not say where to send you back to."))?;
    let client_id = value("client_id");
    let known = server
        .remember()
        .oauth
        .clients
        .may_redirect(&client_id, &redirect_uri);
    if !known {
        return Err(Fault::Page(
            "The program that sent you is not registered, or not with this address.",
        ));
    }
    let scope = value("scope");
    let device_id = scope
        .split(' ')
        .find_map(|scope| scope.strip_prefix("urn:matrix:client:device:"))
        .unwrap_or_default()
        .to_owned();
    let request = Request {
        client_id,
        redirect_uri,
        state: value("state"),
        challenge: value("code_challenge"),
        device_id,
    };
    let options = &server.options;
    let creates = options
        .oauth
        .as_ref()
        .is_some_and(|oauth| oauth.creates(options.registration));
    let (error, text) = if value("response_type") != "code" {
        ("unsupported_response_type", "Only codes are given")
    } else if !matches!(value("response_mode").as_str(), "" | "query") {
        ("invalid_request", "Only the response mode query is known")
    } else if request.challenge.len() != 43 || value("code_challenge_method") != "S256" {
        ("invalid_request", "A code challenge of S256 is needed")
    } else if !scope.split(' ').any(|s| s == "urn:matrix:client:api:*")
        || request.device_id.len() < 10
    {
        ("invalid_scope", "The scope lacks the API or a device")
    } else if value("prompt") != "create" {
        ("login_required", "Nobody can log in here, only sign up")
    } else if !creates {
        ("invalid_request", "Accounts are not made here")
    } else {
        return Ok(request);
    };
    Err(Fault::Back(Box::new(request), error, text))
}

impl Request {
    /// Sends the browser back with these parameters and the state.
    fn back(&self, parameters: &[(&str, &str)]) -> Response {
        let mut url = self.redirect_uri.clone();
        url.query_pairs_mut()
            .extend_pairs(parameters)
            .append_pair("state", &self.state);
        (StatusCode::SEE_OTHER, [(header::LOCATION, url.as_str())]).into_response()
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        match self {
            Self::Page(text) => (StatusCode::BAD_REQUEST, page(text)).into_response(),
            Self::Back(request, error, text) => {
                request.back(&[("error", error), ("error_description", text)])
            }
        }
    }
}

fn page(inside: &str) -> Html<String> {
    Html(format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Practice server</title>\n\
         <h1>Create an account</h1>\n<p>{inside}</p>\n</html>\n"
    ))
}

/// The form. Its action keeps the query, so that nothing is remembered before it is submitted.
fn form(uri: &Uri, problem: &str) -> Html<String> {
    let query = escape(uri.query().unwrap_or_default());
    let action = path::AUTHORIZE;
    page(&format!(
        "{problem}</p>\n<form method=\"post\" action=\"{action}?{query}\">\n\
         <p><label>User name <input name=\"username\" autocomplete=\"username\"></label></p>\n\
         <p><label>Password <input name=\"password\" type=\"password\" autocomplete=\"new-password\"></label></p>\n\
         <p><button name=\"decision\" value=\"create\">Create the account</button>\n\
         <button name=\"decision\" value=\"deny\">Do not</button></p>\n</form>\n<p>"
    ))
}
