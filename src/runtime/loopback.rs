//! The address on this computer to which the browser brings the answer of a sign-up page
//! (client-server API, "Authorization code flow"; RFC 8252, section 7.3).
//!
//! Anything on this computer can connect to it, so that nothing is believed but the one GET that
//! carries the state; whatever else comes gets a page that says so, and is forgotten.

use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;
use zeroize::Zeroizing;

use crate::domain::Secret;
use crate::protocol::Callback;
use crate::t;
use crate::text::Texts;

/// The longest head of a request. Browsers stay far below it, with every cookie of 127.0.0.1.
const HEAD: usize = 16 * 1024;
/// How long a connection may take. Browsers open some ahead that they never use.
const PATIENCE: Duration = Duration::from_secs(10);
const MOST_CONNECTIONS: usize = 32;

/// The page in the browser, in the user's language. The sentences are ours, and safe in HTML.
#[derive(Clone)]
pub(super) struct Pages {
    taken: String,
    /// This is not the answer.
    other: String,
}

impl Pages {
    pub(super) fn of(texts: &Texts) -> Self {
        Self {
            taken: t!(texts, "callback-taken"),
            other: t!(texts, "callback-other"),
        }
    }
}

/// A listener on a free port of 127.0.0.1.
pub(super) async fn listen() -> io::Result<(TcpListener, u16)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// Waits until a browser brings the answer that belongs to `state`. Dropping the future closes the
/// port.
pub(super) async fn answer(listener: TcpListener, state: Secret, pages: Pages) -> Callback {
    let mut guests = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept(), if guests.len() < MOST_CONNECTIONS => match accepted {
                Ok((stream, _)) => {
                    let (state, pages) = (state.clone(), pages.clone());
                    guests.spawn(async move {
                        timeout(PATIENCE, serve(stream, &state, &pages)).await.ok().flatten()
                    });
                }
                // Out of descriptors, or hung up already: the next may have more luck.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(served) = guests.join_next() => {
                if let Ok(Some(callback)) = served {
                    return callback;
                }
            }
        }
    }
}

/// Serves one request, and gives the answer if it brought it.
async fn serve(mut stream: TcpStream, state: &Secret, pages: &Pages) -> Option<Callback> {
    let head = read_head(&mut stream).await?;
    let callback = target(&head).and_then(|target| Callback::read(target, state));
    let (status, text) = match callback {
        Some(_) => ("200 OK", &pages.taken),
        None => ("404 Not Found", &pages.other),
    };
    // The answer counts, whether or not the browser stays to be thanked.
    let _ = write_page(&mut stream, status, text).await;
    callback
}

async fn read_head(stream: &mut TcpStream) -> Option<Zeroizing<Vec<u8>>> {
    let mut head = Zeroizing::new(Vec::with_capacity(HEAD));
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let room = HEAD - head.len();
        if room == 0 {
            return None;
        }
        let read = stream.take(room as u64).read_buf(&mut *head).await.ok()?;
        if read == 0 {
            return None;
        }
    }
    Some(head)
}

/// The target of a GET.
fn target(head: &[u8]) -> Option<&str> {
    let line = head.split(|byte| *byte == b'\r').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    match (words.next(), words.next(), words.next()) {
        (Some("GET"), target, Some("HTTP/1.1" | "HTTP/1.0")) => target,
        _ => None,
    }
}

async fn write_page(stream: &mut TcpStream, status: &str, text: &str) -> io::Result<()> {
    let page =
        format!("<!doctype html>\n<meta charset=\"utf-8\">\n<title>mxid</title>\n<p>{text}</p>\n");
    // The address holds the code: it must not be sent on or cached.
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\
         Content-Security-Policy: default-src 'none'\r\nConnection: close\r\n\r\n",
        page.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(page.as_bytes()).await?;
    stream.shutdown().await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages() -> Pages {
        Pages {
            taken: "Taken".to_owned(),
            other: "Other".to_owned(),
        }
    }

    async fn send(port: u16, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        answer
    }

    #[tokio::test]
    async fn only_the_get_with_the_state_is_the_answer() {
        let (listener, port) = listen().await.unwrap();
        let waiting = tokio::spawn(answer(listener, Secret::from("right"), pages()));
        // A connection that was opened ahead and never used delays nothing.
        let _idle = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        for other in [
            "GET /favicon.ico HTTP/1.1\r\n\r\n",
            "GET /callback?code=c&state=wrong HTTP/1.1\r\n\r\n",
            "POST /callback?code=c&state=right HTTP/1.1\r\n\r\n",
            "nonsense\r\n\r\n",
        ] {
            let page = send(port, other).await;
            assert!(page.starts_with("HTTP/1.1 404"), "{other}: {page}");
            assert!(page.contains("Other"), "{page}");
        }
        let too_long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(HEAD));
        assert_eq!(send(port, &too_long).await, "");
        let page = send(
            port,
            "GET /callback?state=right&code=c%20d HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        )
        .await;
        assert!(page.starts_with("HTTP/1.1 200 OK"), "{page}");
        assert!(
            page.contains("Taken") && page.contains("no-store"),
            "{page}"
        );
        let callback = waiting.await.unwrap();
        assert_eq!(callback, Callback::Code(Secret::from("c d")));
        let closed = TcpStream::connect(("127.0.0.1", port)).await;
        assert!(closed.is_err(), "the port is still open");
    }

    #[tokio::test]
    async fn giving_up_closes_the_port() {
        let (listener, port) = listen().await.unwrap();
        let waiting = tokio::spawn(answer(listener, Secret::from("right"), pages()));
        let _guest = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        waiting.abort();
        assert!(waiting.await.is_err());
        assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err());
    }
}
