//! Programs that register themselves (RFC 7591; client-server API, "Client registration").

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use url::Url;

use super::memory::is_loopback;
use super::refusal::Refusal;
use crate::practice::memory::Shared;
use crate::practice::options::ClientRegistration;

/// `POST` to the registration endpoint. A body without `client_uri` is 422 in plain text, as a
/// strict parser answers.
pub(super) async fn register(State(server): State<Shared>, body: Bytes) -> Response {
    let Ok(metadata) = serde_json::from_slice::<Map<String, Value>>(&body) else {
        return Refusal::new("invalid_client_metadata", "Not a JSON object").into_response();
    };
    let Some(client_uri) = metadata.get("client_uri").and_then(Value::as_str) else {
        let text = "Failed to deserialize the JSON body: missing field `client_uri`";
        return (StatusCode::UNPROCESSABLE_ENTITY, text).into_response();
    };
    let oauth = server.options.oauth.as_ref();
    if oauth.is_none_or(|oauth| oauth.registration == ClientRegistration::Refused) {
        let text = "This server does not take new clients";
        return Refusal::new("invalid_client_metadata", text).into_response();
    }
    let uris = match check(&metadata, client_uri) {
        Ok(uris) => uris,
        Err(refusal) => return refusal.into_response(),
    };
    let mut memory = server.remember();
    let client_id = memory.random.opaque();
    memory.oauth.clients.0.insert(client_id.clone(), uris);
    let mut answer = metadata;
    answer.insert("client_id".to_owned(), client_id.into());
    (StatusCode::CREATED, Json(answer)).into_response()
}

/// The redirect URIs of a client whose metadata is in order.
fn check(metadata: &Map<String, Value>, client_uri: &str) -> Result<Vec<Url>, Refusal> {
    let invalid = |text| Refusal::new("invalid_client_metadata", text);
    let home = Url::parse(client_uri).map_err(|_| invalid("client_uri is no URL"))?;
    if home.scheme() != "https" || !home.username().is_empty() || home.password().is_some() {
        return Err(invalid("client_uri must be https, without a user name"));
    }
    let has = |name: &str, value: &str| {
        let values = metadata.get(name).and_then(Value::as_array);
        values.is_some_and(|values| values.contains(&json!(value)))
    };
    if !has("grant_types", "authorization_code") || !has("grant_types", "refresh_token") {
        return Err(invalid("grant_types lacks a grant"));
    }
    if !has("response_types", "code") {
        return Err(invalid("response_types lacks code"));
    }
    if metadata.get("token_endpoint_auth_method") != Some(&json!("none")) {
        return Err(invalid("only public clients are taken"));
    }
    if metadata.get("application_type") != Some(&json!("native")) {
        return Err(invalid("only native clients are taken"));
    }
    redirect_uris(metadata).ok_or(Refusal::new(
        "invalid_redirect_uri",
        "A native client of this server has loopback addresses without a port",
    ))
}

fn redirect_uris(metadata: &Map<String, Value>) -> Option<Vec<Url>> {
    let uris = metadata.get("redirect_uris")?.as_array()?;
    let uri = |uri: &Value| {
        let url = Url::parse(uri.as_str()?).ok()?;
        (is_loopback(&url) && url.port().is_none() && url.fragment().is_none()).then_some(url)
    };
    let uris: Vec<Url> = uris.iter().map(uri).collect::<Option<_>>()?;
    (!uris.is_empty()).then_some(uris)
}
