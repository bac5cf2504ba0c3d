//! The pages on which a stage is finished in a browser.

use mxid::practice::{Captcha, Dialect, Link, Options, Policy, RegistrationToken};
use serde_json::{Value, json};

use super::http::Reply;
use super::{PASSWORD, Site};

const CAPTCHA: &str = "m.login.recaptcha";
const TERMS: &str = "m.login.terms";
const TOKEN: &str = "m.login.registration_token";
const QUIZ: &str = "org.example.quiz";

/// A server whose sign-up needs a browser for everything.
fn browsing(dialect: Dialect) -> Options {
    Options {
        dialect,
        registration_tokens: vec![RegistrationToken {
            token: "letmein".to_owned(),
            uses: Some(1),
        }],
        captcha: Some(Captcha {
            public_key: "key".to_owned(),
        }),
        terms: vec![Policy {
            id: "terms_of_service".to_owned(),
            version: "1.0".to_owned(),
            translations: Vec::new(),
        }],
        extra_stages: vec![QUIZ.to_owned()],
        ..Options::default()
    }
}

async fn register(site: &Site, auth: Option<Value>) -> Reply {
    let mut body = json!({"username": "bob", "password": PASSWORD, "inhibit_login": true});
    if let Some(auth) = auth {
        body["auth"] = auth;
    }
    site.post("/register", &body).await
}

async fn begin(site: &Site) -> String {
    let session = register(site, None).await.json()["session"].clone();
    session.as_str().expect("a session").to_owned()
}

fn path(stage: &str, session: &str) -> String {
    format!("/_matrix/client/v3/auth/{stage}/fallback/web?session={session}")
}

/// Posts a form to the page of a stage.
async fn post(site: &Site, stage: &str, form: &str) -> Reply {
    let path = format!("/_matrix/client/v3/auth/{stage}/fallback/web");
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    site.send("POST", &path, &headers, form).await
}

/// The completed stages, as the client that only names its session learns them.
async fn completed(site: &Site, session: &str) -> Value {
    let reply = register(site, Some(json!({"session": session}))).await;
    assert_eq!(reply.status, 401, "{}", reply.text);
    reply.json()["completed"].clone()
}

#[tokio::test]
async fn each_page_completes_its_stage_and_a_session_alone_finishes() {
    let site = Site::start(browsing(Dialect::Synapse)).await;
    let session = begin(&site).await;
    let mut done = Vec::new();
    for (stage, field) in [
        (TOKEN, "&token=letmein"),
        (CAPTCHA, "&g-recaptcha-response=ticked"),
        (TERMS, ""),
        (QUIZ, ""),
    ] {
        let page = site.get(&path(stage, &session)).await;
        assert_eq!(page.status, 200, "{stage}");
        assert!(
            page.text.contains("<form method=\"post\">"),
            "{}",
            page.text
        );
        assert!(page.text.contains(&format!("value=\"{session}\"")));
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        let page = post(&site, stage, &format!("session={session}{field}")).await;
        assert_eq!(page.status, 200, "{stage}");
        assert!(page.text.contains("Thank you"), "{}", page.text);
        done.push(stage);
        assert_eq!(completed(&site, &session).await, json!(done));
    }
    let auth = json!({"type": "m.login.dummy", "session": session});
    assert_eq!(register(&site, Some(auth)).await.status, 200);
}

#[tokio::test]
async fn a_session_whose_stages_are_all_done_elsewhere_finishes_by_its_name() {
    let options = Options {
        extra_stages: vec![QUIZ.to_owned()],
        dialect: Dialect::Synapse,
        ..Options::default()
    };
    let site = Site::start(options).await;
    let session = begin(&site).await;
    let auth = json!({"type": "m.login.dummy", "session": session});
    assert_eq!(register(&site, Some(auth)).await.status, 401);
    post(&site, QUIZ, &format!("session={session}")).await;
    let reply = register(&site, Some(json!({"session": session}))).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
}

#[tokio::test]
async fn an_empty_captcha_and_a_wrong_token_show_the_form_again() {
    let site = Site::start(browsing(Dialect::Synapse)).await;
    let session = begin(&site).await;
    for (stage, field) in [
        (CAPTCHA, ""),
        (CAPTCHA, "&g-recaptcha-response="),
        (TOKEN, "&token=wrong"),
    ] {
        let page = post(&site, stage, &format!("session={session}{field}")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("not accepted"), "{}", page.text);
        assert!(page.text.contains("<form"), "{}", page.text);
    }
    assert_eq!(completed(&site, &session).await, json!([]));
}

#[tokio::test]
async fn an_unknown_session_is_a_page_and_a_missing_one_an_error() {
    let site = Site::start(browsing(Dialect::Synapse)).await;
    let page = site.get(&path(CAPTCHA, "nosuch")).await;
    assert_eq!(page.status, 400);
    assert!(page.text.contains("<h1>"), "{}", page.text);
    assert_eq!(post(&site, TERMS, "session=nosuch").await.status, 400);
    let missing = site.get("/_matrix/client/v3/auth/m.login.terms/fallback/web");
    let reply = missing.await;
    assert_eq!(reply.refusal(), (400, "M_MISSING_PARAM".to_owned()));
}

#[tokio::test]
async fn a_page_escapes_the_session_in_its_address() {
    let site = Site::start(browsing(Dialect::Synapse)).await;
    let page = site.get(&path(TERMS, "%22%3E%3Cscript%3E")).await;
    assert!(!page.text.contains("<script>"), "{}", page.text);
}

#[tokio::test]
async fn a_module_s_stage_cannot_be_claimed_without_its_page() {
    let site = Site::start(browsing(Dialect::Synapse)).await;
    let session = begin(&site).await;
    let reply = register(&site, Some(json!({"type": QUIZ, "session": session}))).await;
    assert_eq!(reply.refusal(), (401, "M_UNAUTHORIZED".to_owned()));
    assert!(reply.json()["flows"].is_array());
}

#[tokio::test]
async fn only_the_stages_that_a_dialect_has_pages_for_are_found() {
    const ALL: [&str; 6] = [
        CAPTCHA,
        TERMS,
        TOKEN,
        "m.login.sso",
        "m.login.email.identity",
        QUIZ,
    ];
    for (dialect, pages) in [
        (
            Dialect::Synapse,
            &[CAPTCHA, TERMS, TOKEN, "m.login.sso", QUIZ][..],
        ),
        (Dialect::Continuwuity, &[]),
        (Dialect::Tuwunel, &["m.login.sso"]),
        (Dialect::Dendrite, &[CAPTCHA]),
        (Dialect::Conduit, &[]),
        (Dialect::Mas, &[]),
    ] {
        let site = Site::start(browsing(dialect)).await;
        for stage in ALL {
            for version in ["v3", "r0"] {
                let path = path(stage, "nosuch").replace("/v3/", &format!("/{version}/"));
                let reply = site.get(&path).await;
                let status = if pages.contains(&stage) { 400 } else { 404 };
                assert_eq!(reply.status, status, "{dialect} {path}");
            }
        }
    }
}

#[tokio::test]
async fn in_the_wizard_the_page_opens_and_its_button_completes() {
    let site = Site::start(browsing(Dialect::Synapse)).await;
    let session = begin(&site).await;
    for stage in [CAPTCHA, TERMS, QUIZ] {
        let link = Link::open(format!("{}{}", site.practice.url(), path(stage, &session)));
        let page = site.practice.follow(&link).await;
        let button = page.confirm.expect("a button");
        assert!(!has_completed(&site, &session, stage).await);
        let page = site.practice.follow(&button).await;
        assert_eq!((page.title.as_str(), &page.confirm), ("Thank you", &None));
        assert!(has_completed(&site, &session, stage).await);
    }
    let token = Link::open(format!("{}{}", site.practice.url(), path(TOKEN, &session)));
    assert!(site.practice.follow(&token).await.confirm.is_none());
}

/// Whether a stage counts as completed.
async fn has_completed(site: &Site, session: &str, stage: &str) -> bool {
    let completed = completed(site, session).await;
    completed
        .as_array()
        .expect("a list")
        .contains(&json!(stage))
}

#[tokio::test]
async fn in_the_wizard_a_page_that_a_server_lacks_says_so() {
    let site = Site::start(browsing(Dialect::Continuwuity)).await;
    let link = Link::open(format!("{}{}", site.practice.url(), path(CAPTCHA, "s")));
    let page = site.practice.follow(&link).await;
    assert_eq!(page.title, "There is no such page");
}
