//! A try at a stage, checked as the client-server API says under "Authentication types".

use super::accounts::Accounts;
use super::address::Medium;
use super::body::JsonObject;
use super::dialect::Authentication;
use super::errors::{Code, Refusal};
use super::login;
use super::stages::{Evidence, Stage, TokenBook};
use super::validation::Validations;

pub(super) struct Attempt<'a> {
    pub(super) auth: &'a JsonObject,
    pub(super) has_session: bool,
    /// The proofs of the stage earlier in this session.
    pub(super) earlier: Option<&'a Evidence>,
    pub(super) localpart: Option<&'a str>,
}

pub(super) enum Failure {
    /// The exchange continues: the server answers 401 with the flows and this errcode.
    InExchange(Refusal),
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
    Err(match rules.captcha_with_flows {
        true => Failure::InExchange(refusal),
        false => Failure::Outright(refusal),
    })
}

fn password(attempt: &Attempt<'_>, accounts: &Accounts) -> Result<Evidence, Refusal> {
    let password = attempt.auth.required("password")?;
    let named = login::localpart(attempt.auth, accounts)?;
    match attempt.localpart {
        Some(owner) if named == owner && accounts.is_password(owner, password) => {
            Ok(Evidence::Given)
        }
        _ => Err(login::wrong_password()),
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
        Some(_) => {
            let error = "Registration token has changed";
            Err(Refusal::bad("M_INVALID_PARAM", error))
        }
        None if tokens.reserve(token) => Ok(Some(Evidence::Token(token.to_owned()))),
        None => {
            let error = "Invalid registration token";
            Err(unauthorized(rules.wrong_token, error))
        }
    }
}

fn unauthorized(errcode: &'static str, error: &str) -> Refusal {
    Code::unauthorized(errcode).refusal(error)
}
