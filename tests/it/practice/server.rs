//! Starting, stopping, and what the server says about itself.

use std::time::Duration;

use mxid::practice::{Options, PasswordPolicy, Practice, StartError};
use serde_json::json;
use tokio::net::TcpStream;

use super::{LOOPBACK, Site};

#[tokio::test]
async fn it_refuses_any_address_but_loopback() {
    for address in ["0.0.0.0:0", "192.0.2.1:0", "[::]:0"] {
        let address = address.parse().expect("an address");
        let started = Practice::start(Options::default(), address).await;
        assert!(
            matches!(started, Err(StartError::NotLoopback(refused)) if refused == address),
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_taken_port_is_an_error_that_names_it() {
    let site = Site::open().await;
    let taken = site.practice.url()["http://".len()..]
        .parse()
        .expect("an address");
    let error = Practice::start(Options::default(), taken)
        .await
        .expect_err("taken");
    assert!(error.to_string().contains(&taken.to_string()), "{error}");
}

#[tokio::test]
async fn dropping_it_stops_it() {
    let practice = Practice::start(Options::default(), LOOPBACK)
        .await
        .expect("a server");
    let host = practice.url()["http://".len()..].to_owned();
    assert!(TcpStream::connect(&host).await.is_ok());
    drop(practice);
    let stopped = async {
        while TcpStream::connect(&host).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let stopped = tokio::time::timeout(Duration::from_secs(10), stopped).await;
    assert!(stopped.is_ok(), "still listening");
}

#[tokio::test]
async fn discovery_leads_to_its_own_url() {
    let site = Site::open().await;
    let well_known = site.get("/.well-known/matrix/client").await.json();
    assert_eq!(
        well_known,
        json!({"m.homeserver": {"base_url": site.practice.url()}})
    );
    let versions = site.get("/_matrix/client/versions").await.json();
    let versions = versions["versions"].as_array().expect("versions");
    assert!(versions.contains(&json!("v1.1")));
}

#[tokio::test]
async fn both_versions_of_the_paths_are_served() {
    let site = Site::open().await;
    for version in ["v3", "r0"] {
        let login = site.get(&format!("/_matrix/client/{version}/login")).await;
        assert_eq!(
            login.json(),
            json!({"flows": [{"type": "m.login.password"}]})
        );
    }
}

#[tokio::test]
async fn what_is_unknown_is_404_and_a_wrong_method_405() {
    let site = Site::open().await;
    for path in [
        "/",
        "/_matrix/client/v1/auth_metadata",
        "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
        "/_matrix/client/v3/account/3pid/bind",
        "/_matrix/client/v2_alpha/login",
    ] {
        let reply = site.get(path).await;
        assert_eq!(
            reply.refusal(),
            (404, "M_UNRECOGNIZED".to_owned()),
            "{path}"
        );
    }
    for (method, path) in [
        ("GET", "/_matrix/client/v3/register"),
        ("DELETE", "/_matrix/client/v3/login"),
        ("GET", "/_matrix/client/v3/register/email/requestToken"),
        (
            "GET",
            "/_matrix/client/unstable/add_threepid/msisdn/submit_token",
        ),
    ] {
        let reply = site.send(method, path, &[], "").await;
        assert_eq!(
            reply.refusal(),
            (405, "M_UNRECOGNIZED".to_owned()),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_password_policy_lists_only_the_rules_there_are() {
    let none = Options {
        password_policy: PasswordPolicy::default(),
        ..Options::default()
    };
    let site = Site::start(none).await;
    assert_eq!(
        site.get("/_matrix/client/v3/password_policy").await.json(),
        json!({})
    );
    let password_policy = PasswordPolicy {
        minimum_length: 12,
        require_digit: true,
        ..PasswordPolicy::default()
    };
    let site = Site::start(Options {
        password_policy,
        ..Options::default()
    })
    .await;
    assert_eq!(
        site.get("/_matrix/client/v3/password_policy").await.json(),
        json!({"m.minimum_length": 12, "m.require_digit": true})
    );
}

#[tokio::test]
async fn the_outbox_is_json_and_is_watched() {
    let site = Site::open().await;
    let watched = site.practice.subscribe();
    assert_eq!(site.get("/_practice/outbox").await.json(), json!([]));
    site.ask_mail("/register", "alice@example.org", "s1", 1)
        .await;
    assert_eq!(*watched.borrow(), 1);
    let outbox = site.get("/_practice/outbox").await.json();
    assert_eq!(outbox[0]["kind"], "mail");
    assert_eq!(outbox[0]["to"], "alice@example.org");
    assert_eq!(outbox[0]["sent_at"], 1_000_000_000);
    assert_eq!(
        outbox[0]["link"].as_str(),
        site.newest().link.as_ref().map(|link| link.url())
    );
}

#[tokio::test]
async fn a_seed_repeats_every_sid_and_code() {
    let mut answers = Vec::new();
    for _ in 0..2 {
        let site = Site::open().await;
        let body = super::text("US", "2015550123", "s1", 1);
        let sid = site
            .post("/register/msisdn/requestToken", &body)
            .await
            .json()["sid"]
            .clone();
        answers.push((sid, site.newest().code));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn a_body_is_bounded_and_must_be_a_json_object() {
    let site = Site::open().await;
    let path = "/_matrix/client/v3/register/email/requestToken";
    // One byte too many, so that the server has read all of it when it refuses.
    let large = " ".repeat(64 * 1024 + 1);
    for (body, refusal) in [
        (large.as_str(), (413, "M_TOO_LARGE")),
        ("client_secret=s1", (400, "M_NOT_JSON")),
        ("", (400, "M_NOT_JSON")),
        ("[]", (400, "M_BAD_JSON")),
    ] {
        let reply = site.send("POST", path, &[], body).await;
        assert_eq!(reply.refusal(), (refusal.0, refusal.1.to_owned()));
    }
}

#[tokio::test]
async fn no_secret_of_a_message_is_in_its_debug() {
    let site = Site::open().await;
    site.ask_mail("/register", "alice@example.org", "the_secret", 1)
        .await;
    site.post(
        "/register/msisdn/requestToken",
        &super::text("US", "2015550123", "s1", 1),
    )
    .await;
    let shown = format!(
        "{:?} {:?}",
        site.practice.outbox(),
        site.practice.outbox()[0].link
    );
    assert!(!shown.contains("the_secret"), "{shown}");
    assert!(
        !shown.contains(&site.newest().code.expect("a code")),
        "{shown}"
    );
}
