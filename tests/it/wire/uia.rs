//! User-interactive authentication: the 401 that asks for a stage.

use mxid::domain::{CleanText, Secret};
use mxid::protocol::{
    ErrCode, Failure, Flow, Policy, Reply, StageType, Translation, Uia, Unreadable,
};
use ruma_client_api::uiaa::{AuthFlow, AuthType, UiaaInfo, UiaaResponse};
use ruma_common::api::error::{ErrorKind, StandardErrorBody};
use serde_json::{Map, Value, json};

use super::oracle::written_by_ruma;
use super::reply_to;
use super::server::Answer;
use super::values::*;

async fn uia(body: Value) -> Uia {
    match reply_to(&register(true, None), Answer::json(401, body)).await {
        Ok(Reply::Uia(uia)) => uia,
        other => panic!("not a stage: {other:?}"),
    }
}

async fn terms(params: Value) -> Option<Vec<Policy>> {
    let body = json!({"flows": [{"stages": ["m.login.terms"]}], "params": params});
    uia(body).await.terms
}

async fn malformed(body: Value) -> &'static str {
    match reply_to(&register(true, None), Answer::json(401, body)).await {
        Err(Failure::Unreadable(Unreadable::Malformed { member })) => member,
        other => panic!("not malformed: {other:?}"),
    }
}

#[tokio::test]
async fn a_stage_that_ruma_asks_for_is_understood_by_every_endpoint() {
    let stages = [
        AuthType::RegistrationToken,
        AuthType::Terms,
        AuthType::EmailIdentity,
        AuthType::Msisdn,
        AuthType::Dummy,
        AuthType::ReCaptcha,
        AuthType::from("org.example.other"),
    ];
    let mut info = UiaaInfo::new(vec![
        AuthFlow::new(stages.to_vec()),
        AuthFlow::new(Vec::new()),
    ]);
    info.completed = vec![AuthType::RegistrationToken];
    info.session = Some("S \"1\"".to_owned());
    let params = json!({"m.login.terms": {"policies": {"privacy": {
        "version": "1.2",
        "en": {"name": "Privacy", "url": "https://example.org/en"},
        "de_DE": {"name": "Datenschutz", "url": "https://example.org/de"},
    }}}});
    info.params = Some(serde_json::value::to_raw_value(&params).unwrap());
    info.auth_error = Some(Box::new(StandardErrorBody::new(
        ErrorKind::ThreepidAuthFailed,
        "Not\nyet".to_owned(),
    )));

    let translation = |language: &str, name: &str, url: &str| Translation {
        language: language.to_owned(),
        name: CleanText::new(name),
        url: url.parse().unwrap(),
    };
    for request in [
        register(true, None),
        mxid::protocol::Request::RegisterFlows,
        reset(true, None),
        add_contact(None),
    ] {
        let response = UiaaResponse::AuthResponse(info.clone());
        let reply = reply_to(&request, written_by_ruma(response)).await;
        let Ok(Reply::Uia(mut uia)) = reply else {
            panic!("not a stage: {reply:?}");
        };
        let refusal = uia.refusal.take().unwrap();
        assert_eq!(refusal.status, 401);
        assert_eq!(refusal.errcode, Some(ErrCode::ThreepidAuthFailed));
        assert_eq!(refusal.text.as_str(), "Not yet");
        for policy in uia.terms.iter_mut().flatten() {
            policy
                .translations
                .sort_by(|a, b| a.language.cmp(&b.language));
        }
        assert_eq!(
            uia,
            Uia {
                flows: Some(vec![
                    Flow(vec![
                        StageType::RegistrationToken,
                        StageType::Terms,
                        StageType::Email,
                        StageType::Msisdn,
                        StageType::Dummy,
                        StageType::Recaptcha,
                        StageType::Other(CleanText::new("org.example.other")),
                    ]),
                    Flow(Vec::new()),
                ]),
                terms: Some(vec![Policy {
                    id: CleanText::new("privacy"),
                    version: Some(CleanText::new("1.2")),
                    translations: vec![
                        translation("de_DE", "Datenschutz", "https://example.org/de"),
                        translation("en", "Privacy", "https://example.org/en"),
                    ],
                }]),
                session: Some(Secret::from("S \"1\"")),
                completed: Some(vec![StageType::RegistrationToken]),
                refusal: None,
            }
        );
    }
}

#[tokio::test]
async fn what_a_401_leaves_out_or_nulls_is_absent() {
    let body = json!({
        "flows": [{"stages": ["m.login.email.identity"]}],
        "params": null, "session": null, "completed": null, "errcode": null,
    });
    let expected = Uia {
        flows: Some(vec![Flow(vec![StageType::Email])]),
        ..Uia::default()
    };
    assert_eq!(uia(body).await, expected);
    let expected = Uia {
        completed: Some(vec![StageType::Dummy]),
        ..Uia::default()
    };
    assert_eq!(uia(json!({"completed": ["m.login.dummy"]})).await, expected);
}

#[tokio::test]
async fn a_401_without_flows_is_an_ordinary_refusal() {
    for body in [
        json!({"errcode": "M_MISSING_TOKEN", "error": "Missing access token"}),
        json!({"errcode": "M_MISSING_TOKEN", "session": "S", "flows": null}),
    ] {
        let reply = reply_to(&reset(true, None), Answer::json(401, body)).await;
        let Err(Failure::Refused(refusal)) = reply else {
            panic!("not a refusal: {reply:?}");
        };
        assert_eq!(refusal.status, 401);
        assert_eq!(refusal.errcode, Some(ErrCode::MissingToken));
    }
}

#[tokio::test]
async fn flows_outside_a_401_are_no_stage() {
    let body = json!({"flows": [{"stages": []}], "errcode": "M_FORBIDDEN"});
    let reply = reply_to(&register(true, None), Answer::json(403, body)).await;
    assert!(matches!(reply, Err(Failure::Refused(r)) if r.status == 403));
}

#[tokio::test]
async fn a_version_beside_or_in_the_policies_is_passed_over() {
    let found = terms(json!({"m.login.terms": {"version": "1", "policies": {
        "version": "latest",
        "tos": {
            "version": 3,
            "foo": "bar",
            "en": {"name": "", "url": "http://example.org/tos"},
            "xx": {"name": "No page", "url": "javascript:alert(1)"},
        },
    }}}))
    .await
    .unwrap();
    let [policy] = found.as_slice() else {
        panic!("not one policy: {found:?}");
    };
    assert_eq!(policy.version, None);
    let [only] = policy.translations.as_slice() else {
        panic!("not one language: {policy:?}");
    };
    // A document without a title has the policy's name.
    assert_eq!(only.name.as_str(), "tos");
}

#[tokio::test]
async fn a_policy_that_cannot_be_shown_leaves_nothing_to_agree_to() {
    let good = json!({"version": "1", "en": {"name": "A", "url": "https://example.org/"}});
    for policies in [
        json!({}),
        json!([]),
        json!({"a": good, "b": {"version": "1"}}),
        json!({"a": good, "b": {"en": {"name": "B", "url": "https://u:p@example.org/"}}}),
        json!({"a": good, "b": {"en": {"name": "B"}}}),
    ] {
        let params = json!({"m.login.terms": {"policies": policies}});
        assert_eq!(terms(params).await, Some(Vec::new()), "{policies}");
    }
    assert_eq!(terms(json!({})).await, None);
    assert_eq!(terms(json!({"m.login.terms": null})).await, None);
}

#[tokio::test]
async fn what_is_too_much_or_of_the_wrong_type_is_malformed() {
    let stage = json!("m.login.dummy");
    let many = |value: &Value, n: usize| Value::Array(vec![value.clone(); n]);
    let flow = json!({"stages": []});
    assert!(uia(json!({"flows": many(&flow, 64)})).await.flows.is_some());
    assert_eq!(malformed(json!({"flows": many(&flow, 65)})).await, "flows");
    let stages = json!({"stages": many(&stage, 33)});
    assert_eq!(malformed(json!({"flows": [stages]})).await, "stages");
    let long = json!({"stages": ["x".repeat(4097)]});
    assert_eq!(malformed(json!({"flows": [long]})).await, "stages");
    let policies: Map<_, _> = (0..33).map(|n| (n.to_string(), json!({}))).collect();
    let params = json!({"m.login.terms": {"policies": policies}});
    assert_eq!(
        malformed(json!({"flows": [], "params": params})).await,
        "policies"
    );

    assert_eq!(malformed(json!({"flows": "all"})).await, "flows");
    assert_eq!(malformed(json!({"flows": ["all"]})).await, "flows");
    assert_eq!(
        malformed(json!({"flows": [{"stages": [1]}]})).await,
        "stages"
    );
    assert_eq!(malformed(json!({"completed": [{}]})).await, "completed");
    assert_eq!(
        malformed(json!({"flows": [], "session": 7})).await,
        "session"
    );
}
