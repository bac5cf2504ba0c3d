//! Logging in and out, and the contacts of an account.

use mxid::practice::{KnownAccount, Options};
use serde_json::{Value, json};

use super::http::Reply;
use super::{PASSWORD, Site, text};

async fn get_as(site: &Site, token: &str, endpoint: &str) -> Reply {
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str())];
    let path = format!("/_matrix/client/v3{endpoint}");
    site.send("GET", &path, &headers, "").await
}

fn login(identifier: &Value) -> Value {
    json!({"type": "m.login.password", "identifier": identifier, "password": PASSWORD})
}

fn password_stage(session: &Value, user: &str, password: &str) -> Value {
    json!({
        "type": "m.login.password", "session": session, "password": password,
        "identifier": {"type": "m.id.user", "user": user},
    })
}

#[tokio::test]
async fn a_login_names_the_person_and_a_logout_ends_it() {
    let site = Site::open().await;
    site.account("alice", None).await;
    let answer = site
        .log_in("@alice:practice.localhost", PASSWORD)
        .await
        .json();
    let token = answer["access_token"].as_str().expect("a token");
    assert_eq!(answer["user_id"], "@alice:practice.localhost");
    assert_eq!(
        get_as(&site, token, "/account/whoami").await.json(),
        json!({
            "user_id": "@alice:practice.localhost", "device_id": answer["device_id"],
            "is_guest": false,
        })
    );
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str())];
    let reply = site
        .send("POST", "/_matrix/client/v3/logout", &headers, "")
        .await;
    assert_eq!((reply.status, reply.json()), (200, json!({})));
    let refusal = get_as(&site, token, "/account/whoami").await.refusal();
    assert_eq!(refusal, (401, "M_UNKNOWN_TOKEN".to_owned()));
}

#[tokio::test]
async fn a_token_is_needed_where_one_is_needed() {
    let site = Site::open().await;
    for endpoint in ["/account/whoami", "/account/3pid", "/capabilities"] {
        let reply = site.get(&format!("/_matrix/client/v3{endpoint}")).await;
        assert_eq!(reply.refusal(), (401, "M_MISSING_TOKEN".to_owned()));
    }
    let body = json!({"client_secret": "s1", "sid": "1"});
    for (endpoint, body) in [("/logout", json!({})), ("/account/3pid/add", body)] {
        let refusal = site.post(endpoint, &body).await.refusal();
        assert_eq!(refusal, (401, "M_MISSING_TOKEN".to_owned()), "{endpoint}");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_person_look_the_same() {
    let site = Site::open().await;
    site.account("alice", None).await;
    let wrong = site.log_in("alice", "wrong password").await;
    for user in ["bob", "", "@alice:example.org"] {
        let unknown = site.log_in(user, PASSWORD).await;
        assert_eq!(
            (wrong.status, wrong.json()),
            (unknown.status, unknown.json()),
            "{user}"
        );
    }
    assert_eq!(wrong.refusal(), (403, "M_FORBIDDEN".to_owned()));
}

#[tokio::test]
async fn a_login_of_another_type_or_without_a_password_is_refused() {
    let site = Site::open().await;
    for (body, errcode) in [
        (json!({"type": "m.login.token", "token": "t"}), "M_UNKNOWN"),
        (json!({}), "M_MISSING_PARAM"),
        (json!({"type": "m.login.password"}), "M_MISSING_PARAM"),
        (login(&json!({"type": "m.id.stars"})), "M_UNKNOWN"),
    ] {
        let refusal = site.post("/login", &body).await.refusal();
        assert_eq!(refusal, (400, errcode.to_owned()), "{body}");
    }
}

#[tokio::test]
async fn a_phone_number_is_added_after_the_password_and_logs_in_as_an_msisdn() {
    let site = Site::open().await;
    let token = site.account("alice", None).await;
    let phone = text("US", "2015550123", "a1", 1);
    let asked = site
        .post("/account/3pid/msisdn/requestToken", &phone)
        .await
        .json();
    let mut body = json!({"client_secret": "a1", "sid": asked["sid"]});
    let challenge = site
        .post_as(&token, "/account/3pid/add", &body)
        .await
        .json();
    assert_eq!(
        challenge["flows"],
        json!([{"stages": ["m.login.password"]}])
    );

    body["auth"] = password_stage(&challenge["session"], "alice", "wrong password");
    let refusal = site
        .post_as(&token, "/account/3pid/add", &body)
        .await
        .refusal();
    assert_eq!(refusal, (401, "M_FORBIDDEN".to_owned()));

    body["auth"] = password_stage(&challenge["session"], "alice", PASSWORD);
    let refusal = site
        .post_as(&token, "/account/3pid/add", &body)
        .await
        .refusal();
    assert_eq!(refusal, (400, "M_THREEPID_AUTH_FAILED".to_owned()));

    let url = asked["submit_url"].as_str().expect("a submit_url");
    let path = url.strip_prefix(site.practice.url()).expect("here");
    let submit = json!({
        "sid": asked["sid"], "client_secret": "a1", "token": site.newest().code,
    });
    site.send("POST", path, &[], &submit.to_string()).await;
    for _ in 0..2 {
        let reply = site.post_as(&token, "/account/3pid/add", &body).await;
        assert_eq!((reply.status, reply.json()), (200, json!({})));
    }

    let contacts = get_as(&site, &token, "/account/3pid").await.json();
    assert_eq!(
        contacts,
        json!({"threepids": [{
            "medium": "msisdn", "address": "12015550123",
            "validated_at": 1_000_000_000, "added_at": 1_000_000_000,
        }]})
    );
    for (address, status) in [("12015550123", 200), ("+12015550123", 403)] {
        let identifier = json!({"type": "m.id.thirdparty", "medium": "msisdn", "address": address});
        assert_eq!(
            site.post("/login", &login(&identifier)).await.status,
            status,
            "{address}"
        );
    }
    let identifier = json!({"type": "m.id.phone", "country": "US", "phone": "201-555-0123"});
    assert_eq!(site.post("/login", &login(&identifier)).await.status, 200);
}

#[tokio::test]
async fn a_server_without_changes_of_contacts_says_so_before_and_when_asked() {
    for allowed in [true, false] {
        let site = Site::start(Options {
            contact_changes: allowed,
            ..Options::default()
        })
        .await;
        let token = site.account("alice", None).await;
        let capabilities = get_as(&site, &token, "/capabilities").await.json();
        assert_eq!(
            capabilities["capabilities"]["m.3pid_changes"]["enabled"],
            json!(allowed)
        );
        let body = json!({"client_secret": "a1", "sid": "1"});
        let reply = site.post_as(&token, "/account/3pid/add", &body).await;
        assert_eq!(reply.status, if allowed { 401 } else { 400 });
        if !allowed {
            assert_eq!(reply.refusal(), (400, "M_FORBIDDEN".to_owned()));
        }
    }
}

#[tokio::test]
async fn the_server_tells_how_many_sessions_are_open() {
    let site = Site::start(Options {
        accounts: vec![KnownAccount {
            localpart: "plover".into(),
            email: None,
            password: Some(PASSWORD.into()),
        }],
        ..Options::default()
    })
    .await;
    assert_eq!(site.practice.sessions(), 0);
    let answer = site.log_in("plover", PASSWORD).await.json();
    let token = answer["access_token"].as_str().expect("a token");
    assert_eq!(site.get("/_practice/sessions").await.json(), json!(1));
    site.post_as(token, "/logout", &json!({})).await;
    assert_eq!(site.practice.sessions(), 0);
}

#[tokio::test]
async fn a_contact_that_another_account_got_meanwhile_is_not_added() {
    let site = Site::open().await;
    let token = site.account("alice", None).await;
    let sid = site
        .prove_mail("/account/3pid", "shared@example.org", "a1")
        .await;
    site.account("bob", Some("shared@example.org")).await;
    let mut body = json!({"client_secret": "a1", "sid": sid});
    let challenge = site
        .post_as(&token, "/account/3pid/add", &body)
        .await
        .json();
    body["auth"] = password_stage(&challenge["session"], "alice", PASSWORD);
    let refusal = site
        .post_as(&token, "/account/3pid/add", &body)
        .await
        .refusal();
    assert_eq!(refusal, (400, "M_THREEPID_IN_USE".to_owned()));
}

#[tokio::test]
async fn nobody_goes_on_with_another_person_s_authentication() {
    let site = Site::open().await;
    let alice = site.account("alice", None).await;
    let bob = site.account("bob", None).await;
    let sid = site
        .prove_mail("/account/3pid", "alice@example.org", "a1")
        .await;
    let mut body = json!({"client_secret": "a1", "sid": sid});
    let challenge = site
        .post_as(&alice, "/account/3pid/add", &body)
        .await
        .json();
    body["auth"] = password_stage(&challenge["session"], "bob", PASSWORD);
    let refusal = site
        .post_as(&alice, "/account/3pid/add", &body)
        .await
        .refusal();
    assert_eq!(refusal, (401, "M_FORBIDDEN".to_owned()));
    let refusal = site
        .post_as(&bob, "/account/3pid/add", &body)
        .await
        .refusal();
    assert_eq!(refusal, (403, "M_UNKNOWN".to_owned()));
}
