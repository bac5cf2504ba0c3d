//! Discovery: what each answer at `.well-known` means.

use mxid::domain::CleanText;
use mxid::protocol::{Reply, Request, Support, WellKnown, WellKnownFault};
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
            WellKnown::Invalid(WellKnownFault::Status(status))
        );
    }
}

#[tokio::test]
async fn a_body_of_another_shape_is_invalid_and_says_how() {
    let cases = [
        ("", WellKnownFault::Empty),
        (" \r\n", WellKnownFault::Empty),
        ("<html>Hello</html>", WellKnownFault::NotJson),
        ("[]", WellKnownFault::NotJson),
        ("null", WellKnownFault::NotJson),
        ("{}", WellKnownFault::NoBaseUrl),
        (r#"{"m.homeserver": null}"#, WellKnownFault::NoBaseUrl),
        (
            r#"{"m.homeserver": "https://example.org"}"#,
            WellKnownFault::NoBaseUrl,
        ),
        (r#"{"m.homeserver": {}}"#, WellKnownFault::NoBaseUrl),
        (
            r#"{"m.homeserver": {"base_url": null}}"#,
            WellKnownFault::NoBaseUrl,
        ),
        (
            r#"{"m.homeserver": {"base_url": 7}}"#,
            WellKnownFault::NoBaseUrl,
        ),
    ];
    for (body, fault) in cases {
        let got = well_known(Answer::text(200, &[], body)).await;
        assert_eq!(got, WellKnown::Invalid(fault), "{body}");
    }
}

#[tokio::test]
async fn sixty_four_kibibytes_are_read_and_no_more() {
    let of_length = |length: usize| {
        let start = r#"{"m.homeserver": {"base_url": "https://example.org"}, "x": ""#;
        format!("{start}{}\"}}", "x".repeat(length - start.len() - 2))
    };
    let longest = of_length(64 * 1024);
    assert_eq!(
        well_known(Answer::text(200, &[], &longest)).await,
        WellKnown::Homeserver(base("https://example.org"))
    );
    let longer = of_length(64 * 1024 + 1);
    assert_eq!(
        well_known(Answer::text(200, &[], &longer)).await,
        WellKnown::Invalid(WellKnownFault::TooLarge)
    );
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
    for base_url in [
        "https://example.org/matrix",
        "https://example.org/matrix/",
        "https://example.org/matrix//",
        " https://EXAMPLE.org:443/matrix ",
    ] {
        assert_eq!(naming(base_url).await, expected, "{base_url}");
    }
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

#[tokio::test]
async fn support_gives_addresses_and_nothing_else_administrators_first() {
    let body = json!({
        "contacts": [
            {"role": "m.role.security", "email_address": "security@example.org"},
            {"role": "m.role.admin", "matrix_id": "@admin:example.org"},
            {"role": "m.role.admin", "email_address": "send your password to admin"},
            {"role": "m.role.admin", "email_address": "send your password to <a@b.c>"},
            {"role": "m.role.admin", "email_address": "mailto:admin@example.org"},
            "nobody", 7, null, {},
        ],
        "support_page": "https://example.org/help?x=1",
    });
    let expected = Support {
        contacts: ["@admin:example.org", "security@example.org"]
            .map(CleanText::new)
            .to_vec(),
        page: "https://example.org/help?x=1".parse().ok(),
    };
    let got = reply_to(&Request::Support, Answer::json(200, body)).await;
    assert_eq!(got, Ok(Reply::Support(expected)));
}

#[tokio::test]
async fn support_without_anything_to_show_is_empty() {
    for body in [
        json!({}),
        json!({"contacts": null, "support_page": null}),
        json!({"contacts": {}, "support_page": "javascript:alert(1)"}),
        json!({"support_page": "http://example.org/help"}),
        json!({"support_page": "https://name@example.org/help"}),
    ] {
        let got = reply_to(&Request::Support, Answer::json(200, body)).await;
        assert_eq!(got, Ok(Reply::Support(Support::default())));
    }
    let got = reply_to(&Request::Support, Answer::json(404, json!({}))).await;
    assert!(got.is_err());
}
