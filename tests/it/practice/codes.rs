//! Codes and the `submit_url`.

use mxid::practice::{CodeRefusal, Options, Proof};
use serde_json::{Value, json};

use super::http::Reply;
use super::{Site, mail, text};

/// A text that was asked for.
struct Texted {
    sid: String,
    path: String,
    code: String,
    wrong: String,
}

async fn texted(site: &Site) -> Texted {
    let body = text("US", "2015550123", "s1", 1);
    let reply = site
        .post("/register/msisdn/requestToken", &body)
        .await
        .json();
    let url = reply["submit_url"].as_str().expect("a submit_url");
    let code = site.newest().code.expect("a code");
    Texted {
        sid: reply["sid"].as_str().expect("a sid").to_owned(),
        path: url
            .strip_prefix(site.practice.url())
            .expect("here")
            .to_owned(),
        wrong: if code == "000000" { "000001" } else { "000000" }.to_owned(),
        code,
    }
}

async fn submit(site: &Site, texted: &Texted, code: &str) -> Reply {
    let body = json!({"sid": texted.sid, "client_secret": "s1", "token": code});
    site.send("POST", &texted.path, &[], &body.to_string())
        .await
}

#[tokio::test]
async fn the_right_code_is_accepted_again_and_again() {
    let site = Site::open().await;
    let texted = texted(&site).await;
    for _ in 0..3 {
        let reply = submit(&site, &texted, &texted.code).await;
        assert_eq!(
            (reply.status, reply.json()),
            (200, json!({"success": true}))
        );
    }
}

#[tokio::test]
async fn a_wrong_code_does_not_lock_out() {
    let site = Site::open().await;
    let texted = texted(&site).await;
    for _ in 0..10 {
        let reply = submit(&site, &texted, &texted.wrong).await;
        assert_eq!(reply.refusal(), (400, "M_UNKNOWN".to_owned()));
    }
    let spaced = format!("{} {}", &texted.code[..3], &texted.code[3..]);
    assert_eq!(submit(&site, &texted, &spaced).await.status, 400);
    assert_eq!(submit(&site, &texted, &texted.code).await.status, 200);
}

#[tokio::test]
async fn codes_are_refused_in_each_manner_that_servers_have() {
    for (code_refusal, wrong, expired) in [
        (CodeRefusal::Synapse, (400, "M_UNKNOWN"), (400, "M_UNKNOWN")),
        (
            CodeRefusal::Sydent,
            (200, "M_NO_VALID_SESSION"),
            (200, "M_SESSION_EXPIRED"),
        ),
        (
            CodeRefusal::Specified,
            (400, "M_TOKEN_INCORRECT"),
            (400, "M_SESSION_EXPIRED"),
        ),
    ] {
        let site = Site::start(Options {
            code_refusal,
            ..Options::default()
        })
        .await;
        let texted = texted(&site).await;
        let reply = submit(&site, &texted, &texted.wrong).await;
        assert_eq!(
            reply.refusal(),
            (wrong.0, wrong.1.to_owned()),
            "{code_refusal:?}"
        );
        if reply.status == 200 {
            assert_eq!(reply.json()["success"], false);
        }
        site.turn_clock(2 * 60 * 60);
        let reply = submit(&site, &texted, &texted.code).await;
        assert_eq!(
            reply.refusal(),
            (expired.0, expired.1.to_owned()),
            "{code_refusal:?}"
        );
    }
}

#[tokio::test]
async fn an_unknown_sid_or_another_secret_is_refused() {
    let options = Options {
        code_refusal: CodeRefusal::Specified,
        ..Options::default()
    };
    let site = Site::start(options).await;
    let texted = texted(&site).await;
    for (sid, secret) in [("nosuchsid", "s1"), (texted.sid.as_str(), "s2")] {
        let body = json!({"sid": sid, "client_secret": secret, "token": texted.code});
        let reply = site
            .send("POST", &texted.path, &[], &body.to_string())
            .await;
        assert_eq!(reply.refusal(), (400, "M_NO_VALID_SESSION".to_owned()));
    }
}

#[tokio::test]
async fn a_session_is_used_up_after_as_many_wrong_codes_as_the_option_allows() {
    let site = Site::start(Options {
        code_tries: Some(2),
        ..Options::default()
    })
    .await;
    let texted = texted(&site).await;
    for _ in 0..2 {
        submit(&site, &texted, &texted.wrong).await;
    }
    assert_eq!(submit(&site, &texted, &texted.code).await.status, 400);
}

#[tokio::test]
async fn a_form_is_no_json_and_a_missing_parameter_is_named() {
    let site = Site::open().await;
    let texted = texted(&site).await;
    let form = format!("sid={}&client_secret=s1&token={}", texted.sid, texted.code);
    let reply = site.send("POST", &texted.path, &[], &form).await;
    assert_eq!(reply.refusal(), (400, "M_NOT_JSON".to_owned()));
    let reply = site
        .send("POST", &texted.path, &[], r#"{"sid": "1"}"#)
        .await;
    assert_eq!(reply.refusal(), (400, "M_MISSING_PARAM".to_owned()));
    let error: Value = reply.json()["error"].clone();
    assert_eq!(error, "Missing params: client_secret, token");
}

#[tokio::test]
async fn a_mail_can_hold_a_code_and_a_text_a_link() {
    let options = Options {
        email_proof: Proof::LinkAndCode,
        msisdn_proof: Proof::Link,
        ..Options::default()
    };
    let site = Site::start(options).await;
    let body = mail("alice@example.org", "s1", 1);
    let reply = site
        .post("/register/email/requestToken", &body)
        .await
        .json();
    assert!(reply["submit_url"].is_string());
    let message = site.newest();
    assert!(message.code.is_some() && message.link.is_some());
    let body = text("US", "2015550123", "s1", 1);
    let reply = site
        .post("/register/msisdn/requestToken", &body)
        .await
        .json();
    assert!(reply.get("submit_url").is_none());
    let message = site.newest();
    assert_eq!(message.code, None);
    let link = message.link.expect("a link");
    assert_eq!(site.visit("GET", link.url()).await.status, 200);
}
