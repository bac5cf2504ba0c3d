//! A server on a loopback port that says what it is told to, one answer a connection, and keeps
//! what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use mxid::domain::BaseUrl;
use serde_json::Value;

/// A request as it came over the socket.
#[derive(Clone, Debug)]
pub struct Captured {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Captured {
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self
            .headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// The server's act once it has read a request.
pub enum Answer {
    Send(Vec<u8>),
    /// Sends something, and then neither more nor a hang-up.
    SendAndStall(Vec<u8>),
    HangUp,
}

impl Answer {
    pub fn json(status: u16, body: Value) -> Self {
        Self::text(status, &[], &body.to_string())
    }

    pub fn text(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\n");
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
        Self::Send(head.into_bytes())
    }

    /// An answer after which the connection is kept.
    pub fn kept(status: u16, body: &str) -> Self {
        let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}", body.len());
        Self::Send(format!("{head}\r\n\r\n{body}").into_bytes())
    }

    pub fn redirect(status: u16, location: &str) -> Self {
        Self::text(status, &[("Location", location)], "")
    }
}

pub struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<Captured>>>,
}

impl Server {
    pub fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = requests.clone();
        let answers: Vec<_> = answers.into_iter().collect();
        thread::spawn(move || {
            let mut stalled = Vec::new();
            for answer in answers {
                let Ok((mut stream, _)) = listener.accept() else {
                    return;
                };
                let Some(request) = read(&stream) else {
                    return;
                };
                seen.lock().unwrap().push(request);
                match answer {
                    // A client that has read enough may have hung up already.
                    Answer::Send(bytes) => drop(stream.write_all(&bytes)),
                    Answer::SendAndStall(bytes) => {
                        drop(stream.write_all(&bytes));
                        stalled.push(stream);
                    }
                    Answer::HangUp => {}
                }
            }
            // Any other request is seen, and hangs.
            while let Ok((stream, _)) = listener.accept() {
                seen.lock().unwrap().extend(read(&stream));
                stalled.push(stream);
            }
        });
        Self { port, requests }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn base(&self) -> BaseUrl {
        BaseUrl::parse(&self.url("")).unwrap()
    }

    pub fn requests(&self) -> Vec<Captured> {
        self.requests.lock().unwrap().clone()
    }

    pub fn only_request(&self) -> Captured {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "not exactly one request");
        requests.remove(0)
    }
}

/// Reads one request to its end; `None` if the other side hangs up.
pub fn read(stream: impl Read) -> Option<Captured> {
    let mut reader = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        Some(line.trim_end().to_owned())
    };
    let first = line()?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    loop {
        let line = line()?;
        let Some((name, value)) = line.split_once(": ") else {
            break;
        };
        headers.push((name.to_owned(), value.to_owned()));
    }
    let mut captured = Captured {
        method,
        target,
        headers,
        body: Vec::new(),
    };
    let length = captured.header("content-length").unwrap_or("0");
    captured.body = vec![0; length.parse().ok()?];
    reader.read_exact(&mut captured.body).ok()?;
    Some(captured)
}
