//! A server on a loopback port that answers by path, or hands on to another, and keeps what it was
//! asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The answer to a request, named as in [`Asked::what`]: status and body.
pub type Change = (&'static str, u16, Value);

#[derive(Clone, Debug)]
pub struct Asked {
    /// Method and path, like `GET /_matrix/client/versions`.
    pub what: String,
    /// The body; null for none.
    pub body: Value,
    bytes: Vec<u8>,
}

#[derive(Clone)]
pub enum Behind {
    /// By these, else with 404 `M_UNRECOGNIZED`.
    Table(HashMap<String, (u16, Value)>),
    /// By the server at this host and port.
    Server(String),
    Silence,
}

/// The server. Dropping it stops it.
pub struct Site {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Site {
    pub async fn start(behind: Behind) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::<Mutex<Vec<Asked>>>::default();
        let seen = asked.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, behind.clone(), seen.clone()));
            }
        });
        Self { port, asked, task }
    }

    /// A server that answers as `like` says; see [`like`].
    pub async fn like(answers: &[Change]) -> Self {
        Self::start(Behind::Table(like(answers))).await
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panic").clone()
    }
}

/// An open server with passwords and an email address at will, changed where `changes` names a
/// request by its method and the end of its path. A status of 0 takes the endpoint away.
fn like(changes: &[Change]) -> HashMap<String, (u16, Value)> {
    let mut answers = vec![
        (VERSIONS, 200, json!({"versions": ["v1.11", "v1.18"]})),
        (LOGIN, 200, json!({"flows": [{"type": "m.login.password"}]})),
        (
            REGISTER,
            401,
            flows(json!([["m.login.dummy"], ["m.login.email.identity"]])),
        ),
        (RESET, 401, flows(json!([["m.login.email.identity"]]))),
    ];
    answers.extend(changes.iter().cloned());
    let mut table = HashMap::new();
    for (what, status, body) in answers {
        match status {
            0 => drop(table.remove(what)),
            _ => drop(table.insert(what.to_owned(), (status, body))),
        }
    }
    table
}

pub const VERSIONS: &str = "GET /_matrix/client/versions";
pub const LOGIN: &str = "GET /_matrix/client/v3/login";
pub const OAUTH: &str = "GET /_matrix/client/v1/auth_metadata";
pub const REGISTER: &str = "POST /_matrix/client/v3/register";
pub const RESET: &str = "POST /_matrix/client/v3/account/password";
pub const POLICY: &str = "GET /_matrix/client/v3/password_policy";
pub const SOFTWARE: &str = "GET /_matrix/federation/v1/version";

/// The 401 of a server with these flows, each a list of stages.
pub fn flows(flows: Value) -> Value {
    let flows = flows.as_array().expect("flows").iter();
    let flows: Vec<Value> = flows.map(|stages| json!({"stages": stages})).collect();
    json!({"flows": flows, "params": {}, "session": "s"})
}

pub fn error(errcode: &str) -> Value {
    json!({"errcode": errcode, "error": "In the server's words"})
}

async fn serve(stream: TcpStream, behind: Behind, seen: Arc<Mutex<Vec<Asked>>>) {
    let mut stream = BufReader::new(stream);
    let Some(asked) = read(&mut stream).await else {
        return;
    };
    seen.lock().expect("no panic").push(asked.clone());
    let answer = match behind {
        Behind::Table(answers) => {
            let unknown = (404, error("M_UNRECOGNIZED"));
            let (status, body) = answers.get(&asked.what).unwrap_or(&unknown);
            let body = body.to_string();
            let length = body.len();
            format!(
                "HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
            )
            .into_bytes()
        }
        Behind::Server(host) => {
            let mut server = TcpStream::connect(host).await.expect("a server");
            server.write_all(&asked.bytes).await.expect("a request");
            let mut answer = Vec::new();
            let _ = server.read_to_end(&mut answer).await;
            answer
        }
        Behind::Silence => std::future::pending().await,
    };
    let _ = stream.write_all(&answer).await;
}

/// Reads a request; its bytes ask for a connection that is closed behind the answer.
async fn read(stream: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut head = String::new();
    stream.read_line(&mut head).await.ok()?;
    let what = head.rsplit_once(' ')?.0.to_owned();
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        if let Some((name, value)) = line.split_once(": ")
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
        if line == "\r\n" {
            break;
        }
        head += &line;
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    let mut bytes = (head + "Connection: close\r\n\r\n").into_bytes();
    bytes.extend(&body);
    let body = serde_json::from_slice(&body).unwrap_or_default();
    Some(Asked { what, body, bytes })
}
