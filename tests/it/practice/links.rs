//! Links and their pages, over HTTP and followed inside the wizard.

use mxid::practice::Link;
use serde_json::json;

use super::{PASSWORD, Site, email_stage, mail};

/// Asks for a mail with a `next_link` and returns its link.
async fn mailed(site: &Site, purpose: &str, next_link: &str) -> Link {
    let mut body = mail("alice@example.org", "s1", 1);
    body["next_link"] = next_link.into();
    let reply = site
        .post(&format!("{purpose}/email/requestToken"), &body)
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    site.newest().link.expect("a link")
}

#[tokio::test]
async fn an_opened_link_goes_on_to_its_next_link() {
    let site = Site::open().await;
    let link = mailed(&site, "/register", "https://example.org/welcome?a=b").await;
    let reply = site.visit("GET", link.url()).await;
    assert_eq!(reply.status, 302);
    assert_eq!(
        reply.header("location"),
        Some("https://example.org/welcome?a=b")
    );
}

#[tokio::test]
async fn a_posted_link_ignores_its_next_link() {
    let site = Site::open().await;
    let link = mailed(&site, "/register", "https://example.org/welcome").await;
    let reply = site.visit("POST", link.url()).await;
    assert_eq!((reply.status, reply.header("location")), (200, None));
}

#[tokio::test]
async fn a_next_link_that_is_no_web_address_is_refused() {
    let site = Site::open().await;
    for next_link in ["javascript:alert(1)", "file:///etc", "welcome"] {
        let mut body = mail("alice@example.org", "s1", 1);
        body["next_link"] = next_link.into();
        let reply = site.post("/register/email/requestToken", &body).await;
        assert_eq!(reply.refusal(), (400, "M_INVALID_PARAM".to_owned()));
    }
}

#[tokio::test]
async fn a_sign_up_link_validates_even_for_a_scanner_s_head() {
    let site = Site::open().await;
    let sid = site
        .ask_mail("/register", "alice@example.org", "s1", 1)
        .await;
    let link = site.newest().link.expect("a link");
    assert_eq!(site.visit("HEAD", link.url()).await.status, 200);
    let mut body = json!({"username": "alice", "password": PASSWORD});
    let session = site.begin("/register", &body).await;
    body["auth"] = email_stage(&session, &sid, "s1");
    assert_eq!(site.post("/register", &body).await.status, 200);
}

#[tokio::test]
async fn an_earlier_link_still_works_after_a_resend() {
    let site = Site::open().await;
    site.ask_mail("/register", "alice@example.org", "s1", 1)
        .await;
    let earlier = site.newest().link.expect("a link");
    site.ask_mail("/register", "alice@example.org", "s1", 2)
        .await;
    assert_ne!(site.newest().link.as_ref(), Some(&earlier));
    assert_eq!(site.visit("GET", earlier.url()).await.status, 200);
}

#[tokio::test]
async fn an_old_or_spoilt_link_is_a_page_with_status_400() {
    let site = Site::open().await;
    site.ask_mail("/register", "alice@example.org", "s1", 1)
        .await;
    let link = site.newest().link.expect("a link");
    let spoilt = link.url().replace("token=", "token=x");
    let cut = link.url().split('?').next().expect("a path").to_owned();
    for url in [spoilt, cut] {
        let reply = site.visit("GET", &url).await;
        assert_eq!(reply.status, 400);
        assert!(reply.text.starts_with("<!doctype html>"), "{}", reply.text);
    }
    site.turn_clock(2 * 60 * 60);
    assert_eq!(site.visit("GET", link.url()).await.status, 400);
}

#[tokio::test]
async fn a_reset_link_asks_first_and_validates_on_post() {
    let site = Site::open().await;
    site.account("alice", Some("alice@example.org")).await;
    let link = mailed(&site, "/account/password", "https://example.org/").await;
    let body = json!({"new_password": "another horse battery"});
    let session = site.begin("/account/password", &body).await;
    let sid = link.url().rsplit_once("sid=").expect("a sid").1.to_owned();
    let mut last = body.clone();
    last["auth"] = email_stage(&session, &sid, "s1");
    for method in ["GET", "HEAD"] {
        assert_eq!(site.visit(method, link.url()).await.status, 200);
        assert_eq!(site.post("/account/password", &last).await.status, 401);
    }
    let page = site.visit("GET", link.url()).await;
    assert!(page.text.contains("<form method=\"post\""), "{}", page.text);
    let confirmed = site.visit("POST", link.url()).await;
    assert_eq!(
        (confirmed.status, confirmed.header("location")),
        (200, None)
    );
    assert_eq!(site.post("/account/password", &last).await.status, 200);
}

#[tokio::test]
async fn a_page_escapes_what_the_address_bar_holds() {
    let site = Site::open().await;
    let url = format!(
        "{}/_synapse/client/password_reset/email/submit_token?token='><script>",
        site.practice.url()
    );
    let page = site.practice.follow(&Link::open(url.as_str())).await;
    assert!(page.confirm.is_some());
    let raw = url.replace('>', "%3E").replace('<', "%3C");
    let text = site.visit("GET", &raw).await.text;
    assert!(!text.contains("<script>") && !text.contains("'>"), "{text}");
}

#[tokio::test]
async fn a_click_in_the_wizard_opens_the_page_and_a_second_presses_its_button() {
    let site = Site::open().await;
    site.account("alice", Some("alice@example.org")).await;
    let link = mailed(&site, "/account/password", "https://example.org/").await;
    let page = site.practice.follow(&link).await;
    let confirm = page.confirm.expect("a button");
    let page = site.practice.follow(&confirm).await;
    assert_eq!((page.title.as_str(), page.confirm), ("Confirmed", None));
    assert!(!page.text.contains("example.org"), "{}", page.text);
}

#[tokio::test]
async fn a_click_in_the_wizard_says_where_the_browser_would_go_on_to() {
    let site = Site::open().await;
    let link = mailed(&site, "/register", "https://example.org/welcome").await;
    let page = site.practice.follow(&link).await;
    assert!(
        page.text.contains("https://example.org/welcome"),
        "{}",
        page.text
    );
}

#[tokio::test]
async fn a_link_to_another_place_is_not_followed() {
    let site = Site::open().await;
    let elsewhere = "https://example.org/_matrix/client/unstable/registration/email/submit_token";
    let unknown = format!("{}/_practice/outbox", site.practice.url());
    let longer = format!("{}0/_matrix", site.practice.url());
    for url in [elsewhere, unknown.as_str(), longer.as_str(), "", "nonsense"] {
        let page = site.practice.follow(&Link::open(url)).await;
        assert_eq!(page.title, "Not a practice link", "{url}");
    }
}
