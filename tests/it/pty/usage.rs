//! The command line from outside: exit statuses and what is said.

use std::process::{Command, Output, Stdio};

use crate::terminal::Exit;

use super::*;

/// Runs the program with no terminal at all.
fn run(arguments: &[&str]) -> Output {
    Command::new(MXID)
        .args(arguments)
        .env("TERM", "xterm-256color")
        // A home without a configuration.
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env_remove("XDG_CONFIG_HOME")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_dumb_terminal_cannot_be_drawn_on_and_that_is_refused_with_3() {
    let terminal = mxid(&["--practice", "--ui", "tui"])
        .env("TERM", "dumb")
        .start();
    assert_eq!(terminal.wait_exit(), Exit::Status(3));
    terminal.wait_for("mxid can't draw in this terminal, because TERM is dumb");
    assert!(!contains(&terminal.raw_output(), "\x1b"));
    terminal.assert_restored();
}

#[test]
fn without_a_terminal_it_says_so_and_ends_with_3() {
    let output = run(&["--practice"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(said(&output.stdout), "");
    let said = said(&output.stderr);
    assert!(said.contains("needs a terminal"), "{said}");
}

#[test]
fn a_bad_value_ends_with_2_and_names_flag_value_and_what_is_allowed() {
    for (flag, value, allowed) in [
        ("--server", "exämple.org", "example.org"),
        ("--server", "http://example.org", "https"),
        ("--email", "robin", "you@example.org"),
        ("--phone", "0800 FLOWERS", "digits"),
        ("--country", "Germany", "DE"),
        ("--username", "jürgen", "small letters"),
        ("--proxy", "ftp://example.org", "socks5h"),
        (
            "--lang",
            "zh-TW",
            "en, de, fr, es, pt-BR, uk, ja, zh-Hans are allowed",
        ),
        ("--next-link", "javascript:alert(1)", "https://example.org"),
    ] {
        let output = run(&["sign-up", flag, value]);
        assert_eq!(output.status.code(), Some(2), "{flag}");
        let said = said(&output.stderr);
        for part in [flag, value, allowed] {
            assert!(said.contains(part), "{part} is not in: {said}");
        }
    }
    let output = run(&["--ca-file", "does-not-exist.pem"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output.stderr).contains("--ca-file does-not-exist.pem"));
}

#[test]
fn version_and_help_need_no_terminal() {
    let output = run(&["--version"]);
    assert_eq!(output.status.code(), Some(0));
    let version = said(&output.stdout);
    let first = concat!("mxid ", env!("CARGO_PKG_VERSION"), "\nfeatures: practice\n");
    assert!(version.starts_with(first), "{version}");
    let output = run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    let help = said(&output.stdout);
    for part in [
        "sign-up",
        "reset-password",
        "add-contact",
        "--practice",
        "Exit status",
    ] {
        assert!(help.contains(part), "{part} is not in: {help}");
    }
}

#[test]
fn what_a_shell_and_man_need_is_printed() {
    for (arguments, part) in [
        (&["completions", "bash"][..], "complete -F _mxid"),
        (&["completions", "zsh"], "#compdef mxid"),
        (&["completions", "fish"], "complete -c mxid"),
        (&["completions", "powershell"], "Register-ArgumentCompleter"),
        (&["man"], ".SH \"EXIT STATUS\""),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(said(&output.stdout).contains(part), "{arguments:?}");
        assert_eq!(said(&output.stderr), "");
    }
    assert_eq!(run(&["completions", "tcsh"]).status.code(), Some(2));
}

#[test]
fn the_practice_server_listens_on_loopback_only() {
    for address in ["0.0.0.0:0", "192.0.2.1:8008", "[::]:0"] {
        let output = run(&["practice", "--listen", address]);
        assert_eq!(output.status.code(), Some(2), "{address}");
        assert_eq!(said(&output.stdout), "", "{address}");
        let said = said(&output.stderr);
        assert!(said.contains("--listen"), "{said}");
        assert!(said.contains("loopback"), "{said}");
    }
}

#[test]
fn practice_lists_and_takes_only_its_own_flags() {
    let output = run(&["practice", "--help"]);
    assert_eq!(output.status.code(), Some(0));
    let help = said(&output.stdout);
    for part in ["--listen", "--dialect", "continuwuity"] {
        assert!(help.contains(part), "{part} is not in: {help}");
    }
    for part in ["--server", "--proxy", "--username"] {
        assert!(!help.contains(part), "{part} is in: {help}");
    }
    let output = run(&["practice", "--server", "example.org"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output.stderr).contains("--server"));
}

#[test]
fn an_unknown_dialect_ends_with_2_and_the_choices() {
    for arguments in [
        ["practice", "--dialect", "klingon"],
        ["--practice", "--dialect", "klingon"],
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2));
        let said = said(&output.stderr);
        let dialects = mxid::practice::Dialect::ALL.map(|dialect| dialect.as_str());
        for part in ["klingon", "--dialect"].into_iter().chain(dialects) {
            assert!(said.contains(part), "{part} is not in: {said}");
        }
    }
}
