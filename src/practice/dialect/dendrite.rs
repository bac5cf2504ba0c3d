//! Dendrite: no contacts without an identity server, so no reset; a captcha or nothing for a sign-up.

use std::time::Duration;

use axum::http::StatusCode;

use super::contacts::{Contacts, Service};
use super::facts::*;
use super::synapse;
use crate::practice::errors::Code;
use crate::practice::options::Options;
use crate::practice::stages::Stage;

/// It would leave the proof to an identity server, and none was named.
const NOT_TRUSTED: Service = Service::Refuses(Code::bad("M_SERVER_NOT_TRUSTED"));

pub(super) static FACTS: Facts = Facts {
    software: ("Dendrite", "0.15.2"),
    endpoints: Endpoints {
        available: true,
        validity: Validity::Absent,
        password_policy: false,
        pages: &["m.login.recaptcha"],
        module_pages: false,
    },
    contacts: Contacts {
        sign_up: [NOT_TRUSTED, Service::Absent],
        reset: [Service::Absent, Service::Absent],
        add: [NOT_TRUSTED, Service::Absent],
    },
    sign_up: SignUp {
        flows,
        name_check: NameCheck::TakenLast,
        passwords: Passwords::Length,
        bearer: Some(Code::bad("M_MISSING_PARAM")),
        names_home_server: false,
        ..synapse::SIGN_UP
    },
    authentication: Authentication {
        lifetime: Duration::from_secs(5 * 60),
        lost: LostSession::Reopened,
        unoffered: Code::new(StatusCode::NOT_IMPLEMENTED, "M_UNKNOWN"),
        no_captcha: Code::bad("M_BAD_JSON"),
        captcha_with_flows: false,
        ..synapse::AUTHENTICATION
    },
    messages: synapse::MESSAGES,
    password: Password {
        reset: Reset::TokenOnly,
        ..synapse::PASSWORD
    },
    threepid: Threepid {
        adds: false,
        not_validated: Code::bad("M_THREEPID_AUTH_FAILED"),
        changes: ThreepidChanges::Unsaid,
    },
    login: Login {
        by_contact: false,
        ..synapse::LOGIN
    },
};

/// A captcha, or a dummy: never a contact.
fn flows(options: &Options) -> Vec<Vec<Stage>> {
    let captcha = options.captcha.as_ref().map(|_| Stage::Recaptcha);
    vec![vec![captcha.unwrap_or(Stage::Dummy)]]
}
