//! Sessions: `/login`, `/logout` and `/account/whoami` (client-server API, "Login").

use super::accounts::{Accounts, Device};
use super::address::Medium;
use super::errors::done;
use super::options::OAuth;
use super::prelude::*;
use super::{oauth, request_token};

/// `GET /login`.
pub(super) async fn flows(State(server): State<Shared>) -> Json<Value> {
    let mut flows = Vec::new();
    if server.options.password_login {
        flows.push(json!({ "type": "m.login.password" }));
    }
    let prefers_oauth = server.facts().login.prefers_oauth;
    let implied = || prefers_oauth.then(OAuth::default);
    let oauth = server.options.oauth.clone().or_else(implied);
    flows.extend(oauth.as_ref().map(oauth::login_flow));
    if prefers_oauth {
        flows.push(json!({ "type": "m.login.token" }));
    }
    Json(json!({ "flows": flows }))
}

/// `POST /login`.
pub(super) async fn log_in(State(server): State<Shared>, body: JsonObject) -> Answer {
    if body.required("type")? != "m.login.password" {
        return Err(Refusal::bad("M_UNKNOWN", "Unknown login type"));
    }
    if !server.options.password_login {
        let error = "Password login has been disabled.";
        return Err(Refusal::bad("M_UNKNOWN", error));
    }
    let password = body.required("password")?;
    let facts = server.facts();
    if !facts.login.by_contact && !names_user(&body)? {
        return Err(Refusal::bad("M_UNKNOWN", "Unsupported login identifier"));
    }
    let dialled = phone(&body).await?;
    let mut memory = server.remember();
    let memory = &mut *memory;
    let named = match dialled {
        Some(msisdn) => {
            let owner = memory.accounts.owner_of(Medium::Msisdn, &msisdn);
            owner.unwrap_or_default().to_owned()
        }
        None => localpart(&body, &memory.accounts)?,
    };
    if !memory.accounts.is_password(&named, password) {
        return Err(wrong_password());
    }
    let device_id = body.string("device_id")?;
    let random = &mut memory.random;
    let (token, device) = memory.accounts.log_in(random, &named, device_id);
    let mut answer = json!({
        "user_id": memory.accounts.user_id(&named),
        "access_token": token,
        "device_id": device.device_id,
    });
    if facts.sign_up.names_home_server {
        answer["home_server"] = server.options.server_name.as_str().into();
    }
    if facts.login.null_identity_server {
        answer["well_known"] =
            json!({ "m.homeserver": { "base_url": server.url }, "m.identity_server": null });
    }
    Ok(Json(answer))
}

pub(super) fn wrong_password() -> Refusal {
    Refusal::forbidden("M_FORBIDDEN", "Invalid username or password")
}

/// Whether a login identifies the user by user name or Matrix ID.
fn names_user(body: &JsonObject) -> Result<bool, Refusal> {
    let Some(identifier) = body.object("identifier")? else {
        return Ok(true);
    };
    Ok(identifier.required("type")? == "m.id.user")
}

/// `POST /logout`. Its body may be empty.
pub(super) async fn log_out(State(server): State<Shared>, headers: HeaderMap) -> Answer {
    let mut memory = server.remember();
    signed_in(&memory, &headers)?;
    if let Some(token) = body::bearer(&headers) {
        memory.accounts.log_out(token);
    }
    done()
}

/// `GET /account/whoami`.
pub(super) async fn whoami(State(server): State<Shared>, headers: HeaderMap) -> Answer {
    let memory = server.remember();
    let device = signed_in(&memory, &headers)?;
    Ok(Json(json!({
        "user_id": memory.accounts.user_id(&device.localpart),
        "device_id": device.device_id,
        "is_guest": false,
    })))
}

/// How many sessions are open, for tests and for the curious.
pub(super) async fn sessions(State(server): State<Shared>) -> Json<usize> {
    Json(server.remember().accounts.sessions())
}

/// The session that the request's access token belongs to.
pub(super) fn signed_in(memory: &Memory, headers: &HeaderMap) -> Result<Device, Refusal> {
    let token = body::bearer(headers).ok_or_else(Refusal::missing_token)?;
    let device = memory.accounts.device(token).cloned();
    device.ok_or_else(Refusal::unknown_token)
}

/// The localpart that an identifier means; empty if there is none, so that a wrong password and an unknown person
/// look the same.
pub(super) fn localpart(object: &JsonObject, accounts: &Accounts) -> Result<String, Refusal> {
    let of_user = |user: &str| accounts.localpart(user);
    let Some(identifier) = object.object("identifier")? else {
        return object.required("user").map(of_user);
    };
    match identifier.required("type")? {
        "m.id.user" => identifier.required("user").map(of_user),
        "m.id.thirdparty" => {
            let address = identifier.required("address")?;
            let medium = Medium::named(identifier.required("medium")?);
            let owner = medium.and_then(|medium| accounts.owner_of(medium, address));
            Ok(owner.unwrap_or_default().to_owned())
        }
        _ => Err(Refusal::bad("M_UNKNOWN", "Unknown login identifier type")),
    }
}

/// The MSISDN of an `m.id.phone`, if the request identifies the user by one.
async fn phone(body: &JsonObject) -> Result<Option<String>, Refusal> {
    let Some(identifier) = body.object("identifier")? else {
        return Ok(None);
    };
    if identifier.string("type")? != Some("m.id.phone") {
        return Ok(None);
    }
    let country = identifier.required("country")?;
    let number = identifier.required("phone")?;
    let address = request_token::dialled(country, number).await?;
    Ok(Some(address.canonical))
}
