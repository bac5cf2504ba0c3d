//! `POST /account/password`: a reset without an access token, a change with one (client-server API, "Account
//! management").

use super::accounts::Proved;
use super::address::Medium;
use super::dialect::Reset;
use super::errors::done;
use super::exchanges::Request;
use super::options::Options;
use super::prelude::*;
use super::stages::Stage;
use super::uia::{self, Offer};
use super::{attempt, login, password_policy};

/// `POST /account/password`.
pub(super) async fn set(
    State(server): State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: JsonObject,
) -> Answer {
    let facts = server.facts();
    let passwords = facts.sign_up.passwords;
    let token = body::bearer(&headers);
    if token.is_none()
        && let Reset::TokenOnly = facts.password.reset
    {
        return Err(Refusal::missing_token());
    }
    let new_password = password_policy::of_change(passwords, &body)?;
    let logout_devices = body.boolean("logout_devices")?.unwrap_or(true);
    let auth = body.object("auth")?;
    if let Some(password) = new_password {
        password_policy::check(passwords, &server.options.password_policy, password)?;
    }
    let mut memory = server.remember();
    let memory = &mut *memory;
    let owner = token
        .map(|_| login::signed_in(memory, &headers))
        .transpose()?
        .map(|device| device.localpart);
    let contacts = match (facts.password.reset, &owner) {
        (Reset::AtOnce { not_yet }, None) => vec![at_once(memory, auth.as_ref(), not_yet)?],
        _ => {
            let offer = offer(&server.options, owner.clone());
            let operation = format!("POST {uri} {}", owner.as_deref().unwrap_or_default());
            let request = Request {
                auth: auth.as_ref(),
                operation: &operation,
                now: server.now(),
            };
            uia::authenticate(memory, &offer, request)?
        }
    };
    let owner = owner.or_else(|| {
        let proved = contacts.first()?;
        memory.accounts.owner(&proved.address).map(str::to_owned)
    });
    let no_account = "No account here has this address";
    let owner = owner.ok_or_else(|| facts.password.no_account.refusal(no_account))?;
    if !server.options.password_login {
        let error = "Passwords are not used here";
        return Err(Refusal::forbidden("M_FORBIDDEN", error));
    }
    let new_password = new_password.ok_or_else(|| Refusal::missing(&["new_password"]))?;
    memory.accounts.set_password(&owner, new_password);
    if logout_devices {
        memory.accounts.log_out_all(&owner, token);
    }
    done()
}

/// A reset that takes the email stage without session, and nothing else.
fn at_once(
    memory: &mut Memory,
    auth: Option<&JsonObject>,
    not_yet: Code,
) -> Result<Proved, Refusal> {
    let auth = auth.ok_or_else(Refusal::missing_token)?;
    if auth.string("type")? != Some(Stage::Email.name()) {
        return Err(Refusal::missing_token());
    }
    let (sid, client_secret) = attempt::credentials(auth)?;
    memory
        .validations
        .consume(Some(Medium::Email), &sid, &client_secret)
        .ok_or_else(|| not_yet.refusal("Invalid email identity proof."))
}

/// A reset by a contact that the server can write to, or a change by the present password. Email is offered even where
/// no mail can be sent, as Synapse does: the flows prove nothing.
fn offer(options: &Options, owner: Option<String>) -> Offer {
    let flows = match owner {
        Some(owner) => return Offer::password_of(owner),
        None if options.reset_by_phone => vec![vec![Stage::Email], vec![Stage::Msisdn]],
        None => vec![vec![Stage::Email]],
    };
    Offer {
        flows,
        params: None,
        localpart: None,
    }
}
