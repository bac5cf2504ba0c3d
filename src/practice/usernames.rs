//! User names: which are allowed, and whether one is free (client-server API, `/register/available`).

use super::accounts::Accounts;
use super::dialect::{NameCheck, SignUp};
use super::options::Registration;
use super::prelude::*;

/// The longest Matrix ID, in bytes.
const LONGEST_USER_ID: usize = 255;

/// `GET /register/available`. Unlike `/register` it does not lower-case.
pub(super) async fn available(State(server): State<Shared>, uri: Uri) -> Answer {
    let rules = &server.facts().sign_up;
    if !rules.exists || server.options.registration == Registration::Closed {
        return Err(closed());
    }
    let username = body::query(&uri, "username").ok_or_else(|| Refusal::missing(&["username"]))?;
    let memory = server.remember();
    check_form(rules, &memory.accounts, &username)?;
    check_free(&memory.accounts, &username)?;
    Ok(Json(json!({ "available": true })))
}

pub(super) fn closed() -> Refusal {
    Refusal::forbidden("M_FORBIDDEN", "Registration has been disabled")
}

/// Where in a sign-up the user name is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Before,
    After,
}

/// Looks at a localpart as far as the server does at this moment.
pub(super) fn check_at(
    moment: Moment,
    rules: &SignUp,
    accounts: &Accounts,
    localpart: &str,
) -> Result<(), Refusal> {
    let (form, free) = match rules.name_check {
        NameCheck::First => (Moment::Before, Moment::Before),
        NameCheck::TakenLast => (Moment::Before, Moment::After),
        NameCheck::Last => (Moment::After, Moment::After),
    };
    if form == moment {
        check_form(rules, accounts, localpart)?;
    }
    if free == moment {
        check_free(accounts, localpart)?;
    }
    Ok(())
}

fn check_form(rules: &SignUp, accounts: &Accounts, localpart: &str) -> Result<(), Refusal> {
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._=-/+".contains(&byte);
    let invalid = |error: &str| Err(Refusal::bad("M_INVALID_USERNAME", error));
    if localpart.is_empty() {
        return invalid("User ID cannot be empty");
    }
    if !localpart.bytes().all(allowed) {
        return invalid("User ID can only contain characters a-z, 0-9, or '=_-./+'");
    }
    if rules.reserves_names && localpart.starts_with('_') {
        return invalid("User ID may not begin with _");
    }
    if rules.reserves_names && localpart.bytes().all(|byte| byte.is_ascii_digit()) {
        return invalid("Numeric user IDs are reserved for guest users.");
    }
    if accounts.user_id(localpart).len() > LONGEST_USER_ID {
        return invalid("User ID may not be longer than 255 characters");
    }
    Ok(())
}

fn check_free(accounts: &Accounts, localpart: &str) -> Result<(), Refusal> {
    if accounts.exists(localpart) {
        return Err(Refusal::bad("M_USER_IN_USE", "User ID already taken."));
    }
    Ok(())
}
