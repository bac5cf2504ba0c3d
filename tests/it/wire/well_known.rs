//! Discovery: what each answer at `.well-known` means.

use mxid::protocol::{Reply, Request, WellKnown};
use serde_json::json;

use super::server::Answer;
use super::{base, reply_to};

async fn well_known(answer: Answer) -> WellKnown {
    match reply_to(&Request::WellKnown, answer).await {
        Ok(Reply::WellKnown(found)) => found,
        other => panic!("no result of discovery: {other:?}"),
    }
}

async fn naming(base_url: &str) -> WellKnown {
    let body = json!({"m.homeserver": {"base_url": base_url}});
    well_known(Answer::json(200, body)).await
}

#[tokio::test]
async fn not_found_is_absent_and_any_other_status_is_invalid() {
    assert_eq!(
        well_known(Answer::json(404, json!({}))).await,
        WellKnown::Absent
    );
    let good = json!({"m.homeserver": {"base_url": "https://example.org"}});
    for status in [201, 204, 304, 401, 403, 410, 429, 500, 503] {
        let body = if matches!(status, 204 | 304) {
            String::new()
        } else {
            good.to_string()
        };
        assert_eq!(
            well_known(Answer::text(status, &[], &body)).await,
            WellKnown::Invalid { status }
        );
    }
}

#[tokio::test]
async fn a_body_of_another_shape_is_invalid() {
    let invalid = WellKnown::Invalid { status: 200 };
    for body in [
        "",
        "<html>Hello</html>",
        "[]",
        "{}",
        r#"{"m.homeserver": null}"#,
        r#"{"m.homeserver": "https://example.org"}"#,
        r#"{"m.homeserver": {}}"#,
        r#"{"m.homeserver": {"base_url": null}}"#,
        r#"{"m.homeserver": {"base_url": 7}}"#,
    ] {
        let got = well_known(Answer::text(200, &[], body)).await;
        assert_eq!(got, invalid, "{body}");
    }
    let long = format!(
        r#"{{"m.homeserver": {{"base_url": "https://example.org"}}, "x": "{}"}}"#,
        "x".repeat(64 * 1024)
    );
    assert_eq!(well_known(Answer::text(200, &[], &long)).await, invalid);
}

#[tokio::test]
async fn a_base_url_that_cannot_be_used_is_told_from_none() {
    for base_url in [
        "",
        "example.org",
        "http://example.org",
        "ftp://example.org",
        "https://a:b@example.org",
        "https://example.org/?x",
        "https://example.org/#x",
        "https://",
    ] {
        assert_eq!(naming(base_url).await, WellKnown::UnusableUrl, "{base_url}");
    }
}

#[tokio::test]
async fn a_base_url_is_taken_with_its_path_whatever_stands_beside_it() {
    let expected = WellKnown::Homeserver(base("https://example.org/matrix"));
    assert_eq!(naming("https://example.org/matrix").await, expected);
    let body = json!({
        "m.homeserver": {"base_url": "https://example.org/matrix", "extra": 1},
        "m.identity_server": null,
        "org.example.other": [],
    });
    // Many servers get the content type wrong.
    let headers = [("Content-Type", "text/html")];
    let answer = Answer::text(200, &headers, &body.to_string());
    assert_eq!(well_known(answer).await, expected);
    let body = json!({
        "m.homeserver": {"base_url": "https://example.org/matrix"},
        "m.identity_server": {"base_url": 7},
    });
    assert_eq!(well_known(Answer::json(200, body)).await, expected);
}

#[tokio::test]
async fn a_server_on_this_computer_may_name_plain_http_on_this_computer() {
    assert_eq!(
        naming("http://127.0.0.1:8008").await,
        WellKnown::Homeserver(base("http://127.0.0.1:8008"))
    );
}
