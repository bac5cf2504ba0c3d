//! Everything that a probe asks, and that it asks nothing else.

use std::collections::BTreeSet;

use mxid::domain::{ClientSecret, Email, SendAttempt};
use mxid::probe::is_harmless;
use mxid::protocol::{Auth, AuthStage, Contact, Purpose, Request, ResetPassword, TokenRequest};
use serde_json::json;

use super::report;
use super::site::*;

const UNSTABLE: &str = "GET /_matrix/client/unstable/org.matrix.msc2965/auth_metadata";

/// Asserts that a server was asked these and nothing more, each at most once.
pub fn assert_harmless(site: &Site) {
    let allowed = BTreeSet::from([
        VERSIONS, LOGIN, OAUTH, UNSTABLE, REGISTER, RESET, POLICY, SOFTWARE,
    ]);
    let mut seen = BTreeSet::new();
    for asked in site.asked() {
        assert!(allowed.contains(asked.what.as_str()), "{}", asked.what);
        assert!(seen.insert(asked.what.clone()), "{} twice", asked.what);
        let members: Vec<&str> = asked
            .body
            .as_object()
            .map(|body| body.keys().map(String::as_str).collect())
            .unwrap_or_default();
        let expected: &[&str] = match asked.what.as_str() {
            // Nobody is named, nothing is proven.
            RESET => &["logout_devices", "new_password"],
            _ => &[],
        };
        assert_eq!(members, expected, "{}", asked.what);
    }
    assert!(seen.contains(VERSIONS));
}

#[tokio::test]
async fn servers_of_every_kind_are_asked_harmless_things_once() {
    let oauth = json!({
        "issuer": "https://account.example.org/",
        "prompt_values_supported": ["create"],
    });
    let aware = json!({"flows": [{"type": "m.login.sso", "oauth_aware_preferred": true}]});
    let kinds: [&[Change]; 6] = [
        &[],
        &[(REGISTER, 403, error("M_FORBIDDEN"))],
        &[(REGISTER, 401, flows(json!([["m.login.recaptcha"]])))],
        &[(OAUTH, 200, oauth.clone())],
        &[(OAUTH, 200, oauth), (LOGIN, 200, aware)],
        &[(RESET, 401, error("M_MISSING_TOKEN"))],
    ];
    for kind in kinds {
        let site = Site::like(kind).await;
        report(&site).await;
        assert_harmless(&site);
    }
}

#[tokio::test]
async fn each_probe_has_a_password_of_its_own_that_keeps_the_usual_rules() {
    let mut passwords = Vec::new();
    for _ in 0..2 {
        let site = Site::like(&[]).await;
        report(&site).await;
        let asked = site.asked();
        let reset = asked.iter().find(|asked| asked.what == RESET);
        let body = &reset.expect("a reset").body;
        assert_eq!(body["logout_devices"], false);
        let password = body["new_password"]
            .as_str()
            .expect("a password")
            .to_owned();
        for kind in [
            |c: char| c.is_ascii_digit(),
            |c: char| c.is_ascii_lowercase(),
            |c: char| c.is_ascii_uppercase(),
            |c: char| !c.is_alphanumeric(),
        ] {
            assert!(password.contains(kind));
        }
        assert!((40..64).contains(&password.len()));
        passwords.push(password);
    }
    assert_ne!(passwords[0], passwords[1]);
}

#[test]
fn what_sends_a_message_or_makes_an_account_is_not_on_the_list() {
    let address = Email::parse("robin@example.net").expect("an address");
    for purpose in [
        Purpose::Register,
        Purpose::ResetPassword,
        Purpose::AddContact,
    ] {
        assert!(!is_harmless(&Request::RequestToken(TokenRequest {
            purpose,
            contact: Contact::Email(address.clone()),
            client_secret: ClientSecret::from_random(&[7; 32]),
            send_attempt: SendAttempt::FIRST,
            next_link: None,
            identity: None,
        })));
    }
    let reset = |auth| {
        Request::ResetPassword(ResetPassword {
            new_password: mxid::domain::Password::from_random(&[7; 32]),
            logout_devices: false,
            auth,
        })
    };
    assert!(is_harmless(&reset(None)));
    assert!(!is_harmless(&reset(Some(Auth {
        session: None,
        stage: Some(AuthStage::Dummy),
    }))));
    assert!(!is_harmless(&Request::Logout("t".into())));
}
