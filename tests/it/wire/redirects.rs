//! Redirects: never with a body, never with a token to a stranger, never without end.

use mxid::protocol::{Api, Failure, Method, Reply, Request, Unreadable, WellKnown};
use serde_json::json;

use super::server::{Answer, Server};
use super::values::*;
use super::{base, client};

fn redirect(status: u16) -> Result<Reply, Failure> {
    Err(Failure::Unreadable(Unreadable::Redirect { status }))
}

#[tokio::test]
async fn no_post_is_ever_redirected() {
    let posts = every_request()
        .into_iter()
        .filter(|request| request.method() == Method::Post);
    for request in posts {
        for status in [301, 302, 303, 307, 308] {
            let server = Server::answering([
                Answer::redirect(status, "/elsewhere"),
                Answer::json(200, json!({})),
            ]);
            let got = client().call(&server.base(), Api::V3, &request).await;
            assert_eq!(got, redirect(status), "{request:?}");
            assert_eq!(server.requests().len(), 1, "{request:?}");
        }
    }
}

#[tokio::test]
async fn a_code_is_not_redirected_either() {
    let server = Server::answering([
        Answer::redirect(307, "/elsewhere"),
        Answer::json(200, json!({"success": true})),
    ]);
    let request = submit_code(&server.url("/submit"));
    let got = client().call(&server.base(), Api::V3, &request).await;
    assert_eq!(got, redirect(307));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_get_is_redirected_within_its_origin_and_keeps_its_token() {
    let server = Server::answering([
        Answer::redirect(308, "/moved/whoami"),
        Answer::json(200, json!({"user_id": "@robin:example.org"})),
    ]);
    let request = Request::WhoAmI(access_token());
    let got = client().call(&server.base(), Api::V3, &request).await;
    assert_eq!(got, Ok(Reply::WhoAmI(user_id())));
    let requests = server.requests();
    assert_eq!(requests[1].target, "/moved/whoami");
    assert_eq!(
        requests[1].header("authorization"),
        Some("Bearer syt_token-1")
    );
}

#[tokio::test]
async fn a_get_is_not_redirected_to_another_origin() {
    let stranger = Server::answering([Answer::json(200, json!({"versions": []}))]);
    for request in [Request::WhoAmI(access_token()), Request::Versions] {
        let server = Server::answering([Answer::redirect(302, &stranger.url("/"))]);
        let got = client().call(&server.base(), Api::V3, &request).await;
        assert_eq!(got, redirect(302));
    }
    assert!(stranger.requests().is_empty());
}

#[tokio::test]
async fn a_loop_ends_after_five_hops() {
    let server = Server::answering((0..9).map(|_| Answer::redirect(302, "/again")));
    let got = client()
        .call(&server.base(), Api::V3, &Request::Versions)
        .await;
    assert_eq!(got, redirect(302));
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn discovery_is_redirected_to_another_host() {
    let body = json!({"m.homeserver": {"base_url": "https://matrix.example.org"}});
    let other = Server::answering([Answer::json(200, body)]);
    let server = Server::answering([Answer::redirect(301, &other.url("/client.json"))]);
    let got = client()
        .call(&server.base(), Api::V3, &Request::WellKnown)
        .await;
    assert_eq!(
        got,
        Ok(Reply::WellKnown(WellKnown::Homeserver(base(
            "https://matrix.example.org"
        ))))
    );
    assert_eq!(other.only_request().target, "/client.json");
}

#[tokio::test]
async fn discovery_is_not_redirected_to_what_may_not_be_asked() {
    for location in ["http://example.org/x", "ftp://example.org/", "http://"] {
        let server = Server::answering([Answer::redirect(302, location)]);
        let got = client()
            .call(&server.base(), Api::V3, &Request::WellKnown)
            .await;
        let invalid = WellKnown::Invalid { status: 302 };
        assert_eq!(got, Ok(Reply::WellKnown(invalid)), "{location}");
        assert_eq!(server.requests().len(), 1);
    }
}
