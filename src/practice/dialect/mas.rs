//! Synapse 1.163 behind MAS 1.9: accounts are made and kept in a browser.

use super::contacts::{Contacts, Service};
use super::facts::*;
use super::synapse;
use crate::practice::errors::Code;

const ABSENT: [Service; 2] = [Service::Absent; 2];

pub(super) static FACTS: Facts = Facts {
    software: ("Synapse", "1.163.2"),
    endpoints: Endpoints {
        available: false,
        validity: Validity::Absent,
        password_policy: true,
        pages: &[],
        module_pages: false,
    },
    contacts: Contacts {
        sign_up: ABSENT,
        reset: ABSENT,
        add: ABSENT,
    },
    sign_up: SignUp {
        exists: false,
        passwords: Passwords::Any,
        ..synapse::SIGN_UP
    },
    authentication: synapse::AUTHENTICATION,
    messages: synapse::MESSAGES,
    password: Password {
        reset: Reset::Absent,
        ..synapse::PASSWORD
    },
    threepid: Threepid {
        adds: false,
        not_validated: Code::bad("M_THREEPID_AUTH_FAILED"),
        changes: ThreepidChanges::Never,
    },
    login: Login {
        prefers_oauth: true,
        by_contact: false,
        ..synapse::LOGIN
    },
};
