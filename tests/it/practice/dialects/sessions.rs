//! The end of a session that is lost, and of one that has succeeded.

use super::*;

#[tokio::test]
async fn a_lost_session_is_refused_in_each_server_s_words() {
    for (dialect, status, errcode) in [
        (Dialect::Synapse, 400, "M_UNKNOWN"),
        (Dialect::Continuwuity, 400, "M_INVALID_PARAM"),
        (Dialect::Tuwunel, 403, "M_FORBIDDEN"),
        (Dialect::Conduit, 403, "M_FORBIDDEN"),
    ] {
        let site = speaking(dialect).await;
        let auth = json!({"type": "m.login.dummy", "session": "nosuch"});
        let reply = register(&site, "bob", auth).await;
        assert_eq!(reply.refusal(), refusal(status, errcode), "{dialect}");
        assert!(reply.json().get("flows").is_none());
    }
}

#[tokio::test]
async fn dendrite_begins_a_lost_session_anew_under_its_name() {
    let site = speaking(Dialect::Dendrite).await;
    let reply = register(&site, "bob", json!({"session": "nosuch"})).await;
    assert_eq!(
        (reply.status, &reply.json()["session"]),
        (401, &json!("nosuch"))
    );
}

#[tokio::test]
async fn sessions_last_as_long_as_each_server_keeps_them() {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    for (dialect, lifetime) in [(Dialect::Synapse, 48 * HOUR), (Dialect::Tuwunel, 24 * HOUR)] {
        let site = speaking(dialect).await;
        let session = begin(&site, "bob").await;
        for (passed, lost) in [(lifetime, false), (1, true)] {
            site.turn_clock(passed);
            begin(&site, "carol").await;
            let reply = register(&site, "bob", json!({"session": session})).await;
            assert_eq!(reply.status != 401, lost, "{dialect} {passed}");
        }
    }
}

#[tokio::test]
async fn a_repeated_final_request_is_answered_again_or_meets_a_session_that_is_gone() {
    for (dialect, expected) in [
        (Dialect::Synapse, refusal(200, "")),
        (Dialect::Dendrite, refusal(200, "")),
        (Dialect::Continuwuity, refusal(400, "M_INVALID_PARAM")),
        (Dialect::Tuwunel, refusal(400, "M_USER_IN_USE")),
        (Dialect::Conduit, refusal(400, "M_USER_IN_USE")),
    ] {
        let site = Site::start(Options {
            dialect,
            ..Options::default()
        })
        .await;
        let session = begin(&site, "bob").await;
        let auth = json!({"type": "m.login.dummy", "session": session});
        assert_eq!(register(&site, "bob", auth.clone()).await.status, 200);
        let reply = register(&site, "bob", auth).await;
        assert_eq!(reply.refusal(), expected, "{dialect}");
    }
}

#[tokio::test]
async fn after_a_lost_answer_continuwuity_says_not_yet_to_the_credentials_alone() {
    let site = speaking(Dialect::Continuwuity).await;
    let sid = site.prove_mail("/register", "b@example.org", "s1").await;
    let session = begin(&site, "bob").await;
    let auth = email_stage(&session, &sid, "s1");
    assert_eq!(register(&site, "bob", auth).await.status, 200);
    let fresh = site.post("/register", &wanted("bob")).await;
    assert_eq!(
        (fresh.status, fresh.json()["flows"].is_array()),
        (401, true)
    );
    let credentials = json!({
        "type": "m.login.email.identity",
        "threepid_creds": {"sid": sid, "client_secret": "s1"},
    });
    let reply = register(&site, "bob", credentials).await;
    assert_eq!(reply.refusal(), refusal(401, "M_THREEPID_AUTH_FAILED"));
}
