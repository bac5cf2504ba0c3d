//! How a stage that is not completed is refused, and what the challenge holds.

use mxid::practice::{Captcha, RegistrationToken};

use super::*;

/// A server of a dialect that asks for this stage alone, as far as it can.
fn asking(dialect: Dialect, stage: &str) -> Options {
    let mut options = Options {
        dialect,
        ..Options::default()
    };
    match stage {
        "m.login.registration_token" => {
            options.registration_tokens = vec![RegistrationToken {
                token: "letmein".to_owned(),
                uses: None,
            }];
        }
        "m.login.recaptcha" => {
            options.captcha = Some(Captcha {
                public_key: "key".to_owned(),
            });
        }
        _ => options.email = Contact::Required,
    }
    options
}

#[tokio::test]
async fn not_yet_has_an_errcode_of_its_own_on_each() {
    for (dialect, errcode) in [
        (Dialect::Synapse, "M_UNAUTHORIZED"),
        (Dialect::Continuwuity, "M_THREEPID_AUTH_FAILED"),
        (Dialect::Tuwunel, "M_FORBIDDEN"),
    ] {
        let site = speaking(dialect).await;
        let sid = site.ask_mail("/register", "b@example.org", "s1", 1).await;
        let session = begin(&site, "bob").await;
        for _ in 0..2 {
            let reply = register(&site, "bob", email_stage(&session, &sid, "s1")).await;
            assert_eq!(reply.refusal(), refusal(401, errcode), "{dialect}");
            assert!(reply.json()["flows"].is_array(), "{dialect}");
            assert_eq!(reply.json()["completed"], json!([]), "{dialect}");
        }
    }
}

#[tokio::test]
async fn a_wrong_token_has_one_too() {
    let stage = "m.login.registration_token";
    for (dialect, errcode) in [
        (Dialect::Synapse, "M_UNAUTHORIZED"),
        (Dialect::Continuwuity, "M_FORBIDDEN"),
        (Dialect::Tuwunel, "M_FORBIDDEN"),
        (Dialect::Conduit, "M_FORBIDDEN"),
    ] {
        let site = Site::start(asking(dialect, stage)).await;
        let session = begin(&site, "bob").await;
        let auth = json!({"type": stage, "session": session, "token": "wrong"});
        let reply = register(&site, "bob", auth).await;
        assert_eq!(reply.refusal(), refusal(401, errcode), "{dialect}");
        assert!(reply.json()["flows"].is_array(), "{dialect}");
    }
}

#[tokio::test]
async fn a_captcha_without_a_response_has_one_too() {
    let stage = "m.login.recaptcha";
    for (dialect, status, errcode) in [
        (Dialect::Synapse, 401, "M_CAPTCHA_NEEDED"),
        (Dialect::Continuwuity, 401, "M_CAPTCHA_INVALID"),
        (Dialect::Dendrite, 400, "M_BAD_JSON"),
    ] {
        let site = Site::start(asking(dialect, stage)).await;
        let challenge = site.post("/register", &wanted("bob")).await.json();
        assert_eq!(challenge["params"][stage]["public_key"], "key", "{dialect}");
        let auth = json!({"type": stage, "session": challenge["session"]});
        let reply = register(&site, "bob", auth).await;
        assert_eq!(reply.refusal(), refusal(status, errcode), "{dialect}");
        assert_eq!(reply.json()["flows"].is_array(), status == 401);
    }
}

#[tokio::test]
async fn a_stage_without_what_it_needs_goes_on_or_ends_the_exchange() {
    for (dialect, status, errcode) in [
        (Dialect::Synapse, 401, "M_MISSING_PARAM"),
        (Dialect::Continuwuity, 400, "M_BAD_JSON"),
        (Dialect::Tuwunel, 400, "M_BAD_JSON"),
    ] {
        for stage in ["m.login.registration_token", "m.login.email.identity"] {
            let site = Site::start(asking(dialect, stage)).await;
            let session = begin(&site, "bob").await;
            let auth = json!({"type": stage, "session": session});
            let reply = register(&site, "bob", auth).await;
            assert_eq!(reply.refusal(), refusal(status, errcode), "{dialect}");
            assert_eq!(reply.json()["flows"].is_array(), status == 401);
        }
    }
}

#[tokio::test]
async fn a_stage_that_is_not_offered_is_refused_without_flows() {
    for (dialect, status, errcode) in [
        (Dialect::Synapse, 400, "M_INVALID_PARAM"),
        (Dialect::Continuwuity, 400, "M_INVALID_PARAM"),
        (Dialect::Dendrite, 501, "M_UNKNOWN"),
    ] {
        let site = speaking(dialect).await;
        let session = begin(&site, "bob").await;
        let auth = json!({"type": "org.example.quiz", "session": session});
        let reply = register(&site, "bob", auth).await;
        assert_eq!(reply.refusal(), refusal(status, errcode), "{dialect}");
        assert!(reply.json().get("flows").is_none());
    }
}

#[tokio::test]
async fn continuwuity_repeats_its_last_errcode_to_a_session_alone() {
    for (dialect, errcode) in [
        (Dialect::Synapse, Value::Null),
        (Dialect::Continuwuity, "M_THREEPID_AUTH_FAILED".into()),
    ] {
        let site = speaking(dialect).await;
        let sid = site.ask_mail("/register", "b@example.org", "s1", 1).await;
        let session = begin(&site, "bob").await;
        register(&site, "bob", email_stage(&session, &sid, "s1")).await;
        let reply = register(&site, "bob", json!({"session": session})).await;
        assert_eq!((reply.status, &reply.json()["errcode"]), (401, &errcode));
    }
}

#[tokio::test]
async fn params_are_empty_null_or_missing_when_there_are_none() {
    for (dialect, register, reset) in [
        (Dialect::Synapse, Some(json!({})), Some(json!({}))),
        (Dialect::Continuwuity, Some(json!({})), Some(Value::Null)),
        (Dialect::Dendrite, Some(json!({})), None),
        (Dialect::Conduit, None, None),
    ] {
        let site = speaking(dialect).await;
        let challenge = site.post("/register", &wanted("bob")).await.json();
        assert_eq!(challenge.get("params"), register.as_ref(), "{dialect}");
        let body = json!({"new_password": PASSWORD});
        let challenge = site.post("/account/password", &body).await.json();
        assert_eq!(challenge.get("params"), reset.as_ref(), "{dialect}");
    }
}

#[tokio::test]
async fn continuwuity_writes_the_version_beside_the_policies() {
    let english = json!({"name": "Privacy", "url": "https://example.org/privacy"});
    for (dialect, policies) in [
        (
            Dialect::Synapse,
            json!({"privacy_policy": {"version": "1.0", "en": english}}),
        ),
        (
            Dialect::Tuwunel,
            json!({"privacy_policy": {"version": "1.0", "en": english}}),
        ),
        (
            Dialect::Continuwuity,
            json!({"version": "1.0", "privacy_policy": {"en": english}}),
        ),
    ] {
        let site = Site::start(Options {
            terms: vec![policy()],
            ..Options::speaking(dialect)
        })
        .await;
        let challenge = site.post("/register", &wanted("bob")).await.json();
        let expected = json!({"m.login.terms": {"policies": policies}});
        assert_eq!(challenge["params"], expected, "{dialect}");
    }
}
