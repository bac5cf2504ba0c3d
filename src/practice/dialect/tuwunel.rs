//! Tuwunel, from its source: mail, but no texts, and a reset that wants its proof at once.

use std::time::Duration;

use super::contacts::{Contacts, Service};
use super::facts::*;
use super::synapse;
use crate::practice::errors::Code;
use crate::practice::options::{Contact, Options, RateLimit};
use crate::practice::stages::Stage;

/// Mail is not set up.
const DENIED: Service = Service::Sends(Code::forbidden("M_THREEPID_DENIED"));

/// A session that is not known, and one of another request alike.
const NO_SESSION: Code = Code::forbidden("M_FORBIDDEN");

pub(super) static FACTS: Facts = Facts {
    software: ("Tuwunel", "1.6.0"),
    endpoints: Endpoints {
        available: true,
        validity: Validity::RefusedWhenClosed,
        password_policy: false,
        pages: &["m.login.sso"],
        module_pages: false,
    },
    contacts: Contacts {
        sign_up: [DENIED, Service::Absent],
        reset: [DENIED, Service::Absent],
        add: [
            DENIED,
            Service::Refuses(Code::bad("M_THREEPID_MEDIUM_NOT_SUPPORTED")),
        ],
    },
    sign_up: SignUp {
        email: Contact::Required,
        flows,
        reserves_names: false,
        passwords: Passwords::Any,
        no_password: Code::bad("M_INVALID_PARAM"),
        bearer: Some(Code::unauthorized("M_UNKNOWN_TOKEN")),
        refuses_taken_contact: false,
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
        not_yet: "M_FORBIDDEN",
        wrong_token: "M_FORBIDDEN",
        reserves_tokens: false,
        no_captcha: Code::bad("M_CAPTCHA_INVALID"),
        no_params: NoParams::Omitted,
        ..synapse::AUTHENTICATION
    },
    messages: Messages {
        counted: Counted::WhenAsked,
        earlier_links_work: false,
        after_proof: AfterProof::Unproves,
        used_up: Some(Code::forbidden("M_THREEPID_AUTH_FAILED")),
        repeats: Some(RateLimit {
            burst: 5,
            per: Duration::from_secs(5),
        }),
        tells_wait: false,
        bad_secret: Some(Code::bad("M_BAD_JSON")),
        confirm: Confirm::Always,
        ..synapse::MESSAGES
    },
    password: Password {
        reset: Reset::AtOnce {
            not_yet: Code::forbidden("M_FORBIDDEN"),
        },
        no_account: Code::forbidden("M_FORBIDDEN"),
    },
    threepid: Threepid {
        adds: true,
        not_validated: Code::forbidden("M_THREEPID_AUTH_FAILED"),
        changes: ThreepidChanges::WithMail,
    },
    login: synapse::LOGIN,
};

/// One flow: token, email where it is required, terms; or a dummy.
fn flows(options: &Options) -> Vec<Vec<Stage>> {
    let mut stages = Vec::new();
    stages.extend(Stage::RegistrationToken.if_any(&options.registration_tokens));
    stages.extend((options.email == Contact::Required).then_some(Stage::Email));
    stages.extend(Stage::Terms.if_any(&options.terms));
    if stages.is_empty() {
        stages.push(Stage::Dummy);
    }
    vec![stages]
}
