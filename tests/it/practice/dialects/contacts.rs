//! The six `requestToken` endpoints, and adding a contact.

use super::*;

/// Where each dialect is asked for a message, and what it says: with mail and SMS set up as far as it can, and without.
/// 200 stands for a message that was sent.
const TABLE: [(Dialect, [&str; 6], [&str; 6]); 6] = [
    (
        Dialect::Synapse,
        ["200", "200", "200", "404 M_UNRECOGNIZED", "200", "200"],
        [
            "400 M_UNKNOWN",
            "400 M_UNKNOWN",
            "400 M_UNKNOWN",
            "404 M_UNRECOGNIZED",
            "400 M_THREEPID_MEDIUM_NOT_SUPPORTED",
            "400 M_THREEPID_MEDIUM_NOT_SUPPORTED",
        ],
    ),
    (
        Dialect::Continuwuity,
        [
            "200",
            "404 M_UNRECOGNIZED",
            "200",
            "404 M_UNRECOGNIZED",
            "200",
            "400 M_THREEPID_MEDIUM_NOT_SUPPORTED",
        ],
        [
            "404 M_UNRECOGNIZED",
            "404 M_UNRECOGNIZED",
            "400 M_THREEPID_NOT_FOUND",
            "404 M_UNRECOGNIZED",
            "403 M_FORBIDDEN",
            "400 M_THREEPID_MEDIUM_NOT_SUPPORTED",
        ],
    ),
    (
        Dialect::Tuwunel,
        [
            "200",
            "404 M_UNRECOGNIZED",
            "200",
            "404 M_UNRECOGNIZED",
            "200",
            "400 M_THREEPID_MEDIUM_NOT_SUPPORTED",
        ],
        [
            "403 M_THREEPID_DENIED",
            "404 M_UNRECOGNIZED",
            "403 M_THREEPID_DENIED",
            "404 M_UNRECOGNIZED",
            "403 M_THREEPID_DENIED",
            "400 M_THREEPID_MEDIUM_NOT_SUPPORTED",
        ],
    ),
    (Dialect::Dendrite, DENDRITE, DENDRITE),
    (Dialect::Conduit, CONDUIT, CONDUIT),
    (
        Dialect::Mas,
        ["404 M_UNRECOGNIZED"; 6],
        ["404 M_UNRECOGNIZED"; 6],
    ),
];

const DENDRITE: [&str; 6] = [
    "400 M_SERVER_NOT_TRUSTED",
    "404 M_UNRECOGNIZED",
    "404 M_UNRECOGNIZED",
    "404 M_UNRECOGNIZED",
    "400 M_SERVER_NOT_TRUSTED",
    "404 M_UNRECOGNIZED",
];

const CONDUIT: [&str; 6] = [
    "404 M_UNRECOGNIZED",
    "404 M_UNRECOGNIZED",
    "404 M_UNRECOGNIZED",
    "404 M_UNRECOGNIZED",
    "403 M_THREEPID_DENIED",
    "403 M_THREEPID_DENIED",
];

#[tokio::test]
async fn each_of_the_six_answers_as_measured() {
    for (dialect, set_up, without) in TABLE {
        let moods = [
            (with_alice(dialect), set_up),
            (without_mail(dialect), without),
        ];
        for (options, expected) in moods {
            let site = Site::start(options).await;
            let mut said = Vec::new();
            for (purpose, address) in [
                ("/register", "new@example.org"),
                ("/account/password", "alice@example.org"),
                ("/account/3pid", "other@example.org"),
            ] {
                let secret = purpose.replace('/', "_");
                let asked = [
                    ("email", mail(address, &secret, 1)),
                    ("msisdn", text("US", "2015550123", &secret, 1)),
                ];
                for (medium, body) in asked {
                    let path = format!("{purpose}/{medium}/requestToken");
                    let reply = site.post(&path, &body).await;
                    let errcode = reply.json()["errcode"].as_str().map(str::to_owned);
                    said.push(match errcode {
                        Some(errcode) => format!("{} {errcode}", reply.status),
                        None => reply.status.to_string(),
                    });
                }
            }
            assert_eq!(said, expected, "{dialect}");
        }
    }
}

/// Logs `bob` in, who signed up without a contact.
async fn signed_in(site: &Site) -> String {
    let mut body = json!({"username": "bob", "password": PASSWORD});
    let session = site.begin("/register", &body).await;
    body["auth"] = json!({"type": "m.login.dummy", "session": session});
    let reply = site.post("/register", &body).await;
    let token = reply.json()["access_token"].as_str().map(str::to_owned);
    token.expect("a token")
}

fn password_stage(session: &Value) -> Value {
    let identifier = json!({"type": "m.id.user", "user": "bob"});
    json!({
        "type": "m.login.password", "session": session, "identifier": identifier, "password": PASSWORD,
    })
}

#[tokio::test]
async fn an_unvalidated_contact_is_refused_after_the_password() {
    for (dialect, status) in [
        (Dialect::Synapse, 400),
        (Dialect::Continuwuity, 403),
        (Dialect::Tuwunel, 403),
    ] {
        let site = Site::start(Options {
            dialect,
            ..Options::default()
        })
        .await;
        let token = signed_in(&site).await;
        let sid = site
            .ask_mail("/account/3pid", "b@example.org", "s1", 1)
            .await;
        let mut body = json!({"sid": sid, "client_secret": "s1"});
        let challenge = site.post_as(&token, "/account/3pid/add", &body).await;
        assert_eq!(challenge.status, 401, "{dialect}");
        body["auth"] = password_stage(&challenge.json()["session"]);
        let reply = site.post_as(&token, "/account/3pid/add", &body).await;
        let expected = refusal(status, "M_THREEPID_AUTH_FAILED");
        assert_eq!(reply.refusal(), expected, "{dialect}");
    }
}

#[tokio::test]
async fn where_contacts_cannot_be_added_there_is_no_endpoint_for_it() {
    for dialect in [Dialect::Dendrite, Dialect::Conduit, Dialect::Mas] {
        let site = speaking(dialect).await;
        let reply = site.post("/account/3pid/add", &json!({})).await;
        assert_eq!(reply.refusal(), refusal(404, "M_UNRECOGNIZED"), "{dialect}");
    }
}

#[tokio::test]
async fn the_capability_to_change_contacts_is_each_server_s() {
    for (dialect, expected) in [
        (Dialect::Synapse, json!({"enabled": true})),
        (Dialect::Continuwuity, json!({"enabled": true})),
        (Dialect::Tuwunel, json!({"enabled": true})),
        (Dialect::Dendrite, Value::Null),
        (Dialect::Conduit, json!({"enabled": false})),
    ] {
        let site = Site::start(Options {
            dialect,
            ..Options::default()
        })
        .await;
        let token = signed_in(&site).await;
        let bearer = format!("Bearer {token}");
        let headers = [("Authorization", bearer.as_str())];
        let path = "/_matrix/client/v3/capabilities";
        let reply = site.send("GET", path, &headers, "").await.json();
        let capabilities = &reply["capabilities"];
        assert_eq!(capabilities["m.3pid_changes"], expected, "{dialect}");
        assert_eq!(capabilities["m.change_password"]["enabled"], true);
    }
}

#[tokio::test]
async fn a_contact_names_a_person_where_the_server_knows_contacts() {
    for (dialect, expected) in [
        (Dialect::Synapse, refusal(403, "M_FORBIDDEN")),
        (Dialect::Continuwuity, refusal(403, "M_FORBIDDEN")),
        (Dialect::Dendrite, refusal(400, "M_UNKNOWN")),
        (Dialect::Conduit, refusal(400, "M_UNKNOWN")),
        (Dialect::Mas, refusal(400, "M_UNKNOWN")),
    ] {
        let site = Site::start(with_alice(dialect)).await;
        let identifier =
            json!({"type": "m.id.thirdparty", "medium": "email", "address": "alice@example.org"});
        let body =
            json!({"type": "m.login.password", "identifier": identifier, "password": "wrong"});
        let reply = site.post("/login", &body).await;
        assert_eq!(reply.refusal(), expected, "{dialect}");
    }
}
