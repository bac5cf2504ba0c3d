//! Codes, the tokens that they are redeemed for, and the end of those (client-server API, "Token
//! request" and "Token revocation"; RFC 6749, RFC 7636, RFC 7009).

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::refusal::Refusal;
use crate::practice::body;
use crate::practice::memory::Shared;

/// How long a code is good for.
const LIFETIME: Duration = Duration::from_secs(10 * 60);

/// `POST` to the token endpoint. A code is used up by the first try, whatever becomes of it.
pub(super) async fn redeem(
    State(server): State<Shared>,
    form: String,
) -> Result<impl IntoResponse, Refusal> {
    let value = |name| body::query_value(&form, name).unwrap_or_default();
    if value("grant_type") != "authorization_code" {
        let text = "Only codes are redeemed here";
        return Err(Refusal::new("unsupported_grant_type", text));
    }
    let now = server.now();
    let mut memory = server.remember();
    let memory = &mut *memory;
    memory.oauth.clients.known(&value("client_id"))?;
    let invalid = |text| Refusal::new("invalid_grant", text);
    let grant = memory.oauth.codes.remove(&value("code"));
    let grant = grant.ok_or(invalid("Unknown or used code"))?;
    let age = now.duration_since(grant.given_at).unwrap_or_default();
    if age > LIFETIME {
        return Err(invalid("The code is too old"));
    }
    if grant.client_id != value("client_id") || grant.redirect_uri != value("redirect_uri") {
        return Err(invalid("The code was given for another request"));
    }
    if challenge(&value("code_verifier")) != grant.challenge {
        return Err(invalid("The verifier does not match"));
    }
    let (accounts, random) = (&mut memory.accounts, &mut memory.random);
    let device_id = &grant.device_id;
    let (token, _) = accounts.log_in(random, &grant.localpart, Some(device_id));
    let answer = json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": 300,
        "refresh_token": random.opaque(),
        "scope": format!("urn:matrix:client:api:* urn:matrix:client:device:{device_id}"),
    });
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(answer)))
}

/// `POST` to the revocation endpoint: 200, also for a token that is not known.
pub(super) async fn revoke(State(server): State<Shared>, form: String) -> Result<(), Refusal> {
    let token = body::query_value(&form, "token");
    let token = token.ok_or(Refusal::new("invalid_request", "No token"))?;
    let client_id = body::query_value(&form, "client_id").unwrap_or_default();
    let mut memory = server.remember();
    memory.oauth.clients.known(&client_id)?;
    memory.accounts.log_out(&token);
    Ok(())
}

/// The challenge that belongs to a verifier by the method S256.
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}
