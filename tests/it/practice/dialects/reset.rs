//! `POST /account/password` without an access token.

use super::*;

async fn reset(site: &Site, auth: Option<Value>) -> Reply {
    let mut body = json!({"new_password": "another horse battery", "logout_devices": false});
    if let Some(auth) = auth {
        body["auth"] = auth;
    }
    site.post("/account/password", &body).await
}

fn credentials(sid: &str) -> Value {
    json!({
        "type": "m.login.email.identity",
        "threepid_creds": {"sid": sid, "client_secret": "s1"},
    })
}

#[tokio::test]
async fn without_auth_each_says_whether_it_resets_at_all() {
    for (dialect, expected, flows) in [
        (Dialect::Synapse, refusal(401, ""), true),
        (Dialect::Continuwuity, refusal(401, ""), true),
        (Dialect::Tuwunel, refusal(401, "M_MISSING_TOKEN"), false),
        (Dialect::Dendrite, refusal(401, "M_MISSING_TOKEN"), false),
        (Dialect::Conduit, refusal(401, "M_MISSING_TOKEN"), false),
        (Dialect::Mas, refusal(404, "M_UNRECOGNIZED"), false),
    ] {
        let site = speaking(dialect).await;
        let reply = reset(&site, None).await;
        assert_eq!(reply.refusal(), expected, "{dialect}");
        assert_eq!(reply.json()["flows"].is_array(), flows, "{dialect}");
    }
}

#[tokio::test]
async fn the_flows_are_offered_even_where_no_mail_can_be_sent() {
    for dialect in [Dialect::Synapse, Dialect::Continuwuity] {
        let site = Site::start(without_mail(dialect)).await;
        let flows = reset(&site, None).await.json()["flows"].clone();
        assert_eq!(flows, json!([{"stages": ["m.login.email.identity"]}]));
    }
}

#[tokio::test]
async fn dendrite_and_conduit_want_a_token_whatever_is_sent() {
    for dialect in [Dialect::Dendrite, Dialect::Conduit] {
        let site = speaking(dialect).await;
        let reply = reset(&site, Some(credentials("nosuch"))).await;
        assert_eq!(
            reply.refusal(),
            refusal(401, "M_MISSING_TOKEN"),
            "{dialect}"
        );
    }
}

#[tokio::test]
async fn tuwunel_takes_the_proof_at_once_and_only_once() {
    let site = Site::start(with_alice(Dialect::Tuwunel)).await;
    let address = "alice@example.org";
    let sid = site.ask_mail("/account/password", address, "s1", 1).await;
    let not_yet = reset(&site, Some(credentials(&sid))).await;
    assert_eq!(not_yet.refusal(), refusal(403, "M_FORBIDDEN"));
    assert!(not_yet.json().get("flows").is_none());
    let link = site.newest().link.expect("a link");
    assert_eq!(site.visit("POST", link.url()).await.status, 200);
    let reply = reset(&site, Some(credentials(&sid))).await;
    assert_eq!((reply.status, reply.json()), (200, json!({})));
    let again = reset(&site, Some(credentials(&sid))).await;
    assert_eq!(again.refusal(), refusal(403, "M_FORBIDDEN"));
    assert_eq!(
        site.log_in("alice", "another horse battery").await.status,
        200
    );
}

#[tokio::test]
async fn a_lost_answer_of_a_reset_cannot_be_repeated_on_continuwuity() {
    let site = Site::start(with_alice(Dialect::Continuwuity)).await;
    let sid = site
        .ask_mail("/account/password", "alice@example.org", "s1", 1)
        .await;
    let link = site.newest().link.expect("a link");
    site.visit("GET", link.url()).await;
    let session = reset(&site, None).await.json()["session"].clone();
    let mut auth = credentials(&sid);
    auth["session"] = session;
    assert_eq!(reset(&site, Some(auth.clone())).await.status, 200);
    let again = reset(&site, Some(auth)).await;
    assert_eq!(again.refusal(), refusal(400, "M_INVALID_PARAM"));
    let login = site.log_in("alice", "another horse battery").await;
    assert_eq!(login.json()["well_known"]["m.identity_server"], Value::Null);
    assert!(login.json()["well_known"]["m.homeserver"].is_object());
}

#[tokio::test]
async fn a_proved_address_that_no_account_has_is_told_by_each() {
    for (dialect, expected) in [
        (Dialect::Synapse, refusal(404, "M_NOT_FOUND")),
        (Dialect::Continuwuity, refusal(500, "M_UNKNOWN")),
    ] {
        let site = speaking(dialect).await;
        let sid = site.prove_mail("/register", "b@example.org", "s1").await;
        let reply = reset(&site, Some(credentials(&sid))).await;
        assert_eq!(reply.refusal(), expected, "{dialect}");
    }
}
