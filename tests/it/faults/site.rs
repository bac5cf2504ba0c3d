//! `https://localhost`, where the practice server answers, and where one request goes wrong.
//!
//! ```text
//!   engine ── name → address ──▸ listener ── TLS ──▸ request ── HTTP ──▸ practice server
//!                  DNS, refused      reset   TLS        every other fault
//! ```

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use mxid::matrix::Resolver;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::fault::{Fault, Span, Target};
use super::wire::{Said, Wire, finish, reset, said};
use crate::wire::server::{Captured, read};
use crate::world::{Authority, Paper};

/// The name of the site.
pub const URL: &str = "https://localhost";

const HUGE: usize = 1 << 30;

/// The papers of every site: keys take long to make.
struct Papers {
    pem: String,
    good: Arc<ServerConfig>,
    expired: Arc<ServerConfig>,
}

static PAPERS: LazyLock<Papers> = LazyLock::new(|| {
    let authority = Authority::named("faults");
    let config = |key: CertifiedKey| {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("TLS")
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(SingleCertAndKey::from(key)));
        Arc::new(config)
    };
    Papers {
        pem: authority.pem(),
        good: config(authority.certify("localhost", Paper::Good)),
        expired: config(authority.certify("localhost", Paper::Expired)),
    }
});

/// A message that somebody asked the server for, as it came over the socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub secret: String,
    pub attempt: u64,
    pub path: String,
    pub body: Vec<u8>,
    /// Whether the server did what it was asked.
    pub acted: bool,
}

#[derive(Default)]
struct State {
    /// The fault, while it lasts.
    armed: Option<(Target, Fault, Span)>,
    /// The present fault of every connection.
    before: Option<Fault>,
    counts: HashMap<String, usize>,
    /// Every request that was read, in turn.
    requests: Vec<Target>,
    asked: Vec<Asked>,
    /// How often the fault happened.
    hits: usize,
    closed: bool,
}

/// A running site. Dropping it closes its port.
pub struct Site {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Site {
    /// A site before the practice server at `practice`, `http://127.0.0.1:PORT`.
    pub fn start(practice: &str, fault: Option<(Target, Fault, Span)>) -> Self {
        Self::speaking(Speech::Tls, practice, fault)
    }

    /// The same over plain http, for a program that knows no resolver and no authority of ours.
    pub fn plain(server: &str, fault: Option<(Target, Fault, Span)>) -> Self {
        Self::speaking(Speech::Plain, server, fault)
    }

    /// The address of a plain site.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn speaking(speech: Speech, practice: &str, fault: Option<(Target, Fault, Span)>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        // The fault of a new connection, before its request.
        let is_early = |(_, fault, _): &(_, Fault, _)| fault.is_before_the_request();
        let keeps = !fault.as_ref().is_some_and(is_early);
        let state = Arc::new(Mutex::new(State {
            armed: fault,
            ..State::default()
        }));
        let (shared, practice) = (state.clone(), practice.to_owned());
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let guest = Guest {
                    state: shared.clone(),
                    practice: practice.clone(),
                    keeps,
                    speech,
                    public: match speech {
                        Speech::Tls => URL.to_owned(),
                        Speech::Plain => format!("http://127.0.0.1:{port}"),
                    },
                };
                if guest.state().closed {
                    return;
                }
                // A client that hangs up early is not missed.
                thread::spawn(move || drop(guest.serve(stream)));
            }
        });
        Self { port, state }
    }

    /// The certificate of its authority.
    pub fn pem() -> Vec<u8> {
        PAPERS.pem.clone().into_bytes()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How its name becomes its address.
    pub fn resolver(&self) -> Resolver {
        let (state, port) = (self.state.clone(), self.port);
        Arc::new(move |name| {
            let before = state.lock().unwrap_or_else(PoisonError::into_inner).before;
            match (name, before) {
                ("localhost", Some(Fault::Dns)) => Err(io::ErrorKind::NotFound.into()),
                // Nothing listens on port 1.
                ("localhost", Some(Fault::Refused)) => Ok((Ipv4Addr::LOCALHOST, 1).into()),
                ("localhost", _) => Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port))),
                _ => Err(io::ErrorKind::NotFound.into()),
            }
        })
    }

    /// Says which requests are under way: what happens before a request is known happens to all of
    /// them, from the moment when the one that is meant leaves until its failure is seen.
    pub fn leaving(&self, under_way: &[Target]) {
        let mut state = self.state();
        let Some((target, fault, span)) = state.armed.clone() else {
            return;
        };
        if !fault.is_before_the_request() {
            return;
        }
        let met = under_way.iter().any(|leaving| target.is_met(leaving, span));
        if met && state.before.is_none() {
            state.hits += 1;
        }
        state.before = met.then_some(fault);
    }

    /// Has a fault happen to every request of a name from now on.
    pub fn arm(&self, name: &str, fault: Fault) {
        let target = Target {
            name: name.to_owned(),
            nth: 0,
        };
        self.state().armed = Some((target, fault, Span::UntilSeen));
    }

    /// Waits until the fault happens again, and ends it.
    ///
    /// # Panics
    /// When it does not happen in a minute.
    pub fn heal_after_next(&self) {
        let before = self.hits();
        let until = std::time::Instant::now() + Duration::from_secs(60);
        while self.hits() == before {
            assert!(
                std::time::Instant::now() < until,
                "the fault never happened"
            );
            thread::sleep(Duration::from_millis(5));
        }
        self.heal();
    }

    pub fn heal(&self) {
        let mut state = self.state();
        state.armed = None;
        state.before = None;
    }

    pub fn hits(&self) -> usize {
        self.state().hits
    }

    pub fn requests(&self) -> Vec<Target> {
        self.state().requests.clone()
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.state().asked.clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.state().closed = true;
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

/// A request's name: its method, and its path without the version.
pub fn name_of(method: &str, path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let path = path.trim_start_matches("/_matrix/client");
    let path = ["/v3", "/v1", "/unstable/org.matrix.msc2965"]
        .iter()
        .find_map(|version| path.strip_prefix(version))
        .unwrap_or(path);
    format!("{method} {path}")
}

struct Guest {
    state: Arc<Mutex<State>>,
    practice: String,
    /// Whether the connection is kept for the next request.
    keeps: bool,
    speech: Speech,
    /// The address of the site, as it speaks of itself.
    public: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Speech {
    Tls,
    Plain,
}

impl Guest {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let papers = match self.state().before {
            Some(Fault::Tls) => &PAPERS.expired,
            Some(Fault::ResetBefore) => return reset(&stream),
            _ => &PAPERS.good,
        };
        let mut stream = match self.speech {
            Speech::Plain => Wire::Plain(stream),
            Speech::Tls => {
                let connection = ServerConnection::new(papers.clone()).map_err(io::Error::other)?;
                Wire::Tls(Box::new(StreamOwned::new(connection, stream)))
            }
        };
        while let Some(request) = read(&mut stream) {
            let met = self.meet(&request);
            let acts = met.is_none_or(Fault::lets_the_server_act);
            let answer = match acts {
                true => Some(self.pass_on(&request)?),
                false => None,
            };
            self.note(&request, answer.as_ref().is_some_and(|a| a.status == 200));
            match (met, answer) {
                (None, Some(answer)) => stream.write_all(&answer.bytes(self.keeps))?,
                (Some(fault), answer) => return self.fail(fault, answer, stream),
                (None, None) => return Ok(()),
            }
            if !self.keeps {
                return finish(stream);
            }
        }
        Ok(())
    }

    /// Does what a fault is, instead of answering.
    fn fail(&self, fault: Fault, answer: Option<Said>, mut stream: Wire) -> io::Result<()> {
        match (fault, answer) {
            (Fault::ResetBefore | Fault::ResetAfter, _) => return reset(stream.socket()),
            (Fault::Timeout, _) => {
                // Until the other side has had enough.
                let _ = stream.read(&mut [0; 16]);
                return Ok(());
            }
            (Fault::SlowBody, Some(answer)) => {
                let bytes = answer.bytes(false);
                for part in bytes.chunks(bytes.len() / 12 + 1) {
                    stream.write_all(part)?;
                    stream.flush()?;
                    thread::sleep(Duration::from_millis(8));
                }
            }
            (Fault::Huge, Some(answer)) => {
                write!(stream, "HTTP/1.1 {} X\r\n", answer.status)?;
                write!(stream, "Content-Length: {HUGE}\r\n\r\n{{\"sid\": \"")?;
                let part = [b'x'; 64 * 1024];
                for _ in 0..HUGE / part.len() {
                    stream.write_all(&part)?;
                }
            }
            (fault, answer) => stream.write_all(&said(fault, answer).bytes(false))?,
        }
        finish(stream)
    }

    /// Notes that a request came, and what happens to it.
    fn meet(&self, request: &Captured) -> Option<Fault> {
        let name = name_of(&request.method, &request.target);
        let mut state = self.state();
        let count = state.counts.entry(name.clone()).or_default();
        let nth = *count;
        *count += 1;
        state.requests.push(Target {
            name: name.clone(),
            nth,
        });
        let (target, fault, span) = state.armed.clone()?;
        // Over plain http a connection is reset once it is known what for.
        let is_early = fault.is_before_the_request() && self.speech == Speech::Tls;
        if is_early || !target.is_met(&Target { name, nth }, span) {
            return None;
        }
        state.hits += 1;
        Some(fault)
    }

    /// Writes down who was asked for a message.
    fn note(&self, request: &Captured, acted: bool) {
        if !request.target.ends_with("/requestToken") {
            return;
        }
        let body = request.json();
        self.state().asked.push(Asked {
            secret: body["client_secret"].as_str().unwrap_or_default().into(),
            attempt: body["send_attempt"].as_u64().unwrap_or_default(),
            path: request.target.clone(),
            body: request.body.clone(),
            acted,
        });
    }

    /// Asks the practice server. Its own address in the answer is replaced by that of the site.
    fn pass_on(&self, request: &Captured) -> io::Result<Said> {
        let address = self.practice.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address)?;
        // 1.0, so that the body comes in one piece and ends with the connection.
        let mut head = format!("{} {} HTTP/1.0\r\n", request.method, request.target);
        head += &format!("Host: {address}\r\nConnection: close\r\n");
        for (name, value) in &request.headers {
            let is_kept = ["authorization", "content-type", "content-length"]
                .iter()
                .any(|kept| name.eq_ignore_ascii_case(kept));
            if is_kept {
                head += &format!("{name}: {value}\r\n");
            }
        }
        write!(stream, "{head}\r\n")?;
        stream.write_all(&request.body)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        Ok(Said {
            status: status.expect("a status"),
            headers: String::new(),
            body: body.replace(&self.practice, &self.public),
        })
    }
}
