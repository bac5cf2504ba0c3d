//! Flows, user names, passwords and the answer of a sign-up.

use mxid::practice::{Captcha, RegistrationToken};

use super::*;

/// The flows of a server, as lists of stages without their `m.login.`.
async fn flows(options: Options) -> Vec<String> {
    let site = Site::start(options).await;
    let challenge = site.post("/register", &wanted("alice")).await.json();
    let stages = |flow: &Value| {
        let stages = flow["stages"].as_array().expect("stages");
        let names = stages.iter().filter_map(Value::as_str);
        let short = names.map(|name| name.strip_prefix("m.login.").unwrap_or(name));
        short.collect::<Vec<_>>().join(" ")
    };
    let flows = challenge["flows"].as_array().expect("flows");
    flows.iter().map(stages).collect()
}

/// Everything that a sign-up can ask for.
fn demanding(dialect: Dialect) -> Options {
    Options {
        dialect,
        email: Contact::Required,
        registration_tokens: vec![RegistrationToken {
            token: "letmein".to_owned(),
            uses: Some(1),
        }],
        captcha: Some(Captcha {
            public_key: "key".to_owned(),
        }),
        terms: vec![policy()],
        extra_stages: vec!["org.example.quiz".to_owned()],
        ..Options::default()
    }
}

#[tokio::test]
async fn each_asks_in_flows_of_its_own() {
    let contacts = "registration_token recaptcha terms org.example.quiz";
    for (dialect, demanding_flows) in [
        (
            Dialect::Synapse,
            vec![
                format!("{contacts} email.identity"),
                format!("{contacts} msisdn email.identity"),
            ],
        ),
        (
            Dialect::Continuwuity,
            vec![
                "terms registration_token email.identity".to_owned(),
                "terms recaptcha email.identity".to_owned(),
            ],
        ),
        (
            Dialect::Tuwunel,
            vec!["registration_token email.identity terms".to_owned()],
        ),
        (Dialect::Dendrite, vec!["recaptcha".to_owned()]),
        (Dialect::Conduit, vec!["registration_token".to_owned()]),
    ] {
        assert_eq!(
            flows(demanding(dialect)).await,
            demanding_flows,
            "{dialect}"
        );
        if dialect != Dialect::Synapse {
            let easy = Options {
                dialect,
                ..Options::default()
            };
            assert_eq!(flows(easy).await, ["dummy"], "{dialect}");
        }
    }
}

#[tokio::test]
async fn a_taken_name_is_told_before_or_after_the_last_stage() {
    for (dialect, first, last) in [
        (Dialect::Synapse, Some(400), 400),
        (Dialect::Conduit, Some(400), 400),
        (Dialect::Tuwunel, Some(400), 400),
        (Dialect::Dendrite, None, 400),
        (Dialect::Continuwuity, None, 400),
    ] {
        let options = Options {
            email: Contact::Optional,
            ..with_alice(dialect)
        };
        let site = Site::start(options).await;
        let reply = site.post("/register", &wanted("alice")).await;
        match first {
            Some(status) => assert_eq!(reply.refusal(), refusal(status, "M_USER_IN_USE")),
            None => {
                let session = reply.json()["session"].clone();
                let auth = json!({"type": "m.login.dummy", "session": session});
                let reply = register(&site, "alice", auth).await;
                assert_eq!(reply.refusal(), refusal(last, "M_USER_IN_USE"), "{dialect}");
            }
        }
    }
}

#[tokio::test]
async fn continuwuity_tells_of_a_taken_name_with_the_proof_used_up() {
    let site = Site::start(with_alice(Dialect::Continuwuity)).await;
    let sid = site.prove_mail("/register", "b@example.org", "s1").await;
    let session = begin(&site, "alice").await;
    let reply = register(&site, "alice", email_stage(&session, &sid, "s1")).await;
    assert_eq!(reply.refusal(), refusal(400, "M_USER_IN_USE"));
    let session = begin(&site, "bob").await;
    let reply = register(&site, "bob", email_stage(&session, &sid, "s1")).await;
    assert_eq!(reply.refusal(), refusal(401, "M_THREEPID_AUTH_FAILED"));
}

#[tokio::test]
async fn capitals_underscores_and_digits_are_judged_by_each() {
    let fine = || refusal(200, "");
    let invalid = || refusal(400, "M_INVALID_USERNAME");
    for (dialect, capitals, underscore, digits) in [
        (Dialect::Synapse, fine(), invalid(), invalid()),
        (Dialect::Dendrite, fine(), invalid(), invalid()),
        (Dialect::Continuwuity, invalid(), fine(), fine()),
        (Dialect::Conduit, fine(), fine(), fine()),
    ] {
        for (name, expected) in [("Bob", capitals), ("_bob", underscore), ("123", digits)] {
            let site = Site::start(Options {
                dialect,
                ..Options::default()
            })
            .await;
            let auth = json!({"type": "m.login.dummy"});
            let reply = register(&site, name, auth).await;
            assert_eq!(reply.refusal(), expected, "{dialect} {name}");
        }
    }
}

#[tokio::test]
async fn a_password_of_one_character_is_taken_where_there_is_no_rule() {
    for (dialect, expected) in [
        (Dialect::Synapse, refusal(400, "M_PASSWORD_TOO_SHORT")),
        (Dialect::Dendrite, refusal(400, "M_WEAK_PASSWORD")),
        (Dialect::Continuwuity, refusal(200, "")),
        (Dialect::Tuwunel, refusal(200, "")),
        (Dialect::Conduit, refusal(200, "")),
    ] {
        let site = Site::start(Options {
            dialect,
            ..Options::default()
        })
        .await;
        let auth = json!({"type": "m.login.dummy"});
        let body = json!({"username": "bob", "password": "x", "auth": auth});
        let reply = site.post("/register", &body).await;
        assert_eq!(reply.refusal(), expected, "{dialect}");
    }
}

#[tokio::test]
async fn an_inhibited_login_leaves_a_null_or_nothing() {
    let server = "practice.localhost";
    let id = format!("@bob:{server}");
    for (dialect, expected) in [
        (
            Dialect::Synapse,
            json!({"user_id": id, "home_server": server}),
        ),
        (
            Dialect::Continuwuity,
            json!({"user_id": id, "device_id": null}),
        ),
        (Dialect::Tuwunel, json!({"user_id": id, "device_id": null})),
        (Dialect::Dendrite, json!({"user_id": id})),
        (Dialect::Conduit, json!({"user_id": id, "device_id": null})),
    ] {
        let site = Site::start(Options {
            dialect,
            ..Options::default()
        })
        .await;
        let reply = register(&site, "bob", json!({"type": "m.login.dummy"})).await;
        assert_eq!(reply.json(), expected, "{dialect}");
    }
}

#[tokio::test]
async fn an_address_that_was_taken_meanwhile_ends_a_sign_up_or_is_silently_left_out() {
    for (dialect, expected) in [
        (Dialect::Synapse, refusal(400, "M_THREEPID_IN_USE")),
        (Dialect::Continuwuity, refusal(200, "")),
        (Dialect::Tuwunel, refusal(200, "")),
    ] {
        let site = Site::start(Options {
            email: Contact::Required,
            dialect,
            ..Options::default()
        })
        .await;
        let address = "b@example.org";
        let mut proofs = Vec::new();
        for secret in ["s1", "s2"] {
            let sid = site.ask_mail("/register", address, secret, 1).await;
            let link = site.newest().link.expect("a link");
            let method = if dialect == Dialect::Tuwunel {
                "POST"
            } else {
                "GET"
            };
            assert_eq!(site.visit(method, link.url()).await.status, 200);
            proofs.push((sid, secret));
        }
        let mut said = Vec::new();
        for ((sid, secret), name) in proofs.into_iter().zip(["bob", "carol"]) {
            let session = begin(&site, name).await;
            let reply = register(&site, name, email_stage(&session, &sid, secret)).await;
            said.push(reply.refusal());
        }
        assert_eq!(said, [refusal(200, ""), expected], "{dialect}");
    }
}

#[tokio::test]
async fn an_access_token_is_refused_in_each_server_s_words() {
    for (dialect, expected) in [
        (Dialect::Synapse, refusal(400, "M_UNKNOWN")),
        (Dialect::Continuwuity, refusal(401, "M_UNAUTHORIZED")),
        (Dialect::Dendrite, refusal(400, "M_MISSING_PARAM")),
    ] {
        let site = speaking(dialect).await;
        let reply = site.post_as("nonsense", "/register", &wanted("bob")).await;
        assert_eq!(reply.refusal(), expected, "{dialect}");
        assert!(reply.json().get("flows").is_none());
    }
}

#[tokio::test]
async fn a_token_is_given_back_by_synapse_alone() {
    let path = "/_matrix/client/v1/register/m.login.registration_token/validity?token=letmein";
    for (dialect, valid) in [(Dialect::Synapse, true), (Dialect::Continuwuity, false)] {
        let site = Site::start(demanding(dialect)).await;
        let session = begin(&site, "bob").await;
        let auth = json!({
            "type": "m.login.registration_token", "session": session, "token": "letmein",
        });
        let reply = register(&site, "bob", auth).await;
        assert_eq!(
            reply.json()["completed"],
            json!(["m.login.registration_token"])
        );
        site.turn_clock(72 * 60 * 60);
        begin(&site, "carol").await;
        assert_eq!(
            site.get(path).await.json(),
            json!({"valid": valid}),
            "{dialect}"
        );
    }
}
