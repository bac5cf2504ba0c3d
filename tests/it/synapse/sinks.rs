//! A homeserver's gateways: a mail server and an SMS gateway that deliver nothing and keep everything, and a
//! judge of captchas.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::http;
use super::inbox::{Inbox, Message};

/// The token that a solved captcha hands to its page.
pub const PASSED: &str = "a-person-solved-it";

/// A listening sink, for as long as the test process lives.
pub struct Sink {
    /// Where it listens, on loopback.
    pub address: SocketAddr,
    pub inbox: Inbox,
}

impl Sink {
    pub fn smtp() -> Self {
        Self::open(take_mail)
    }

    /// The gateway that Sydent hands its texts to (OpenMarket's HTTP interface).
    pub fn sms_gateway() -> Self {
        Self::open(take_text)
    }

    /// Synapse's question whether a captcha was solved (reCAPTCHA's `siteverify`). It gets no messages.
    pub fn captcha_verifier() -> Self {
        Self::open(judge_captcha)
    }

    fn open(take: fn(TcpStream, &Inbox) -> io::Result<()>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address");
        let inbox = Inbox::default();
        let kept = inbox.clone();
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let inbox = kept.clone();
                // A connection that breaks off delivers nothing, and the test that waits says so.
                thread::spawn(move || take(connection, &inbox));
            }
        });
        Self { address, inbox }
    }
}

/// One SMTP session, RFC 5321 as far as a sender goes that neither encrypts nor authenticates.
fn take_mail(mut stream: TcpStream, inbox: &Inbox) -> io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let mut recipients = Vec::new();
    stream.write_all(b"220 sink\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let verb = line.get(..4).unwrap_or("").to_ascii_uppercase();
        let reply = match verb.as_str() {
            "RCPT" => {
                recipients.extend(between(&line, '<', '>').map(str::to_owned));
                "250 OK"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n")?;
                let mut mail = String::new();
                while let Some(line) = lines.next().transpose()?.filter(|line| line != ".") {
                    mail.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.push('\n');
                }
                let text = plain_text(&mail).ok_or(io::ErrorKind::InvalidData)?;
                for to in recipients.drain(..) {
                    let text = text.clone();
                    inbox.deliver(Message { to, text });
                }
                "250 kept"
            }
            "QUIT" => return stream.write_all(b"221 bye\r\n"),
            _ => "250 OK",
        };
        write!(stream, "{reply}\r\n")?;
    }
    Ok(())
}

/// One request of the gateway's interface.
fn take_text(mut stream: TcpStream, inbox: &Inbox) -> io::Result<()> {
    let request = http::read(stream.try_clone()?)?;
    let body: Value = serde_json::from_str(&request.body)?;
    let text = &body["mobileTerminate"];
    if let (Some(to), Some(text)) = (
        text["destination"]["address"].as_str(),
        text["message"]["content"].as_str(),
    ) {
        let (to, text) = (to.to_owned(), text.to_owned());
        inbox.deliver(Message { to, text });
    }
    stream.write_all(
        b"HTTP/1.1 202 Accepted\r\nLocation: /sms/1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    )
}

/// One request of the captcha's verifier.
fn judge_captcha(mut stream: TcpStream, _: &Inbox) -> io::Result<()> {
    let request = http::read(stream.try_clone()?)?;
    let passed = url::form_urlencoded::parse(request.body.as_bytes())
        .any(|(name, value)| name == "response" && value == PASSED);
    let verdict = serde_json::json!({"success": passed}).to_string();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{verdict}",
        verdict.len()
    )
}

/// The `text/plain` part of a mail, decoded.
fn plain_text(mail: &str) -> Option<String> {
    let part = &mail[mail.find("Content-Type: text/plain")?..];
    let (headers, rest) = part.split_once("\n\n")?;
    let body = rest.split("\n--").next()?;
    if !headers.to_ascii_lowercase().contains("base64") {
        return Some(body.to_owned());
    }
    let digits: String = body.split_whitespace().collect();
    String::from_utf8(STANDARD.decode(digits).ok()?).ok()
}

fn between(line: &str, open: char, close: char) -> Option<&str> {
    let (_, rest) = line.split_once(open)?;
    rest.split_once(close).map(|(inside, _)| inside)
}
