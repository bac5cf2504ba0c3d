//! Accounts made in the browser. The test is the browser: `BROWSER` names a script that writes down what it is to
//! open, and the test does there what a user would.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use mxid::practice::{ClientRegistration, OAuth, Options, Practice};
use tokio::sync::oneshot;
use url::Url;
use url::form_urlencoded::Serializer;

use crate::folder::Folder;
use crate::pages::title;
use crate::terminal::{Exit, Key, Program, Terminal};

use super::{PASSWORD, assert_never_written, mxid};

/// A practice server that creates accounts in the browser, on a thread of its own.
pub(super) struct Site {
    pub(super) practice: std::sync::Arc<Practice>,
    /// Dropping it ends the thread.
    _running: oneshot::Sender<()>,
}

impl Site {
    fn start(oauth: OAuth) -> Self {
        Self::with(Options {
            oauth: Some(oauth),
            ..Options::default()
        })
    }

    /// Any other practice server, in the same way.
    pub(super) fn with(options: Options) -> Self {
        let (started, starting) = mpsc::channel();
        let (running, stopped) = oneshot::channel::<()>();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let listen = (Ipv4Addr::LOCALHOST, 0).into();
                let practice = Practice::start(options, listen).await.expect("a server");
                started
                    .send(std::sync::Arc::new(practice))
                    .expect("the test waits");
                let _ = stopped.await;
            });
        });
        Self {
            practice: starting.recv().expect("the server starts"),
            _running: running,
        }
    }

    fn wizard(&self, task: &str) -> Program {
        mxid(&[task, "--server", self.practice.url()])
    }
}

/// The program in `BROWSER`: it writes its argument down, whole or not at all.
pub(super) struct Browser {
    folder: Folder,
}

impl Browser {
    pub(super) fn new() -> Self {
        let folder = Folder::new();
        let browser = Self { folder };
        let (script, url) = (browser.script(), browser.folder.join("url"));
        let url = url.display();
        let child = browser.folder.join("child");
        let child = child.display();
        let text = format!(
            "#!/bin/sh\n(echo \"$#\"; env) > '{child}'\n\
             printf %s \"$1\" > '{url}.part' && mv '{url}.part' '{url}'\n"
        );
        fs::write(&script, text).expect("a script");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).expect("to be run");
        browser
    }

    pub(super) fn script(&self) -> PathBuf {
        self.folder.join("browser")
    }

    /// The last start: the number of its arguments, and the names in its
    /// environment.
    fn child(&self) -> (String, BTreeSet<String>) {
        let text = fs::read_to_string(self.folder.join("child")).expect("it was started");
        let mut lines = text.lines();
        let count = lines.next().unwrap_or_default().to_owned();
        let name = |line: &str| Some(line.split_once('=')?.0.to_owned());
        (count, lines.filter_map(name).collect())
    }

    /// Waits until it was opened, and says where.
    pub(super) fn opened(&self) -> Url {
        let until = Instant::now() + Duration::from_secs(20);
        let file = self.folder.join("url");
        while Instant::now() < until {
            if let Ok(text) = fs::read_to_string(&file) {
                fs::remove_file(&file).expect("it is ours");
                return Url::parse(&text).expect("a URL");
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("no browser was opened");
    }
}

/// An answer: its head and its body.
pub(super) fn ask(method: &str, url: &Url, form: &[(&str, &str)]) -> (String, String) {
    let body = Serializer::new(String::new()).extend_pairs(form).finish();
    let host = format!("127.0.0.1:{}", url.port().expect("a port"));
    let target = &url[url::Position::BeforePath..];
    let mut stream = TcpStream::connect(&host).expect("it listens");
    write!(
        stream,
        "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .expect("it takes a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("an HTTP answer");
    (head.to_owned(), body.to_owned())
}

/// Fills the form of the sign-up page, and gives where the browser is sent back to.
pub(super) fn fill(page: &Url, decision: &str) -> Url {
    let (head, body) = ask("GET", page, &[]);
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(body.contains("name=\"username\""), "{body}");
    let fields = [
        ("username", "wren"),
        ("password", PASSWORD),
        ("decision", decision),
    ];
    let (head, _) = ask("POST", page, &fields);
    let location = head
        .lines()
        .find_map(|line| line.strip_prefix("location: "))
        .unwrap_or_else(|| panic!("no redirect: {head}"));
    Url::parse(location).expect("a URL")
}

/// Waits until nothing listens any more where the browser was to come back to.
fn wait_closed(back: &Url) {
    let port = back.port().expect("a port");
    let until = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
        assert!(Instant::now() < until, "the port stays open");
        thread::sleep(Duration::from_millis(5));
    }
}

/// From the offer to the page that waits; gives the page that the browser was sent to.
fn open_page(terminal: &Terminal, browser: &Browser) -> Url {
    terminal.wait_for(title::WEB);
    terminal.press(Key::Enter);
    terminal.wait_for(title::WEB_WAITING);
    browser.opened()
}

#[test]
fn an_account_made_in_the_browser_shows_its_matrix_id_and_leaves_no_session() {
    let site = Site::start(OAuth::default());
    let browser = Browser::new();
    let terminal = site
        .wizard("sign-up")
        .env("BROWSER", browser.script())
        .start();
    let page = open_page(&terminal, &browser);
    // The link is one argument, and nothing else is handed on but what the program was given.
    let (arguments, names) = browser.child();
    assert_eq!(arguments, "1");
    let given = ["BROWSER", "HOME", "LANG", "PATH", "SHELL", "TERM", "TZ"];
    let of_the_shell = ["OLDPWD", "PWD", "SHLVL", "_"];
    let known = |name: &str| given.contains(&name) || of_the_shell.contains(&name);
    assert!(names.iter().all(|name| known(name)), "{names:?}");
    assert_eq!(site.practice.sessions(), 0);
    let back = fill(&page, "create");
    // Somebody else on this computer, who knows the port and nothing more.
    let mut stranger = back.clone();
    stranger.set_query(Some("code=x&state=guessed"));
    let (head, _) = ask("GET", &stranger, &[]);
    assert!(head.starts_with("HTTP/1.1 404"), "{head}");
    let (head, body) = ask("GET", &back, &[]);
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(body.contains("go back to your terminal"), "{body}");
    terminal.wait_for(title::DONE);
    terminal.wait_for("@wren:practice.localhost");
    terminal.wait_for("You are not signed in on this computer.");
    assert_eq!(site.practice.sessions(), 0);
    wait_closed(&back);
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    terminal.assert_restored();
    let left = terminal.lines();
    assert!(
        left.contains("Your Matrix ID is @wren:practice.localhost"),
        "{left}"
    );
    let code = back
        .query_pairs()
        .find_map(|(name, value)| (name == "code").then(|| value.into_owned()));
    assert_never_written(&terminal, &code.expect("a code"));
}

#[test]
fn whoever_says_no_in_the_browser_can_try_again() {
    let site = Site::start(OAuth::default());
    let browser = Browser::new();
    let terminal = site
        .wizard("sign-up")
        .env("BROWSER", browser.script())
        .start();
    let page = open_page(&terminal, &browser);
    ask("GET", &fill(&page, "deny"), &[]);
    terminal.wait_for("The browser came back without an account.");
    let page = open_page(&terminal, &browser);
    ask("GET", &fill(&page, "create"), &[]);
    terminal.wait_for("@wren:practice.localhost");
}

#[test]
fn a_server_that_refuses_the_program_leads_to_the_link() {
    let site = Site::start(OAuth {
        registration: ClientRegistration::Refused,
        ..OAuth::default()
    });
    let browser = Browser::new();
    let terminal = site
        .wizard("sign-up")
        .env("BROWSER", browser.script())
        .start();
    terminal.wait_for(title::WEB);
    terminal.press(Key::Enter);
    terminal.wait_for("does not let this program open its sign-up page.");
    terminal.wait_for("invalid_client_metadata");
    let account = format!("{}/account/", site.practice.url());
    terminal.wait_for(&account);
    terminal.send("o");
    assert_eq!(browser.opened().as_str(), account);
    terminal.press(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(), Exit::Status(1));
    let left = terminal.lines();
    assert!(left.contains("No account was created."), "{left}");
    assert!(left.contains(&account), "{left}");
}

#[test]
fn without_a_browser_the_link_is_all_there_is_and_a_reset_leads_there_too() {
    let site = Site::start(OAuth::default());
    let account = format!("{}/account/", site.practice.url());
    for (task, words, left) in [
        (
            "sign-up",
            "“Create account”",
            "Create your account in a browser",
        ),
        (
            "reset-password",
            "“Forgot password”",
            "Reset your password in a browser",
        ),
    ] {
        let terminal = site.wizard(task).start();
        terminal.wait_for(words);
        terminal.wait_for(&account);
        assert!(!terminal.text().contains("Open it here"));
        terminal.press(Key::Ctrl('c'));
        assert_eq!(terminal.wait_exit(), Exit::Status(1));
        assert!(terminal.text().contains(left), "{}", terminal.text());
    }
}

#[test]
fn giving_up_while_the_browser_is_out_closes_the_port() {
    let site = Site::start(OAuth::default());
    let browser = Browser::new();
    let terminal = site
        .wizard("sign-up")
        .env("BROWSER", browser.script())
        .start();
    let page = open_page(&terminal, &browser);
    let back = fill(&page, "create");
    terminal.press(Key::Esc);
    terminal.wait_for(title::WEB);
    wait_closed(&back);
    assert_eq!(site.practice.sessions(), 0);
}
