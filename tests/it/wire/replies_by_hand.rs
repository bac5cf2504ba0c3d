//! Answers that ruma's types cannot write: the unspecified, and what real servers make of the rest.

use mxid::domain::{CleanText, Sid};
use mxid::protocol::{
    Api, AuthMetadata, ErrCode, Failure, LoggedIn, LoginFlows, PasswordPolicy, Registered, Reply,
    Request, Software, TokenRequested, Unreadable, Versions,
};
use serde_json::{Value, json};

use super::server::{Answer, Server};
use super::values::*;
use super::{client, reply_to};

async fn ok(request: &Request, body: Value) -> Reply {
    reply_to(request, Answer::json(200, body)).await.unwrap()
}

async fn submit(body: Value) -> Result<Reply, Failure> {
    let server = Server::answering([Answer::json(200, body)]);
    let request = submit_code(&server.url("/submit"));
    client().call(&server.base(), Api::V3, &request).await
}

#[tokio::test]
async fn a_password_policy_is_read_flat_and_nested() {
    let rules = json!({
        "m.minimum_length": 12,
        "m.require_digit": true,
        "m.require_symbol": false,
        "m.require_uppercase": true,
        "m.require_lowercase": null,
    });
    let expected = Reply::PasswordPolicy(PasswordPolicy {
        minimum_length: Some(12),
        digit: true,
        symbol: false,
        lowercase: false,
        uppercase: true,
    });
    assert_eq!(ok(&Request::PasswordPolicy, rules.clone()).await, expected);
    let nested = json!({"policy": rules});
    assert_eq!(ok(&Request::PasswordPolicy, nested).await, expected);
    assert_eq!(
        ok(&Request::PasswordPolicy, json!({})).await,
        Reply::PasswordPolicy(PasswordPolicy::default())
    );
}

#[tokio::test]
async fn software_is_read_with_or_without_its_version() {
    let software = |version: Option<&str>| {
        Reply::Software(Software {
            name: CleanText::new("Synapse"),
            version: version.map(CleanText::new),
        })
    };
    for (server, expected) in [
        (
            json!({"name": "Synapse", "version": "1.163.2"}),
            software(Some("1.163.2")),
        ),
        (json!({"name": "Synapse", "version": null}), software(None)),
        (json!({"name": "Synapse", "version": ""}), software(None)),
    ] {
        let body = json!({"server": server});
        assert_eq!(ok(&Request::Software, body).await, expected);
    }
    for (body, member) in [
        (json!({}), "server"),
        (json!({"server": {}}), "name"),
        (json!({"server": {"name": "\u{1b}"}}), "name"),
        (json!({"server": {"name": 7}}), "name"),
    ] {
        assert_eq!(
            reply_to(&Request::Software, Answer::json(200, body)).await,
            Err(Failure::Unreadable(Unreadable::Malformed { member }))
        );
    }
}

#[tokio::test]
async fn a_refused_code_is_a_refusal_even_with_status_200() {
    assert_eq!(
        submit(json!({"success": true})).await,
        Ok(Reply::CodeAccepted)
    );
    for body in [
        json!({"success": false}),
        json!({"success": false, "errcode": "M_NO_VALID_SESSION", "error": "No"}),
        json!({"errcode": "M_NO_VALID_SESSION", "error": "No"}),
    ] {
        let errcode = body.get("errcode").map(|_| ErrCode::NoValidSession);
        let Err(Failure::Refused(refusal)) = submit(body).await else {
            panic!("not a refusal");
        };
        assert_eq!(refusal.status, 200);
        assert_eq!(refusal.errcode, errcode);
    }
    assert_eq!(
        submit(json!({})).await,
        Err(Failure::Unreadable(Unreadable::Malformed {
            member: "success"
        }))
    );
}

#[tokio::test]
async fn an_empty_or_null_submit_url_is_none_and_a_number_is_a_sid() {
    let expected = |sid: &str| {
        Reply::TokenRequested(TokenRequested {
            sid: Sid::parse(sid).unwrap(),
            submit_url: None,
        })
    };
    for body in [
        json!({"sid": SID, "submit_url": ""}),
        json!({"sid": SID, "submit_url": null}),
        json!({"sid": SID, "success": true, "msisdn": "447700900123", "intl_fmt": "+44 …"}),
    ] {
        assert_eq!(ok(&token_request(), body).await, expected(SID));
    }
    let body = json!({"sid": 42});
    assert_eq!(ok(&token_request(), body).await, expected("42"));
}

#[tokio::test]
async fn nulls_and_members_that_are_left_out_are_taken_as_absent() {
    let body = json!({"user_id": "@robin:example.org", "device_id": null, "access_token": null});
    let registered = Registered {
        user_id: user_id(),
        access_token: None,
    };
    assert_eq!(
        ok(&register(true, None), body).await,
        Reply::Registered(registered)
    );

    let body = json!({"user_id": "@robin:example.org", "access_token": "syt_token-1"});
    let logged_in = LoggedIn {
        user_id: user_id(),
        access_token: access_token(),
        device_id: None,
    };
    assert_eq!(ok(&logins()[0], body).await, Reply::LoggedIn(logged_in));

    let body = json!({"threepids": null});
    assert_eq!(
        ok(&Request::ThirdParties(access_token()), body).await,
        Reply::ThirdParties(Vec::new())
    );
}

#[tokio::test]
async fn unstable_twins_count_like_the_names_that_were_settled_on() {
    let body = json!({
        "flows": [{
            "type": "m.login.sso",
            "org.matrix.msc3824.delegated_oidc_compatibility": true,
            "identity_providers": null,
        }],
        "m.identity_server": null,
    });
    let flows = LoginFlows {
        password: false,
        sso: true,
        oauth_aware_preferred: true,
    };
    assert_eq!(
        ok(&Request::LoginFlows, body).await,
        Reply::LoginFlows(flows)
    );

    let body = json!({
        "issuer": "https://account.example.org/",
        "account_management_uri": null,
        "org.matrix.msc4191.account_management_uri": "https://account.example.org/",
        "prompt_values_supported": [],
    });
    let metadata = AuthMetadata {
        issuer: "https://account.example.org/".parse().unwrap(),
        account_management: Some("https://account.example.org/".parse().unwrap()),
        can_create: false,
    };
    assert_eq!(
        ok(&Request::AuthMetadata { unstable: true }, body).await,
        Reply::AuthMetadata(metadata)
    );
}

#[tokio::test]
async fn versions_that_are_no_text_are_passed_over() {
    let body = json!({"versions": ["v1.2", 7, null, "r0.5.0"], "unstable_features": null});
    let versions = vec!["v1.2".to_owned(), "r0.5.0".to_owned()];
    assert_eq!(
        ok(&Request::Versions, body).await,
        Reply::Versions(Versions { versions })
    );
}
