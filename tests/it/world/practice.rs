//! The practice server: the account that it has, and how it is at an https name, where what it says of its own address
//! is put into that of the name.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::wire::server::{Answer, Captured};

/// The user name and the password of the account that the practice server has, without a contact.
pub const PLOVER: (&str, &str) = ("plover", "practice-makes-perfect");

/// Adds an email address to that account.
pub const ADD_EMAIL: [&str; 5] = [
    "add-contact",
    "--username",
    PLOVER.0,
    "--email",
    "lark@example.org",
];

/// Says what a server at `url` on this computer says, as if it were at `public`.
pub fn behind_tls(url: &str, public: &str) -> impl Fn(&Captured) -> Answer + Send + Sync + 'static {
    let (url, public) = (url.to_owned(), public.to_owned());
    move |request| {
        let address = url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).expect("it listens");
        let token = request.header("authorization");
        let token = token.map(|token| format!("Authorization: {token}\r\n"));
        let head = format!(
            "{} {} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n\
             {}Content-Length: {}\r\n\r\n",
            request.method,
            request.target,
            token.unwrap_or_default(),
            request.body.len()
        );
        let mut answer = String::new();
        stream.write_all(head.as_bytes()).expect("it reads");
        stream.write_all(&request.body).expect("it reads");
        stream.read_to_string(&mut answer).expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        let body = body.replace(&url, &public);
        Answer::kept(status.expect("a status"), &body)
    }
}
