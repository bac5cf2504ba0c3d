//! A connection of a site, and what is said over it instead of an answer.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::time::Duration;

use rustls::{ServerConnection, StreamOwned};
use serde_json::Value;

use super::fault::{Fault, retyped};

pub enum Wire {
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
    Plain(TcpStream),
}

impl Wire {
    pub fn socket(&self) -> &TcpStream {
        match self {
            Self::Tls(stream) => &stream.sock,
            Self::Plain(stream) => stream,
        }
    }
}

impl Read for Wire {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Tls(stream) => stream.read(bytes),
            Self::Plain(stream) => stream.read(bytes),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Tls(stream) => stream.write(bytes),
            Self::Plain(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Tls(stream) => stream.flush(),
            Self::Plain(stream) => stream.flush(),
        }
    }
}

/// Ends a connection with a reset when it goes, which the standard library cannot.
pub fn reset(stream: &TcpStream) -> io::Result<()> {
    static RUNTIME: LazyLock<tokio::runtime::Runtime> = LazyLock::new(|| {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_io().build().expect("a runtime")
    });
    let stream = stream.try_clone()?;
    stream.set_nonblocking(true)?;
    let _entered = RUNTIME.enter();
    tokio::net::TcpStream::from_std(stream)?.set_zero_linger()
}

/// Says that nothing more comes, and waits until the other side has read it all.
pub fn finish(mut stream: Wire) -> io::Result<()> {
    if let Wire::Tls(stream) = &mut stream {
        stream.conn.send_close_notify();
    }
    stream.flush()?;
    let mut socket = stream.socket();
    socket.shutdown(std::net::Shutdown::Write)?;
    socket.set_read_timeout(Some(Duration::from_secs(1)))?;
    let _ = socket.read(&mut [0; 64]);
    Ok(())
}

pub struct Said {
    pub status: u16,
    /// Besides the length, each with its line's end.
    pub headers: String,
    pub body: String,
}

impl Said {
    fn new(status: u16, headers: &str, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: headers.to_owned(),
            body: body.into(),
        }
    }

    pub fn bytes(&self, keeps: bool) -> Vec<u8> {
        format!(
            "HTTP/1.1 {} X\r\nConnection: {}\r\nContent-Length: {}\r\n{}\r\n{}",
            self.status,
            if keeps { "keep-alive" } else { "close" },
            self.body.len(),
            self.headers,
            self.body
        )
        .into_bytes()
    }
}

/// The text instead of the answer.
pub fn said(fault: Fault, answer: Option<Said>) -> Said {
    const PAGE: &str = "<html><body><h1>Something is wrong</h1></body></html>";
    let status = answer.as_ref().map_or(200, |answer| answer.status);
    let body = answer.map_or_else(String::new, |answer| answer.body);
    match fault {
        Fault::Truncated => Said::new(status, "", &body[..body.len() / 2]),
        Fault::BadGateway => Said::new(502, "Content-Type: text/html\r\n", PAGE),
        Fault::Failed => Said::new(
            500,
            "",
            r#"{"errcode": "M_UNKNOWN", "error": "Internal server error"}"#,
        ),
        Fault::Unavailable => Said::new(503, "Retry-After: 1\r\n", PAGE),
        Fault::LimitedFor => Said::new(
            429,
            "Retry-After: 1\r\n",
            r#"{"errcode": "M_UNKNOWN", "error": "Slow down"}"#,
        ),
        Fault::LimitedMs => Said::new(
            429,
            "",
            r#"{"errcode": "M_LIMIT_EXCEEDED", "error": "Slow down", "retry_after_ms": 60}"#,
        ),
        Fault::Limited => Said::new(429, "Content-Type: text/html\r\n", PAGE),
        Fault::Redirect => Said::new(302, "Location: https://elsewhere.example.net/\r\n", ""),
        Fault::Deep => {
            let depth = 100_000;
            let body = format!("{}{}", "{\"a\":".repeat(depth), "1");
            Said::new(status, "", body + &"}".repeat(depth))
        }
        Fault::WrongTypes => {
            let value: Value = serde_json::from_str(&body).unwrap_or_default();
            Said::new(status, "", retyped(&value).to_string())
        }
        Fault::MissingFields => Said::new(status, "", "{}"),
        // The rest answers otherwise, or not at all.
        _ => Said::new(status, "", body),
    }
}
