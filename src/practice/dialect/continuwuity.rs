//! Continuwuity 26.8: mail, but no texts; one-shot sessions; its own way to count attempts.

use std::time::Duration;

use axum::http::StatusCode;

use super::contacts::{Contacts, Service};
use super::facts::*;
use super::synapse;
use crate::practice::errors::Code;
use crate::practice::options::{Contact, Options, RateLimit};
use crate::practice::stages::Stage;

/// A session that is not known, and one of another request alike.
const INVALID_SESSION: Code = Code::bad("M_INVALID_PARAM");

pub(super) static FACTS: Facts = Facts {
    software: ("continuwuity", "26.8.0-alpha.1"),
    endpoints: Endpoints {
        available: true,
        validity: Validity::InvalidWhenClosed,
        password_policy: false,
        pages: &[],
        module_pages: false,
    },
    contacts: Contacts {
        sign_up: [Service::Sends(Code::UNRECOGNIZED), Service::Absent],
        reset: [
            Service::Sends(Code::bad("M_THREEPID_NOT_FOUND")),
            Service::Absent,
        ],
        add: [
            Service::Sends(Code::forbidden("M_FORBIDDEN")),
            Service::Refuses(Code::bad("M_THREEPID_MEDIUM_NOT_SUPPORTED")),
        ],
    },
    sign_up: SignUp {
        exists: true,
        email: Contact::Required,
        flows,
        name_check: NameCheck::Last,
        lowers_names: false,
        reserves_names: false,
        passwords: Passwords::Any,
        no_password: Code::bad("M_INVALID_PARAM"),
        bearer: Some(Code::unauthorized("M_UNAUTHORIZED")),
        refuses_taken_contact: false,
        names_home_server: false,
        null_device: true,
    },
    authentication: Authentication {
        lifetime: Duration::from_secs(24 * 60 * 60),
        lost: LostSession::Refused(INVALID_SESSION),
        foreign: INVALID_SESSION,
        keeps_answers: false,
        malformed: Some(Code::bad("M_BAD_JSON")),
        not_yet: "M_THREEPID_AUTH_FAILED",
        wrong_token: "M_FORBIDDEN",
        reserves_tokens: false,
        no_captcha: Code::bad("M_CAPTCHA_INVALID"),
        repeats_errcode: true,
        no_params: NoParams::Null,
        terms: TermsForm::VersionBeside,
        ..synapse::AUTHENTICATION
    },
    messages: Messages {
        remembers_first: false,
        counted: Counted::WhenAsked,
        earlier_links_work: false,
        after_proof: AfterProof::Nothing,
        other_address: Some(Code::bad("M_INVALID_PARAM")),
        used_up: None,
        repeats: Some(RateLimit {
            burst: 2,
            per: Duration::from_secs(6),
        }),
        tells_wait: false,
        bad_secret: Some(Code::bad("M_BAD_JSON")),
        folds_case: false,
        confirm: Confirm::Never,
    },
    password: Password {
        reset: Reset::InSession,
        no_account: Code::new(StatusCode::INTERNAL_SERVER_ERROR, "M_UNKNOWN"),
    },
    threepid: Threepid {
        adds: true,
        not_validated: Code::forbidden("M_THREEPID_AUTH_FAILED"),
        changes: ThreepidChanges::WithMail,
    },
    login: Login {
        null_identity_server: true,
        ..synapse::LOGIN
    },
};

/// With a token, or without but for captcha and email; a dummy where neither is asked for. An address is part of a
/// sign-up only where it is required.
fn flows(options: &Options) -> Vec<Vec<Stage>> {
    let email = (options.email == Contact::Required).then_some(Stage::Email);
    let captcha = options.captcha.as_ref().map(|_| Stage::Recaptcha);
    let mut flows: Vec<Vec<Stage>> = Vec::new();
    if let Some(token) = Stage::RegistrationToken.if_any(&options.registration_tokens) {
        flows.push([token].into_iter().chain(email.clone()).collect());
    }
    let untrusted: Vec<Stage> = captcha.into_iter().chain(email).collect();
    if !untrusted.is_empty() {
        flows.push(untrusted);
    }
    let terms = Stage::Terms.if_any(&options.terms);
    if flows.is_empty() {
        flows.push(Vec::from_iter(terms.is_none().then_some(Stage::Dummy)));
    }
    flows
        .into_iter()
        .map(|stages| terms.iter().cloned().chain(stages).collect())
        .collect()
}
