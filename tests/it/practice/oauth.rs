//! The authorization server: what a browser and a program get to see, request by request.

use mxid::practice::{ClientRegistration, OAuth, Options, Registration};
use serde_json::{Value, json};
use url::Url;
use url::form_urlencoded::Serializer;

use super::http::Reply;
use super::{PASSWORD, Site};

/// The example of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const REDIRECT: &str = "http://127.0.0.1:49152/callback";
const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

async fn site(oauth: OAuth) -> Site {
    Site::start(Options {
        oauth: Some(oauth),
        ..Options::default()
    })
    .await
}

fn client() -> Value {
    json!({
        "client_uri": "https://client.example.org/",
        "application_type": "native",
        "token_endpoint_auth_method": "none",
        "redirect_uris": ["http://127.0.0.1/callback"],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
    })
}

fn form(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

impl Site {
    async fn register_client(&self, metadata: &Value) -> Reply {
        let headers = [("Content-Type", "application/json")];
        self.send("POST", "/oauth2/clients", &headers, &metadata.to_string())
            .await
    }

    async fn client_id(&self) -> String {
        let reply = self.register_client(&client()).await;
        assert_eq!(reply.status, 201, "{}", reply.text);
        reply.json()["client_id"].as_str().unwrap().to_owned()
    }

    async fn post_form(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        self.send("POST", path, &[FORM], &form(pairs)).await
    }

    /// Submits the sign-up form, and gives the parameters that the browser is sent back with.
    async fn make_account(&self, page: &str, username: &str) -> Vec<(String, String)> {
        let fields = [
            ("username", username),
            ("password", PASSWORD),
            ("decision", "create"),
        ];
        back(&self.post_form(page, &fields).await)
    }

    async fn whoami(&self, token: &str) -> Reply {
        let bearer = format!("Bearer {token}");
        let path = "/_matrix/client/v3/account/whoami";
        self.send("GET", path, &[("Authorization", &bearer)], "")
            .await
    }
}

/// The authorization request with some parameters changed.
fn page(client_id: &str, changes: &[(&str, &str)]) -> String {
    let mut pairs = vec![
        ("response_type", "code"),
        ("client_id", client_id),
        ("redirect_uri", REDIRECT),
        (
            "scope",
            "urn:matrix:client:api:* urn:matrix:client:device:ABCDEFGHIJ",
        ),
        ("state", "s&1"),
        ("response_mode", "query"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("prompt", "create"),
    ];
    for (name, value) in changes {
        pairs.retain(|(key, _)| key != name);
        pairs.push((name, value));
    }
    format!("/oauth2/authorize?{}", form(&pairs))
}

fn back(reply: &Reply) -> Vec<(String, String)> {
    assert_eq!(reply.status, 303, "{}", reply.text);
    let location = Url::parse(reply.header("location").unwrap()).unwrap();
    assert_eq!(location.as_str().split('?').next(), Some(REDIRECT));
    location.query_pairs().into_owned().collect()
}

fn code_of(back: &[(String, String)]) -> String {
    assert_eq!(back[1], ("state".to_owned(), "s&1".to_owned()));
    assert_eq!(back[0].0, "code");
    back[0].1.clone()
}

fn redemption<'a>(client_id: &'a str, code: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("grant_type", "authorization_code"),
        ("client_id", client_id),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
    ]
}

#[tokio::test]
async fn an_account_made_in_the_browser_is_whose_the_token_is_until_that_is_revoked() {
    let site = site(OAuth::default()).await;
    let client_id = site.client_id().await;
    let page = page(&client_id, &[]);
    let form = site.get(&page).await;
    assert_eq!(form.status, 200);
    assert!(form.text.contains("name=\"username\""), "{}", form.text);
    let code = code_of(&site.make_account(&page, "Robin").await);
    let reply = site
        .post_form("/oauth2/token", &redemption(&client_id, &code))
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let token = reply.json()["access_token"].as_str().unwrap().to_owned();
    let who = site.whoami(&token).await.json();
    assert_eq!(who["user_id"], "@robin:practice.localhost");
    assert_eq!(who["device_id"], "ABCDEFGHIJ");
    let revoked = site
        .post_form(
            "/oauth2/revoke",
            &[("token", &token), ("client_id", &client_id)],
        )
        .await;
    assert_eq!(revoked.status, 200);
    let refusal = site.whoami(&token).await.refusal();
    assert_eq!(refusal, (401, "M_UNKNOWN_TOKEN".to_owned()));
}

#[tokio::test]
async fn a_code_is_good_once_for_ten_minutes_and_for_whoever_has_the_verifier() {
    let site = site(OAuth::default()).await;
    let client_id = site.client_id().await;
    let page = page(&client_id, &[]);
    let other = site.client_id().await;
    for (name, member, value) in [
        ("a", "code_verifier", "x"),
        ("b", "redirect_uri", "http://127.0.0.1:49153/callback"),
        ("c", "client_id", other.as_str()),
    ] {
        let code = code_of(&site.make_account(&page, name).await);
        let mut wrong = redemption(&client_id, &code);
        wrong.retain(|(key, _)| *key != member);
        wrong.push((member, value));
        for pairs in [wrong, redemption(&client_id, &code)] {
            let reply = site.post_form("/oauth2/token", &pairs).await;
            assert_eq!(reply.status, 400, "{member}");
            assert_eq!(reply.json()["error"], "invalid_grant");
        }
    }
    let code = code_of(&site.make_account(&page, "d").await);
    site.turn_clock(601);
    let reply = site
        .post_form("/oauth2/token", &redemption(&client_id, &code))
        .await;
    assert_eq!(reply.json()["error"], "invalid_grant");
}

#[tokio::test]
async fn a_client_without_a_home_page_is_422_and_with_a_plain_http_one_400() {
    let site = site(OAuth::default()).await;
    let mut metadata = client();
    metadata.as_object_mut().unwrap().remove("client_uri");
    let reply = site.register_client(&metadata).await;
    assert_eq!(reply.status, 422);
    assert!(
        reply
            .header("content-type")
            .unwrap()
            .starts_with("text/plain")
    );
    for (member, value, error) in [
        (
            "client_uri",
            json!("http://client.example.org/"),
            "invalid_client_metadata",
        ),
        (
            "grant_types",
            json!(["authorization_code"]),
            "invalid_client_metadata",
        ),
        (
            "redirect_uris",
            json!(["http://127.0.0.1:49152/callback"]),
            "invalid_redirect_uri",
        ),
        (
            "redirect_uris",
            json!(["https://client.example.org/"]),
            "invalid_redirect_uri",
        ),
    ] {
        let mut metadata = client();
        metadata[member] = value;
        let reply = site.register_client(&metadata).await;
        assert_eq!(reply.status, 400, "{metadata}");
        assert_eq!(reply.json()["error"], error, "{metadata}");
    }
}

#[tokio::test]
async fn a_server_can_refuse_every_client() {
    let site = site(OAuth {
        registration: ClientRegistration::Refused,
        ..OAuth::default()
    })
    .await;
    let reply = site.register_client(&client()).await;
    assert_eq!(reply.status, 400);
    assert_eq!(reply.json()["error"], "invalid_client_metadata");
}

#[tokio::test]
async fn a_browser_is_sent_back_only_to_an_address_that_was_registered() {
    let site = site(OAuth::default()).await;
    let client_id = site.client_id().await;
    for changes in [
        [("redirect_uri", "http://127.0.0.1:49152/other")],
        [("redirect_uri", "http://127.0.0.1:49152/callback/")],
        [("redirect_uri", "http://127.0.0.1:49152/callback?x")],
        [("redirect_uri", "http://127.0.0.2:49152/callback")],
        [("redirect_uri", "http://localhost:49152/callback")],
        [("redirect_uri", "https://127.0.0.1:49152/callback")],
        [("redirect_uri", "https://evil.example.org/callback")],
        [("client_id", "unknown")],
    ] {
        let page = page(&client_id, &changes);
        for reply in [
            site.get(&page).await,
            site.post_form(&page, &[("decision", "create")]).await,
        ] {
            assert_eq!(reply.status, 400);
            assert_eq!(reply.header("location"), None);
        }
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_told_to_the_program() {
    let site = site(OAuth::default()).await;
    let client_id = site.client_id().await;
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("response_mode", "form_post", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("scope", "openid", "invalid_scope"),
        ("prompt", "login", "login_required"),
    ] {
        let reply = site.get(&page(&client_id, &[(name, value)])).await;
        let back = back(&reply);
        assert_eq!(back[0], ("error".to_owned(), error.to_owned()), "{name}");
        assert_eq!(back.last().unwrap().1, "s&1");
    }
}

#[tokio::test]
async fn a_person_can_say_no_or_choose_another_name() {
    let site = site(OAuth::default()).await;
    let client_id = site.client_id().await;
    let page = page(&client_id, &[]);
    let no = back(&site.post_form(&page, &[("decision", "deny")]).await);
    assert_eq!(no[0].1, "access_denied");
    site.make_account(&page, "robin").await;
    for fields in [
        [("username", "robin"), ("password", PASSWORD)],
        [("username", "wren"), ("password", "short")],
    ] {
        let mut fields = fields.to_vec();
        fields.push(("decision", "create"));
        let reply = site.post_form(&page, &fields).await;
        assert_eq!(reply.status, 200);
        assert!(reply.text.contains("<form"), "{}", reply.text);
    }
}

#[tokio::test]
async fn sign_up_is_off_where_the_server_says_so_or_is_closed() {
    let options = |create, registration| Options {
        oauth: Some(OAuth {
            create,
            ..OAuth::default()
        }),
        registration,
        ..Options::default()
    };
    for options in [
        options(false, Registration::Open),
        options(true, Registration::Closed),
    ] {
        let site = Site::start(options).await;
        let client_id = site.client_id().await;
        let back = back(&site.get(&page(&client_id, &[])).await);
        assert_eq!(back[0].1, "invalid_request");
    }
}

#[tokio::test]
async fn the_metadata_names_endpoints_that_are_there_and_is_absent_without_oauth() {
    let stable = "/_matrix/client/v1/auth_metadata";
    let unstable = "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata";
    let new = site(OAuth::default()).await;
    let metadata = new.get(stable).await.json();
    assert_eq!(new.get(unstable).await.json(), metadata);
    assert_eq!(metadata["prompt_values_supported"], json!(["create"]));
    for member in [
        "authorization_endpoint",
        "token_endpoint",
        "revocation_endpoint",
        "registration_endpoint",
        "account_management_uri",
    ] {
        let reply = new.visit("GET", metadata[member].as_str().unwrap()).await;
        assert_ne!(reply.status, 404, "{member}");
    }
    let login = new.get("/_matrix/client/v3/login").await.json();
    assert_eq!(login["flows"][1]["type"], "m.login.sso");
    assert_eq!(login["flows"][1]["oauth_aware_preferred"], true);

    let old = site(OAuth {
        unstable_only: true,
        account_page: false,
        create: false,
        aware_preferred: false,
        ..OAuth::default()
    })
    .await;
    assert_eq!(old.get(stable).await.refusal().0, 404);
    let metadata = old.get(unstable).await.json();
    assert_eq!(metadata["prompt_values_supported"], json!([]));
    assert_eq!(metadata["account_management_uri"], json!(null));

    let none = Site::open().await;
    for path in [stable, unstable, "/oauth2/authorize"] {
        let refusal = none.get(path).await.refusal();
        assert_eq!(refusal, (404, "M_UNRECOGNIZED".to_owned()), "{path}");
    }
}
