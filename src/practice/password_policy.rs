//! The rules for a password: those of MSC2000 with Synapse's errcodes, a minimum length, or none.

use super::dialect::Passwords;
use super::options::PasswordPolicy;
use super::prelude::*;

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
    for (name, _) in required(&policy) {
        rules[format!("m.require_{name}")] = true.into();
    }
    Json(rules)
}

/// A class of characters by the name of its rule, and what is in it.
type Class = (&'static str, fn(char) -> bool);

/// The classes of characters of which a password must have one.
fn required(policy: &PasswordPolicy) -> impl Iterator<Item = Class> {
    let classes: [(bool, Class); 4] = [
        (policy.require_digit, ("digit", |c| c.is_ascii_digit())),
        (policy.require_symbol, ("symbol", |c| !c.is_alphanumeric())),
        (policy.require_uppercase, ("uppercase", char::is_uppercase)),
        (policy.require_lowercase, ("lowercase", char::is_lowercase)),
    ];
    let classes = classes.into_iter().filter(|(required, _)| *required);
    classes.map(|(_, class)| class)
}

/// The password of a sign-up. Where there are rules, Synapse answers another type or an over-long one with `M_UNKNOWN`.
pub(super) fn of_sign_up(passwords: Passwords, body: &JsonObject) -> Result<Option<&str>, Refusal> {
    match passwords {
        Passwords::Policy => body.short_string("password", LONGEST),
        Passwords::Length | Passwords::Any => body.string("password"),
    }
}

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
    let (errcode, error) = match password.chars().count() {
        0..SHORTEST => (
            "M_WEAK_PASSWORD",
            format!("password too weak: min {SHORTEST} characters"),
        ),
        SHORTEST..=LONGEST => return Ok(()),
        _ => (
            "M_BAD_JSON",
            format!("password too long: max {LONGEST} characters"),
        ),
    };
    Err(Refusal::bad(errcode, error))
}

fn check_policy(policy: &PasswordPolicy, password: &str) -> Result<(), Refusal> {
    let least = policy.minimum_length;
    if password.chars().count() < least {
        let error = format!("The password must be at least {least} characters long");
        return Err(Refusal::bad("M_PASSWORD_TOO_SHORT", error));
    }
    match required(policy).find(|(_, is_in)| !password.chars().any(is_in)) {
        None => Ok(()),
        Some((name, _)) => {
            let errcode = format!("M_PASSWORD_NO_{}", name.to_uppercase());
            let letter = if name.ends_with("case") {
                " letter"
            } else {
                ""
            };
            let error = format!("The password must include at least one {name}{letter}");
            Err(Refusal::bad(&errcode, error))
        }
    }
}
