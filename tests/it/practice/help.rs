//! Capabilities, and whom to turn to.

use mxid::practice::{Options, Support, SupportContact};
use serde_json::json;

use super::{Site, mail};

#[tokio::test]
async fn contacts_that_may_not_be_changed_are_told_and_refused() {
    let site = Site::start(Options {
        contact_changes: false,
        ..Options::default()
    })
    .await;
    let token = site.account("alice", None).await;
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str())];
    let path = "/_matrix/client/v3/capabilities";
    let reply = site.send("GET", path, &headers, "").await;
    assert_eq!(
        reply.json(),
        json!({"capabilities": {
            "m.change_password": {"enabled": true},
            "m.3pid_changes": {"enabled": false},
        }})
    );
    let body = mail("alice@example.org", "s1", 1);
    let reply = site.post("/account/3pid/email/requestToken", &body).await;
    assert_eq!(reply.refusal(), (400, "M_FORBIDDEN".to_owned()));
    let body = json!({"sid": "1", "client_secret": "s1"});
    let reply = site.post_as(&token, "/account/3pid/add", &body).await;
    assert_eq!(reply.refusal(), (400, "M_FORBIDDEN".to_owned()));
}

#[tokio::test]
async fn capabilities_are_for_those_who_are_logged_in() {
    let site = Site::open().await;
    let reply = site.get("/_matrix/client/v3/capabilities").await;
    assert_eq!(reply.refusal(), (401, "M_MISSING_TOKEN".to_owned()));
}

#[tokio::test]
async fn support_is_told_where_there_is_any() {
    let site = Site::open().await;
    let path = "/.well-known/matrix/support";
    assert_eq!(site.get(path).await.status, 404);
    let support = Support {
        contacts: vec![SupportContact {
            role: "m.role.admin".to_owned(),
            matrix_id: Some("@admin:example.org".to_owned()),
            email_address: None,
        }],
        page: Some("https://example.org/help".to_owned()),
    };
    let site = Site::start(Options {
        support: Some(support),
        ..Options::default()
    })
    .await;
    assert_eq!(
        site.get(path).await.json(),
        json!({
            "contacts": [{"role": "m.role.admin", "matrix_id": "@admin:example.org"}],
            "support_page": "https://example.org/help",
        })
    );
}
