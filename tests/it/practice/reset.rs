//! `/account/password`, without and with an access token.

use mxid::practice::{MessageKind, Options, UnknownReset};
use serde_json::{Value, json};

use super::http::Reply;
use super::{PASSWORD, Site, contact_stage, email_stage, mail, text};

const NEW_PASSWORD: &str = "another horse battery";

/// A server with an account that has an email address, and the account's access token.
async fn with_account(options: Options) -> (Site, String) {
    let site = Site::start(options).await;
    let token = site.account("alice", Some("Alice@Example.org")).await;
    (site, token)
}

/// Goes through a whole reset and returns the last request and its answer.
async fn reset(site: &Site, logout_devices: Option<bool>) -> (Value, Reply) {
    let mut body = json!({"new_password": NEW_PASSWORD});
    if let Some(logout_devices) = logout_devices {
        body["logout_devices"] = logout_devices.into();
    }
    let session = site.begin("/account/password", &body).await;
    let sid = site
        .prove_mail("/account/password", "alice@example.org", "r1")
        .await;
    body["auth"] = email_stage(&session, &sid, "r1");
    let reply = site.post("/account/password", &body).await;
    (body, reply)
}

async fn whoami(site: &Site, token: &str) -> u16 {
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str())];
    site.send("GET", "/_matrix/client/v3/account/whoami", &headers, "")
        .await
        .status
}

#[tokio::test]
async fn the_new_password_works_and_the_old_one_no_more() {
    let (site, _) = with_account(Options::default()).await;
    let (_, reply) = reset(&site, Some(false)).await;
    assert_eq!((reply.status, reply.json()), (200, json!({})));
    assert_eq!(site.log_in("alice", NEW_PASSWORD).await.status, 200);
    let refusal = site.log_in("alice", PASSWORD).await.refusal();
    assert_eq!(refusal, (403, "M_FORBIDDEN".to_owned()));
}

#[tokio::test]
async fn other_sessions_end_unless_they_are_spared() {
    for (logout_devices, status) in [(None, 401), (Some(true), 401), (Some(false), 200)] {
        let (site, token) = with_account(Options::default()).await;
        reset(&site, logout_devices).await;
        assert_eq!(whoami(&site, &token).await, status, "{logout_devices:?}");
    }
}

#[tokio::test]
async fn the_mail_goes_to_the_address_of_the_account() {
    let (site, _) = with_account(Options::default()).await;
    site.ask_mail("/account/password", "alice@EXAMPLE.org", "r1", 1)
        .await;
    assert_eq!(site.newest().to, "Alice@Example.org");
}

#[tokio::test]
async fn a_lost_answer_of_a_reset_can_be_repeated() {
    let (site, _) = with_account(Options::default()).await;
    let (body, _) = reset(&site, Some(false)).await;
    let again = site.post("/account/password", &body).await;
    assert_eq!((again.status, again.json()), (200, json!({})));
    let mut sessionless = body;
    if let Some(auth) = sessionless["auth"].as_object_mut() {
        auth.remove("session");
    }
    let refusal = site.post("/account/password", &sessionless).await.refusal();
    assert_eq!(refusal, (401, "M_UNAUTHORIZED".to_owned()));
}

#[tokio::test]
async fn a_reset_without_a_session_works_too() {
    let (site, _) = with_account(Options::default()).await;
    let sid = site
        .prove_mail("/account/password", "alice@example.org", "r1")
        .await;
    let body = json!({
        "new_password": NEW_PASSWORD,
        "auth": {
            "type": "m.login.email.identity",
            "threepid_creds": {"sid": sid, "client_secret": "r1"},
        },
    });
    assert_eq!(site.post("/account/password", &body).await.status, 200);
}

#[tokio::test]
async fn an_unknown_address_is_answered_as_the_option_says_and_never_in_use() {
    for (unknown_reset, status, messages) in [
        (UnknownReset::NotFound, 400, 0),
        (UnknownReset::Silent, 200, 0),
        (UnknownReset::Invite, 200, 1),
    ] {
        let site = Site::start(Options {
            unknown_reset,
            ..Options::default()
        })
        .await;
        for _ in 0..2 {
            let body = mail("nobody@example.org", "r1", 1);
            let reply = site
                .post("/account/password/email/requestToken", &body)
                .await;
            assert_eq!(reply.status, status);
            if status == 400 {
                assert_eq!(reply.json()["errcode"], "M_THREEPID_NOT_FOUND");
            } else {
                assert!(reply.json()["sid"].is_string());
            }
        }
        assert_eq!(site.sent(), messages, "{unknown_reset:?}");
        if messages > 0 {
            let message = site.newest();
            assert_eq!((message.kind, message.link), (MessageKind::Mail, None));
            assert!(message.text.contains("sign up"), "{}", message.text);
        }
    }
}

#[tokio::test]
async fn a_proved_address_without_an_account_is_not_found() {
    let site = Site::open().await;
    let body = json!({"new_password": NEW_PASSWORD});
    let session = site.begin("/account/password", &body).await;
    let sid = site
        .prove_mail("/register", "nobody@example.org", "s1")
        .await;
    let mut body = body;
    body["auth"] = email_stage(&session, &sid, "s1");
    let refusal = site.post("/account/password", &body).await.refusal();
    assert_eq!(refusal, (404, "M_NOT_FOUND".to_owned()));
}

#[tokio::test]
async fn a_reset_by_phone_does_not_exist_unless_asked_for() {
    let site = Site::open().await;
    let body = text("US", "2015550123", "s1", 1);
    let refusal = site
        .post("/account/password/msisdn/requestToken", &body)
        .await
        .refusal();
    assert_eq!(refusal, (404, "M_UNRECOGNIZED".to_owned()));
    let challenge = site
        .post("/account/password", &json!({"new_password": NEW_PASSWORD}))
        .await;
    assert_eq!(
        challenge.json()["flows"],
        json!([{"stages": ["m.login.email.identity"]}])
    );
}

#[tokio::test]
async fn a_reset_by_phone_works_when_asked_for() {
    let site = Site::start(Options {
        reset_by_phone: true,
        ..Options::default()
    })
    .await;
    let mut body = json!({"username": "alice", "password": PASSWORD});
    let session = site.begin("/register", &body).await;
    let sid = prove_phone(&site, "/register", "p1").await;
    body["auth"] = contact_stage("m.login.msisdn", &session, &sid, "p1");
    assert_eq!(site.post("/register", &body).await.status, 200);
    let mut body = json!({"new_password": NEW_PASSWORD});
    let session = site.begin("/account/password", &body).await;
    let sid = prove_phone(&site, "/account/password", "r1").await;
    body["auth"] = contact_stage("m.login.msisdn", &session, &sid, "r1");
    assert_eq!(site.post("/account/password", &body).await.status, 200);
    assert_eq!(site.log_in("alice", NEW_PASSWORD).await.status, 200);
}

async fn prove_phone(site: &Site, purpose: &str, secret: &str) -> String {
    let body = text("US", "2015550123", secret, 1);
    let asked = site
        .post(&format!("{purpose}/msisdn/requestToken"), &body)
        .await
        .json();
    let url = asked["submit_url"].as_str().expect("a submit_url");
    let path = url.strip_prefix(site.practice.url()).expect("here");
    let submit = json!({
        "sid": asked["sid"], "client_secret": secret, "token": site.newest().code,
    });
    assert_eq!(
        site.send("POST", path, &[], &submit.to_string())
            .await
            .status,
        200
    );
    asked["sid"].as_str().expect("a sid").to_owned()
}

#[tokio::test]
async fn where_passwords_are_not_used_a_reset_mails_and_is_then_refused() {
    let options = Options {
        password_login: false,
        ..Options::default()
    };
    let (site, _) = with_account(options).await;
    let (_, reply) = reset(&site, Some(false)).await;
    assert_eq!(reply.refusal(), (403, "M_FORBIDDEN".to_owned()));
    assert_eq!(site.newest().kind, MessageKind::Mail);
    assert_eq!(
        site.get("/_matrix/client/v3/login").await.json(),
        json!({"flows": []})
    );
}

#[tokio::test]
async fn with_a_token_the_present_password_is_asked_for_and_its_session_stays() {
    let (site, token) = with_account(Options::default()).await;
    let mut body = json!({"new_password": NEW_PASSWORD});
    let challenge = site
        .post_as(&token, "/account/password", &body)
        .await
        .json();
    assert_eq!(
        challenge["flows"],
        json!([{"stages": ["m.login.password"]}])
    );
    for (password, status) in [("wrong password", 401), (PASSWORD, 200)] {
        body["auth"] = json!({
            "type": "m.login.password", "session": challenge["session"], "password": password,
            "identifier": {"type": "m.id.user", "user": "alice"},
        });
        let reply = site.post_as(&token, "/account/password", &body).await;
        assert_eq!(reply.status, status, "{}", reply.text);
    }
    assert_eq!(whoami(&site, &token).await, 200);
    let refusal = site
        .post_as("nosuch", "/account/password", &body)
        .await
        .refusal();
    assert_eq!(refusal, (401, "M_UNKNOWN_TOKEN".to_owned()));
}
