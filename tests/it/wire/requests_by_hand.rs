//! Parts of our requests that ruma's types cannot judge.

use mxid::domain::BaseUrl;
use mxid::protocol::{Api, Failure, Method, Purpose, Reply, Request, Unreadable};
use serde_json::json;

use super::server::{Answer, Server};
use super::values::*;
use super::{client, exchange};

#[tokio::test]
async fn a_reset_by_phone_names_the_identity_server_with_its_token() {
    let request = Request::RequestToken(full(Purpose::ResetPassword, phone()));
    let (ours, _) = exchange(Api::V3, &request, Answer::json(404, json!({}))).await;
    assert_eq!(
        ours.target,
        "/_matrix/client/v3/account/password/msisdn/requestToken"
    );
    assert_eq!(
        ours.json(),
        json!({
            "client_secret": SECRET,
            "send_attempt": 3,
            "country": "GB",
            "phone_number": "07700900123",
            "next_link": "https://example.org/done?x=%20%C3%BC",
            "id_server": "id.example.org:8090",
            "id_access_token": "id-token",
        })
    );
}

#[tokio::test]
async fn a_code_goes_to_its_url_unchanged_and_without_any_token() {
    let server = Server::answering([Answer::json(200, json!({"success": true}))]);
    let request = submit_code(&server.url("/elsewhere/submit_token?kind=sms"));
    // The homeserver itself is never asked.
    let homeserver = Server::answering([]);
    let reply = client().call(&homeserver.base(), Api::V3, &request).await;
    assert_eq!(reply, Ok(Reply::CodeAccepted));
    assert!(homeserver.requests().is_empty());
    let ours = server.only_request();
    assert_eq!(ours.method, "POST");
    assert_eq!(ours.target, "/elsewhere/submit_token?kind=sms");
    assert_eq!(ours.header("authorization"), None);
    assert_eq!(ours.header("content-type"), Some("application/json"));
    assert_eq!(
        ours.json(),
        json!({"sid": SID, "client_secret": SECRET, "token": " 12\"3 456"})
    );
}

#[tokio::test]
async fn a_code_is_not_sent_in_the_clear_nor_to_an_odd_url() {
    let refused = Err(Failure::Unreadable(Unreadable::Malformed {
        member: "submit_url",
    }));
    let server = Server::answering([]);
    for (base, submit_url) in [
        ("http://127.0.0.1:9", "http://example.net/submit".to_owned()),
        ("https://example.org", server.url("/submit")),
        ("https://example.org", "https://a:b@example.org/".to_owned()),
        ("https://example.org", "ftp://example.org/".to_owned()),
    ] {
        let base = BaseUrl::parse(base).unwrap();
        let reply = client()
            .call(&base, Api::V3, &submit_code(&submit_url))
            .await;
        assert_eq!(reply, refused, "{submit_url}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn the_password_policy_is_asked_at_the_unspecified_path() {
    let answer = Answer::json(404, json!({}));
    let (ours, _) = exchange(Api::V3, &Request::PasswordPolicy, answer).await;
    assert_eq!(ours.target, "/_matrix/client/v3/password_policy");
    assert_eq!(ours.method, "GET");
}

#[tokio::test]
async fn logging_others_out_is_always_spelt_out_because_its_default_is_true() {
    for logout_devices in [true, false] {
        let request = reset(logout_devices, None);
        let (ours, _) = exchange(Api::V3, &request, Answer::json(404, json!({}))).await;
        assert_eq!(ours.json()["logout_devices"], logout_devices);
    }
}

#[tokio::test]
async fn only_requests_that_need_a_token_carry_one_and_nothing_is_null() {
    for request in every_request() {
        let (ours, _) = exchange(Api::V3, &request, Answer::json(404, json!({}))).await;
        let needs_token = matches!(
            request,
            Request::Logout(_)
                | Request::WhoAmI(_)
                | Request::Capabilities(_)
                | Request::ThirdParties(_)
                | Request::AddContact(_)
        );
        assert_eq!(
            ours.header("authorization").is_some(),
            needs_token,
            "{request:?}"
        );
        assert_eq!(ours.header("cookie"), None);
        assert!(!String::from_utf8_lossy(&ours.body).contains("null"));
        assert!(!ours.target.contains("syt_token"));
    }
}

#[tokio::test]
async fn a_request_is_sent_as_its_description_says() {
    for request in every_request() {
        let (ours, _) = exchange(Api::V3, &request, Answer::json(404, json!({}))).await;
        let method = match request.method() {
            Method::Get => "GET",
            Method::Post => "POST",
        };
        assert_eq!(ours.method, method, "{request:?}");
        let path = ours.target.split('?').next().unwrap();
        assert!(path.ends_with(request.endpoint()), "{request:?}: {path}");
    }
}

#[tokio::test]
async fn a_path_prefix_of_the_base_url_stays() {
    let server = Server::answering([Answer::json(404, json!({}))]);
    let base = BaseUrl::parse(&server.url("/matrix/")).unwrap();
    let _ = client().call(&base, Api::V3, &Request::LoginFlows).await;
    let ours = server.only_request();
    assert_eq!(ours.target, "/matrix/_matrix/client/v3/login");
}

#[tokio::test]
async fn a_token_that_cannot_be_a_header_is_not_sent() {
    let server = Server::answering([]);
    let request = Request::WhoAmI(mxid::domain::Secret::from("a\r\nX-Evil: 1"));
    let reply = client().call(&server.base(), Api::V3, &request).await;
    assert_eq!(
        reply,
        Err(Failure::Unreadable(Unreadable::Malformed {
            member: "access_token"
        }))
    );
    assert!(server.requests().is_empty());
}
