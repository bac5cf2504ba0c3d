//! Conduit 0.11: no contacts at all.

use std::time::Duration;

use super::contacts::{Contacts, Service};
use super::facts::*;
use super::synapse;
use crate::practice::errors::Code;
use crate::practice::options::Options;
use crate::practice::stages::Stage;

/// Contacts are against its policy.
const DENIED: Service = Service::Refuses(Code::forbidden("M_THREEPID_DENIED"));

/// A session that is not known, and one of another request alike.
const NO_SESSION: Code = Code::forbidden("M_FORBIDDEN");

pub(super) static FACTS: Facts = Facts {
    software: ("Conduit", "0.11.0-alpha"),
    endpoints: Endpoints {
        available: true,
        validity: Validity::AbsentWhenClosed,
        password_policy: false,
        pages: &[],
        module_pages: false,
    },
    contacts: Contacts {
        sign_up: [Service::Absent, Service::Absent],
        reset: [Service::Absent, Service::Absent],
        add: [DENIED, DENIED],
    },
    sign_up: SignUp {
        flows,
        reserves_names: false,
        passwords: Passwords::Any,
        bearer: Some(Code::unauthorized("M_UNKNOWN_TOKEN")),
        names_home_server: false,
        null_device: true,
        ..synapse::SIGN_UP
    },
    authentication: Authentication {
        lifetime: Duration::from_secs(24 * 60 * 60),
        lost: LostSession::Refused(NO_SESSION),
        foreign: NO_SESSION,
        keeps_answers: false,
        malformed: Some(Code::bad("M_BAD_JSON")),
        wrong_token: "M_FORBIDDEN",
        reserves_tokens: false,
        no_params: NoParams::Omitted,
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
        changes: ThreepidChanges::Never,
    },
    login: Login {
        by_contact: false,
        ..synapse::LOGIN
    },
};

/// A token, or a dummy.
fn flows(options: &Options) -> Vec<Vec<Stage>> {
    let token = Stage::RegistrationToken.if_any(&options.registration_tokens);
    vec![vec![token.unwrap_or(Stage::Dummy)]]
}
