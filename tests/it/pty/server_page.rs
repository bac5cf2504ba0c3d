//! Servers that are none: the page stays, with the typed text, and says why.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use super::*;
use crate::pages::title;

/// Types an address and presses Enter; asserts that the page stays with it, and says why.
#[track_caller]
fn assert_stays(address: &str, why: &[&str]) {
    let terminal = at_first_page(mxid(&[]));
    to_server(&terminal);
    terminal.enter(address);
    for why in why {
        terminal.wait_for(why);
    }
    terminal.wait_for(title::SERVER);
    terminal.wait_for(&format!("│ {address} "));
    // And the field still takes keys.
    terminal.send("x");
    terminal.wait_for(&format!("│ {address}x "));
}

#[test]
fn a_server_that_nobody_answers_at() {
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port();
    let address = format!("127.0.0.1:{port}");
    assert_stays(
        &address,
        &["refused the connection", "Press Enter to try again"],
    );
}

#[test]
fn plain_http_to_another_computer() {
    assert_stays(
        "http://example.org",
        &["Plain http would send your password unencrypted."],
    );
}

#[test]
fn a_web_server_that_is_no_matrix_server() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("it listens");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = stream;
            let mut request = [0; 2048];
            let _ = stream.read(&mut request);
            let page = "<!doctype html><title>Welcome</title>";
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\
                 Connection: close\r\n\r\n{page}",
                page.len()
            );
        }
    });
    assert_stays(
        &format!("http://{address}"),
        &["answers, but it is not", "Check the spelling"],
    );
}

#[test]
fn a_server_that_breaks_off() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("it listens");
    thread::spawn(move || listener.incoming().for_each(drop));
    assert_stays(&format!("http://{address}"), &["was lost"]);
}
