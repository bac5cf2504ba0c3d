//! The built program: what it prints where, and its exit status.

use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::site::*;

async fn run(arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_mxid"));
    program
        .args(arguments)
        // A home without a configuration.
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env_remove("XDG_CONFIG_HOME")
        .stdin(Stdio::null());
    let run = tokio::task::spawn_blocking(move || program.output());
    run.await.expect("no panic").expect("the program runs")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test]
async fn a_server_that_is_understood_ends_with_0() {
    let site = Site::like(&[]).await;
    let output = run(&["probe", &site.url()]).await;
    assert_eq!(output.status.code(), Some(0));
    let table = said(&output.stdout);
    assert!(table.contains("✓ Sign up: Sign-up is open."), "{table}");
    // Not on a terminal: no colours.
    assert!(!table.contains('\u{1b}'), "{table:?}");
    assert_eq!(said(&output.stderr), "");
}

#[tokio::test]
async fn the_practice_server_is_probed_as_json_and_every_request_is_logged() {
    let log = std::env::temp_dir().join(format!("mxid-probe-{}.log", std::process::id()));
    let path = log.to_str().expect("a path");
    let output = run(&["probe", "--practice", "--json", "--log", path]).await;
    let logged = std::fs::read_to_string(&log);
    std::fs::remove_file(&log).expect("a log");
    assert_eq!(output.status.code(), Some(0));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON and nothing else");
    assert_eq!(report["server"], "practice.localhost");
    assert_eq!(report["sign_up"]["open"], true);
    assert_eq!(said(&output.stderr), "");
    let logged = logged.expect("a log");
    assert!(logged.contains("POST /account/password 401"), "{logged}");
    assert!(!logged.contains("requestToken"), "{logged}");
}

#[tokio::test]
async fn a_server_that_is_not_understood_ends_with_1_and_says_why() {
    let site = Site::like(&[(VERSIONS, 404, Value::Null)]).await;
    let output = run(&["probe", &site.url()]).await;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(said(&output.stdout), "");
    let why = said(&output.stderr);
    assert!(why.contains("not a Matrix server"), "{why}");

    let output = run(&["probe", "--json", &site.url()]).await;
    assert_eq!(output.status.code(), Some(1));
    let error: Value = serde_json::from_slice(&output.stdout).expect("JSON and nothing else");
    assert_eq!(error["server"], site.url());
    assert_eq!(error["error"]["kind"], "not_matrix");
    assert_eq!(said(&output.stderr), why);
}

#[tokio::test]
async fn one_server_has_to_be_named() {
    for (arguments, words) in [
        (&["probe"] as &[&str], "--practice"),
        (&["probe", "--json"], "SERVER"),
        (
            &["probe", "example.org", "--practice"],
            "give only one SERVER",
        ),
        (&["probe", "exämple.org"], "exämple.org"),
        (&["probe", "http://example.org"], "https"),
        (
            &["probe", "--email", "you@example.net"],
            "--email is not for mxid probe",
        ),
        (
            &["--no-resume", "probe", "--practice"],
            "--no-resume is not",
        ),
    ] {
        let output = run(arguments).await;
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(said(&output.stdout), "", "{arguments:?}");
        let said = said(&output.stderr);
        assert!(said.contains(words), "{said}");
    }
}

#[tokio::test]
async fn a_dead_proxy_is_named() {
    let output = run(&["probe", "example.org", "--proxy", "http://127.0.0.1:9"]).await;
    assert_eq!(output.status.code(), Some(1));
    let why = said(&output.stderr);
    assert!(why.contains("proxy"), "{why}");
}

#[cfg(unix)]
#[test]
fn only_a_terminal_that_wants_colours_gets_them() {
    use crate::terminal::{Exit, Program};

    let printed = |name: &str, value: &str| {
        let program = Program::new(env!("CARGO_BIN_EXE_mxid"));
        let program = program.args(["probe", "--practice"]).env(name, value);
        let terminal = program.start();
        assert_eq!(terminal.wait_exit(), Exit::Status(0));
        terminal.wait_for("Add a contact:");
        let green_or_bold = |raw: &[u8]| raw.windows(2).any(|pair| pair == b"\x1b[");
        green_or_bold(&terminal.raw_output())
    };
    assert!(printed("NO_COLOR", ""));
    assert!(!printed("NO_COLOR", "1"));
    assert!(!printed("TERM", "dumb"));
}
