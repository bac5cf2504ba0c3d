//! `POST /account/password`: a reset without an access token, a change with one (client-server API, "Account
//! management").

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use serde_json::json;

use super::body::{self, JsonObject};
use super::errors::{Answer, Refusal, done};
use super::login;
use super::memory::Shared;
use super::options::Options;
use super::password_policy;
use super::stages::Stage;
use super::uia::{self, Offer};

/// `POST /account/password`.
pub(super) async fn set(
    State(server): State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: JsonObject,
) -> Answer {
    let new_password = body.string("new_password")?;
    let too_long = |password: &str| password.chars().count() > password_policy::LONGEST;
    if new_password.is_some_and(too_long) {
        return Err(Refusal::bad("M_BAD_JSON", "The new password is too long"));
    }
    let logout_devices = body.boolean("logout_devices")?.unwrap_or(true);
    let auth = body.object("auth")?;
    if let Some(password) = new_password {
        password_policy::check(&server.options.password_policy, password)?;
    }
    let mut memory = server.remember();
    let memory = &mut *memory;
    let token = body::bearer(&headers);
    let owner = token
        .map(|_| login::signed_in(memory, &headers))
        .transpose()?
        .map(|device| device.localpart);
    let offer = offer(&server.options, owner.clone());
    let operation = format!("POST {uri} {}", owner.as_deref().unwrap_or_default());
    let now = server.now();
    let exchange = uia::authenticate(memory, now, &operation, &offer, auth.as_ref())?;
    let proved = exchange.contacts().next().cloned();
    let owner = match (owner, proved) {
        (Some(owner), _) => Some(owner),
        (None, Some(proved)) => memory.accounts.owner(&proved.address).map(str::to_owned),
        (None, None) => None,
    };
    let owner = owner.ok_or_else(|| {
        Refusal::new(
            StatusCode::NOT_FOUND,
            "M_NOT_FOUND",
            "No account here has this address",
        )
    })?;
    if !server.options.password_login {
        return Err(Refusal::forbidden(
            "M_FORBIDDEN",
            "Passwords are not used here",
        ));
    }
    let new_password = new_password.ok_or_else(|| Refusal::missing(&["new_password"]))?;
    memory.accounts.set_password(&owner, new_password);
    if logout_devices {
        memory.accounts.log_out_all(&owner, token);
    }
    done()
}

/// A reset by a contact that the server can write to, or a change by the present password. Email is offered even where
/// no mail can be sent, as Synapse does: the flows prove nothing.
fn offer(options: &Options, owner: Option<String>) -> Offer {
    let flows = if owner.is_some() {
        vec![vec![Stage::Password]]
    } else if options.reset_by_phone {
        vec![vec![Stage::Email], vec![Stage::Msisdn]]
    } else {
        vec![vec![Stage::Email]]
    };
    Offer {
        flows,
        params: json!({}),
        localpart: owner,
    }
}
