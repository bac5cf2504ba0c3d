//! As much HTTP as the tests need, apart from the client that they test: one exchange a connection, over
//! plain loopback TCP.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;
use url::Url;

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A message of either direction.
pub struct Message {
    /// The request line or the status line.
    pub start: String,
    pub body: String,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

impl Answer {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// The body as JSON, of an answer that must have this status.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.json()
    }
}

/// `GET`, with an access token if there is one.
pub fn get(url: &str, token: Option<&str>) -> io::Result<Answer> {
    exchange("GET", url, &authorization(token), "")
}

/// `POST` of a JSON body, with an access token if there is one.
pub fn post_json(url: &str, token: Option<&str>, body: &Value) -> io::Result<Answer> {
    let headers = format!("{}Content-Type: application/json\r\n", authorization(token));
    exchange("POST", url, &headers, &body.to_string())
}

/// `POST` of a filled-in form, as a browser sends it.
pub fn post_form(url: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let headers = "Content-Type: application/x-www-form-urlencoded\r\n";
    exchange("POST", url, headers, &body)
}

/// A request of another client, with its JSON body if there is one.
pub fn pass_on(method: &str, url: &str, body: &str) -> io::Result<Answer> {
    exchange(method, url, "Content-Type: application/json\r\n", body)
}

fn authorization(token: Option<&str>) -> String {
    token.map_or_else(String::new, |token| {
        format!("Authorization: Bearer {token}\r\n")
    })
}

fn exchange(method: &str, url: &str, headers: &str, body: &str) -> io::Result<Answer> {
    let url = Url::parse(url).map_err(io::Error::other)?;
    let authority = url.authority();
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut stream = TcpStream::connect(authority)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // HTTP/1.0, so that the answer is neither chunked nor followed by another one.
    write!(
        stream,
        "{method} {target} HTTP/1.0\r\nHost: {authority}\r\n{headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let message = read(stream)?;
    let status = message.start.split(' ').nth(1);
    let status = status.and_then(|status| status.parse().ok());
    Ok(Answer {
        status: status.ok_or(io::ErrorKind::InvalidData)?,
        body: message.body,
    })
}

/// Reads a message. Its body ends after its `Content-Length`; without one an answer ends with the connection, and a
/// request has none.
pub fn read(stream: impl Read) -> io::Result<Message> {
    let mut stream = BufReader::new(stream);
    let mut start = String::new();
    stream.read_line(&mut start)?;
    let mut length = if start.starts_with("HTTP/") {
        u64::MAX
    } else {
        0
    };
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().unwrap_or(length);
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = String::new();
    stream.take(length).read_to_string(&mut body)?;
    Ok(Message { start, body })
}
