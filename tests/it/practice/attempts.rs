//! `send_attempt`: its scope, and what is sent for it.

use mxid::practice::{Delivery, MessageKind, Options};
use serde_json::json;

use super::{Site, mail, text};

#[tokio::test]
async fn the_same_or_a_lower_attempt_sends_nothing_and_keeps_the_sid() {
    let site = Site::open().await;
    let first = site
        .ask_mail("/register", "alice@example.org", "s1", 3)
        .await;
    for attempt in [3, 2, 1, 0, -1] {
        let again = site
            .ask_mail("/register", "alice@example.org", "s1", attempt)
            .await;
        assert_eq!(again, first);
    }
    assert_eq!(site.sent(), 1);
}

#[tokio::test]
async fn a_higher_attempt_sends_again_in_the_same_session_and_gaps_are_allowed() {
    let site = Site::open().await;
    let first = site
        .ask_mail("/register", "alice@example.org", "s1", 1)
        .await;
    for attempt in [2, 7] {
        let again = site
            .ask_mail("/register", "alice@example.org", "s1", attempt)
            .await;
        assert_eq!(again, first);
    }
    assert_eq!(site.sent(), 3);
}

#[tokio::test]
async fn another_secret_or_another_spelling_is_another_session() {
    let site = Site::open().await;
    let mut sids = Vec::new();
    for (email, secret) in [
        ("alice@example.org", "s1"),
        ("alice@example.org", "s2"),
        ("Alice@example.org", "s1"),
    ] {
        sids.push(site.ask_mail("/register", email, secret, 1).await);
    }
    for (country, number) in [
        ("US", "2015550123"),
        ("US", "201 555 0123"),
        ("CA", "2015550123"),
    ] {
        let body = text(country, number, "s1", 1);
        let reply = site
            .post("/register/msisdn/requestToken", &body)
            .await
            .json();
        sids.push(reply["sid"].as_str().expect("a sid").to_owned());
    }
    sids.sort();
    sids.dedup();
    assert_eq!((sids.len(), site.sent()), (6, 6));
}

#[tokio::test]
async fn the_endpoint_is_not_part_of_the_scope() {
    let site = Site::open().await;
    let first = site
        .ask_mail("/register", "alice@example.org", "s1", 1)
        .await;
    let second = site
        .ask_mail("/account/3pid", "alice@example.org", "s1", 1)
        .await;
    assert_eq!((first, site.sent()), (second, 1));
}

#[tokio::test]
async fn a_repeated_text_keeps_its_code_and_its_submit_url() {
    let site = Site::open().await;
    let mut seen = Vec::new();
    for attempt in [1, 1, 2] {
        let body = text("US", "2015550123", "s1", attempt);
        let reply = site
            .post("/register/msisdn/requestToken", &body)
            .await
            .json();
        seen.push((reply, site.newest().code));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
    assert_eq!(site.sent(), 2);
}

#[tokio::test]
async fn a_mail_asked_for_after_the_proof_starts_a_new_session() {
    let site = Site::open().await;
    let proved = site
        .prove_mail("/register", "alice@example.org", "s1")
        .await;
    let late_repeat = site
        .ask_mail("/register", "alice@example.org", "s1", 1)
        .await;
    assert_eq!((&late_repeat, site.sent()), (&proved, 1));
    let resent = site
        .ask_mail("/register", "alice@example.org", "s1", 2)
        .await;
    assert_ne!(resent, proved);
    assert_eq!(site.sent(), 2);
}

#[tokio::test]
async fn a_text_asked_for_after_the_proof_keeps_its_session() {
    let site = Site::open().await;
    let endpoint = "/register/msisdn/requestToken";
    let first = site
        .post(endpoint, &text("US", "2015550123", "s1", 1))
        .await
        .json();
    let code = site.newest().code.expect("a code");
    let submit = json!({"sid": first["sid"], "client_secret": "s1", "token": code});
    let url = first["submit_url"].as_str().expect("a submit_url");
    let path = url.strip_prefix(site.practice.url()).expect("here");
    assert_eq!(
        site.send("POST", path, &[], &submit.to_string())
            .await
            .status,
        200
    );
    let second = site
        .post(endpoint, &text("US", "2015550123", "s1", 2))
        .await
        .json();
    assert_eq!(first["sid"], second["sid"]);
}

#[tokio::test]
async fn an_attempt_whose_message_could_not_be_delivered_does_not_count() {
    let site = Site::start(Options {
        delivery: Delivery::Fails,
        ..Options::default()
    })
    .await;
    for _ in 0..2 {
        let body = mail("alice@example.org", "s1", 1);
        let reply = site.post("/register/email/requestToken", &body).await;
        assert_eq!(reply.refusal(), (500, "M_UNKNOWN".to_owned()));
    }
    assert_eq!(site.sent(), 0);
}

#[tokio::test]
async fn an_expired_link_is_not_resent_for_the_same_attempt() {
    let site = Site::open().await;
    let first = site
        .ask_mail("/register", "alice@example.org", "s1", 1)
        .await;
    site.turn_clock(2 * 60 * 60);
    let again = site
        .ask_mail("/register", "alice@example.org", "s1", 1)
        .await;
    assert_eq!((first, site.sent()), (again, 1));
}

#[tokio::test]
async fn identity_server_parameters_are_accepted_alone_or_together_and_ignored() {
    let site = Site::open().await;
    let mut sids = Vec::new();
    for extra in [
        json!({}),
        json!({"id_server": "identity.example.org"}),
        json!({"id_server": "identity.example.org", "id_access_token": "t"}),
    ] {
        let mut body = mail("alice@example.org", "s1", 1);
        for (key, value) in extra.as_object().expect("an object") {
            body[key] = value.clone();
        }
        let reply = site.post("/register/email/requestToken", &body).await;
        sids.push(reply.json()["sid"].clone());
    }
    assert!(sids.iter().all(|sid| *sid == sids[0] && sid.is_string()));
    assert_eq!(site.sent(), 1);
}

#[tokio::test]
async fn a_text_says_the_code_and_to_whom_it_went_as_a_person_reads_it() {
    let site = Site::open().await;
    let body = text("US", "(201) 555-0123", "s1", 1);
    let reply = site
        .post("/register/msisdn/requestToken", &body)
        .await
        .json();
    let message = site.newest();
    let code = message.code.expect("a code");
    assert_eq!(message.kind, MessageKind::Sms);
    assert_eq!(message.to, "+1 201-555-0123");
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
    assert_eq!(message.text, format!("Your code is {code}"));
    assert_eq!(message.link, None);
    assert_eq!(reply["msisdn"], "12015550123");
    assert_eq!(reply["intl_fmt"], "+1 201-555-0123");
}

#[tokio::test]
async fn a_mail_has_a_link_and_the_answer_no_submit_url() {
    let site = Site::open().await;
    let body = mail("alice@example.org", "s1", 1);
    let reply = site
        .post("/register/email/requestToken", &body)
        .await
        .json();
    assert_eq!(
        reply.as_object().map(serde_json::Map::len),
        Some(1),
        "{reply}"
    );
    let message = site.newest();
    assert_eq!((message.kind, message.code), (MessageKind::Mail, None));
    assert!(message.link.is_some());
}
