//! `mxid probe` on the server in each of its moods.

use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::synapse::front::Front;
use crate::synapse::servers::{Homeserver, homeserver_alone};
use crate::synapse::variants::{self, Variant};

/// The allowed requests of a probe. None of them sends a message or makes an account.
const HARMLESS: [&str; 8] = [
    "GET /_matrix/client/versions",
    "GET /_matrix/client/v3/login",
    "GET /_matrix/client/v1/auth_metadata",
    "GET /_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
    "POST /_matrix/client/v3/register",
    "POST /_matrix/client/v3/account/password",
    "GET /_matrix/client/v3/password_policy",
    "GET /_matrix/federation/v1/version",
];

/// The expected findings of a mood.
struct Shown {
    /// The verdict on a sign-up, in the table.
    verdict: &'static str,
    /// `sign_up.open`.
    open: bool,
    /// `sign_up.contacts`: email, phone number.
    contacts: [&'static str; 2],
    /// `sign_up.needs_token`.
    needs_token: bool,
    /// `sign_up.browser_stages`.
    browser_stages: &'static [&'static str],
    /// The names in `sign_up.terms`.
    terms: &'static [&'static str],
    /// `reset.email`.
    reset: &'static str,
    /// `password_policy.minimum_length`.
    minimum_length: Option<u64>,
}

/// The findings of a server that asks for nothing but contacts.
const fn open(email: &'static str, msisdn: &'static str) -> Shown {
    Shown {
        verdict: "Sign-up is open.",
        open: true,
        contacts: [email, msisdn],
        needs_token: false,
        browser_stages: &[],
        terms: &[],
        reset: "offered",
        minimum_length: None,
    }
}

/// A test for each mood.
macro_rules! probed {
    ($($mood:ident: $variant:ident => $shown:expr;)*) => {
        $(#[test]
        fn $mood() {
            assert_shown(&variants::$variant, &$shown);
        })*
    };
}

probed! {
    open_to_anybody: OPEN => open("optional", "optional");
    email_required: EMAIL_REQUIRED => open("required", "no");
    phone_required: PHONE_REQUIRED => Shown {
        reset: "unlikely",
        ..open("no", "required")
    };
    both_required: BOTH_REQUIRED => open("required", "required");
    by_invitation: BY_INVITATION => Shown {
        verdict: "Open, with a registration token",
        needs_token: true,
        ..open("optional", "no")
    };
    with_terms: TERMS => Shown {
        terms: &["House rules"],
        ..open("optional", "no")
    };
    with_a_captcha: CAPTCHA => Shown {
        verdict: "Open, with a step in a web browser.",
        browser_stages: &["m.login.recaptcha"],
        ..open("optional", "no")
    };
    with_everything_at_once: GUARDED => Shown {
        verdict: "Open, with a registration token and a step in a web browser.",
        needs_token: true,
        browser_stages: &["m.login.recaptcha"],
        terms: &["House rules"],
        ..open("required", "no")
    };
    with_password_rules: PASSWORD_RULES => Shown {
        minimum_length: Some(12),
        ..open("optional", "no")
    };
    without_password_login: NO_PASSWORD_LOGIN => Shown {
        reset: "no",
        ..open("optional", "no")
    };
    discreet: DISCREET => open("optional", "no");
    limited: FEW_MESSAGES => open("optional", "no");
    closed: CLOSED => Shown {
        verdict: "Sign-up is closed on this server.",
        open: false,
        ..open("no", "no")
    };
    without_mail: NO_MAIL => Shown {
        reset: "unlikely",
        ..open("no", "no")
    };
    with_its_senders_down: SENDERS_DOWN => open("optional", "optional");
}

/// Probes a server through a front: what it shows is right, and nobody got a message or an account.
#[track_caller]
fn assert_shown(variant: &'static Variant, shown: &Shown) {
    let server = homeserver_alone(variant);
    let front = Front::before(&server);
    let before = state(&server);

    let table = probe(&front, &[]);
    assert!(table.contains(shown.verdict), "{table}");
    let report: Value = serde_json::from_str(&probe(&front, &["--json"])).expect("JSON");
    let sign_up = &report["sign_up"];
    assert_eq!(sign_up["open"], shown.open);
    let [email, msisdn] = shown.contacts;
    assert_eq!(
        sign_up["contacts"],
        json!({"email": email, "msisdn": msisdn})
    );
    assert_eq!(sign_up["needs_token"], shown.needs_token);
    assert_eq!(sign_up["browser_stages"], json!(shown.browser_stages));
    let terms = sign_up["terms"].as_array().expect("a list").iter();
    let terms: Vec<&Value> = terms.map(|document| &document["name"]).collect();
    assert_eq!(terms, shown.terms);
    // Synapse has no reset by phone.
    assert_eq!(
        report["reset"],
        json!({"email": shown.reset, "msisdn": "no"})
    );
    assert_eq!(report["software"], "Synapse 1.163.2");
    let minimum_length = &report["password_policy"]["minimum_length"];
    assert_eq!(minimum_length.as_u64(), shown.minimum_length);

    assert_harmless(&front);
    assert_eq!(state(&server), before);
}

/// Its accounts are made in the browser, and its passwords reset there.
#[test]
fn handed_to_mas() {
    let server = homeserver_alone(&variants::HANDED_TO_MAS);
    let front = Front::of_mas(&server);
    let before = state(&server);
    let table = probe(&front, &[]);
    assert!(
        table.contains("This server creates accounts in the browser."),
        "{table}"
    );
    let report: Value = serde_json::from_str(&probe(&front, &["--json"])).expect("JSON");
    assert_eq!(report["sign_up"]["open"], true);
    assert_eq!(report["sign_up"]["reason"], "browser");
    assert_eq!(report["reset"], json!({"email": "no", "msisdn": "no"}));
    let account_page = format!("{}/account/", front.url);
    let oauth = json!({"aware": true, "create": true, "account_management": account_page});
    assert_eq!(report["oauth"], oauth);
    assert_harmless(&front);
    assert_eq!(state(&server), before);
}

/// The output of the built program for a server that it understands.
#[track_caller]
fn probe(front: &Front, options: &[&str]) -> String {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_mxid"))
        .args(["probe", &front.url])
        .args(options)
        // A home without a configuration.
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env_remove("XDG_CONFIG_HOME")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("it prints text")
}

#[track_caller]
fn assert_harmless(front: &Front) {
    for request in front.requests() {
        assert!(HARMLESS.contains(&request.as_str()), "{request}");
    }
}

/// The unchanged state: messages sent, and accounts with their sessions.
fn state(server: &Homeserver) -> (usize, usize, Value) {
    let accounts =
        "SELECT name, device_id FROM users LEFT JOIN devices ON user_id = name ORDER BY 1, 2";
    (
        server.mail.total(),
        server.texts.total(),
        server.query(accounts),
    )
}
