//! An HTTP client of a few lines: one request a connection, and it can send what a good client would not.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer, read to its end.
pub(super) struct Reply {
    pub(super) status: u16,
    head: String,
    pub(super) text: String,
}

impl Reply {
    /// The body, which must be JSON.
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    /// Status and errcode, as the tables have them.
    pub(super) fn refusal(&self) -> (u16, String) {
        let errcode = self.json()["errcode"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        (self.status, errcode)
    }

    /// A header by its lower-case name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

pub(super) async fn send(
    base: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Reply {
    let host = base.strip_prefix("http://").expect("plain http");
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    request.push_str(body);
    let mut stream = TcpStream::connect(host).await.expect("a connection");
    // A server that refuses a large body may close before it has read all of it.
    let _ = stream.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8(answer).expect("text");
    let (head, text) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let status = status.expect("a status");
    crate::contract::hold_answer(method, path, status, text);
    Reply {
        status,
        head: head.to_owned(),
        text: text.to_owned(),
    }
}
