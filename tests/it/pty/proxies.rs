//! A server far away, by a proxy and with a certificate authority of one's own: what flags and the environment say.

use std::path::PathBuf;

use crate::folder::Folder;
use crate::pages::title;
use crate::terminal::{Exit, Key, Program};
use crate::wire::server::{Answer, Captured};
use crate::world::{HttpProxy, Manner, Paper, Sites, Socks, World, behind_tls};

use super::served::Served;
use super::*;

/// `example.org`, which says that its homeserver is at `matrix.example.org`, where the practice server answers.
fn world(served: &Served) -> World {
    let well_known = |_: &Captured| {
        let body = r#"{"m.homeserver": {"base_url": "https://matrix.example.org/"}}"#;
        Answer::kept(200, body)
    };
    let homeserver = behind_tls(&served.url, "https://matrix.example.org");
    Sites::new()
        .with("example.org", Paper::Good, well_known)
        .with("matrix.example.org", Paper::Good, homeserver)
        .open()
}

/// A file with the certificate of a world, for `--ca-file`. It goes with the value.
struct CaFile(Folder);

impl CaFile {
    fn of(world: &World) -> Self {
        let file = Self(Folder::new());
        std::fs::write(file.path(), world.pem()).expect("the folder is writable");
        file
    }

    fn path(&self) -> PathBuf {
        self.0.join("ca.pem")
    }

    fn program(&self, arguments: &[&str]) -> Program {
        mxid(arguments).args(["--ca-file".as_ref(), self.path().as_os_str()])
    }
}

const AT_EXAMPLE: [&str; 3] = ["sign-up", "--server", "example.org"];

#[test]
fn a_sign_up_at_a_name_far_away_goes_through_the_proxy_from_discovery_to_the_code() {
    let served = Served::start();
    let world = world(&served);
    let proxy = HttpProxy::start(&world, Manner::Open);
    let ca = CaFile::of(&world);
    let terminal = ca
        .program(&AT_EXAMPLE)
        .args(["--proxy", &proxy.url()])
        .args(["--phone", "201 555 0123", "--country", "us"])
        .args(["--username", "swift"])
        .start();
    terminal.wait_for(title::ACCOUNT);
    terminal.wait_for("Your password goes to matrix.example.org");
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.wait_for("Passwords match");
    terminal.press(Key::Enter);
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    terminal.wait_for("Enter the code we texted to +1 201-555-0123");
    let outbox = served.outbox();
    terminal.send(outbox[0]["code"].as_str().expect("a text has a code"));
    terminal.wait_for(title::DONE);
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    assert_never_written(&terminal, PASSWORD);

    let hosts: std::collections::BTreeSet<_> = proxy.connected().into_iter().collect();
    let wanted = ["CONNECT example.org:443", "CONNECT matrix.example.org:443"];
    assert_eq!(hosts, wanted.map(str::to_owned).into());
    // Discovery has a connection, and the look-up has as many as it has requests at once.
    assert!(proxy.connected().len() <= 6, "{:?}", proxy.connected());
}

#[test]
fn the_proxy_of_the_environment_is_used_whichever_variable_names_it() {
    let served = Served::start();
    let world = world(&served);
    let ca = CaFile::of(&world);
    let variables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    let running = variables.map(|variable| {
        let proxy = HttpProxy::start(&world, Manner::Open);
        let terminal = ca.program(&AT_EXAMPLE).env(variable, proxy.url()).start();
        (proxy, terminal)
    });
    for (proxy, terminal) in running {
        terminal.wait_for(title::CONTACT);
        assert!(!proxy.connected().is_empty());
    }
    let socks = Socks::start(&world);
    let terminal = ca
        .program(&AT_EXAMPLE)
        .env("ALL_PROXY", socks.url("socks5h", ""))
        .start();
    terminal.wait_for(title::CONTACT);
    assert!(!socks.connected().is_empty());
}

#[test]
fn a_name_that_no_proxy_excepts_is_asked_without_it() {
    let served = Served::start();
    let world = world(&served);
    let proxy = HttpProxy::start(&world, Manner::Open);
    for variable in ["NO_PROXY", "no_proxy"] {
        let terminal = mxid(&["sign-up", "--server", "matrix.invalid"])
            .env("HTTPS_PROXY", proxy.url())
            .env(variable, "example.net,.invalid")
            .start();
        terminal.wait_for("no address (DNS)");
        assert_eq!(proxy.connected(), [""; 0], "{variable}");
    }
}

#[test]
fn what_is_the_matter_with_a_proxy_is_said() {
    let served = Served::start();
    let world = world(&served);
    let locked = HttpProxy::start(&world, Manner::Locked("Basic other".into()));
    let refusing = HttpProxy::start(&world, Manner::Refusing(502));
    let gone = "http://proxy.invalid:3128".to_owned();
    for (proxy, sentence) in [
        (locked.url(), "The proxy needs a user name and a password"),
        (refusing.url(), "The proxy did not connect us"),
        (gone, "The proxy does not answer."),
    ] {
        // Named by the environment or by a flag, it is the proxy that is blamed.
        let by_environment = mxid(&AT_EXAMPLE).env("HTTPS_PROXY", &proxy).start();
        let by_flag = mxid(&AT_EXAMPLE).args(["--proxy", &proxy]).start();
        by_environment.wait_for(sentence);
        by_flag.wait_for(sentence);
    }
}

#[test]
fn a_certificate_of_an_unknown_authority_is_said_and_what_names_it() {
    let served = Served::start();
    let world = world(&served);
    let proxy = HttpProxy::start(&world, Manner::Open);
    let terminal = mxid(&AT_EXAMPLE).args(["--proxy", &proxy.url()]).start();
    terminal.wait_for("isn't signed by an");
    terminal.wait_for("--ca-file");
    assert_eq!(world.asked(), [""; 0], "nothing was sent");
}

#[test]
fn whatever_is_wrong_with_a_certificate_is_said_and_no_key_goes_past_it() {
    for (paper, words) in [
        (Paper::Expired, "has expired"),
        (Paper::NotYetValid, "is not valid yet. A clock"),
        (Paper::Elsewhere, "is for another name"),
        (Paper::Foreign, "isn't signed by an"),
    ] {
        let world = Sites::new()
            .with("example.org", paper, |_: &Captured| Answer::kept(200, "{}"))
            .open();
        let proxy = HttpProxy::start(&world, Manner::Open);
        let ca = CaFile::of(&world);
        let terminal = ca
            .program(&AT_EXAMPLE)
            .args(["--proxy", &proxy.url()])
            .start();
        terminal.wait_for(words);
        terminal.wait_for("Nothing was sent.");
        let tried = proxy.connected().len();
        terminal.press(Key::Enter);
        while proxy.connected().len() == tried {
            std::thread::yield_now();
        }
        terminal.wait_for(words);
        assert!(!terminal.text().contains(title::CONTACT));
        assert_eq!(world.asked(), [""; 0], "{paper:?}: something was sent");
    }
}
