//! The report as people read it.

use mxid::field::width;
use mxid::probe::COLUMNS;
use serde_json::{Value, json};

use super::site::*;
use super::table;

const EMAIL: &str = "m.login.email.identity";

/// The table without the port, which is another each time.
async fn shown(changes: &[Change]) -> String {
    let site = Site::like(changes).await;
    let table = table(&site).await;
    let host = site.url().trim_start_matches("http://").to_owned();
    table
        .replace(&site.url(), "http://127.0.0.1:8008")
        .replace(&host, "127.0.0.1:8008")
}

fn oauth() -> Value {
    json!({
        "issuer": "https://account.example.org/",
        "account_management_uri": "https://account.example.org/account",
        "prompt_values_supported": ["create"],
    })
}

/// Everything at once, and nothing of it friendly.
fn hostile() -> Vec<Change> {
    let long = "https://example.org/".to_owned() + &"terms".repeat(30);
    let mut register = flows(json!([[
        "m.login.terms",
        "org.example.\u{1b}[31mquiz",
        EMAIL
    ],]));
    register["params"] = json!({"m.login.terms": {"policies": {
        "a": {
            "version": "1\u{9b}2J",
            "en": {"name": "\u{202e}利用規約とプライバシーポリシー".repeat(4), "url": long},
        },
    }}});
    vec![
        (REGISTER, 401, register),
        (
            VERSIONS,
            200,
            json!({"versions": ["\u{1b}]0;x\u{7}", "v1.18"]}),
        ),
        (
            SOFTWARE,
            200,
            json!({"server": {"name": "x\r\n\u{1b}[2J y", "version": "1\u{200b}.0"}}),
        ),
    ]
}

#[tokio::test]
async fn each_kind_of_server_reads_well() {
    let aware = json!({"flows": [{"type": "m.login.sso", "oauth_aware_preferred": true}]});
    let mut terms = flows(json!([[
        "m.login.registration_token",
        "m.login.terms",
        EMAIL
    ]]));
    terms["params"] = json!({"m.login.terms": {"policies": {"privacy": {
        "version": "1.0",
        "en": {"name": "Privacy policy", "url": "https://example.org/privacy"},
    }}}});
    let kinds: [(&str, Vec<Change>); 8] = [
        (
            "open",
            vec![(
                SOFTWARE,
                200,
                json!({"server": {"name": "Synapse", "version": "1.163.2"}}),
            )],
        ),
        (
            "by invitation, with terms",
            vec![
                (REGISTER, 401, terms),
                (
                    POLICY,
                    200,
                    json!({"m.minimum_length": 12, "m.require_digit": true,
                "m.require_symbol": true, "m.require_uppercase": true,
                "m.require_lowercase": true}),
                ),
            ],
        ),
        (
            "with a captcha",
            vec![(REGISTER, 401, flows(json!([["m.login.recaptcha"]])))],
        ),
        ("closed", vec![(REGISTER, 403, error("M_FORBIDDEN"))]),
        (
            "no contacts",
            vec![
                (REGISTER, 401, flows(json!([["m.login.dummy"]]))),
                (RESET, 401, error("M_MISSING_TOKEN")),
            ],
        ),
        (
            "OAuth 2.0",
            vec![(LOGIN, 200, aware), (OAUTH, 200, oauth())],
        ),
        ("both", vec![(OAUTH, 200, oauth())]),
        ("hostile", hostile()),
    ];
    let mut all = String::new();
    for (name, changes) in kinds {
        let table = shown(&changes).await;
        let (_, verdicts) = table.rsplit_once("\n\n").expect("verdicts");
        assert_eq!(verdicts.lines().count(), 3, "{name}: a line for each flow");
        all += &format!("=== {name}\n{table}\n\n");
    }
    insta::with_settings!({
        prepend_module_to_snapshot => false,
        omit_expression => true,
        snapshot_path => "../snapshots",
    }, { insta::assert_snapshot!("probe__tables", all) });
}

#[tokio::test]
async fn nothing_is_wider_than_a_terminal_and_nothing_steers_it() {
    let table = shown(&hostile()).await;
    for line in table.lines() {
        assert!(width(line) <= COLUMNS, "{} columns: {line}", width(line));
        assert!(!line.contains(char::is_control), "{line:?}");
        assert!(!line.chars().any(mxid::domain::is_hidden), "{line:?}");
    }
    assert!(table.contains("“x [2J y 1.0”"), "{table}");
    // The test can fail: there was something to break and something to clean.
    assert!(
        hostile()
            .iter()
            .any(|(_, _, body)| body.to_string().contains("\\u001b"))
    );
    assert!(table.lines().count() > 15);
}
