//! Answers of broken or hostile servers to requests that they pretend to have understood.

use mxid::protocol::{Failure, Network, Reply, Request, Unreadable};
use serde_json::{Value, json};

use super::reply_to;
use super::server::Answer;
use super::values::*;

fn unreadable(why: Unreadable) -> Result<Reply, Failure> {
    Err(Failure::Unreadable(why))
}

#[tokio::test]
async fn what_is_no_json_object_is_said_to_be_none_by_every_request() {
    for request in every_request() {
        if matches!(request, Request::WellKnown) {
            continue;
        }
        for body in [
            "",
            "<html>Sign in to the wifi</html>",
            "[]",
            "null",
            "{\"a\":",
        ] {
            let got = reply_to(&request, Answer::text(200, &[], body)).await;
            let expected = unreadable(Unreadable::NotJson { status: 200 });
            assert_eq!(got, expected, "{request:?} {body:?}");
        }
    }
}

#[tokio::test]
async fn a_member_that_is_missing_or_of_the_wrong_type_is_named() {
    let token_validity = Request::TokenValidity(registration_token());
    let name = Request::UsernameAvailable(username());
    let oauth = Request::AuthMetadata { unstable: false };
    let login = &logins()[0];
    let id = "@robin:example.org";
    let cases: Vec<(&Request, Value, &'static str)> = vec![
        (&Request::Versions, json!({}), "versions"),
        (&Request::Versions, json!({"versions": "v1.1"}), "versions"),
        (&Request::LoginFlows, json!({"flows": null}), "flows"),
        (
            &Request::LoginFlows,
            json!({"flows": [{"type": 1}]}),
            "type",
        ),
        (&oauth, json!({}), "issuer"),
        (&oauth, json!({"issuer": "mailto:a@example.org"}), "issuer"),
        (&name, json!({"available": "yes"}), "available"),
        (&token_validity, json!({"valid": null}), "valid"),
        (login, json!({"user_id": id}), "access_token"),
        (
            login,
            json!({"user_id": id, "access_token": ""}),
            "access_token",
        ),
        (
            login,
            json!({"user_id": id, "access_token": "a\nb"}),
            "access_token",
        ),
        (
            login,
            json!({"access_token": "a", "user_id": "robin"}),
            "user_id",
        ),
    ];
    for (request, body, member) in cases {
        let got = reply_to(request, Answer::json(200, body.clone())).await;
        let expected = unreadable(Unreadable::Malformed { member });
        assert_eq!(got, expected, "{request:?} {body}");
    }
}

#[tokio::test]
async fn a_validation_session_has_to_have_a_usable_sid_and_url() {
    for (body, member) in [
        (json!({}), "sid"),
        (json!({"sid": null}), "sid"),
        (json!({"sid": ""}), "sid"),
        (json!({"sid": "a\u{1b}[2J"}), "sid"),
        (json!({"sid": "a".repeat(256)}), "sid"),
        (json!({"sid": ["a"]}), "sid"),
        (json!({"sid": "a", "submit_url": 7}), "submit_url"),
        (json!({"sid": "a", "submit_url": "/submit"}), "submit_url"),
        (
            json!({"sid": "a", "submit_url": "file:///etc/passwd"}),
            "submit_url",
        ),
    ] {
        let got = reply_to(&token_request(), Answer::json(200, body.clone())).await;
        assert_eq!(got, unreadable(Unreadable::Malformed { member }), "{body}");
    }
}

#[tokio::test]
async fn a_body_is_read_to_its_cap_and_no_further() {
    let padded = |bytes: usize| {
        let body = json!({"versions": ["v1.18"], "padding": ""}).to_string();
        let padding = "x".repeat(bytes - body.len());
        body.replace("\"padding\":\"\"", &format!("\"padding\":\"{padding}\""))
    };
    let mebibyte = 1024 * 1024;
    let got = reply_to(
        &Request::Versions,
        Answer::text(200, &[], &padded(mebibyte)),
    )
    .await;
    assert!(matches!(got, Ok(Reply::Versions(_))));
    let answer = Answer::text(200, &[], &padded(mebibyte + 1));
    let got = reply_to(&Request::Versions, answer).await;
    assert_eq!(got, unreadable(Unreadable::TooLarge));
    // An endless body is not waited for: this one announces 1 TB and never ends.
    let head = "HTTP/1.1 200 X\r\nContent-Length: 1000000000000\r\n\r\n";
    let bytes = [head.as_bytes(), &vec![b' '; 2 * mebibyte]].concat();
    let got = reply_to(&Request::Versions, Answer::SendAndStall(bytes)).await;
    assert_eq!(got, unreadable(Unreadable::TooLarge));
    // An error still counts by its status.
    let answer = Answer::text(502, &[], &padded(mebibyte + 1));
    let got = reply_to(&Request::Versions, answer).await;
    assert!(matches!(got, Err(Failure::Refused(r)) if r.status == 502));
}

#[tokio::test]
async fn deep_nesting_is_refused_and_harms_nobody() {
    let deep = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("{{\"versions\":[],\"x\":{open}{close}}}")
    };
    let got = reply_to(&Request::Versions, Answer::text(200, &[], &deep(100))).await;
    assert!(matches!(got, Ok(Reply::Versions(_))));
    let got = reply_to(&Request::Versions, Answer::text(200, &[], &deep(400_000))).await;
    assert_eq!(got, unreadable(Unreadable::NotJson { status: 200 }));
}

#[tokio::test]
async fn an_answer_that_breaks_off_leaves_doubt() {
    for bytes in [
        "HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{\"user_id\":",
        "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"us",
        "HTTP/1.1 200",
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
    ] {
        let answer = Answer::Send(bytes.as_bytes().to_vec());
        let got = reply_to(&register(true, None), answer).await;
        let Err(failure) = got else {
            panic!("read {bytes:?}");
        };
        assert_eq!(failure, Failure::Network(Network::Broken), "{bytes:?}");
        assert!(failure.leaves_doubt());
    }
}
