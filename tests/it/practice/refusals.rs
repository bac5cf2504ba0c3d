//! The refusals of `requestToken`, and their errcodes for each purpose.

use std::time::Duration;

use mxid::practice::{Contact, MessageKind, Options, RateLimit, TakenContact};
use serde_json::{Value, json};

use super::{Site, mail, text};

const PURPOSES: [&str; 3] = ["/register", "/account/password", "/account/3pid"];

async fn ask(site: &Site, endpoint: &str, body: &Value) -> (u16, String) {
    site.post(&format!("{endpoint}/requestToken"), body)
        .await
        .refusal()
}

#[tokio::test]
async fn a_bad_client_secret_is_refused_and_255_characters_are_fine() {
    let site = Site::open().await;
    let long = "s".repeat(256);
    for secret in ["", long.as_str(), "with space", "slash/", "sécret"] {
        for (purpose, errcode) in
            PURPOSES
                .into_iter()
                .zip(["M_INVALID_PARAM", "M_BAD_JSON", "M_BAD_JSON"])
        {
            let body = mail("alice@example.org", secret, 1);
            let refusal = ask(&site, &format!("{purpose}/email"), &body).await;
            assert_eq!(refusal, (400, errcode.to_owned()), "{purpose} {secret}");
        }
    }
    site.ask_mail("/register", "alice@example.org", &long[1..], 1)
        .await;
}

#[tokio::test]
async fn missing_parameters_are_named_and_null_is_not_absent() {
    let site = Site::open().await;
    for body in [
        json!({}),
        json!({"client_secret": "s1", "email": "alice@example.org"}),
    ] {
        let refusal = ask(&site, "/register/email", &body).await;
        assert_eq!(refusal, (400, "M_MISSING_PARAM".to_owned()));
    }
    let refusal = ask(
        &site,
        "/register/msisdn",
        &mail("alice@example.org", "s1", 1),
    )
    .await;
    assert_eq!(refusal, (400, "M_MISSING_PARAM".to_owned()));
    for (key, value) in [("next_link", json!(null)), ("send_attempt", json!("1"))] {
        let mut body = mail("alice@example.org", "s1", 1);
        body[key] = value;
        let refusal = ask(&site, "/register/email", &body).await;
        assert_eq!(refusal, (400, "M_BAD_JSON".to_owned()), "{key}");
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    let site = Site::open().await;
    for (purpose, errcode) in
        PURPOSES
            .into_iter()
            .zip(["M_UNKNOWN", "M_INVALID_PARAM", "M_INVALID_PARAM"])
    {
        let refusal = ask(&site, &format!("{purpose}/email"), &mail("alice", "s1", 1)).await;
        assert_eq!(refusal, (400, errcode.to_owned()), "{purpose}");
    }
    for wrong in [
        "",
        "@example.org",
        "a@b@c",
        "a b@example.org",
        "<a@example.org>",
    ] {
        let refusal = ask(&site, "/register/email", &mail(wrong, "s1", 1)).await;
        assert_eq!(refusal, (400, "M_UNKNOWN".to_owned()), "{wrong}");
    }
}

#[tokio::test]
async fn a_number_or_country_that_is_none_is_refused() {
    let site = Site::open().await;
    for (country, number) in [
        ("us", "2015550123"),
        ("USA", "2015550123"),
        ("", "2015550123"),
        ("XX", "2015550123"),
        ("US", "call me"),
        ("US", ""),
        ("US", "1"),
    ] {
        let refusal = ask(&site, "/register/msisdn", &text(country, number, "s1", 1)).await;
        assert_eq!(
            refusal,
            (400, "M_INVALID_PARAM".to_owned()),
            "{country} {number}"
        );
    }
}

#[tokio::test]
async fn an_address_in_use_is_refused_however_it_is_written() {
    let site = Site::open().await;
    site.account("alice", Some("Alice@Example.org")).await;
    for purpose in ["/register", "/account/3pid"] {
        let body = mail("alice@example.ORG", "s1", 1);
        let refusal = ask(&site, &format!("{purpose}/email"), &body).await;
        assert_eq!(refusal, (400, "M_THREEPID_IN_USE".to_owned()));
    }
}

#[tokio::test]
async fn an_address_in_use_can_be_passed_over_in_silence_or_told_by_mail() {
    for (taken_contact, messages) in [(TakenContact::Silent, 0), (TakenContact::Notify, 1)] {
        let site = Site::start(Options {
            taken_contact,
            ..Options::default()
        })
        .await;
        site.account("alice", Some("alice@example.org")).await;
        let before = site.sent();
        let first = site
            .ask_mail("/register", "alice@example.org", "s1", 1)
            .await;
        let again = site
            .ask_mail("/register", "alice@example.org", "s1", 1)
            .await;
        assert_eq!((first, site.sent() - before), (again, messages));
        if messages > 0 {
            let message = site.newest();
            assert_eq!((message.code, message.link), (None, None));
        }
    }
}

#[tokio::test]
async fn a_server_without_mail_or_sms_says_so() {
    let options = Options {
        email: Contact::No,
        msisdn: Contact::No,
        ..Options::default()
    };
    let site = Site::start(options).await;
    let email = mail("alice@example.org", "s1", 1);
    let phone = text("US", "2015550123", "s1", 1);
    for (endpoint, body, errcode) in [
        ("/register/email", &email, "M_UNKNOWN"),
        ("/register/msisdn", &phone, "M_UNKNOWN"),
        ("/account/password/email", &email, "M_UNKNOWN"),
        (
            "/account/3pid/email",
            &email,
            "M_THREEPID_MEDIUM_NOT_SUPPORTED",
        ),
        (
            "/account/3pid/msisdn",
            &phone,
            "M_THREEPID_MEDIUM_NOT_SUPPORTED",
        ),
    ] {
        assert_eq!(
            ask(&site, endpoint, body).await,
            (400, errcode.to_owned()),
            "{endpoint}"
        );
    }
}

#[tokio::test]
async fn policy_can_refuse_a_domain_and_the_gateway_a_country() {
    let options = Options {
        denied_domains: vec!["example.net".to_owned()],
        rejected_countries: vec!["GB".to_owned()],
        ..Options::default()
    };
    let site = Site::start(options).await;
    let refusal = ask(&site, "/register/email", &mail("a@Example.net", "s1", 1)).await;
    assert_eq!(refusal, (403, "M_THREEPID_DENIED".to_owned()));
    let refusal = ask(
        &site,
        "/register/msisdn",
        &text("GB", "07700900001", "s1", 1),
    )
    .await;
    assert_eq!(refusal, (400, "M_DESTINATION_REJECTED".to_owned()));
}

#[tokio::test]
async fn a_limit_tells_the_wait_in_body_and_header_and_then_lets_through() {
    let per = Duration::from_millis(2500);
    let options = Options {
        rate_limit: Some(RateLimit { burst: 2, per }),
        ..Options::default()
    };
    let site = Site::start(options).await;
    for _ in 0..2 {
        site.ask_mail("/register", "alice@example.org", "s1", 1)
            .await;
    }
    let body = mail("alice@example.org", "s1", 2);
    let reply = site.post("/register/email/requestToken", &body).await;
    assert_eq!(reply.refusal(), (429, "M_LIMIT_EXCEEDED".to_owned()));
    assert_eq!(reply.json()["retry_after_ms"], 2500);
    assert_eq!(reply.header("retry-after"), Some("3"));
    assert_eq!(site.sent(), 1);
    site.turn_clock(3);
    site.ask_mail("/register", "alice@example.org", "s1", 2)
        .await;
    assert_eq!(site.sent(), 2);
}

#[tokio::test]
async fn a_refused_request_counts_against_the_limit() {
    let per = Duration::from_secs(60);
    let options = Options {
        rate_limit: Some(RateLimit { burst: 1, per }),
        ..Options::default()
    };
    let site = Site::start(options).await;
    let body = mail("nobody@example.org", "s1", 1);
    let refusal = ask(&site, "/account/password/email", &body).await;
    assert_eq!(refusal, (400, "M_THREEPID_NOT_FOUND".to_owned()));
    let refusal = ask(&site, "/account/password/email", &body).await;
    assert_eq!(refusal, (429, "M_LIMIT_EXCEEDED".to_owned()));
}

#[tokio::test]
async fn a_closed_server_still_sends_as_synapse_does() {
    let registration = mxid::practice::Registration::Closed;
    let site = Site::start(Options {
        registration,
        ..Options::default()
    })
    .await;
    let body = text("US", "2015550123", "s1", 1);
    assert_eq!(
        site.post("/register/msisdn/requestToken", &body)
            .await
            .status,
        200
    );
    assert_eq!(site.newest().kind, MessageKind::Sms);
}
