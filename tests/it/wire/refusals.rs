//! Error answers: their code, their words, and how long to wait.

use std::time::{Duration, SystemTime};

use mxid::protocol::{ErrCode, Failure, Refusal, Request};
use ruma_common::api::error::{
    Error, ErrorBody, ErrorKind, LimitExceededErrorData, RetryAfter, StandardErrorBody,
};
use ruma_common::exports::http::StatusCode;
use serde_json::json;

use super::oracle::written_by_ruma;
use super::reply_to;
use super::server::Answer;
use super::values::*;

async fn refusal(request: &Request, answer: Answer) -> Refusal {
    match reply_to(request, answer).await {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("not a refusal: {other:?}"),
    }
}

fn by_ruma(status: u16, kind: ErrorKind) -> Answer {
    let body = StandardErrorBody::new(kind, "Because \u{1b}[31mI\u{202e} say so".to_owned());
    let status = StatusCode::from_u16(status).unwrap();
    written_by_ruma(Error::new(status, ErrorBody::Standard(body)))
}

#[tokio::test]
async fn every_request_understands_an_error_that_ruma_wrote() {
    for request in every_request() {
        if matches!(request, Request::WellKnown) {
            continue;
        }
        let refusal = refusal(&request, by_ruma(403, ErrorKind::ThreepidDenied)).await;
        assert_eq!(refusal.status, 403, "{request:?}");
        assert_eq!(refusal.errcode, Some(ErrCode::ThreepidDenied));
        assert_eq!(refusal.text.as_str(), "Because [31mI say so");
        assert_eq!(refusal.retry_after, None);
    }
}

#[tokio::test]
async fn a_rate_limit_that_ruma_wrote_says_how_long() {
    let mut limit = LimitExceededErrorData::new();
    limit.retry_after = Some(RetryAfter::Delay(Duration::from_secs(90)));
    let answer = by_ruma(429, ErrorKind::LimitExceeded(limit));
    let refusal = refusal(&token_request(), answer).await;
    assert!(refusal.is_rate_limit());
    assert_eq!(refusal.retry_after, Some(Duration::from_secs(90)));
}

#[tokio::test]
async fn the_header_counts_before_the_body_and_either_will_do() {
    let body = r#"{"errcode":"M_LIMIT_EXCEEDED","error":"Slow","retry_after_ms":1500}"#;
    let limited = |header: Option<&str>| {
        let headers: Vec<_> = header
            .map(|value| ("Retry-After", value))
            .into_iter()
            .collect();
        Answer::text(429, &headers, body)
    };
    let wait = |refusal: Refusal| refusal.retry_after;

    let got = wait(refusal(&token_request(), limited(Some("7"))).await);
    assert_eq!(got, Some(Duration::from_secs(7)));
    let got = wait(refusal(&token_request(), limited(None)).await);
    assert_eq!(got, Some(Duration::from_millis(1500)));
    let got = wait(refusal(&token_request(), limited(Some("later"))).await);
    assert_eq!(got, Some(Duration::from_millis(1500)));

    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(120));
    let got = wait(refusal(&token_request(), limited(Some(&date))).await).unwrap();
    assert!((100..=120).contains(&got.as_secs()), "{got:?}");
}

#[tokio::test]
async fn a_rate_limit_is_known_by_its_status_whatever_its_code_and_needs_no_delay() {
    for body in [json!({"errcode": "M_UNKNOWN"}), json!({})] {
        let refusal = refusal(&token_request(), Answer::json(429, body)).await;
        assert!(refusal.is_rate_limit());
        assert_eq!(refusal.retry_after, None);
    }
}

#[tokio::test]
async fn a_full_server_names_whom_to_ask() {
    let body = json!({
        "errcode": "M_RESOURCE_LIMIT_EXCEEDED",
        "error": "Full",
        "admin_contact": "mailto:admin@example.org",
        "limit_type": "monthly_active_user",
    });
    let got = refusal(&register(true, None), Answer::json(403, body)).await;
    assert_eq!(got.contact.unwrap().as_str(), "mailto:admin@example.org");
    let body = json!({
        "errcode": "M_USER_LIMIT_EXCEEDED",
        "error": "Full",
        "info_uri": "https://example.org/limits",
        "can_upgrade": false,
    });
    let got = refusal(&register(true, None), Answer::json(400, body)).await;
    assert_eq!(got.contact.unwrap().as_str(), "https://example.org/limits");
}

#[tokio::test]
async fn an_error_of_a_proxy_counts_by_its_status_and_its_body_is_never_shown() {
    let page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    for status in [300, 304, 400, 404, 413, 429, 500, 502, 503, 599] {
        let answer = Answer::text(status, &[("Content-Type", "text/html")], page);
        let refusal = refusal(&token_request(), answer).await;
        assert_eq!(refusal.status, status);
        assert_eq!(refusal.errcode, None);
        assert!(refusal.text.is_empty());
    }
}

#[tokio::test]
async fn an_error_needs_neither_code_nor_words_of_the_right_type() {
    for body in [
        json!({}),
        json!({"errcode": null, "error": null}),
        json!({"errcode": 7, "error": ["x"], "retry_after_ms": "soon"}),
        json!({"errcode": "", "error": ""}),
        json!([1, 2]),
        json!("no"),
    ] {
        let got = refusal(&token_request(), Answer::json(400, body.clone())).await;
        let expected = Refusal {
            status: 400,
            errcode: None,
            text: Default::default(),
            retry_after: None,
            contact: None,
        };
        assert_eq!(got, expected, "{body}");
    }
    let body = json!({"errcode": "ORG.EXAMPLE\u{7}_NEW", "extra": {}});
    let got = refusal(&token_request(), Answer::json(400, body)).await;
    assert_eq!(got.errcode.unwrap().as_str(), "ORG.EXAMPLE _NEW");
}
