//! Sessions: `/login`, `/logout` and `/account/whoami` (client-server API, "Login").

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::accounts::{Accounts, Device};
use super::address::{self, Medium};
use super::body::{self, JsonObject};
use super::errors::{Answer, Refusal, done};
use super::memory::{Memory, Shared};
use super::oauth;
use super::request_token;

/// `GET /login`.
pub(super) async fn flows(State(server): State<Shared>) -> Json<Value> {
    let mut flows = Vec::new();
    if server.options.password_login {
        flows.push(json!({ "type": "m.login.password" }));
    }
    flows.extend(server.options.oauth.as_ref().map(oauth::login_flow));
    Json(json!({ "flows": flows }))
}

/// `POST /login`.
pub(super) async fn log_in(State(server): State<Shared>, body: JsonObject) -> Answer {
    if body.required("type")? != "m.login.password" {
        return Err(Refusal::bad("M_UNKNOWN", "Unknown login type"));
    }
    if !server.options.password_login {
        return Err(Refusal::bad(
            "M_UNKNOWN",
            "Password login has been disabled.",
        ));
    }
    let password = body.required("password")?;
    let dialled = phone(&body).await?;
    let mut memory = server.remember();
    let memory = &mut *memory;
    let named = match dialled {
        Some(msisdn) => memory
            .accounts
            .owner_of(Medium::Msisdn, &msisdn)
            .unwrap_or_default()
            .to_owned(),
        None => localpart(&body, &memory.accounts)?,
    };
    if !memory.accounts.is_password(&named, password) {
        return Err(Refusal::forbidden(
            "M_FORBIDDEN",
            "Invalid username or password",
        ));
    }
    let device_id = body.string("device_id")?;
    let (token, device) = memory
        .accounts
        .log_in(&mut memory.random, &named, device_id);
    Ok(Json(json!({
        "user_id": memory.accounts.user_id(&named),
        "access_token": token,
        "home_server": server.options.server_name,
        "device_id": device.device_id,
    })))
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

/// The session that the request's access token belongs to.
pub(super) fn signed_in(memory: &Memory, headers: &HeaderMap) -> Result<Device, Refusal> {
    let token = body::bearer(headers).ok_or_else(Refusal::missing_token)?;
    let device = memory.accounts.device(token).cloned();
    device.ok_or_else(Refusal::unknown_token)
}

/// The localpart that an identifier means; empty when it means nobody, so that a wrong password and an unknown person
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
            // An email address in any case; a phone number only as an MSISDN.
            let owner = match medium {
                Some(Medium::Email) => accounts.owner_of(Medium::Email, &address::fold(address)),
                Some(Medium::Msisdn) => accounts.owner_of(Medium::Msisdn, address),
                None => None,
            };
            Ok(owner.unwrap_or_default().to_owned())
        }
        _ => Err(Refusal::bad("M_UNKNOWN", "Unknown login identifier type")),
    }
}

/// The MSISDN of an `m.id.phone`, if that is what the request identifies somebody by.
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
