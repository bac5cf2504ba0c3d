//! Repeats, resends, limits and addresses.

use mxid::practice::{Delivery, RateLimit};

use super::*;

async fn ask(site: &Site, secret: &str, attempt: i64) -> Reply {
    let body = mail("b@example.org", secret, attempt);
    site.post("/register/email/requestToken", &body).await
}

#[tokio::test]
async fn continuwuity_sends_again_for_a_repeated_first_attempt_but_not_for_a_third() {
    for (dialect, sent) in [
        (Dialect::Synapse, [1, 1, 1]),
        (Dialect::Continuwuity, [1, 2, 2]),
        (Dialect::Tuwunel, [1, 1, 1]),
    ] {
        let site = speaking(dialect).await;
        let mut sids = Vec::new();
        for expected in sent {
            sids.push(ask(&site, "s1", 1).await.json()["sid"].clone());
            assert_eq!(site.sent(), expected, "{dialect}");
        }
        assert!(sids.iter().all(|sid| *sid == sids[0]), "{dialect}");
    }
}

#[tokio::test]
async fn the_same_attempt_after_a_500_can_be_a_false_success() {
    for (dialect, expected) in [
        (Dialect::Synapse, [500, 500, 500, 500]),
        (Dialect::Continuwuity, [500, 500, 200, 429]),
        (Dialect::Tuwunel, [500, 200, 200, 200]),
    ] {
        let site = Site::start(Options {
            delivery: Delivery::Fails,
            ..Options::speaking(dialect)
        })
        .await;
        for (turn, status) in expected.into_iter().enumerate() {
            let reply = ask(&site, "s1", 1).await;
            assert_eq!(reply.status, status, "{dialect} {turn}: {}", reply.text);
        }
        assert_eq!(site.sent(), 0);
    }
}

#[tokio::test]
async fn a_limit_counts_repeats_with_one_secret_and_names_no_wait() {
    for (dialect, repeats, period) in [(Dialect::Continuwuity, 2, 6), (Dialect::Tuwunel, 5, 5)] {
        let site = speaking(dialect).await;
        for attempt in 1..=repeats + 1 {
            assert_eq!(ask(&site, "s1", attempt).await.status, 200, "{dialect}");
        }
        let limited = ask(&site, "s1", repeats + 2).await;
        assert_eq!(limited.refusal(), refusal(429, "M_LIMIT_EXCEEDED"));
        assert_eq!(limited.header("retry-after"), None);
        assert!(limited.json().get("retry_after_ms").is_none());
        site.turn_clock(period);
        assert_eq!(ask(&site, "s1", repeats + 2).await.status, 200, "{dialect}");
        for secret in ["s2", "s3", "s4"] {
            assert_eq!(ask(&site, secret, 1).await.status, 200, "{dialect}");
        }
    }
}

#[tokio::test]
async fn a_limit_of_the_options_names_no_wait_there_either() {
    for (dialect, tells) in [(Dialect::Synapse, true), (Dialect::Continuwuity, false)] {
        let site = Site::start(Options {
            rate_limit: Some(RateLimit {
                burst: 1,
                per: std::time::Duration::from_secs(60),
            }),
            ..Options::speaking(dialect)
        })
        .await;
        ask(&site, "s1", 1).await;
        let limited = ask(&site, "s2", 1).await;
        assert_eq!(limited.refusal(), refusal(429, "M_LIMIT_EXCEEDED"));
        assert_eq!(limited.header("retry-after").is_some(), tells, "{dialect}");
    }
}

#[tokio::test]
async fn a_resend_kills_the_earlier_link_on_continuwuity() {
    for (dialect, status) in [(Dialect::Synapse, 200), (Dialect::Continuwuity, 400)] {
        let site = speaking(dialect).await;
        let first = ask(&site, "s1", 1).await.json();
        let earlier = site.newest().link.expect("a link");
        let second = ask(&site, "s1", 2).await.json();
        assert_eq!(first["sid"], second["sid"], "{dialect}");
        assert_eq!(site.visit("GET", earlier.url()).await.status, status);
        let newest = site.newest().link.expect("a link");
        assert_eq!(site.visit("GET", newest.url()).await.status, 200);
    }
}

#[tokio::test]
async fn a_resend_after_the_proof_is_a_new_session_or_nothing_or_undoes_the_proof() {
    for (dialect, same_sid, sent, still_proved) in [
        (Dialect::Synapse, false, 2, true),
        (Dialect::Continuwuity, true, 1, true),
        (Dialect::Tuwunel, true, 2, false),
    ] {
        let site = speaking(dialect).await;
        let sid = ask(&site, "s1", 1).await.json()["sid"].clone();
        let link = site.newest().link.expect("a link");
        let method = if dialect == Dialect::Tuwunel {
            "POST"
        } else {
            "GET"
        };
        assert_eq!(site.visit(method, link.url()).await.status, 200);
        let resent = ask(&site, "s1", 2).await.json()["sid"].clone();
        assert_eq!((resent == sid, site.sent()), (same_sid, sent), "{dialect}");
        let session = begin(&site, "bob").await;
        let auth = email_stage(&session, sid.as_str().expect("a sid"), "s1");
        let stage = register(&site, "bob", auth).await;
        assert_eq!(stage.json().get("errcode").is_none(), still_proved);
    }
}

#[tokio::test]
async fn a_secret_can_be_good_for_one_address_or_for_one_proof() {
    let site = speaking(Dialect::Continuwuity).await;
    ask(&site, "s1", 1).await;
    let body = mail("other@example.org", "s1", 1);
    let reply = site.post("/register/email/requestToken", &body).await;
    assert_eq!(reply.refusal(), refusal(400, "M_INVALID_PARAM"));

    let site = Site::start(with_alice(Dialect::Tuwunel)).await;
    let (purpose, address) = ("/account/password", "alice@example.org");
    let sid = site.prove_mail(purpose, address, "s1").await;
    let auth = json!({
        "type": "m.login.email.identity",
        "threepid_creds": {"sid": sid, "client_secret": "s1"},
    });
    let body = json!({"new_password": PASSWORD, "auth": auth});
    assert_eq!(site.post(purpose, &body).await.status, 200);
    let path = format!("{purpose}/email/requestToken");
    let reply = site.post(&path, &mail(address, "s1", 2)).await;
    assert_eq!(reply.refusal(), refusal(403, "M_THREEPID_AUTH_FAILED"));
}

#[tokio::test]
async fn a_bad_secret_is_bad_json_on_continuwuity() {
    for (dialect, errcode) in [
        (Dialect::Synapse, "M_INVALID_PARAM"),
        (Dialect::Continuwuity, "M_BAD_JSON"),
    ] {
        let site = speaking(dialect).await;
        let reply = ask(&site, "not allowed", 1).await;
        assert_eq!(reply.refusal(), refusal(400, errcode), "{dialect}");
    }
}

#[tokio::test]
async fn addresses_that_differ_in_capitals_are_two_on_continuwuity() {
    for (dialect, known, taken) in [
        (Dialect::Synapse, refusal(200, ""), "M_THREEPID_IN_USE"),
        (
            Dialect::Continuwuity,
            refusal(400, "M_THREEPID_NOT_FOUND"),
            "",
        ),
    ] {
        let site = Site::start(with_alice(dialect)).await;
        let body = mail("Alice@example.org", "s1", 1);
        let path = "/account/password/email/requestToken";
        assert_eq!(site.post(path, &body).await.refusal(), known, "{dialect}");
        let body = mail("Alice@example.org", "s2", 1);
        let reply = site.post("/register/email/requestToken", &body).await;
        assert_eq!(reply.refusal().1, taken, "{dialect}");
    }
}
