//! No answer: why, and whether the request may have arrived.

use std::io::Write;
use std::net::TcpListener;
use std::time::Duration;

use mxid::domain::BaseUrl;
use mxid::matrix::{BuildError, Client, Config, ProxyUrl, Timeouts};
use mxid::protocol::{Api, Failure, Network, Reply, Request, TlsFault, Versions};
use serde_json::json;

use super::server::{Answer, Server};
use super::values::*;
use super::{base, client};

const SOON: Duration = Duration::from_millis(150);
const LATE: Duration = Duration::from_secs(60);

fn hurried(timeouts: Timeouts) -> Client {
    let config = Config {
        timeouts,
        ..Config::default()
    };
    Client::new(config).unwrap()
}

async fn network(client: &Client, base: &BaseUrl, request: &Request) -> Network {
    match client.call(base, Api::V3, request).await {
        Err(Failure::Network(network)) => network,
        other => panic!("not a failure of the network: {other:?}"),
    }
}

#[tokio::test]
async fn a_name_without_an_address_is_told_from_other_faults() {
    let base = base("https://matrix.invalid");
    let got = network(&client(), &base, &Request::Versions).await;
    assert_eq!(got, Network::Dns);
    assert!(got.before_sending());
}

#[tokio::test]
async fn a_port_where_nothing_listens_refuses() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let base = base(&format!("http://127.0.0.1:{port}"));
    let got = network(&client(), &base, &register(true, None)).await;
    assert_eq!(got, Network::Refused);
    assert!(got.before_sending());
}

#[tokio::test]
async fn a_connection_that_breaks_after_sending_leaves_doubt() {
    let server = Server::answering([Answer::HangUp]);
    let got = network(&client(), &server.base(), &register(true, None)).await;
    assert_eq!(got, Network::Broken);
    assert!(!got.before_sending());
    // Above all it is not tried again.
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_timeout_while_connecting_is_one_before_sending() {
    // Takes connections, and never answers the TLS greeting.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let client = hurried(Timeouts {
        connect: SOON,
        request: LATE,
        request_token: LATE,
    });
    let base = base(&format!("https://127.0.0.1:{port}"));
    let got = network(&client, &base, &register(true, None)).await;
    assert_eq!(got, Network::Timeout { sent: false });
}

#[tokio::test]
async fn a_timeout_while_waiting_for_the_answer_is_one_after_sending() {
    let client = hurried(Timeouts {
        connect: LATE,
        request: SOON,
        request_token: LATE,
    });
    for sent in ["", "HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n{"] {
        let answer = Answer::SendAndStall(sent.as_bytes().to_vec());
        let server = Server::answering([answer]);
        let got = network(&client, &server.base(), &register(true, None)).await;
        assert_eq!(got, Network::Timeout { sent: true });
    }
}

#[tokio::test]
async fn a_request_for_a_message_has_its_own_patience() {
    let client = hurried(Timeouts {
        connect: LATE,
        request: LATE,
        request_token: SOON,
    });
    let server = Server::answering([Answer::SendAndStall(Vec::new())]);
    let got = network(&client, &server.base(), &token_request()).await;
    assert_eq!(got, Network::Timeout { sent: true });
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_a_fault_of_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        use std::io::{Read, Write};
        for reply in ["HTTP/1.1 400 Bad Request\r\n\r\n", ""] {
            let (mut stream, _) = listener.accept().unwrap();
            let mut greeting = [0; 4096];
            let _ = stream.read(&mut greeting);
            let _ = stream.write_all(reply.as_bytes());
        }
    });
    let base = base(&format!("https://127.0.0.1:{port}"));
    for _ in 0..2 {
        let got = network(&client(), &base, &Request::Versions).await;
        assert_eq!(got, Network::Tls(TlsFault::Other));
    }
}

#[test]
fn a_configuration_that_cannot_be_used_is_refused_at_once() {
    let build = |config| Client::new(config).err();
    let config = || Config::default();
    for root in [
        "",
        "hello",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ] {
        let extra_roots = vec![root.as_bytes().to_vec()];
        let error = build(Config {
            extra_roots,
            ..config()
        });
        assert!(matches!(error, Some(BuildError::Certificate)), "{root:?}");
    }
    let user_agent = "a\nb".to_owned();
    let error = build(Config {
        user_agent,
        ..config()
    });
    assert!(matches!(error, Some(BuildError::UserAgent)));
}

#[test]
fn a_proxys_password_is_not_in_debug() {
    let proxy = ProxyUrl::parse("socks5h://robin:hunter2@127.0.0.1:9050").unwrap();
    let config = Config {
        proxies: proxy.into(),
        ..Config::default()
    };
    let shown = format!("{config:?}");
    assert!(
        shown.contains("127.0.0.1") && !shown.contains("hunter2"),
        "{shown}"
    );
}

/// Plain http is for this computer, so its names lead there without a question to anybody.
#[tokio::test]
async fn a_name_of_this_computer_is_never_looked_up() {
    for host in [
        "localhost",
        "localhost.",
        "matrix.localhost",
        "a.b.localhost",
    ] {
        let server = Server::answering([Answer::json(200, json!({"versions": []}))]);
        let port = server.url("").rsplit(':').next().unwrap().to_owned();
        let url = base(&format!("http://{host}:{port}"));
        let got = client().call(&url, Api::V3, &Request::Versions).await;
        assert_eq!(got, Ok(Reply::Versions(Versions::default())), "{host}");
    }
}

/// One byte after the other keeps nobody waiting beyond the limit.
#[tokio::test]
async fn an_answer_that_drips_is_given_up_in_time() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = base(&format!("http://{}", listener.local_addr().unwrap()));
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = super::server::read(&stream);
        let head = b"HTTP/1.1 200 X\r\nContent-Length: 100000\r\n\r\n";
        let _ = stream.write_all(head);
        // Until the other side hangs up.
        while stream.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(5));
        }
    });
    let client = hurried(Timeouts {
        request: Duration::from_millis(200),
        ..Timeouts::default()
    });
    let begun = std::time::Instant::now();
    let got = network(&client, &base, &Request::Versions).await;
    assert_eq!(got, Network::Timeout { sent: true });
    assert!(begun.elapsed() < Duration::from_secs(5));
}
