//! The effects of opening and confirming a mail's link.

use super::*;

/// Whether the address of a sign-up counts as proved after these visits of its link.
async fn proved_by(dialect: Dialect, visits: &[(&str, u16)]) -> bool {
    let site = speaking(dialect).await;
    let sid = site.ask_mail("/register", "b@example.org", "s1", 1).await;
    let link = site.newest().link.expect("a link");
    for (method, status) in visits {
        let reply = site.visit(method, link.url()).await;
        assert_eq!(reply.status, *status, "{dialect} {method}");
    }
    let session = begin(&site, "bob").await;
    let reply = register(&site, "bob", email_stage(&session, &sid, "s1")).await;
    reply.status == 200
}

#[tokio::test]
async fn a_sign_up_link_validates_at_once_or_asks_first() {
    for (dialect, visits, proved) in [
        (Dialect::Continuwuity, &[("HEAD", 200)][..], true),
        (Dialect::Continuwuity, &[("POST", 403)], false),
        (Dialect::Tuwunel, &[("HEAD", 200), ("GET", 200)], false),
        (Dialect::Tuwunel, &[("GET", 200), ("POST", 200)], true),
    ] {
        assert_eq!(
            proved_by(dialect, visits).await,
            proved,
            "{dialect} {visits:?}"
        );
    }
}

#[tokio::test]
async fn a_reset_link_of_continuwuity_validates_even_for_a_scanner_s_head() {
    let site = Site::start(with_alice(Dialect::Continuwuity)).await;
    let sid = site
        .ask_mail("/account/password", "alice@example.org", "s1", 1)
        .await;
    let link = site.newest().link.expect("a link");
    assert_eq!(site.visit("HEAD", link.url()).await.status, 200);
    let mut body = json!({"new_password": PASSWORD});
    let session = site.begin("/account/password", &body).await;
    body["auth"] = email_stage(&session, &sid, "s1");
    assert_eq!(site.post("/account/password", &body).await.status, 200);
}

#[tokio::test]
async fn in_the_wizard_a_link_asks_first_where_the_server_does() {
    for (dialect, asks) in [
        (Dialect::Synapse, false),
        (Dialect::Continuwuity, false),
        (Dialect::Tuwunel, true),
    ] {
        let site = speaking(dialect).await;
        site.ask_mail("/register", "b@example.org", "s1", 1).await;
        let link = site.newest().link.expect("a link");
        let page = site.practice.follow(&link).await;
        assert_eq!(page.confirm.is_some(), asks, "{dialect}");
        if let Some(button) = page.confirm {
            assert_eq!(site.practice.follow(&button).await.title, "Confirmed");
        }
    }
}
