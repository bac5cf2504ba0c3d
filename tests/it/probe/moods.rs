//! The practice server in its moods.

use std::net::{Ipv4Addr, SocketAddr};

use mxid::practice::{
    Contact, Delivery, Dialect, Options, PasswordPolicy, Policy, Practice, Registration,
    RegistrationToken, TakenContact, Translation, UnknownReset,
};
use serde_json::{Value, json};

use super::json;
use super::requests::assert_harmless;
use super::site::{Behind, Site};

/// The probe of a practice server. It did no harm: no message, only its own requests.
async fn of(options: Options) -> Value {
    let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let practice = Practice::start(options, loopback).await.expect("a server");
    let host = practice.url().trim_start_matches("http://").to_owned();
    let site = Site::start(Behind::Server(host)).await;
    let report = json(&site).await;
    assert_harmless(&site);
    assert_eq!(practice.outbox(), []);
    report
}

fn contacts(report: &Value) -> (&str, &str) {
    let contacts = &report["sign_up"]["contacts"];
    let text = |name: &str| contacts[name].as_str().unwrap_or_default();
    (text("email"), text("msisdn"))
}

#[tokio::test]
async fn contacts_are_told_as_they_are_demanded() {
    for (email, msisdn, expected) in [
        (
            Contact::Optional,
            Contact::Optional,
            ("optional", "optional"),
        ),
        (
            Contact::Required,
            Contact::Optional,
            ("required", "optional"),
        ),
        (
            Contact::Required,
            Contact::Required,
            ("required", "required"),
        ),
        (Contact::No, Contact::Required, ("no", "required")),
        (Contact::No, Contact::No, ("no", "no")),
    ] {
        let report = of(Options {
            email,
            msisdn,
            ..Options::default()
        })
        .await;
        assert_eq!(report["sign_up"]["open"], true);
        assert_eq!(contacts(&report), expected);
        let reset = match email {
            Contact::No => "unlikely",
            _ => "offered",
        };
        assert_eq!(report["reset"], json!({"email": reset, "msisdn": "no"}));
    }
}

#[tokio::test]
async fn tokens_terms_and_rules_are_told() {
    let report = of(Options {
        registration_tokens: vec![RegistrationToken {
            token: "open-sesame".to_owned(),
            uses: None,
        }],
        terms: vec![Policy {
            id: "privacy".to_owned(),
            version: "1.0".to_owned(),
            translations: vec![Translation {
                language: "en".to_owned(),
                name: "Privacy".to_owned(),
                url: "https://example.org/privacy".to_owned(),
            }],
        }],
        password_policy: PasswordPolicy {
            minimum_length: 12,
            require_symbol: true,
            ..PasswordPolicy::default()
        },
        ..Options::default()
    })
    .await;
    assert_eq!(report["sign_up"]["needs_token"], true);
    assert_eq!(report["sign_up"]["browser_stages"], json!([]));
    assert_eq!(report["sign_up"]["terms"][0]["name"], "Privacy");
    assert_eq!(report["password_policy"]["minimum_length"], 12);
    assert_eq!(report["password_policy"]["require_symbol"], true);
    assert_eq!(report["reset"]["email"], "offered");
}

#[tokio::test]
async fn a_closed_server_is_told_and_may_still_reset() {
    let report = of(Options {
        registration: Registration::Closed,
        ..Options::default()
    })
    .await;
    assert_eq!(report["sign_up"]["open"], false);
    assert_eq!(report["sign_up"]["reason"], "closed");
    assert_eq!(report["reset"]["email"], "offered");
}

#[tokio::test]
async fn without_password_login_there_is_no_reset() {
    let report = of(Options {
        password_login: false,
        ..Options::default()
    })
    .await;
    assert_eq!(report["sign_up"]["open"], true);
    assert_eq!(report["reset"], json!({"email": "no", "msisdn": "no"}));
}

#[tokio::test]
async fn a_reset_by_phone_is_told_where_there_is_one() {
    let report = of(Options {
        reset_by_phone: true,
        ..Options::default()
    })
    .await;
    assert_eq!(report["reset"]["msisdn"], "offered");
}

/// Facts that show only when a message is asked for are not seen, and not asked for.
#[tokio::test]
async fn a_probe_cannot_tell_what_only_a_message_would_show() {
    let plain = of(Options::default()).await;
    for options in [
        Options {
            delivery: Delivery::Fails,
            ..Options::default()
        },
        Options {
            unknown_reset: UnknownReset::Silent,
            taken_contact: TakenContact::Notify,
            ..Options::default()
        },
    ] {
        let mut report = of(options).await;
        for member in ["server", "base_url"] {
            report[member] = plain[member].clone();
        }
        assert_eq!(report, plain);
    }
}

/// Each server is judged as what it is, and none is moved to send anything.
#[tokio::test]
async fn each_dialect_is_understood() {
    let mut told = Vec::new();
    for dialect in Dialect::ALL {
        let report = of(Options::speaking(dialect)).await;
        let (email, msisdn) = contacts(&report);
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        told.push(format!(
            "{dialect}: {}; open {}, {}, email {email}, msisdn {msisdn}; reset {}, {}",
            text(&report["software"]),
            report["sign_up"]["open"],
            text(&report["sign_up"]["reason"]),
            text(&report["reset"]["email"]),
            text(&report["reset"]["msisdn"]),
        ));
    }
    assert_eq!(
        told,
        [
            "synapse: Synapse 1.163.2; open true, -, email optional, msisdn optional; reset offered, no",
            "continuwuity: continuwuity 26.8.0-alpha.1; open true, -, email required, msisdn no; reset offered, no",
            "tuwunel: Tuwunel 1.6.0; open true, -, email required, msisdn no; reset offered, no",
            "dendrite: Dendrite 0.15.2; open true, -, email no, msisdn no; reset no, no",
            "conduit: Conduit 0.11.0-alpha; open true, -, email no, msisdn no; reset no, no",
            "mas: Synapse 1.163.2; open true, browser, email no, msisdn no; reset no, no",
        ]
    );
}
