//! What a password must have: the rules of MSC2000 with Synapse's errcodes, a bare length, or nothing.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::body::JsonObject;
use super::dialect::Passwords;
use super::errors::Refusal;
use super::memory::Shared;
use super::options::PasswordPolicy;

/// The longest password, in characters.
const LONGEST: usize = 512;

/// The shortest where there is no more than that to say.
const SHORTEST: usize = 8;

/// `GET /password_policy`: the rules there are, flat.
pub(super) async fn show(State(server): State<Shared>) -> Json<Value> {
    let policy = server.options.password_policy;
    let mut rules = json!({});
    if server.facts().sign_up.passwords != Passwords::Policy {
        return Json(rules);
    }
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

/// The password of a sign-up. Where there are rules, Synapse answers another type or an over-long one with `M_UNKNOWN`.
pub(super) fn of_sign_up(passwords: Passwords, body: &JsonObject) -> Result<Option<&str>, Refusal> {
    match passwords {
        Passwords::Policy => body.short_string("password", LONGEST),
        Passwords::Length | Passwords::Any => body.string("password"),
    }
}

/// The password of a reset or change.
pub(super) fn of_change(passwords: Passwords, body: &JsonObject) -> Result<Option<&str>, Refusal> {
    let password = body.string("new_password")?;
    let too_long = password.is_some_and(|password| password.chars().count() > LONGEST);
    if passwords == Passwords::Policy && too_long {
        return Err(Refusal::bad("M_BAD_JSON", "The new password is too long"));
    }
    Ok(password)
}

/// Refuses a password by the first rule that it breaks.
pub(super) fn check(
    passwords: Passwords,
    policy: &PasswordPolicy,
    password: &str,
) -> Result<(), Refusal> {
    match passwords {
        Passwords::Policy => check_policy(policy, password),
        Passwords::Length => check_length(password),
        Passwords::Any => Ok(()),
    }
}

fn check_length(password: &str) -> Result<(), Refusal> {
    match password.chars().count() {
        0..SHORTEST => Err(Refusal::bad(
            "M_WEAK_PASSWORD",
            format!("password too weak: min {SHORTEST} characters"),
        )),
        SHORTEST..=LONGEST => Ok(()),
        _ => Err(Refusal::bad(
            "M_BAD_JSON",
            format!("password too long: max {LONGEST} characters"),
        )),
    }
}

fn check_policy(policy: &PasswordPolicy, password: &str) -> Result<(), Refusal> {
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
