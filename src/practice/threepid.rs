//! `/account/3pid`: the contacts of an account, and adding one (client-server API, "Adding Account
//! Administrative Contact Information").

use super::accounts::Owned;
use super::exchanges::Request;
use super::messages::milliseconds;
use super::prelude::*;
use super::uia::{self, Offer};
use super::{login, request_token};

/// `GET /account/3pid`.
pub(super) async fn list(State(server): State<Shared>, headers: HeaderMap) -> Answer {
    let memory = server.remember();
    let device = login::signed_in(&memory, &headers)?;
    let entry = |Owned { proved, added_at }: &Owned| {
        json!({
            "medium": proved.address.medium.name(),
            "address": proved.address.canonical,
            "validated_at": milliseconds(proved.validated_at),
            "added_at": milliseconds(*added_at),
        })
    };
    let contacts = memory.accounts.contacts(&device.localpart).iter();
    Ok(Json(
        json!({ "threepids": Value::from_iter(contacts.map(entry)) }),
    ))
}

/// `POST /account/3pid/add`. Whether the contact is validated is looked at after the password only.
pub(super) async fn add(
    State(server): State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: JsonObject,
) -> Answer {
    body.must_have(&["client_secret", "sid"])?;
    let sid = body.required("sid")?;
    let client_secret = body.required("client_secret")?;
    let auth = body.object("auth")?;
    if !server.options.contact_changes {
        return Err(request_token::changes_disabled());
    }
    let mut memory = server.remember();
    let memory = &mut *memory;
    let owner = login::signed_in(memory, &headers)?.localpart;
    let operation = format!("POST {uri} {owner}");
    let now = server.now();
    let request = Request {
        auth: auth.as_ref(),
        operation: &operation,
        now,
    };
    if let Some(answer) = memory.exchanges.answered(request)? {
        return Ok(Json(answer));
    }
    let offer = Offer::password_of(owner.clone());
    uia::authenticate(memory, &offer, request)?;
    let code = server.facts().threepid.not_validated;
    let not_validated = || code.refusal("No validated 3pid session found");
    let address = memory
        .validations
        .proven(sid, client_secret)
        .ok_or_else(not_validated)?;
    let holder = memory.accounts.owner(address);
    if holder.is_some_and(|holder| holder != owner) {
        return Err(request_token::in_use(address.medium));
    }
    let proved = memory
        .validations
        .consume(None, sid, client_secret)
        .ok_or_else(not_validated)?;
    memory.accounts.attach(&owner, proved, now);
    let answer = json!({});
    memory.exchanges.keep_answer(request, &answer)?;
    Ok(Json(answer))
}
