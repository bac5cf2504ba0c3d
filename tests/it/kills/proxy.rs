//! Between the program and the server: counts the requests, and kills the program at some of them.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use serde_json::Value;

use crate::terminal::Terminal;
use crate::wire::server::{Answer, Captured, read};

/// When the program is killed, as a request sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// It has left the program and did not reach the server.
    Before,
    /// The server has acted, and nobody hears of it.
    Acted,
    /// The program has the answer.
    Answered,
}

impl Moment {
    pub const ALL: [Self; 3] = [Self::Before, Self::Acted, Self::Answered];
}

/// Which request kills the program, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trap {
    /// The one with this number, from 0.
    At(usize, Moment),
    /// The first that asks for a message, once the server has acted.
    Asks,
    /// The one that does what the flow is for, once the server has acted.
    Finishes,
}

pub struct Proxy {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    server: String,
    record: Mutex<Record>,
    prey: Mutex<Option<Arc<Terminal>>>,
}

#[derive(Default)]
struct Record {
    seen: Vec<String>,
    traps: Vec<Trap>,
    finished: bool,
}

impl Proxy {
    /// A proxy to a server.
    pub fn start(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let shared = Arc::new(Shared {
            server: server.to_owned(),
            record: Mutex::default(),
            prey: Mutex::default(),
        });
        let serving = shared.clone();
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let shared = serving.clone();
                thread::spawn(move || shared.serve(stream, port));
            }
        });
        Self { port, shared }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Sets traps, and begins to count.
    pub fn arm(&self, traps: Vec<Trap>) {
        *self.record() = Record {
            traps,
            ..Record::default()
        };
    }

    /// Starts the program that is killed from now on. The traps know it before its first request.
    pub fn hunt(&self, start: impl FnOnce() -> Arc<Terminal>) -> Arc<Terminal> {
        let mut prey = self.shared.prey.lock().expect("no panic");
        prey.insert(start()).clone()
    }

    /// The requests so far: method and path.
    pub fn seen(&self) -> Vec<String> {
        self.record().seen.clone()
    }

    /// Whether a program was told that what the flow is for is done.
    pub fn has_told(&self) -> bool {
        self.record().finished
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.shared.record.lock().expect("no panic")
    }
}

/// Whether a request does what a flow is for, if the server agrees.
fn finishes(line: &str) -> bool {
    [
        "/3pid/add",
        "/account/password",
        "POST /_matrix/client/v3/register",
        "/oauth2/token",
    ]
    .iter()
    .any(|end| line.ends_with(end))
}

impl Shared {
    fn serve(&self, mut stream: TcpStream, port: u16) {
        while let Some(request) = read(&stream) {
            let path = request.target.split('?').next().unwrap_or_default();
            let line = format!("{} {path}", request.method);
            let number = {
                let seen = &mut self.record.lock().expect("no panic").seen;
                seen.push(line.clone());
                seen.len() - 1
            };
            if self.springs(|trap| trap == Trap::At(number, Moment::Before)) {
                return;
            }
            let (status, body) = exchange(&self.server, &Sent::of(&request));
            let is_last = status == 200 && finishes(&line);
            if self.springs(|trap| match trap {
                Trap::At(at, moment) => (at, moment) == (number, Moment::Acted),
                Trap::Asks => line.ends_with("/requestToken"),
                Trap::Finishes => is_last,
            }) {
                return;
            }
            // The server says its own address, and is only to be reached by this one.
            let body = body.replace(&self.server, &format!("http://127.0.0.1:{port}"));
            let Answer::Send(bytes) = Answer::kept(status, &body) else {
                return;
            };
            self.record.lock().expect("no panic").finished |= is_last;
            let written = stream.write_all(&bytes);
            self.springs(|trap| trap == Trap::At(number, Moment::Answered));
            if written.is_err() {
                return;
            }
        }
    }

    /// Kills the program if a trap is for this moment.
    fn springs(&self, is_for: impl Fn(Trap) -> bool) -> bool {
        let sprung = {
            let traps = &mut self.record.lock().expect("no panic").traps;
            let at = traps.iter().position(|trap| is_for(*trap));
            at.map(|at| traps.remove(at)).is_some()
        };
        if sprung && let Some(prey) = &*self.prey.lock().expect("no panic") {
            prey.kill();
        }
        sprung
    }
}

/// A request to a server.
pub struct Sent {
    head: String,
    body: Vec<u8>,
}

impl Sent {
    pub fn json(method: &str, path: &str, body: &Value) -> Self {
        Self {
            head: format!("{method} {path} HTTP/1.1\r\nContent-Type: application/json\r\n"),
            body: body.to_string().into_bytes(),
        }
    }

    fn of(request: &Captured) -> Self {
        let mut head = format!("{} {} HTTP/1.1\r\n", request.method, request.target);
        for name in ["content-type", "authorization"] {
            if let Some(value) = request.header(name) {
                head += &format!("{name}: {value}\r\n");
            }
        }
        let body = request.body.clone();
        Self { head, body }
    }
}

/// The status and the body that a server answers with.
pub fn exchange(server: &str, sent: &Sent) -> (u16, String) {
    let address = server.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("it listens");
    let rest = format!(
        "Host: {address}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        sent.body.len()
    );
    stream.write_all(sent.head.as_bytes()).expect("it reads");
    stream.write_all(rest.as_bytes()).expect("it reads");
    stream.write_all(&sent.body).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
    (status.expect("a status"), body.to_owned())
}
