//! A dialect's description of itself before the first request.

use mxid::practice::Registration;

use super::*;

#[tokio::test]
async fn each_tells_its_name_and_version() {
    for (dialect, name) in [
        (Dialect::Synapse, "Synapse"),
        (Dialect::Continuwuity, "continuwuity"),
        (Dialect::Tuwunel, "Tuwunel"),
        (Dialect::Dendrite, "Dendrite"),
        (Dialect::Conduit, "Conduit"),
        (Dialect::Mas, "Synapse"),
    ] {
        let site = speaking(dialect).await;
        let software = site.get("/_matrix/federation/v1/version").await.json();
        assert_eq!(software["server"]["name"], name, "{dialect}");
        assert!(software["server"]["version"].is_string(), "{dialect}");
    }
}

#[tokio::test]
async fn mas_prefers_its_web_login_and_the_others_have_none() {
    for dialect in Dialect::ALL {
        let site = speaking(dialect).await;
        let login = site.get("/_matrix/client/v3/login").await.json();
        let flows = login["flows"].as_array().expect("flows");
        let sso = flows.iter().find(|flow| flow["type"] == "m.login.sso");
        let prefers = sso.map(|flow| flow["oauth_aware_preferred"].clone());
        let expected = (dialect == Dialect::Mas).then_some(json!(true));
        assert_eq!(prefers, expected, "{dialect}");
    }
}

#[tokio::test]
async fn what_a_dialect_lacks_is_404() {
    let available = "/_matrix/client/v3/register/available?username=alice";
    let validity = "/_matrix/client/v1/register/m.login.registration_token/validity?token=t";
    let policy = "/_matrix/client/v3/password_policy";
    for (dialect, path, status) in [
        (Dialect::Synapse, available, 200),
        (Dialect::Continuwuity, available, 200),
        (Dialect::Tuwunel, available, 200),
        (Dialect::Dendrite, available, 200),
        (Dialect::Conduit, available, 200),
        (Dialect::Mas, available, 404),
        (Dialect::Synapse, validity, 200),
        (Dialect::Continuwuity, validity, 200),
        (Dialect::Tuwunel, validity, 200),
        (Dialect::Dendrite, validity, 404),
        (Dialect::Conduit, validity, 200),
        (Dialect::Mas, validity, 404),
        (Dialect::Synapse, policy, 200),
        (Dialect::Continuwuity, policy, 404),
        (Dialect::Tuwunel, policy, 404),
        (Dialect::Dendrite, policy, 404),
        (Dialect::Conduit, policy, 404),
        (Dialect::Mas, policy, 200),
    ] {
        let reply = speaking(dialect).await.get(path).await;
        assert_eq!(reply.status, status, "{dialect} {path}");
        if status == 404 {
            assert_eq!(reply.refusal(), refusal(404, "M_UNRECOGNIZED"), "{dialect}");
        }
    }
    let rules = speaking(Dialect::Mas).await.get(policy).await.json();
    assert_eq!(rules, json!({}));
}

#[tokio::test]
async fn a_closed_server_s_word_on_a_token_differs() {
    let path = "/_matrix/client/v1/register/m.login.registration_token/validity?token=t";
    for (dialect, status) in [
        (Dialect::Synapse, 403),
        (Dialect::Continuwuity, 200),
        (Dialect::Conduit, 404),
    ] {
        let options = Options {
            registration: Registration::Closed,
            ..Options::speaking(dialect)
        };
        let reply = Site::start(options).await.get(path).await;
        assert_eq!(reply.status, status, "{dialect}");
        if status == 200 {
            assert_eq!(reply.json(), json!({"valid": false}));
        }
    }
}

#[tokio::test]
async fn behind_mas_nobody_signs_up_here() {
    let site = speaking(Dialect::Mas).await;
    let reply = site.post("/register", &json!({})).await;
    assert_eq!(reply.refusal(), refusal(403, "M_FORBIDDEN"));
}
