//! The authorization server's description of itself (client-server API, "Server metadata
//! discovery"; RFC 8414).

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::path;
use crate::practice::memory::Shared;

/// The path since v1.15.
pub(super) const STABLE: &str = "/_matrix/client/v1/auth_metadata";

pub(super) const UNSTABLE: &str = "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata";

/// `GET /auth_metadata`.
pub(super) async fn show(State(server): State<Shared>) -> Json<Value> {
    let options = server.options.oauth.clone().unwrap_or_default();
    let at = |path: &str| format!("{}{path}", server.url);
    let creates = options.creates(server.options.registration);
    let prompts: &[&str] = if creates { &["create"] } else { &[] };
    let mut metadata = json!({
        "issuer": at("/"),
        "authorization_endpoint": at(path::AUTHORIZE),
        "token_endpoint": at(path::TOKEN),
        "revocation_endpoint": at(path::REVOKE),
        "registration_endpoint": at(path::REGISTER),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "fragment"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": prompts,
    });
    if options.account_page {
        metadata["account_management_uri"] = at(path::ACCOUNT).into();
        metadata["account_management_actions_supported"] = json!(["org.matrix.profile"]);
    }
    Json(metadata)
}
