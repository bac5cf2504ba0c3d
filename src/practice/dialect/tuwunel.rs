//! Tuwunel, from its source: mail, but no texts, and a reset that wants its proof at once.

use std::time::Duration;

use axum::http::StatusCode;

use super::contacts::{Contacts, Media, Service};
use super::facts::{
    AfterProof, Authentication, Confirm, Counted, Endpoints, Facts, Login, LostSession, Messages,
    NameCheck, NoParams, Password, Passwords, Reset, SignUp, TermsForm, Threepid, ThreepidChanges,
    Validity,
};
use crate::practice::errors::Code;
use crate::practice::options::{Contact, Options, RateLimit};
use crate::practice::stages::Stage;

/// Mail is not set up.
const DENIED: Service = Service::Sends {
    without: Code::forbidden("M_THREEPID_DENIED"),
};

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
        sign_up: Media {
            email: DENIED,
            msisdn: Service::Absent,
        },
        reset: Media {
            email: DENIED,
            msisdn: Service::Absent,
        },
        add: Media {
            email: DENIED,
            msisdn: Service::Refuses(Code::bad("M_THREEPID_MEDIUM_NOT_SUPPORTED")),
        },
    },
    sign_up: SignUp {
        exists: true,
        email: Contact::Required,
        flows,
        name_check: NameCheck::First,
        lowers_names: true,
        reserves_names: false,
        passwords: Passwords::Any,
        no_password: Code::bad("M_INVALID_PARAM"),
        bearer: Some(Code::new(StatusCode::UNAUTHORIZED, "M_UNKNOWN_TOKEN")),
        refuses_taken_contact: false,
        names_home_server: false,
        null_device: true,
    },
    authentication: Authentication {
        lifetime: Duration::from_secs(24 * 60 * 60),
        lost: LostSession::Refused(NO_SESSION),
        foreign: NO_SESSION,
        keeps_answers: false,
        unoffered: Code::bad("M_INVALID_PARAM"),
        malformed: Some(Code::bad("M_BAD_JSON")),
        not_yet: "M_FORBIDDEN",
        wrong_token: "M_FORBIDDEN",
        reserves_tokens: false,
        no_captcha: Code::bad("M_CAPTCHA_INVALID"),
        captcha_with_flows: true,
        repeats_errcode: false,
        no_params: NoParams::Omitted,
        terms: TermsForm::Specified,
    },
    messages: Messages {
        remembers_first: true,
        counted: Counted::WhenAsked,
        earlier_links_work: false,
        after_proof: AfterProof::Unproves,
        other_address: None,
        used_up: Some(Code::forbidden("M_THREEPID_AUTH_FAILED")),
        repeats: Some(RateLimit {
            burst: 5,
            per: Duration::from_secs(5),
        }),
        tells_wait: false,
        bad_secret: Some(Code::bad("M_BAD_JSON")),
        folds_case: true,
        confirm: Confirm::Always,
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
    login: Login {
        prefers_oauth: false,
        by_contact: true,
        null_identity_server: false,
    },
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
