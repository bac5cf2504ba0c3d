//! The variables that name a proxy: each is understood or refused, and none is passed by.

use std::ffi::{OsStr, OsString};
use std::net::TcpListener;
use std::os::unix::ffi::OsStringExt;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::folder::Folder;
use crate::terminal::Exit;
use crate::world::{HttpProxy, Manner, Sites, Socks, World};

use super::*;

/// A server that sees connections without a proxy. Its address counts as far away, and leads to this computer all the
/// same. It notes a connection before it hangs up, so that no connection is missed.
struct Direct {
    port: u16,
    met: Arc<AtomicBool>,
}

impl Direct {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let met = Arc::new(AtomicBool::new(false));
        let seen = met.clone();
        thread::spawn(move || {
            while let Ok(came) = listener.accept() {
                seen.store(true, Ordering::SeqCst);
                drop(came);
            }
        });
        Self { port, met }
    }

    fn url(&self) -> String {
        format!("https://0.0.0.0:{}", self.port)
    }

    /// Whether anybody connected to it so far.
    fn was_met(&self) -> bool {
        self.met.load(Ordering::SeqCst)
    }
}

fn world() -> World {
    Sites::new().open()
}

/// Runs the program to its end, with these variables alone and a home without a configuration.
fn run(arguments: &[&str], variables: &[(&str, &OsStr)]) -> Output {
    let home = Folder::new();
    let mut command = Command::new(MXID);
    command.args(arguments).env_clear().env("HOME", home.path());
    command.envs(variables.iter().copied()).stdin(Stdio::null());
    command.output().expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Probes a server that one can meet directly; gives how it ended, and whether it was met so.
fn probe(variables: &[(&str, &str)], flags: &[&str]) -> (Output, bool) {
    let direct = Direct::open();
    let variables: Vec<_> = variables
        .iter()
        .map(|(name, value)| (*name, OsStr::new(*value)))
        .collect();
    let output = run(&[&["probe", &direct.url()], flags].concat(), &variables);
    (output, direct.was_met())
}

#[test]
fn without_a_proxy_the_server_is_met_directly() {
    let (_, direct) = probe(&[], &[]);
    assert!(direct, "or the other tests see nothing");
}

#[test]
fn a_variable_that_is_not_understood_is_refused_and_nobody_is_connected_to() {
    let proxy = HttpProxy::start(&world(), Manner::Open);
    let there = proxy.url();
    let there = there.trim_start_matches("http://");
    for (value, why) in [
        (format!("ftp://{there}"), "the kind of proxy is none of"),
        (
            format!("\"http://{there}\""),
            "the kind of proxy is none of",
        ),
        (
            "http://127.0.0.1:99999".into(),
            "the port is not a number from 1 to 65535",
        ),
        (
            "http://127.0.0.1:0".into(),
            "the port is not a number from 1 to 65535",
        ),
        (
            format!("http:{there}"),
            "the port is not a number from 1 to 65535",
        ),
        ("http://".into(), "it names no host"),
        ("::".into(), "it names no host"),
        (
            format!("http:/{there}"),
            "more stands behind the host than a port",
        ),
        (
            format!("http://127.0.0.1 {there}"),
            "there is a blank or a control character",
        ),
        (
            format!("http://robin:hu#sh@{there}"),
            "the user name or password has",
        ),
        (
            format!("EXAMPLE\\robin:hush@{there}"),
            "the user name or password has",
        ),
        (
            format!("ftp://robin:hush@{there}"),
            "the kind of proxy is none of",
        ),
    ] {
        for variable in [
            "HTTPS_PROXY",
            "https_proxy",
            "ALL_PROXY",
            "all_proxy",
            "HTTP_PROXY",
            "http_proxy",
        ] {
            let (output, direct) = probe(&[(variable, &value)], &[]);
            let said = said(&output);
            assert_eq!(output.status.code(), Some(2), "{variable}={value}: {said}");
            assert!(output.stdout.is_empty());
            let sentence = format!("error: {variable} cannot be used, because {why}");
            assert!(said.starts_with(&sentence), "{variable}={value}: {said}");
            assert!(
                said.ends_with("; write it like http://proxy.example.org:3128\n"),
                "{said}"
            );
            assert_eq!(said.lines().count(), 1, "{said}");
            assert!(!said.contains("sh@"), "{said}");
            assert!(!direct, "{variable}={value}: a direct connection");
        }
    }
    assert_eq!(proxy.connected(), [""; 0]);
}

#[test]
fn a_variable_that_is_not_text_is_refused() {
    let not_text = OsString::from_vec(b"http://127.0.0.1:9/\xff".to_vec());
    for variable in ["HTTPS_PROXY", "all_proxy", "NO_PROXY"] {
        let direct = Direct::open();
        let output = run(&["probe", &direct.url()], &[(variable, &not_text)]);
        assert_eq!(output.status.code(), Some(2), "{variable}");
        let sentence = format!("error: {variable} cannot be used, because it is not text");
        assert!(said(&output).starts_with(&sentence), "{}", said(&output));
        assert!(!direct.was_met(), "{variable}");
    }
}

#[test]
fn a_proxy_is_used_however_its_variable_is_written() {
    let world = world();
    let proxy = HttpProxy::start(&world, Manner::Refusing(403));
    let url = &*proxy.url();
    let bare = url.trim_start_matches("http://");
    let (blank, upper) = (format!(" \t{url} \n"), format!("HTTP://{bare}"));
    let other = "http://127.0.0.1:9";
    for variables in [
        &[("HTTPS_PROXY", &*blank)] as &[(&str, &str)],
        &[("https_proxy", &upper)],
        &[("ALL_PROXY", bare)],
        &[("HTTPS_PROXY", ""), ("https_proxy", url)],
        &[("https_proxy", ""), ("HTTPS_PROXY", url)],
        &[("https_proxy", url), ("HTTPS_PROXY", other)],
        &[("HTTPS_PROXY", " "), ("ALL_PROXY", url)],
        &[("ALL_PROXY", ""), ("all_proxy", url)],
        &[("HTTPS_PROXY", url), ("ALL_PROXY", other)],
        &[("HTTPS_PROXY", url), ("REQUEST_METHOD", "GET")],
        &[("ALL_PROXY", url), ("REQUEST_METHOD", "")],
        &[("ALL_PROXY", url), ("NO_PROXY", "example.org")],
    ] {
        let before = proxy.connected().len();
        let (output, direct) = probe(variables, &[]);
        assert_eq!(output.status.code(), Some(1), "{variables:?}");
        assert!(
            said(&output).starts_with("The proxy did not connect us"),
            "{}",
            said(&output)
        );
        assert!(proxy.connected().len() > before, "{variables:?}");
        assert!(!direct, "{variables:?}: a direct connection");
    }
}

#[test]
fn a_socks_proxy_of_the_desktop_gets_the_name_and_nobody_else_is_asked_for_its_address() {
    for scheme in ["socks", "SOCKS", "socks5h", "SOCKS5H"] {
        let world = world();
        let socks = Socks::refusing(&world);
        let url = socks.url(scheme, "") + "/";
        let variables = [("ALL_PROXY", OsStr::new(&url))];
        let output = run(&["probe", "matrix.invalid"], &variables);
        let said = said(&output);
        assert!(
            said.starts_with("The proxy did not connect us"),
            "{scheme}: {said}"
        );
        let mut asked = socks.connected();
        asked.dedup();
        assert_eq!(asked, ["matrix.invalid:443"], "{scheme}");
    }
}

#[test]
fn what_needs_no_proxy_is_met_directly_in_either_spelling() {
    let proxy = HttpProxy::start(&world(), Manner::Refusing(403));
    let url = proxy.url();
    for exceptions in [
        [("NO_PROXY", "0.0.0.0"), ("no_proxy", "")],
        [("NO_PROXY", ""), ("no_proxy", "example.org, 0.0.0.0/8")],
    ] {
        let [one, other] = exceptions;
        let (_, direct) = probe(&[("ALL_PROXY", &url), one, other], &[]);
        assert!(direct, "{exceptions:?}");
    }
    assert_eq!(proxy.connected(), [""; 0]);
}

#[test]
fn where_a_flag_names_the_proxy_no_variable_is_read() {
    let proxy = HttpProxy::start(&world(), Manner::Refusing(403));
    let variables = [("HTTPS_PROXY", "ftp://a"), ("NO_PROXY", "*")];
    let (output, direct) = probe(&variables, &["--proxy", &proxy.url()]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(!proxy.connected().is_empty() && !direct);
}

#[test]
fn the_wizard_refuses_a_variable_before_it_draws() {
    for arguments in [&[] as &[&str], &["sign-up", "--ui", "plain"], &["resume"]] {
        let terminal = mxid(arguments).env("ALL_PROXY", "ftp://127.0.0.1").start();
        assert_eq!(terminal.wait_exit(), Exit::Status(2), "{arguments:?}");
        let lines = terminal.lines();
        assert!(
            lines.starts_with("error: ALL_PROXY cannot be used, because "),
            "{lines}"
        );
        assert!(!contains(&terminal.raw_output(), "\x1b"), "{arguments:?}");
    }
}

#[test]
fn a_command_that_connects_to_nobody_reads_no_proxy() {
    let variables = [("ALL_PROXY", OsStr::new("ftp://127.0.0.1"))];
    for arguments in [
        &["--help"] as &[&str],
        &["forget"],
        &["man"],
        &["completions", "bash"],
    ] {
        let output = run(arguments, &variables);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{arguments:?}: {}",
            said(&output)
        );
    }
}
