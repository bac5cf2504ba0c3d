//! Synapse 1.163, with Sydent 2.6 for texts: what the others are told apart from.

use std::time::Duration;

use axum::http::StatusCode;

use super::contacts::{Contacts, Service};
use super::facts::*;
use crate::practice::errors::Code;
use crate::practice::options::{Contact, Options};
use crate::practice::stages::Stage;

/// Not set up: what a sign-up and a reset are told.
pub(super) const UNKNOWN: Service = Service::Sends(Code::bad("M_UNKNOWN"));

const NOT_SUPPORTED: Service = Service::Sends(Code::bad("M_THREEPID_MEDIUM_NOT_SUPPORTED"));

pub(super) const AUTHENTICATION: Authentication = Authentication {
    lifetime: Duration::from_secs(48 * 60 * 60),
    lost: LostSession::Refused(Code::bad("M_UNKNOWN")),
    foreign: Code::forbidden("M_UNKNOWN"),
    keeps_answers: true,
    unoffered: Code::bad("M_INVALID_PARAM"),
    malformed: None,
    not_yet: "M_UNAUTHORIZED",
    wrong_token: "M_UNAUTHORIZED",
    reserves_tokens: true,
    no_captcha: Code::bad("M_CAPTCHA_NEEDED"),
    captcha_with_flows: true,
    repeats_errcode: false,
    no_params: NoParams::Empty,
    terms: TermsForm::Specified,
};

pub(super) const MESSAGES: Messages = Messages {
    remembers_first: true,
    counted: Counted::WhenSent,
    earlier_links_work: true,
    after_proof: AfterProof::NewSession,
    other_address: None,
    used_up: None,
    repeats: None,
    tells_wait: true,
    bad_secret: None,
    folds_case: true,
    confirm: Confirm::Resets,
};

pub(super) const SIGN_UP: SignUp = SignUp {
    exists: true,
    email: Contact::Optional,
    flows,
    name_check: NameCheck::First,
    lowers_names: true,
    reserves_names: true,
    passwords: Passwords::Policy,
    no_password: Code::bad("M_MISSING_PARAM"),
    bearer: Some(Code::bad("M_UNKNOWN")),
    refuses_taken_contact: true,
    names_home_server: true,
    null_device: false,
};

pub(super) const PASSWORD: Password = Password {
    reset: Reset::InSession,
    no_account: Code::new(StatusCode::NOT_FOUND, "M_NOT_FOUND"),
};

pub(super) const LOGIN: Login = Login {
    prefers_oauth: false,
    by_contact: true,
    null_identity_server: false,
};

pub(super) static FACTS: Facts = Facts {
    software: ("Synapse", "1.163.2"),
    endpoints: Endpoints {
        available: true,
        validity: Validity::RefusedWhenClosed,
        password_policy: true,
        pages: &[
            "m.login.recaptcha",
            "m.login.terms",
            "m.login.registration_token",
            "m.login.sso",
        ],
        module_pages: true,
    },
    contacts: Contacts {
        sign_up: [UNKNOWN, UNKNOWN],
        reset: [UNKNOWN, Service::Absent],
        add: [NOT_SUPPORTED, NOT_SUPPORTED],
    },
    sign_up: SIGN_UP,
    authentication: AUTHENTICATION,
    messages: MESSAGES,
    password: PASSWORD,
    threepid: Threepid {
        adds: true,
        not_validated: Code::bad("M_THREEPID_AUTH_FAILED"),
        changes: ThreepidChanges::AsConfigured,
    },
    login: LOGIN,
};

/// Without a contact, email, phone, both; each after token, captcha, terms and the stages of modules.
fn flows(options: &Options) -> Vec<Vec<Stage>> {
    let Options { email, msisdn, .. } = *options;
    let demanded = |contact| contact == Contact::Required;
    let possible = |contact| contact != Contact::No;
    let mut contacts = Vec::new();
    if !demanded(email) && !demanded(msisdn) {
        contacts.push(vec![Stage::Dummy]);
    }
    if possible(email) && !demanded(msisdn) {
        contacts.push(vec![Stage::Email]);
    }
    if possible(msisdn) && !demanded(email) {
        contacts.push(vec![Stage::Msisdn]);
    }
    if possible(email) && possible(msisdn) {
        contacts.push(vec![Stage::Msisdn, Stage::Email]);
    }
    let mut before = Vec::new();
    before.extend(Stage::RegistrationToken.if_any(&options.registration_tokens));
    before.extend(options.captcha.as_ref().map(|_| Stage::Recaptcha));
    before.extend(Stage::Terms.if_any(&options.terms));
    before.extend(options.extra_stages.iter().map(|name| Stage::module(name)));
    contacts
        .into_iter()
        .map(|stages| before.iter().cloned().chain(stages).collect())
        .collect()
}
