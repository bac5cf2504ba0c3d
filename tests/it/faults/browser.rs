//! The browser of somebody who signs up on a server's page, and is sent back to this computer.

use std::io::{Read, Write};
use std::net::TcpStream;

use url::Url;
use url::form_urlencoded::Serializer;

/// Fills the form of a sign-up page, and goes where that sends the browser.
pub async fn sign_up(page: &str, username: &str, password: &str) {
    let form = Serializer::new(String::new())
        .extend_pairs([
            ("username", username),
            ("password", password),
            ("decision", "create"),
        ])
        .finish();
    let page = Url::parse(page).expect("a URL");
    let visit = move || {
        ask("GET", &page, "");
        let head = ask("POST", &page, &form);
        let back = head
            .lines()
            .find_map(|line| line.strip_prefix("location: "));
        let back = back.unwrap_or_else(|| panic!("not sent back: {head}"));
        ask("GET", &Url::parse(back).expect("a URL"), "");
    };
    // The server runs on the thread of the test.
    let visited = tokio::task::spawn_blocking(visit);
    visited.await.expect("a browser");
}

/// The head of an answer.
fn ask(method: &str, url: &Url, form: &str) -> String {
    let host = format!("127.0.0.1:{}", url.port().expect("a port"));
    let target = &url[url::Position::BeforePath..];
    let mut stream = TcpStream::connect(&host).expect("it listens");
    write!(
        stream,
        "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .expect("it takes a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    let head = answer.split_once("\r\n\r\n").map(|(head, _)| head);
    head.expect("an HTTP answer").to_owned()
}
