//! The server's description of itself: `.well-known`, `/versions` and `/capabilities` (client-server API, "Server
//! discovery"), and its name and version (server-server API, "Retrieving server implementation").

use super::dialect::ThreepidChanges;
use super::login;
use super::options::{Contact, Options, SupportContact};
use super::prelude::*;

/// `GET /.well-known/matrix/client`.
pub(super) async fn well_known(State(server): State<Shared>) -> Json<Value> {
    Json(json!({ "m.homeserver": { "base_url": server.url } }))
}

/// `GET /_matrix/client/versions`.
pub(super) async fn versions(State(server): State<Shared>) -> Json<Value> {
    Json(json!({ "versions": server.options.versions, "unstable_features": {} }))
}

/// `GET /.well-known/matrix/support`.
pub(super) async fn support(State(server): State<Shared>) -> Answer {
    let support = server.options.support.as_ref();
    let support = support.ok_or_else(Refusal::unrecognized)?;
    let contact = |contact: &SupportContact| {
        let mut entry = json!({ "role": contact.role });
        if let Some(matrix_id) = &contact.matrix_id {
            entry["matrix_id"] = matrix_id.as_str().into();
        }
        if let Some(email_address) = &contact.email_address {
            entry["email_address"] = email_address.as_str().into();
        }
        entry
    };
    let contacts = support.contacts.iter().map(contact);
    let mut answer = json!({ "contacts": Value::from_iter(contacts) });
    if let Some(page) = &support.page {
        answer["support_page"] = page.as_str().into();
    }
    Ok(Json(answer))
}

/// `GET /_matrix/federation/v1/version`.
pub(super) async fn software(State(server): State<Shared>) -> Json<Value> {
    let (name, version) = server.facts().software;
    Json(json!({ "server": { "name": name, "version": version } }))
}

/// `GET /capabilities`.
pub(super) async fn capabilities(State(server): State<Shared>, headers: HeaderMap) -> Answer {
    login::signed_in(&server.remember(), &headers)?;
    let facts = server.facts();
    let passwords = server.options.password_login && !facts.login.prefers_oauth;
    let mut capabilities = json!({ "m.change_password": { "enabled": passwords } });
    if let Some(enabled) = threepid_changes(facts.threepid.changes, &server.options) {
        capabilities["m.3pid_changes"] = json!({ "enabled": enabled });
    }
    Ok(Json(json!({ "capabilities": capabilities })))
}

/// Whether people may change their contacts; `None` where the server does not say.
fn threepid_changes(rule: ThreepidChanges, options: &Options) -> Option<bool> {
    match rule {
        ThreepidChanges::AsConfigured => Some(options.contact_changes),
        ThreepidChanges::WithMail => Some(options.contact_changes && options.email != Contact::No),
        ThreepidChanges::Never => Some(false),
        ThreepidChanges::Unsaid => None,
    }
}
