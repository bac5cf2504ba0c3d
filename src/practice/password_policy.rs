//! What a password must have (MSC2000), with Synapse's errcodes.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::errors::Refusal;
use super::memory::Shared;
use super::options::PasswordPolicy;

/// The longest password, in characters.
pub(super) const LONGEST: usize = 512;

/// `GET /password_policy`: the rules there are, flat.
pub(super) async fn show(State(server): State<Shared>) -> Json<Value> {
    let policy = server.options.password_policy;
    let mut rules = json!({});
    if policy.minimum_length > 0 {
        rules["m.minimum_length"] = policy.minimum_length.into();
    }
    let classes = [
        ("m.require_digit", policy.require_digit),
        ("m.require_symbol", policy.require_symbol),
        ("m.require_uppercase", policy.require_uppercase),
        ("m.require_lowercase", policy.require_lowercase),
    ];
    for (name, required) in classes {
        if required {
            rules[name] = true.into();
        }
    }
    Json(rules)
}

/// Refuses a password by the first rule that it breaks.
pub(super) fn check(policy: &PasswordPolicy, password: &str) -> Result<(), Refusal> {
    if password.chars().count() < policy.minimum_length {
        return Err(Refusal::bad(
            "M_PASSWORD_TOO_SHORT",
            format!(
                "The password must be at least {} characters long",
                policy.minimum_length
            ),
        ));
    }
    let has = |class: fn(char) -> bool| password.chars().any(class);
    let rules = [
        (
            policy.require_digit,
            has(|character| character.is_ascii_digit()),
            "M_PASSWORD_NO_DIGIT",
            "The password must include at least one digit",
        ),
        (
            policy.require_symbol,
            has(|character| !character.is_alphanumeric()),
            "M_PASSWORD_NO_SYMBOL",
            "The password must include at least one symbol",
        ),
        (
            policy.require_uppercase,
            has(char::is_uppercase),
            "M_PASSWORD_NO_UPPERCASE",
            "The password must include at least one uppercase letter",
        ),
        (
            policy.require_lowercase,
            has(char::is_lowercase),
            "M_PASSWORD_NO_LOWERCASE",
            "The password must include at least one lowercase letter",
        ),
    ];
    for (required, kept, errcode, error) in rules {
        if required && !kept {
            return Err(Refusal::bad(errcode, error));
        }
    }
    Ok(())
}
