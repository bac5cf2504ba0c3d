//! `POST /register` and the validity of registration tokens (client-server API, "Account registration").

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use serde_json::{Value, json};

use super::accounts::Proved;
use super::body::{self, JsonObject};
use super::errors::{Answer, Refusal};
use super::memory::{Memory, Shared};
use super::options::{Contact, Options, Policy, Registration};
use super::password_policy;
use super::request_token;
use super::stages::Stage;
use super::uia::{self, Offer};
use super::usernames;

/// The longest user name that is looked at, in characters.
const LONGEST_USERNAME: usize = 512;

/// `POST /register`.
pub(super) async fn register(
    State(server): State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: JsonObject,
) -> Answer {
    match body::query(&uri, "kind").as_deref() {
        None | Some("user") => {}
        Some("guest") => {
            return Err(Refusal::forbidden(
                "M_GUEST_ACCESS_FORBIDDEN",
                "Guest access is disabled",
            ));
        }
        Some(_) => {
            return Err(Refusal::bad(
                "M_UNRECOGNIZED",
                "Do not understand this kind",
            ));
        }
    }
    let password = short_text(&body, "password", password_policy::LONGEST)?;
    let username = short_text(&body, "username", LONGEST_USERNAME)?;
    if body::bearer(&headers).is_some() {
        return Err(Refusal::bad(
            "M_UNKNOWN",
            "An access token must not be sent here",
        ));
    }
    if server.options.registration == Registration::Closed {
        return Err(usernames::closed());
    }
    let auth = body.object("auth")?;
    let inhibit_login = body.boolean("inhibit_login")?.unwrap_or_default();
    let device_id = body.string("device_id")?;
    let operation = format!("POST {uri}");
    let mut memory = server.remember();
    let memory = &mut *memory;
    let session = memory.exchanges.named(auth.as_ref(), &operation)?;
    if let Some(answer) = session.and_then(|(_, exchange)| exchange.answer.clone()) {
        return Ok(Json(answer));
    }
    if let Some(password) = password {
        password_policy::check(&server.options.password_policy, password)?;
    }
    let localpart = username.map(str::to_lowercase);
    if let Some(localpart) = &localpart {
        usernames::check(&memory.accounts, localpart)?;
    }
    let now = server.now();
    let offer = offer(&server.options);
    let exchange = uia::authenticate(memory, now, &operation, &offer, auth.as_ref())?;
    let contacts: Vec<Proved> = exchange.contacts().cloned().collect();
    for contact in &contacts {
        if memory.accounts.owner(&contact.address).is_some() {
            return Err(request_token::in_use(contact.address.medium));
        }
    }
    let password = password.ok_or_else(|| Refusal::missing(&["password"]))?;
    let limit = server.options.registration_limit;
    memory.registration_limit.take(limit, now)?;
    let localpart = localpart.unwrap_or_else(|| invent(memory));
    memory.accounts.create(&localpart, password);
    for contact in contacts {
        memory.accounts.attach(&localpart, contact, now);
    }
    let mut answer = json!({
        "user_id": memory.accounts.user_id(&localpart),
        "home_server": server.options.server_name,
    });
    if !inhibit_login {
        let random = &mut memory.random;
        let (token, device) = memory.accounts.log_in(random, &localpart, device_id);
        answer["access_token"] = token.into();
        answer["device_id"] = device.device_id.into();
    }
    if let Some((_, exchange)) = memory.exchanges.named(auth.as_ref(), &operation)? {
        exchange.answer = Some(answer.clone());
    }
    Ok(Json(answer))
}

/// An optional string; Synapse answers another type or an over-long one with `M_UNKNOWN`.
fn short_text<'a>(
    body: &'a JsonObject,
    name: &str,
    longest: usize,
) -> Result<Option<&'a str>, Refusal> {
    let invalid = || Refusal::bad("M_UNKNOWN", format!("Invalid {name}"));
    let text = body.string(name).map_err(|_| invalid())?;
    if text.is_some_and(|text| text.chars().count() > longest) {
        return Err(invalid());
    }
    Ok(text)
}

/// A localpart for somebody who asked for none.
fn invent(memory: &mut Memory) -> String {
    loop {
        let localpart = format!("guest{}", memory.random.digits(6));
        if !memory.accounts.exists(&localpart) {
            return localpart;
        }
    }
}

/// The flows in Synapse's order: without a contact, email, phone, both; each after token and terms.
fn offer(options: &Options) -> Offer {
    let Options { email, msisdn, .. } = *options;
    let demanded = |contact| contact == Contact::Required;
    let possible = |contact| contact != Contact::No;
    let mut contacts = Vec::new();
    if !demanded(email) && !demanded(msisdn) {
        contacts.push(vec![Stage::Dummy]);
    }
    if possible(email) && !demanded(msisdn) {
        contacts.push(vec![Stage::Email]);
    }
    if possible(msisdn) && !demanded(email) {
        contacts.push(vec![Stage::Msisdn]);
    }
    if possible(email) && possible(msisdn) {
        contacts.push(vec![Stage::Msisdn, Stage::Email]);
    }
    let mut before = Vec::new();
    if !options.registration_tokens.is_empty() {
        before.push(Stage::RegistrationToken);
    }
    let mut params = json!({});
    if !options.terms.is_empty() {
        before.push(Stage::Terms);
        params[Stage::Terms.name()] = policies(&options.terms);
    }
    let flows = contacts
        .into_iter()
        .map(|stages| before.iter().copied().chain(stages).collect())
        .collect();
    Offer {
        flows,
        params,
        localpart: None,
    }
}

fn policies(terms: &[Policy]) -> Value {
    let mut policies = json!({});
    for policy in terms {
        policies[&policy.id] = json!({ "version": policy.version });
        for translation in &policy.translations {
            policies[&policy.id][&translation.language] =
                json!({ "name": translation.name, "url": translation.url });
        }
    }
    json!({ "policies": policies })
}

/// `GET /v1/register/m.login.registration_token/validity`.
pub(super) async fn token_validity(State(server): State<Shared>, uri: Uri) -> Answer {
    if server.options.registration == Registration::Closed {
        return Err(usernames::closed());
    }
    let token = body::query(&uri, "token").ok_or_else(|| Refusal::missing(&["token"]))?;
    let valid = server.remember().tokens.is_valid(&token);
    Ok(Json(json!({ "valid": valid })))
}
