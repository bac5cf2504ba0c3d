//! `/register` from the first request to the account.

use std::time::Duration;

use mxid::practice::{Contact, Options, PasswordPolicy, RateLimit, Registration};
use serde_json::{Value, json};

use super::{PASSWORD, Site, contact_stage, email_stage, text};

fn wanted(username: &str) -> Value {
    json!({"username": username, "password": PASSWORD, "inhibit_login": true})
}

async fn flows(email: Contact, msisdn: Contact) -> Value {
    let site = Site::start(Options {
        email,
        msisdn,
        ..Options::default()
    })
    .await;
    let reply = site.post("/register", &json!({})).await;
    assert_eq!(reply.status, 401);
    let body = reply.json();
    assert!(
        body.get("errcode").is_none() && body.get("completed").is_none(),
        "{body}"
    );
    let flows = body["flows"].as_array().expect("flows").iter();
    flows.map(|flow| flow["stages"].clone()).collect()
}

#[tokio::test]
async fn the_flows_follow_the_contacts_that_are_asked_for() {
    use Contact::{No, Optional, Required};
    let (dummy, email, msisdn) = ("m.login.dummy", "m.login.email.identity", "m.login.msisdn");
    for (of_email, of_msisdn, expected) in [
        (
            Optional,
            Optional,
            json!([[dummy], [email], [msisdn], [msisdn, email]]),
        ),
        (Required, Optional, json!([[email], [msisdn, email]])),
        (Optional, Required, json!([[msisdn], [msisdn, email]])),
        (Required, Required, json!([[msisdn, email]])),
        (Required, No, json!([[email]])),
        (No, Optional, json!([[dummy], [msisdn]])),
        (No, No, json!([[dummy]])),
    ] {
        assert_eq!(flows(of_email, of_msisdn).await, expected);
    }
}

#[tokio::test]
async fn without_a_contact_the_dummy_stage_makes_the_account() {
    let site = Site::open().await;
    let mut body = wanted("alice");
    let session = site.begin("/register", &body).await;
    body["auth"] = json!({"type": "m.login.dummy", "session": session});
    let reply = site.post("/register", &body).await;
    assert_eq!(
        (reply.status, reply.json()),
        (
            200,
            json!({"user_id": "@alice:practice.localhost", "home_server": "practice.localhost"})
        )
    );
    assert_eq!(site.practice.server_name(), "practice.localhost");
    assert_eq!(site.log_in("alice", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn not_inhibited_it_logs_in_with_the_device_asked_for() {
    let site = Site::open().await;
    let mut body = json!({"username": "alice", "password": PASSWORD, "device_id": "TERMINAL"});
    let session = site.begin("/register", &body).await;
    body["auth"] = json!({"type": "m.login.dummy", "session": session});
    let answer = site.post("/register", &body).await.json();
    assert_eq!(answer["device_id"], "TERMINAL");
    assert!(answer["access_token"].is_string());
}

#[tokio::test]
async fn an_email_poll_says_not_yet_until_the_link_is_opened() {
    let site = Site::open().await;
    let mut body = wanted("alice");
    let session = site.begin("/register", &body).await;
    let sid = site
        .ask_mail("/register", "alice@example.org", "s1", 1)
        .await;
    body["auth"] = email_stage(&session, &sid, "s1");
    for _ in 0..25 {
        let reply = site.post("/register", &body).await;
        assert_eq!(reply.refusal(), (401, "M_UNAUTHORIZED".to_owned()));
        let challenge = reply.json();
        assert_eq!(challenge["session"], session);
        assert_eq!(challenge["completed"], json!([]));
        assert!(challenge["flows"].is_array() && challenge["params"].is_object());
    }
    let link = site.newest().link.expect("a link");
    site.visit("GET", link.url()).await;
    assert_eq!(site.post("/register", &body).await.status, 200);
}

#[tokio::test]
async fn a_phone_and_an_email_together_take_both_stages() {
    let options = Options {
        email: Contact::Required,
        msisdn: Contact::Required,
        ..Options::default()
    };
    let site = Site::start(options).await;
    let mut body = wanted("alice");
    let session = site.begin("/register", &body).await;
    let phone = text("US", "2015550123", "p1", 1);
    let asked = site
        .post("/register/msisdn/requestToken", &phone)
        .await
        .json();
    let submit = json!({
        "sid": asked["sid"], "client_secret": "p1", "token": site.newest().code,
    });
    let url = asked["submit_url"].as_str().expect("a submit_url");
    let path = url.strip_prefix(site.practice.url()).expect("here");
    site.send("POST", path, &[], &submit.to_string()).await;
    let sid = asked["sid"].as_str().expect("a sid");
    body["auth"] = contact_stage("m.login.msisdn", &session, sid, "p1");
    let reply = site.post("/register", &body).await;
    let challenge = reply.json();
    assert_eq!(reply.status, 401);
    assert_eq!(challenge["completed"], json!(["m.login.msisdn"]));
    assert!(challenge.get("errcode").is_none(), "{challenge}");
    let sid = site
        .prove_mail("/register", "alice@example.org", "e1")
        .await;
    body["auth"] = email_stage(&session, &sid, "e1");
    assert_eq!(site.post("/register", &body).await.status, 200);
    for (medium, address) in [("email", "ALICE@example.org"), ("msisdn", "12015550123")] {
        let identifier = json!({"type": "m.id.thirdparty", "medium": medium, "address": address});
        let body = json!({
            "type": "m.login.password", "identifier": identifier, "password": PASSWORD,
        });
        assert_eq!(site.post("/login", &body).await.status, 200, "{medium}");
    }
}

#[tokio::test]
async fn a_lost_answer_is_repeated_in_the_same_session() {
    let site = Site::open().await;
    let mut body = json!({"username": "alice", "password": PASSWORD});
    let session = site.begin("/register", &body).await;
    let sid = site
        .prove_mail("/register", "alice@example.org", "s1")
        .await;
    body["auth"] = email_stage(&session, &sid, "s1");
    let first = site.post("/register", &body).await;
    let again = site.post("/register", &body).await;
    assert_eq!((first.status, again.status), (200, 200));
    assert_eq!(first.json(), again.json());
    let fresh = site.post("/register", &wanted("alice")).await;
    assert_eq!(fresh.refusal(), (400, "M_USER_IN_USE".to_owned()));
}

#[tokio::test]
async fn a_name_taken_meanwhile_can_be_replaced_in_the_same_session() {
    let site = Site::open().await;
    let mut body = wanted("alice");
    let session = site.begin("/register", &body).await;
    let sid = site
        .prove_mail("/register", "alice@example.org", "s1")
        .await;
    site.account("alice", None).await;
    body["auth"] = email_stage(&session, &sid, "s1");
    let refusal = site.post("/register", &body).await.refusal();
    assert_eq!(refusal, (400, "M_USER_IN_USE".to_owned()));
    body["username"] = "alice2".into();
    assert_eq!(site.post("/register", &body).await.status, 200);
}

#[tokio::test]
async fn an_address_taken_meanwhile_is_refused_at_the_end() {
    let site = Site::open().await;
    let mut body = wanted("bob");
    let session = site.begin("/register", &body).await;
    let sid = site
        .prove_mail("/register", "shared@example.org", "s1")
        .await;
    site.account("alice", Some("shared@example.org")).await;
    body["auth"] = email_stage(&session, &sid, "s1");
    let refusal = site.post("/register", &body).await.refusal();
    assert_eq!(refusal, (400, "M_THREEPID_IN_USE".to_owned()));
}

#[tokio::test]
async fn names_are_checked_before_anything_is_authenticated() {
    let site = Site::open().await;
    site.account("alice", None).await;
    for (name, errcode) in [
        ("alice", "M_USER_IN_USE"),
        ("ALICE", "M_USER_IN_USE"),
        ("", "M_INVALID_USERNAME"),
        ("_alice", "M_INVALID_USERNAME"),
        ("12345", "M_INVALID_USERNAME"),
        ("al ice", "M_INVALID_USERNAME"),
        ("älice", "M_INVALID_USERNAME"),
        (&"a".repeat(250), "M_INVALID_USERNAME"),
    ] {
        let refusal = site.post("/register", &wanted(name)).await.refusal();
        assert_eq!(refusal, (400, errcode.to_owned()), "{name}");
    }
}

#[tokio::test]
async fn capitals_are_lowered_by_register_and_refused_by_available() {
    let site = Site::open().await;
    let mut body = wanted("Alice");
    let session = site.begin("/register", &body).await;
    body["auth"] = json!({"type": "m.login.dummy", "session": session});
    let answer = site.post("/register", &body).await.json();
    assert_eq!(answer["user_id"], "@alice:practice.localhost");
    for (query, status, errcode) in [
        ("?username=bob%2Fwork", 200, ""),
        ("?username=alice", 400, "M_USER_IN_USE"),
        ("?username=Bob", 400, "M_INVALID_USERNAME"),
        ("?username=", 400, "M_INVALID_USERNAME"),
        ("", 400, "M_MISSING_PARAM"),
    ] {
        let reply = site
            .get(&format!("/_matrix/client/v3/register/available{query}"))
            .await;
        assert_eq!(reply.refusal(), (status, errcode.to_owned()), "{query}");
    }
}

#[tokio::test]
async fn a_weak_password_is_refused_by_the_first_rule_it_breaks() {
    let password_policy = PasswordPolicy {
        minimum_length: 8,
        require_digit: true,
        require_symbol: true,
        require_uppercase: true,
        require_lowercase: true,
    };
    let site = Site::start(Options {
        password_policy,
        ..Options::default()
    })
    .await;
    for (password, errcode) in [
        ("Aa1!", "M_PASSWORD_TOO_SHORT"),
        ("Horses!!", "M_PASSWORD_NO_DIGIT"),
        ("Horses11", "M_PASSWORD_NO_SYMBOL"),
        ("horses1!", "M_PASSWORD_NO_UPPERCASE"),
        ("HORSES1!", "M_PASSWORD_NO_LOWERCASE"),
    ] {
        let body = json!({"username": "alice", "password": password});
        let refusal = site.post("/register", &body).await.refusal();
        assert_eq!(refusal, (400, errcode.to_owned()), "{password}");
        let body = json!({"new_password": password});
        let refusal = site.post("/account/password", &body).await.refusal();
        assert_eq!(refusal, (400, errcode.to_owned()), "{password}");
    }
    let body = json!({"username": "alice", "password": "Horses1!"});
    assert_eq!(site.post("/register", &body).await.status, 401);
}

#[tokio::test]
async fn a_password_over_512_characters_or_of_another_type_is_refused() {
    let site = Site::open().await;
    for password in [json!("p".repeat(513)), json!(12_345_678)] {
        let body = json!({"username": "alice", "password": password});
        let refusal = site.post("/register", &body).await.refusal();
        assert_eq!(refusal, (400, "M_UNKNOWN".to_owned()));
        let refusal = site
            .post("/account/password", &json!({"new_password": password}))
            .await;
        assert_eq!(refusal.refusal(), (400, "M_BAD_JSON".to_owned()));
    }
}

#[tokio::test]
async fn a_closed_server_makes_no_accounts() {
    let registration = Registration::Closed;
    let site = Site::start(Options {
        registration,
        ..Options::default()
    })
    .await;
    let forbidden = (403, "M_FORBIDDEN".to_owned());
    assert_eq!(
        site.post("/register", &json!({})).await.refusal(),
        forbidden
    );
    for path in [
        "/_matrix/client/v3/register/available?username=alice",
        "/_matrix/client/v1/register/m.login.registration_token/validity?token=t",
    ] {
        assert_eq!(site.get(path).await.refusal(), forbidden, "{path}");
    }
}

#[tokio::test]
async fn guests_and_access_tokens_are_refused() {
    let site = Site::open().await;
    let refusal = site
        .post("/register?kind=guest", &json!({}))
        .await
        .refusal();
    assert_eq!(refusal, (403, "M_GUEST_ACCESS_FORBIDDEN".to_owned()));
    let token = site.account("alice", None).await;
    let refusal = site
        .post_as(&token, "/register", &wanted("bob"))
        .await
        .refusal();
    assert_eq!(refusal, (400, "M_UNKNOWN".to_owned()));
}

#[tokio::test]
async fn a_limited_registration_can_be_repeated_when_the_wait_is_over() {
    let registration_limit = Some(RateLimit {
        burst: 1,
        per: Duration::from_secs(6),
    });
    let site = Site::start(Options {
        registration_limit,
        ..Options::default()
    })
    .await;
    site.account("alice", None).await;
    let mut body = wanted("bob");
    let session = site.begin("/register", &body).await;
    let sid = site.prove_mail("/register", "bob@example.org", "s1").await;
    body["auth"] = email_stage(&session, &sid, "s1");
    let reply = site.post("/register", &body).await;
    assert_eq!(reply.refusal(), (429, "M_LIMIT_EXCEEDED".to_owned()));
    assert_eq!(reply.header("retry-after"), Some("6"));
    site.turn_clock(6);
    assert_eq!(site.post("/register", &body).await.status, 200);
}
