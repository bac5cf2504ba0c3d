//! Connections: kept, shared, no more than run together, and no request lost with a dead one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use mxid::domain::BaseUrl;
use mxid::matrix::Client;
use mxid::protocol::{Api, Failure, Network, Reply, Request};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Barrier, mpsc};

use super::base;
use super::values::*;

/// How a server treats its connections.
#[derive(Clone)]
enum Manner {
    Keeps,
    /// It answers only once as many requests as these are under way.
    Gathers(Arc<Barrier>),
    /// It closes each after its answer, without a word, and says here when it has.
    Closes(mpsc::UnboundedSender<()>),
    /// It closes a kept one as soon as the second request arrives on it, unanswered.
    ClosesOnTheSecond,
}

/// A server that counts, for each connection, the requests that it brought.
struct Counting {
    base: BaseUrl,
    seen: Arc<Mutex<HashMap<usize, usize>>>,
}

impl Counting {
    async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen: Arc<Mutex<HashMap<usize, usize>>> = Arc::default();
        let counted = seen.clone();
        tokio::spawn(async move {
            for number in 0.. {
                let Ok((stream, _)) = listener.accept().await else {
                    return;
                };
                tokio::spawn(serve(stream, number, manner.clone(), counted.clone()));
            }
        });
        let base = base(&format!("http://127.0.0.1:{port}"));
        Self { base, seen }
    }

    /// How many connections brought a request.
    fn connections(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    fn requests(&self) -> usize {
        self.seen.lock().unwrap().values().sum()
    }

    async fn ask(&self, client: &Client, request: &Request) -> Result<Reply, Failure> {
        client.call(&self.base, Api::V3, request).await
    }
}

async fn serve(
    mut stream: TcpStream,
    number: usize,
    manner: Manner,
    seen: Arc<Mutex<HashMap<usize, usize>>>,
) {
    let body = json!({"versions": [], "user_id": "@robin:example.org"}).to_string();
    let head = format!("HTTP/1.1 200 X\r\nContent-Length: {}\r\n\r\n", body.len());
    while read_request(&mut stream).await.is_some() {
        let nth = {
            let mut seen = seen.lock().unwrap();
            let count = seen.entry(number).or_default();
            *count += 1;
            *count
        };
        match &manner {
            Manner::Gathers(barrier) => {
                barrier.wait().await;
            }
            Manner::ClosesOnTheSecond if nth == 2 => return,
            _ => {}
        }
        let answer = format!("{head}{body}");
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
        if let Manner::Closes(closed) = manner {
            drop(stream);
            let _ = closed.send(());
            return;
        }
    }
}

/// Reads a request to its end; `None` if the other side hangs up.
async fn read_request(stream: &mut TcpStream) -> Option<()> {
    let mut text = Vec::new();
    loop {
        if let Some(end) = text.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&text[..end]).to_ascii_lowercase();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
                .unwrap_or(0);
            if text.len() >= end + 4 + length {
                return Some(());
            }
        }
        match stream.read_buf(&mut text).await {
            Ok(0) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

fn client() -> Client {
    Client::new(Default::default()).unwrap()
}

#[tokio::test]
async fn requests_in_a_row_share_one_connection_gets_and_posts_alike() {
    let server = Counting::start(Manner::Keeps).await;
    let client = client();
    for _ in 0..5 {
        assert!(server.ask(&client, &Request::Versions).await.is_ok());
        assert!(server.ask(&client, &register(true, None)).await.is_ok());
    }
    assert_eq!((server.connections(), server.requests()), (1, 10));
}

#[tokio::test]
async fn there_are_as_many_connections_as_requests_run_together_and_they_are_kept() {
    let together = Arc::new(Barrier::new(4));
    let server = Counting::start(Manner::Gathers(together)).await;
    let client = client();
    for _ in 0..3 {
        let ask = || server.ask(&client, &Request::Versions);
        let (a, b, c, d) = tokio::join!(ask(), ask(), ask(), ask());
        assert!(a.is_ok() && b.is_ok() && c.is_ok() && d.is_ok());
    }
    assert_eq!((server.connections(), server.requests()), (4, 12));
}

#[tokio::test]
async fn a_connection_that_the_server_closed_meanwhile_loses_no_post_and_doubles_none() {
    let (closed, mut was_closed) = mpsc::unbounded_channel();
    let server = Counting::start(Manner::Closes(closed)).await;
    let client = client();
    for asked in 1..=20 {
        let got = server.ask(&client, &register(true, None)).await;
        assert!(got.is_ok(), "request {asked}: {got:?}");
        assert_eq!(server.requests(), asked);
        was_closed.recv().await;
    }
}

#[tokio::test]
async fn a_post_that_reached_a_server_that_then_hung_up_is_not_sent_again() {
    let server = Counting::start(Manner::ClosesOnTheSecond).await;
    let client = client();
    assert!(server.ask(&client, &register(true, None)).await.is_ok());
    let got = server.ask(&client, &register(true, None)).await;
    assert_eq!(got, Err(Failure::Network(Network::Broken)));
    assert_eq!(server.requests(), 2, "one for each intent");
}
