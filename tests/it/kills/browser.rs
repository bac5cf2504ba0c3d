//! The browser of the user: a script that writes down where the program sends it, and the visit there.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use url::Url;
use url::form_urlencoded::Serializer;

/// A browser, in a folder of its own.
pub struct Browser(PathBuf);

/// The state of a sign-up page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedUp {
    Yes,
    /// The name is taken: the user has been here before, and says no.
    Before,
}

impl Browser {
    pub fn new(folder: &Path) -> Self {
        let browser = Self(folder.join("browser"));
        fs::create_dir_all(&browser.0).expect("the folder of the tests is writable");
        let url = browser.url();
        let url = url.display();
        let text =
            format!("#!/bin/sh\nprintf %s \"$1\" > '{url}.part' && mv '{url}.part' '{url}'\n");
        fs::write(browser.program(), text).expect("a script");
        let to_be_run = fs::Permissions::from_mode(0o700);
        fs::set_permissions(browser.program(), to_be_run).expect("to be run");
        browser
    }

    /// The program that `BROWSER` names.
    pub fn program(&self) -> PathBuf {
        self.0.join("browser")
    }

    fn url(&self) -> PathBuf {
        self.0.join("url")
    }

    /// Where it was sent to, once for each time.
    pub fn opened(&self) -> Option<Url> {
        let text = fs::read_to_string(self.url()).ok()?;
        fs::remove_file(self.url()).expect("it is ours");
        Some(Url::parse(&text).expect("a URL"))
    }
}

/// Fills the form of a sign-up page, and goes where that sends the browser.
pub fn sign_up(page: &Url, username: &str, password: &str) -> SignedUp {
    let form = |decision| {
        let fields = [
            ("username", username),
            ("password", password),
            ("decision", decision),
        ];
        Serializer::new(String::new()).extend_pairs(fields).finish()
    };
    let sent_back = |form: &str| {
        let answer = ask("POST", page, form).expect("the server is up");
        let mut lines = answer.lines();
        let back = lines.find_map(|line| line.strip_prefix("location: "));
        back.map(|back| Url::parse(back).expect("a URL"))
    };
    let (back, signed_up) = match sent_back(&form("create")) {
        Some(back) => (back, SignedUp::Yes),
        None => {
            let back = sent_back(&form("deny")).expect("a no is taken");
            (back, SignedUp::Before)
        }
    };
    // The waiting program may have been killed.
    let _ = ask("GET", &back, "");
    signed_up
}

/// An answer of a server on this computer; `None` if it breaks off.
fn ask(method: &str, url: &Url, form: &str) -> Option<String> {
    let host = format!("127.0.0.1:{}", url.port().expect("a port"));
    let target = &url[url::Position::BeforePath..];
    let mut stream = TcpStream::connect(&host).ok()?;
    write!(
        stream,
        "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}
