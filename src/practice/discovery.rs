//! What the server says about itself to anybody: `.well-known` and `/versions` (client-server API, "Server
//! discovery").

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::memory::Shared;

/// `GET /.well-known/matrix/client`.
pub(super) async fn well_known(State(server): State<Shared>) -> Json<Value> {
    Json(json!({ "m.homeserver": { "base_url": server.url } }))
}

/// `GET /_matrix/client/versions`.
pub(super) async fn versions(State(server): State<Shared>) -> Json<Value> {
    Json(json!({ "versions": server.options.versions, "unstable_features": {} }))
}
