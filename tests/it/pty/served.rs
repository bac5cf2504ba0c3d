//! `mxid practice`, running by itself as a second process.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use crate::terminal::starting;

use super::MXID;

/// A running practice server. Dropping it ends the process.
pub struct Served {
    process: Child,
    pub url: String,
}

impl Served {
    /// Starts it on a free port, and reads its URL from what it prints.
    pub fn start() -> Self {
        Self::speaking("synapse").0
    }

    /// Starts it with a dialect; gives what it prints, too.
    fn speaking(dialect: &str) -> (Self, String) {
        let starting = starting();
        let mut process = Command::new(MXID)
            .args(["practice", "--listen", "127.0.0.1:0", "--dialect", dialect])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the practice server starts");
        drop(starting);
        let mut line = String::new();
        let said = process.stdout.as_mut().expect("its output is piped");
        BufReader::new(said)
            .read_line(&mut line)
            .expect("it says where it listens");
        let url = line
            .split_whitespace()
            .find(|word| word.starts_with("http://127.0.0.1:"))
            .unwrap_or_else(|| panic!("no URL in {line:?}"))
            .trim_end_matches(|c: char| !c.is_ascii_digit())
            .to_owned();
        (Self { process, url }, line)
    }

    /// Its "sent" messages so far, oldest first.
    pub fn outbox(&self) -> Vec<serde_json::Value> {
        let body = self.get("/_practice/outbox");
        serde_json::from_str(&body).unwrap_or_else(|why| panic!("{why} in {body:?}"))
    }

    /// How many sessions are open on it.
    pub fn sessions(&self) -> usize {
        let body = self.get("/_practice/sessions");
        body.trim()
            .parse()
            .unwrap_or_else(|why| panic!("{why} in {body:?}"))
    }

    /// The body that a path of it answers.
    pub fn get(&self, path: &str) -> String {
        self.visit("GET", path)
    }

    /// The same for any method, without a body of ours.
    pub fn visit(&self, method: &str, path: &str) -> String {
        let address = self.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).expect("it listens");
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )
        .expect("it takes a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (_, body) = answer.split_once("\r\n\r\n").expect("an HTTP answer");
        body.to_owned()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A server that takes connections and never says a word.
pub struct Mute {
    _listener: TcpListener,
    pub url: String,
}

impl Mute {
    /// Listens on a free port.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it has an address");
        Self {
            _listener: listener,
            url: format!("http://{address}"),
        }
    }
}

#[test]
fn it_prints_its_url_and_ends_with_143_when_told_to() {
    let mut served = Served::start();
    assert_eq!(served.outbox().len(), 0);
    let told = Command::new("kill")
        .arg(served.process.id().to_string())
        .status();
    assert!(told.expect("kill runs").success());
    let status = served.process.wait().expect("it ends");
    assert_eq!(status.code(), Some(143));
}

#[test]
fn it_prints_and_speaks_the_dialect_that_it_was_asked_for() {
    let (served, line) = Served::speaking("dendrite");
    assert!(line.contains("dendrite"), "{line}");
    let software = served.get("/_matrix/federation/v1/version");
    let software: serde_json::Value = serde_json::from_str(&software).expect("JSON");
    assert_eq!(software["server"]["name"], "Dendrite");
}
