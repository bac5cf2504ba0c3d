//! The stages of user-interactive authentication, each checked as the client-server
//! API says under "Authentication types".

use std::sync::Arc;

use axum::http::StatusCode;

use super::accounts::{Accounts, Proved};
use super::address::Medium;
use super::body::JsonObject;
use super::dialect::Authentication;
use super::errors::{Code, Refusal};
use super::login;
use super::options::RegistrationToken;
use super::validation::Validations;

/// A stage that this server knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Dummy,
    Email,
    Msisdn,
    RegistrationToken,
    Recaptcha,
    Terms,
    Password,
    /// A module's, by its name.
    Module(Arc<str>),
}

impl Stage {
    /// Its `type`.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Dummy => "m.login.dummy",
            Self::Email => "m.login.email.identity",
            Self::Msisdn => "m.login.msisdn",
            Self::RegistrationToken => "m.login.registration_token",
            Self::Recaptcha => "m.login.recaptcha",
            Self::Terms => "m.login.terms",
            Self::Password => "m.login.password",
            Self::Module(name) => name,
        }
    }

    /// A stage of a module.
    pub(super) fn module(name: &str) -> Self {
        Self::Module(name.into())
    }

    /// This stage where there is anything to ask for.
    pub(super) fn if_any<T>(self, things: &[T]) -> Option<Self> {
        (!things.is_empty()).then_some(self)
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

/// Why a stage is not completed.
pub(super) enum Failure {
    /// The exchange goes on: a 401 with the flows and this errcode, whatever its status.
    InExchange(Refusal),
    /// The request is refused.
    Outright(Refusal),
}

/// Checks a stage: new evidence, or none when it was completed before.
pub(super) fn check(
    stage: &Stage,
    attempt: &Attempt<'_>,
    rules: &Authentication,
    accounts: &Accounts,
    validations: &mut Validations,
    tokens: &mut TokenBook,
) -> Result<Option<Evidence>, Failure> {
    let ill_formed = |refusal| match rules.malformed {
        Some(code) => Failure::Outright(code.refusal("The stage is not complete")),
        None => Failure::InExchange(refusal),
    };
    if *stage == Stage::RegistrationToken {
        let token = attempt.auth.required("token").map_err(ill_formed)?;
        return registration_token(token, attempt, rules, tokens).map_err(Failure::InExchange);
    }
    if attempt.earlier.is_some() {
        return Ok(None);
    }
    let evidence = match stage {
        Stage::Dummy | Stage::Terms | Stage::RegistrationToken => Evidence::Given,
        Stage::Email | Stage::Msisdn => {
            let medium = match stage {
                Stage::Email => Medium::Email,
                _ => Medium::Msisdn,
            };
            let (sid, client_secret) = credentials(attempt.auth).map_err(ill_formed)?;
            validations
                .consume(Some(medium), &sid, &client_secret)
                .map(Evidence::Contact)
                .ok_or_else(|| unauthorized(rules.not_yet, "Unable to get validated threepid"))
                .map_err(Failure::InExchange)?
        }
        Stage::Recaptcha => recaptcha(attempt, rules)?,
        Stage::Password => password(attempt, accounts).map_err(Failure::InExchange)?,
        Stage::Module(_) => {
            let refusal = unauthorized("M_UNAUTHORIZED", "This stage is done in a browser");
            return Err(Failure::InExchange(refusal));
        }
    };
    Ok(Some(evidence))
}

/// The `sid` and `client_secret` of `m.login.email.identity` and `m.login.msisdn`. That they prove nothing yet, nothing
/// any more, or never will, all looks the same.
pub(super) fn credentials(auth: &JsonObject) -> Result<(String, String), Refusal> {
    let credentials = auth
        .object("threepid_creds")?
        .ok_or_else(|| Refusal::missing(&["threepid_creds"]))?;
    credentials.must_have(&["sid", "client_secret"])?;
    let sid = credentials.required("sid")?.to_owned();
    Ok((sid, credentials.required("client_secret")?.to_owned()))
}

/// `m.login.recaptcha`: any response will do.
fn recaptcha(attempt: &Attempt<'_>, rules: &Authentication) -> Result<Evidence, Failure> {
    let response = attempt.auth.string("response").ok().flatten();
    if response.is_some_and(|response| !response.is_empty()) {
        return Ok(Evidence::Given);
    }
    let refusal = rules.no_captcha.refusal("Captcha response is required");
    Err(if rules.captcha_with_flows {
        Failure::InExchange(refusal)
    } else {
        Failure::Outright(refusal)
    })
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

/// `m.login.registration_token`. One use is taken when the stage succeeds; where it can be given back, it needs a
/// session to be kept in.
fn registration_token(
    token: &str,
    attempt: &Attempt<'_>,
    rules: &Authentication,
    tokens: &mut TokenBook,
) -> Result<Option<Evidence>, Refusal> {
    if rules.reserves_tokens && !attempt.has_session {
        return Err(unauthorized(rules.wrong_token, "Missing UIA session"));
    }
    match attempt.earlier {
        Some(Evidence::Token(earlier)) if earlier == token => Ok(None),
        Some(_) => Err(Refusal::bad(
            "M_INVALID_PARAM",
            "Registration token has changed",
        )),
        None if tokens.reserve(token) => Ok(Some(Evidence::Token(token.to_owned()))),
        None => Err(unauthorized(
            rules.wrong_token,
            "Invalid registration token",
        )),
    }
}

fn unauthorized(errcode: &'static str, error: &str) -> Refusal {
    Code::new(StatusCode::UNAUTHORIZED, errcode).refusal(error)
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
    pub(super) fn reserve(&mut self, token: &str) -> bool {
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
