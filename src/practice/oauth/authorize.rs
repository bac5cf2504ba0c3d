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

/// `GET`: the sign-up form.
pub(super) async fn show(State(server): State<Shared>, uri: Uri) -> Response {
    match read(&server, &uri) {
        Ok(_) => form(&uri, "").into_response(),
        Err(response) => *response,
    }
}

/// `POST` of the form: makes the account, or takes the no, and sends the browser back.
pub(super) async fn submit(State(server): State<Shared>, uri: Uri, fields: String) -> Response {
    let request = match read(&server, &uri) {
        Ok(request) => request,
        Err(response) => return *response,
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
    let check = |moment| usernames::check_at(moment, rules, &memory.accounts, &localpart);
    if check(Moment::Before).is_err() || check(Moment::After).is_err() {
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

/// Reads the query of the authorization request. A request that leads to no form is told so here where it is not known
/// where to send the browser, else the browser is sent back with an error.
fn read(server: &Server, uri: &Uri) -> Result<Request, Box<Response>> {
    let told = |text: &str| Box::new((StatusCode::BAD_REQUEST, page(text)).into_response());
    let value = |name| body::query(uri, name).unwrap_or_default();
    let redirect_uri = Url::parse(&value("redirect_uri"))
        .map_err(|_| told("The request does not say where to send you back to."))?;
    let client_id = value("client_id");
    let clients = &server.remember().oauth.clients;
    if !clients.may_redirect(&client_id, &redirect_uri) {
        let text = "The program that sent you is not registered, or not with this address.";
        return Err(told(text));
    }
    let scope = value("scope");
    let mut scopes = scope.split(' ');
    let device_id = scopes.find_map(|scope| scope.strip_prefix("urn:matrix:client:device:"));
    let request = Request {
        client_id,
        redirect_uri,
        state: value("state"),
        challenge: value("code_challenge"),
        device_id: device_id.unwrap_or_default().to_owned(),
    };
    let options = &server.options;
    let oauth = options.oauth.as_ref();
    let creates = oauth.is_some_and(|oauth| oauth.creates(options.registration));
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
    let parameters = [("error", error), ("error_description", text)];
    Err(Box::new(request.back(&parameters)))
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
