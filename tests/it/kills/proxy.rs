//! Between the program and the server: counts the requests, and kills the program at one of them.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, OnceLock};
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

/// A running proxy.
pub struct Proxy {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    server: String,
    seen: Mutex<Vec<String>>,
    trap: Option<(usize, Moment)>,
    /// Who is killed.
    prey: OnceLock<Arc<Terminal>>,
}

impl Proxy {
    /// A proxy to a server, with a trap at one of the requests: they count from 0.
    pub fn start(server: &str, trap: Option<(usize, Moment)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let shared = Arc::new(Shared {
            server: server.to_owned(),
            seen: Mutex::default(),
            trap,
            prey: OnceLock::new(),
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

    /// Names the program that is killed. The trap waits for it.
    pub fn hunt(&self, prey: &Arc<Terminal>) {
        let _ = self.shared.prey.set(prey.clone());
    }

    /// What was asked so far: method and path.
    pub fn seen(&self) -> Vec<String> {
        self.shared.seen.lock().expect("no panic").clone()
    }
}

impl Shared {
    fn serve(&self, mut stream: TcpStream, port: u16) {
        while let Some(request) = read(&stream) {
            let number = {
                let mut seen = self.seen.lock().expect("no panic");
                let path = request.target.split('?').next().unwrap_or_default();
                seen.push(format!("{} {path}", request.method));
                seen.len() - 1
            };
            let springs = |moment| self.trap == Some((number, moment));
            if springs(Moment::Before) {
                return self.prey.wait().kill();
            }
            let (status, body) = exchange(&self.server, &Sent::of(&request));
            if springs(Moment::Acted) {
                return self.prey.wait().kill();
            }
            // The server says its own address, and is only to be reached by this one.
            let body = body.replace(&self.server, &format!("http://127.0.0.1:{port}"));
            let Answer::Send(bytes) = Answer::kept(status, &body) else {
                return;
            };
            let written = stream.write_all(&bytes);
            if springs(Moment::Answered) {
                self.prey.wait().kill();
            }
            if written.is_err() {
                return;
            }
        }
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
