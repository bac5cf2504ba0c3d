//! The OAuth 2.0 endpoints: every byte of the requests, and what is made of the answers. No types
//! that others wrote know them, so all of it is asserted by hand.

use mxid::domain::{BaseUrl, CodeVerifier, Secret};
use mxid::protocol::{
    Api, AuthorizationRequest, ClientId, ErrCode, Failure, OAuthReply, OAuthRequest, RedeemCode,
    RegisterClient, Reply, Request, RevokeToken, Unreadable,
};
use serde_json::{Value, json};
use url::Url;

use super::client;
use super::server::{Answer, Server};

const CODE: &str = "c&d =%é";
const TOKEN: &str = "mat_a+b/c=";

fn verifier() -> CodeVerifier {
    // Appendix B of RFC 7636.
    CodeVerifier::from_random(&[
        116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37,
        77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
    ])
}

fn client_id() -> ClientId {
    ClientId::new("01 client").unwrap()
}

fn register(endpoint: &str) -> Request {
    Request::OAuth(OAuthRequest::Register(RegisterClient {
        endpoint: Url::parse(endpoint).unwrap(),
    }))
}

fn redeem(endpoint: &str) -> Request {
    Request::OAuth(OAuthRequest::Redeem(RedeemCode {
        endpoint: Url::parse(endpoint).unwrap(),
        client_id: client_id(),
        port: 49152,
        code: Secret::from(CODE),
        verifier: verifier(),
    }))
}

fn revoke(endpoint: &str) -> Request {
    Request::OAuth(OAuthRequest::Revoke(RevokeToken {
        endpoint: Url::parse(endpoint).unwrap(),
        client_id: client_id(),
        token: Secret::from(TOKEN),
    }))
}

/// Asks an authorization server that is not the homeserver, and gives what it saw.
async fn asked(
    request: fn(&str) -> Request,
    answer: Answer,
) -> (super::Captured, Result<Reply, Failure>) {
    let server = Server::answering([answer]);
    let homeserver = Server::answering([]);
    let request = request(&server.url("/oauth2/there?kept=1"));
    let reply = client().call(&homeserver.base(), Api::V3, &request).await;
    assert!(homeserver.requests().is_empty());
    (server.only_request(), reply)
}

async fn reply(request: fn(&str) -> Request, status: u16, body: Value) -> Result<Reply, Failure> {
    asked(request, Answer::json(status, body)).await.1
}

#[tokio::test]
async fn a_client_registers_as_a_public_native_one_without_a_port() {
    let answer = Answer::json(201, json!({"client_id": "01ABC", "client_name": null}));
    let (ours, reply) = asked(register, answer).await;
    assert_eq!(
        reply,
        Ok(Reply::OAuth(OAuthReply::Registered(
            ClientId::new("01ABC").unwrap()
        )))
    );
    assert_eq!(ours.method, "POST");
    assert_eq!(ours.target, "/oauth2/there?kept=1");
    assert_eq!(ours.header("content-type"), Some("application/json"));
    assert_eq!(ours.header("authorization"), None);
    assert_eq!(
        ours.json(),
        json!({
            "client_name": "mxid",
            "client_uri": "https://mxid.invalid/",
            "application_type": "native",
            "token_endpoint_auth_method": "none",
            "redirect_uris": ["http://127.0.0.1/callback"],
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
        })
    );
}

#[tokio::test]
async fn a_code_is_redeemed_by_a_form_with_the_verifier() {
    let body = json!({
        "access_token": TOKEN, "token_type": "bearer", "refresh_token": "x", "expires_in": 300,
    });
    let (ours, reply) = asked(redeem, Answer::json(200, body)).await;
    assert_eq!(
        reply,
        Ok(Reply::OAuth(OAuthReply::Token(Secret::from(TOKEN))))
    );
    assert_eq!(ours.method, "POST");
    assert_eq!(
        ours.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(ours.header("authorization"), None);
    assert_eq!(
        String::from_utf8(ours.body).unwrap(),
        "grant_type=authorization_code&client_id=01+client&code=c%26d+%3D%25%C3%A9\
         &redirect_uri=http%3A%2F%2F127.0.0.1%3A49152%2Fcallback\
         &code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    );
}

#[tokio::test]
async fn a_token_is_revoked_by_a_form_and_any_success_will_do() {
    for body in ["", "{}", "null", "<html>"] {
        let (ours, reply) = asked(revoke, Answer::text(200, &[], body)).await;
        assert_eq!(reply, Ok(Reply::OAuth(OAuthReply::Revoked)), "{body}");
        assert_eq!(ours.header("authorization"), None);
        assert_eq!(
            String::from_utf8(ours.body).unwrap(),
            "token=mat_a%2Bb%2Fc%3D&token_type_hint=access_token&client_id=01+client"
        );
    }
}

#[tokio::test]
async fn an_oauth_error_is_a_refusal_with_its_code_and_cleaned_words() {
    for request in [register, redeem, revoke] {
        let body = json!({"error": "invalid_grant", "error_description": "N\u{1b}[2Jo"});
        let Err(Failure::Refused(refusal)) = reply(request, 400, body).await else {
            panic!("not a refusal");
        };
        assert_eq!(refusal.status, 400);
        assert_eq!(refusal.errcode, Some(ErrCode::parse("invalid_grant")));
        assert_eq!(refusal.text.as_str(), "N [2Jo");
        // From a strict parser, in plain text.
        let text = Answer::text(422, &[], "missing field `client_uri`");
        let Err(Failure::Refused(refusal)) = asked(request, text).await.1 else {
            panic!("not a refusal");
        };
        assert_eq!((refusal.status, refusal.errcode), (422, None));
        let redirect = Answer::redirect(307, "https://example.net/");
        assert_eq!(
            asked(request, redirect).await.1,
            Err(Failure::Unreadable(Unreadable::Redirect { status: 307 }))
        );
    }
}

#[tokio::test]
async fn an_answer_that_lacks_what_is_needed_names_it() {
    let malformed = |member| Err(Failure::Unreadable(Unreadable::Malformed { member }));
    for body in [
        json!({}),
        json!({"client_id": ""}),
        json!({"client_id": null}),
    ] {
        assert_eq!(reply(register, 201, body).await, malformed("client_id"));
    }
    let token = |token: Value, kind: Value| json!({"access_token": token, "token_type": kind});
    for (body, member) in [
        (token(json!("t"), json!("DPoP")), "token_type"),
        (token(json!("t"), json!(null)), "token_type"),
        (token(json!(null), json!("Bearer")), "access_token"),
        (token(json!("a\r\nb"), json!("Bearer")), "access_token"),
    ] {
        assert_eq!(reply(redeem, 200, body).await, malformed(member));
    }
}

#[tokio::test]
async fn no_code_or_token_goes_out_in_the_clear_or_to_an_odd_url() {
    let server = Server::answering([]);
    let public = BaseUrl::parse("https://example.org").unwrap();
    for endpoint in [
        server.url("/"),
        "http://example.org/".to_owned(),
        "https://a:b@example.org/".to_owned(),
        "ftp://example.org/".to_owned(),
    ] {
        for request in [register, redeem, revoke] {
            let reply = client().call(&public, Api::V3, &request(&endpoint)).await;
            let is_refused = matches!(
                reply,
                Err(Failure::Unreadable(Unreadable::Malformed { .. }))
            );
            assert!(is_refused, "{endpoint}: {reply:?}");
        }
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn endpoints_that_may_not_be_asked_are_no_way_to_sign_up() {
    let good = json!({
        "issuer": "http://127.0.0.1:9/",
        "authorization_endpoint": "http://127.0.0.1:9/authorize",
        "registration_endpoint": "http://127.0.0.1:9/clients",
        "token_endpoint": "http://127.0.0.1:9/token",
        "revocation_endpoint": "http://127.0.0.1:9/revoke",
        "code_challenge_methods_supported": ["plain", "S256"],
        "account_management_uri": "http://127.0.0.1:9/account",
        "org.matrix.msc4191.account_management_actions_supported": ["org.matrix.profile"],
    });
    let read = async |body: Value| {
        let request = Request::AuthMetadata { unstable: true };
        match super::reply_to(&request, Answer::json(200, body)).await {
            Ok(Reply::AuthMetadata(metadata)) => metadata,
            other => panic!("{other:?}"),
        }
    };
    let metadata = read(good.clone()).await;
    assert!(metadata.code_grant.is_some());
    assert!(metadata.has_profile_page);
    assert!(!metadata.can_create);
    for (member, value) in [
        ("authorization_endpoint", json!("http://example.org/a")),
        ("registration_endpoint", json!(null)),
        ("token_endpoint", json!("https://a@example.org/t")),
        ("revocation_endpoint", json!("javascript:alert(1)")),
        ("code_challenge_methods_supported", json!(["plain"])),
        ("code_challenge_methods_supported", json!(null)),
        ("response_types_supported", json!(["token"])),
        ("response_modes_supported", json!(["fragment"])),
        ("grant_types_supported", json!(["device"])),
    ] {
        let mut body = good.clone();
        body[member] = value.clone();
        assert_eq!(read(body).await.code_grant, None, "{member} {value}");
    }
    let mut body = good;
    body["account_management_uri"] = json!("http://example.org/account");
    assert_eq!(read(body).await.account_management, None);
}

#[test]
fn the_browser_is_sent_with_everything_that_the_specification_asks_for() {
    let request = AuthorizationRequest {
        client_id: client_id(),
        port: 49152,
        device_id: "ABCDEFGHIJ".to_owned(),
        state: Secret::from("st&te"),
        verifier: verifier(),
    };
    let endpoint = Url::parse("https://account.example.org/authorize?kept=1").unwrap();
    assert_eq!(
        request.link(&endpoint, false).unwrap().as_str(),
        "https://account.example.org/authorize?kept=1&response_type=code&response_mode=query\
         &client_id=01+client&redirect_uri=http%3A%2F%2F127.0.0.1%3A49152%2Fcallback\
         &scope=urn%3Amatrix%3Aclient%3Aapi%3A*+urn%3Amatrix%3Aclient%3Adevice%3AABCDEFGHIJ\
         &state=st%26te&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\
         &code_challenge_method=S256&prompt=create"
    );
    let debug = format!("{request:?}");
    assert!(!debug.contains("st&te") && !debug.contains("dBjft"));
}
