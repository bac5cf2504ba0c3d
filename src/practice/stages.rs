//! The stages of user-interactive authentication, each checked as the client-server
//! API says under "Authentication types".

use axum::http::StatusCode;

use super::accounts::{Accounts, Proved};
use super::address::Medium;
use super::body::JsonObject;
use super::errors::Refusal;
use super::login;
use super::options::RegistrationToken;
use super::validation::Validations;

/// A stage that this server knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Dummy,
    Email,
    Msisdn,
    RegistrationToken,
    Terms,
    Password,
}

impl Stage {
    /// Its `type`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Dummy => "m.login.dummy",
            Self::Email => "m.login.email.identity",
            Self::Msisdn => "m.login.msisdn",
            Self::RegistrationToken => "m.login.registration_token",
            Self::Terms => "m.login.terms",
            Self::Password => "m.login.password",
        }
    }
}

/// What a completed stage leaves behind.
pub(super) enum Evidence {
    /// That it was given, and nothing more.
    Given,
    /// A contact that was proved.
    Contact(Proved),
    /// A registration token, reserved until the session ends.
    Token(String),
}

/// One try at a stage.
pub(super) struct Attempt<'a> {
    /// The `auth` object.
    pub(super) auth: &'a JsonObject,
    /// Whether it named a session.
    pub(super) has_session: bool,
    /// What the stage proved before in this session.
    pub(super) earlier: Option<&'a Evidence>,
    /// Whose password is asked for.
    pub(super) localpart: Option<&'a str>,
}

/// Checks a stage: new evidence, or none when it was completed before. A refusal is the stage's errcode; its status is
/// replaced by 401.
pub(super) fn check(
    stage: Stage,
    attempt: &Attempt<'_>,
    accounts: &Accounts,
    validations: &mut Validations,
    tokens: &mut TokenBook,
) -> Result<Option<Evidence>, Refusal> {
    if stage == Stage::RegistrationToken {
        return registration_token(attempt, tokens);
    }
    if attempt.earlier.is_some() {
        return Ok(None);
    }
    let evidence = match stage {
        Stage::Dummy | Stage::Terms | Stage::RegistrationToken => Evidence::Given,
        Stage::Email => contact(attempt.auth, Medium::Email, validations)?,
        Stage::Msisdn => contact(attempt.auth, Medium::Msisdn, validations)?,
        Stage::Password => password(attempt, accounts)?,
    };
    Ok(Some(evidence))
}

/// `m.login.email.identity` and `m.login.msisdn`. "Not yet", "used up" and "expired" look the same.
fn contact(
    auth: &JsonObject,
    medium: Medium,
    validations: &mut Validations,
) -> Result<Evidence, Refusal> {
    let credentials = auth
        .object("threepid_creds")?
        .ok_or_else(|| Refusal::missing(&["threepid_creds"]))?;
    credentials.must_have(&["sid", "client_secret"])?;
    let sid = credentials.required("sid")?;
    let client_secret = credentials.required("client_secret")?;
    validations
        .consume(Some(medium), sid, client_secret)
        .map(Evidence::Contact)
        .ok_or_else(|| unauthorized("Unable to get validated threepid"))
}

fn password(attempt: &Attempt<'_>, accounts: &Accounts) -> Result<Evidence, Refusal> {
    let password = attempt.auth.required("password")?;
    let named = login::localpart(attempt.auth, accounts)?;
    let right = attempt
        .localpart
        .is_some_and(|owner| named == owner && accounts.is_password(owner, password));
    if right {
        Ok(Evidence::Given)
    } else {
        Err(Refusal::forbidden(
            "M_FORBIDDEN",
            "Invalid username or password",
        ))
    }
}

/// `m.login.registration_token`. One use is taken when the stage succeeds, so it needs a session to be kept in.
fn registration_token(
    attempt: &Attempt<'_>,
    tokens: &mut TokenBook,
) -> Result<Option<Evidence>, Refusal> {
    let token = attempt.auth.required("token")?;
    if !attempt.has_session {
        return Err(unauthorized("Missing UIA session"));
    }
    match attempt.earlier {
        Some(Evidence::Token(earlier)) if earlier == token => Ok(None),
        Some(_) => Err(Refusal::bad(
            "M_INVALID_PARAM",
            "Registration token has changed",
        )),
        None if tokens.reserve(token) => Ok(Some(Evidence::Token(token.to_owned()))),
        None => Err(unauthorized("Invalid registration token")),
    }
}

fn unauthorized(error: &str) -> Refusal {
    Refusal::new(StatusCode::UNAUTHORIZED, "M_UNAUTHORIZED", error)
}

/// The registration tokens and how often each was used.
pub(super) struct TokenBook(Vec<(RegistrationToken, u32)>);

impl TokenBook {
    /// Tokens that nobody has used yet.
    pub(super) fn new(tokens: &[RegistrationToken]) -> Self {
        Self(tokens.iter().map(|token| (token.clone(), 0)).collect())
    }

    /// Whether a sign-up with this token could begin now.
    pub(super) fn is_valid(&self, token: &str) -> bool {
        self.0
            .iter()
            .any(|(known, used)| known.token == token && known.uses.is_none_or(|uses| *used < uses))
    }

    /// Takes a use, if one is left.
    fn reserve(&mut self, token: &str) -> bool {
        let valid = self.is_valid(token);
        if valid {
            self.change(token, |used| used.saturating_add(1));
        }
        valid
    }

    /// Gives a use back whose session ended without an account.
    pub(super) fn release(&mut self, token: &str) {
        self.change(token, |used| used.saturating_sub(1));
    }

    fn change(&mut self, token: &str, change: impl Fn(u32) -> u32) {
        for (known, used) in &mut self.0 {
            if known.token == token {
                *used = change(*used);
            }
        }
    }
}
