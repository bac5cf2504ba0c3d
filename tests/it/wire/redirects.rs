//! Redirects: never with a body, never with a token to a stranger, never without end.

use mxid::domain::CodeVerifier;
use mxid::protocol::{
    Api, ClientId, Failure, Method, Network, OAuthRequest, RedeemCode, RedirectFault,
    RegisterClient, Reply, Request, RevokeToken, Unreadable, WellKnown, WellKnownFault,
};
use serde_json::json;

use super::server::{Answer, Captured, Server};
use super::values::*;
use super::{base, client};
use crate::world::{HttpProxy, Manner, Paper, Sites};

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
async fn a_loop_is_found_when_it_closes() {
    for (way, asked) in [
        (&["/_matrix/client/versions"][..], 1),
        (&["/a", "/b", "/a"], 3),
        (&["/a", "/a#b"], 2),
    ] {
        let server = Server::answering(way.iter().map(|to| Answer::redirect(302, to)));
        let got = client()
            .call(&server.base(), Api::V3, &Request::Versions)
            .await;
        assert_eq!(got, redirect(302));
        assert_eq!(server.requests().len(), asked, "{way:?}");
    }
}

#[tokio::test]
async fn the_sixth_redirect_is_one_too_many() {
    let hops = |n: usize| (0..n).map(|n| Answer::redirect(302, &format!("/{n}")));
    let answer = || Answer::json(200, json!({"versions": []}));
    let server = Server::answering(hops(5).chain([answer()]));
    let got = client()
        .call(&server.base(), Api::V3, &Request::Versions)
        .await;
    assert!(got.is_ok(), "{got:?}");
    let server = Server::answering(hops(6).chain([answer()]));
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
    assert_eq!(
        discovered(&server).await,
        WellKnown::Homeserver(base("https://matrix.example.org"))
    );
    assert_eq!(other.only_request().target, "/client.json");
}

#[tokio::test]
async fn discovery_says_what_is_the_matter_with_a_redirect() {
    let insecure = RedirectFault::Insecure;
    for (location, fault) in [
        ("http://example.org/x", insecure.clone()),
        ("ftp://example.org/", insecure.clone()),
        ("https://a@example.org/", insecure),
        ("http://", RedirectFault::Nowhere),
        ("/.well-known/matrix/client", RedirectFault::Loop),
    ] {
        let server = Server::answering([Answer::redirect(302, location)]);
        assert_eq!(discovered(&server).await, astray(fault), "{location}");
        assert_eq!(server.requests().len(), 1);
    }
    let server = Server::answering([Answer::text(307, &[], "")]);
    assert_eq!(discovered(&server).await, astray(RedirectFault::Nowhere));
    let hops = (0..6).map(|n| Answer::redirect(302, &format!("/{n}")));
    assert_eq!(
        discovered(&Server::answering(hops)).await,
        astray(RedirectFault::TooMany)
    );
}

#[tokio::test]
async fn discovery_names_the_host_where_nobody_answered() {
    let server = Server::answering([Answer::redirect(302, "https://matrix.invalid/client")]);
    let fault = RedirectFault::Unreachable {
        host: "matrix.invalid".into(),
        network: Network::Dns,
    };
    assert_eq!(discovered(&server).await, astray(fault));
}

async fn discovered(server: &Server) -> WellKnown {
    let got = client()
        .call(&server.base(), Api::V3, &Request::WellKnown)
        .await;
    match got {
        Ok(Reply::WellKnown(found)) => found,
        other => panic!("no result of discovery: {other:?}"),
    }
}

fn astray(fault: RedirectFault) -> WellKnown {
    WellKnown::Invalid(WellKnownFault::Redirect(fault))
}

/// Requests that are sent to where a server says: a code, and what goes to an OAuth 2.0 server.
fn sent_elsewhere(url: &str) -> Vec<Request> {
    let endpoint: url::Url = url.parse().unwrap();
    let client_id = ClientId::new("client").unwrap();
    vec![
        submit_code(url),
        Request::OAuth(OAuthRequest::Register(RegisterClient {
            endpoint: endpoint.clone(),
        })),
        Request::OAuth(OAuthRequest::Redeem(RedeemCode {
            endpoint: endpoint.clone(),
            client_id: client_id.clone(),
            port: 1,
            code: access_token(),
            verifier: CodeVerifier::from_random(&[1; 32]),
        })),
        Request::OAuth(OAuthRequest::Revoke(RevokeToken {
            endpoint,
            client_id,
            token: access_token(),
        })),
    ]
}

#[tokio::test]
async fn nothing_with_a_body_or_a_token_goes_to_a_stranger_or_down_to_http() {
    let stranger = Server::answering([]);
    let locations = [
        stranger.url("/"),
        "http://example.org/".to_owned(),
        "https://example.net/".to_owned(),
        "//example.net/".to_owned(),
    ];
    for (row, location) in locations.into_iter().enumerate() {
        for (column, status) in [301, 302, 303, 307, 308].into_iter().enumerate() {
            let to = location.clone();
            let world = Sites::new()
                .with("example.org", Paper::Good, move |_: &Captured| {
                    Answer::redirect(status, &to)
                })
                .with("example.net", Paper::Good, |_: &Captured| {
                    Answer::kept(200, "{}")
                })
                .open();
            let proxy = HttpProxy::start(&world, Manner::Open);
            let client = world.client(Some(&proxy.url()));
            // Discovery has no token, and may go to another host.
            let bare = |r: &Request| matches!(r, Request::WellKnown | Request::Support);
            let requests = every_request().into_iter().filter(|r| !bare(r));
            let requests = requests.chain(sent_elsewhere("https://example.org/x"));
            // Each request meets each location and each status, but not each pair of them.
            let mut sent = 0;
            for request in requests.skip((row + column) % 4).step_by(4) {
                sent += 1;
                let got = client
                    .call(&base("https://example.org"), Api::V3, &request)
                    .await;
                let page = matches!(request, Request::FallbackPage(_));
                assert!(page || got == redirect(status), "{request:?}: {got:?}");
            }
            for request in [Request::WellKnown, Request::Support] {
                let _ = client
                    .call(&base("https://example.org"), Api::V3, &request)
                    .await;
            }
            let asked = world.asked();
            let strange = asked
                .iter()
                .filter(|line| !line.contains("https://example.org/"));
            assert!(
                strange.clone().count() <= 2,
                "{location}: {:?}",
                strange.collect::<Vec<_>>()
            );
            assert!(sent > 6 && asked.len() >= sent);
            assert_eq!(stranger.requests().len(), 0, "{location}");
            let plain = |line: &String| !line.contains(":443");
            assert!(
                !proxy.connected().iter().any(plain),
                "{:?}",
                proxy.connected()
            );
        }
    }
}
