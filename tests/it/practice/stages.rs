//! User-interactive authentication: sessions, and the stages that are not contacts.

use mxid::practice::{Options, Policy, RegistrationToken, Translation};
use serde_json::{Value, json};

use super::{PASSWORD, Site, email_stage};

const VALIDITY: &str = "/_matrix/client/v1/register/m.login.registration_token/validity?token=";

fn with_token(uses: Option<u32>) -> Options {
    let token = RegistrationToken {
        token: "letmein".to_owned(),
        uses,
    };
    Options {
        registration_tokens: vec![token],
        ..Options::default()
    }
}

fn wanted(username: &str) -> Value {
    json!({"username": username, "password": PASSWORD, "inhibit_login": true})
}

fn token_stage(session: &str, token: &str) -> Value {
    json!({"type": "m.login.registration_token", "session": session, "token": token})
}

/// Repeats a request with this `auth`.
async fn go_on(site: &Site, body: &Value, auth: Value) -> super::http::Reply {
    let mut body = body.clone();
    body["auth"] = auth;
    site.post("/register", &body).await
}

#[tokio::test]
async fn an_unknown_session_and_one_of_another_operation_are_refused() {
    let site = Site::open().await;
    let reply = go_on(&site, &wanted("alice"), json!({"session": "nosuch"})).await;
    assert_eq!(reply.refusal(), (400, "M_UNKNOWN".to_owned()));
    let session = site.begin("/register", &wanted("alice")).await;
    let body = json!({
        "new_password": PASSWORD, "auth": {"session": session, "type": "m.login.email.identity"},
    });
    let reply = site.post("/account/password", &body).await;
    assert_eq!(reply.refusal(), (403, "M_UNKNOWN".to_owned()));
    let mut body = wanted("alice");
    body["auth"] = json!({"session": session, "type": "m.login.dummy"});
    let reply = site
        .send(
            "POST",
            "/_matrix/client/r0/register",
            &[],
            &body.to_string(),
        )
        .await;
    assert_eq!(reply.refusal(), (403, "M_UNKNOWN".to_owned()));
}

#[tokio::test]
async fn a_session_is_forgotten_after_48_hours() {
    let site = Site::open().await;
    let session = site.begin("/register", &wanted("alice")).await;
    site.turn_clock(48 * 60 * 60 + 1);
    site.begin("/register", &wanted("bob")).await;
    let reply = go_on(&site, &wanted("alice"), json!({"session": session})).await;
    assert_eq!(reply.refusal(), (400, "M_UNKNOWN".to_owned()));
}

#[tokio::test]
async fn an_unoffered_stage_is_refused_without_a_challenge() {
    let site = Site::open().await;
    let session = site.begin("/register", &wanted("alice")).await;
    for stage in [
        "m.login.recaptcha",
        "m.login.password",
        "m.login.registration_token",
    ] {
        let auth = json!({"type": stage, "session": session});
        let reply = go_on(&site, &wanted("alice"), auth).await;
        assert_eq!(
            reply.refusal(),
            (400, "M_INVALID_PARAM".to_owned()),
            "{stage}"
        );
        assert!(reply.json().get("flows").is_none());
    }
}

#[tokio::test]
async fn a_session_alone_tells_what_is_completed() {
    let site = Site::open().await;
    let session = site.begin("/register", &wanted("alice")).await;
    let reply = go_on(&site, &wanted("alice"), json!({"session": session})).await;
    let challenge = reply.json();
    assert_eq!((reply.status, &challenge["completed"]), (401, &json!([])));
    assert!(challenge.get("errcode").is_none());
}

#[tokio::test]
async fn a_stage_without_a_session_is_a_legal_opening() {
    let site = Site::open().await;
    let auth = json!({"type": "m.login.dummy"});
    let reply = go_on(&site, &wanted("alice"), auth).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
}

#[tokio::test]
async fn no_request_succeeds_without_auth() {
    let site = Site::open().await;
    for _ in 0..3 {
        assert_eq!(site.post("/register", &wanted("alice")).await.status, 401);
    }
    assert_eq!(site.log_in("alice", PASSWORD).await.status, 403);
}

#[tokio::test]
async fn malformed_credentials_are_a_failed_stage_with_flows() {
    let site = Site::open().await;
    let session = site.begin("/register", &wanted("alice")).await;
    let stage = "m.login.email.identity";
    for auth in [
        json!({"type": stage, "session": session}),
        json!({"type": stage, "session": session, "threepid_creds": {"sid": "1"}}),
        json!({"type": stage, "session": session, "threepidCreds": {"sid": "1"}}),
    ] {
        let reply = go_on(&site, &wanted("alice"), auth).await;
        assert_eq!(reply.refusal(), (401, "M_MISSING_PARAM".to_owned()));
        assert!(reply.json()["flows"].is_array());
    }
}

#[tokio::test]
async fn identity_server_members_of_the_credentials_are_ignored() {
    let site = Site::open().await;
    let session = site.begin("/register", &wanted("alice")).await;
    let sid = site
        .prove_mail("/register", "alice@example.org", "s1")
        .await;
    let mut auth = email_stage(&session, &sid, "s1");
    auth["threepid_creds"]["id_server"] = "identity.example.org".into();
    assert_eq!(go_on(&site, &wanted("alice"), auth).await.status, 200);
}

#[tokio::test]
async fn a_proof_is_used_up_by_the_session_that_took_it() {
    let site = Site::open().await;
    let sid = site
        .prove_mail("/register", "alice@example.org", "s1")
        .await;
    let session = site.begin("/register", &wanted("alice")).await;
    assert_eq!(
        go_on(&site, &wanted("alice"), email_stage(&session, &sid, "s1"))
            .await
            .status,
        200
    );
    let session = site.begin("/register", &wanted("bob")).await;
    let reply = go_on(&site, &wanted("bob"), email_stage(&session, &sid, "s1")).await;
    assert_eq!(reply.refusal(), (401, "M_UNAUTHORIZED".to_owned()));
}

#[tokio::test]
async fn a_proof_of_one_medium_is_none_of_the_other() {
    let site = Site::open().await;
    let sid = site
        .prove_mail("/register", "alice@example.org", "s1")
        .await;
    let session = site.begin("/register", &wanted("alice")).await;
    let auth = super::contact_stage("m.login.msisdn", &session, &sid, "s1");
    let reply = go_on(&site, &wanted("alice"), auth).await;
    assert_eq!(reply.refusal(), (401, "M_UNAUTHORIZED".to_owned()));
}

#[tokio::test]
async fn a_registration_token_comes_first_and_needs_a_session() {
    let site = Site::start(with_token(None)).await;
    let challenge = site.post("/register", &wanted("alice")).await.json();
    let flows = challenge["flows"].as_array().expect("flows");
    assert!(
        flows
            .iter()
            .all(|flow| flow["stages"][0] == "m.login.registration_token")
    );
    let session = challenge["session"].as_str().expect("a session");
    let missing = json!({"type": "m.login.registration_token", "session": session});
    let sessionless = json!({"type": "m.login.registration_token", "token": "letmein"});
    for (auth, errcode) in [
        (token_stage(session, "wrong"), "M_UNAUTHORIZED"),
        (missing, "M_MISSING_PARAM"),
        (sessionless, "M_UNAUTHORIZED"),
    ] {
        let reply = go_on(&site, &wanted("alice"), auth).await;
        assert_eq!(reply.refusal(), (401, errcode.to_owned()));
        assert!(reply.json()["flows"].is_array());
    }
    let reply = go_on(&site, &wanted("alice"), token_stage(session, "letmein")).await;
    assert_eq!(
        reply.json()["completed"],
        json!(["m.login.registration_token"])
    );
    let reply = go_on(&site, &wanted("alice"), token_stage(session, "another")).await;
    assert_eq!(reply.refusal(), (401, "M_INVALID_PARAM".to_owned()));
    let auth = json!({"type": "m.login.dummy", "session": session});
    assert_eq!(go_on(&site, &wanted("alice"), auth).await.status, 200);
}

#[tokio::test]
async fn a_used_up_registration_token_is_no_longer_valid() {
    let site = Site::start(with_token(Some(1))).await;
    let valid = |reply: super::http::Reply| reply.json()["valid"].clone();
    assert_eq!(valid(site.get(&format!("{VALIDITY}letmein")).await), true);
    assert_eq!(valid(site.get(&format!("{VALIDITY}unknown")).await), false);
    let session = site.begin("/register", &wanted("alice")).await;
    go_on(&site, &wanted("alice"), token_stage(&session, "letmein")).await;
    assert_eq!(valid(site.get(&format!("{VALIDITY}letmein")).await), false);
    let auth = json!({"type": "m.login.dummy", "session": session});
    assert_eq!(go_on(&site, &wanted("alice"), auth).await.status, 200);
    let session = site.begin("/register", &wanted("bob")).await;
    let reply = go_on(&site, &wanted("bob"), token_stage(&session, "letmein")).await;
    assert_eq!(reply.refusal(), (401, "M_UNAUTHORIZED".to_owned()));
    site.turn_clock(72 * 60 * 60);
    site.begin("/register", &wanted("bob")).await;
    assert_eq!(valid(site.get(&format!("{VALIDITY}letmein")).await), false);
}

#[tokio::test]
async fn a_token_reserved_by_an_abandoned_session_comes_free_again() {
    let site = Site::start(with_token(Some(1))).await;
    let session = site.begin("/register", &wanted("alice")).await;
    go_on(&site, &wanted("alice"), token_stage(&session, "letmein")).await;
    site.turn_clock(48 * 60 * 60 + 1);
    site.begin("/register", &wanted("bob")).await;
    let validity = site.get(&format!("{VALIDITY}letmein")).await.json();
    assert_eq!(validity, json!({"valid": true}));
}

#[tokio::test]
async fn terms_are_listed_in_the_parameters_and_accepted_as_a_stage() {
    let translation = |language: &str, name: &str| Translation {
        language: language.to_owned(),
        name: name.to_owned(),
        url: format!("https://example.org/terms/{language}"),
    };
    let policy = Policy {
        id: "terms_of_service".to_owned(),
        version: "1.0".to_owned(),
        translations: vec![translation("en", "Terms"), translation("de", "Bedingungen")],
    };
    let site = Site::start(Options {
        terms: vec![policy],
        ..Options::default()
    })
    .await;
    let challenge = site.post("/register", &wanted("alice")).await.json();
    assert_eq!(
        challenge["params"],
        json!({"m.login.terms": {"policies": {"terms_of_service": {
            "version": "1.0",
            "en": {"name": "Terms", "url": "https://example.org/terms/en"},
            "de": {"name": "Bedingungen", "url": "https://example.org/terms/de"},
        }}}})
    );
    assert_eq!(
        challenge["flows"][0]["stages"],
        json!(["m.login.terms", "m.login.dummy"])
    );
    let session = challenge["session"].as_str().expect("a session");
    for (stage, status) in [("m.login.terms", 401), ("m.login.dummy", 200)] {
        let auth = json!({"type": stage, "session": session});
        assert_eq!(go_on(&site, &wanted("alice"), auth).await.status, status);
    }
}
