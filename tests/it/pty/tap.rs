//! A homeserver with somebody on the line, who writes down whatever is secret.

use std::collections::BTreeSet;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

use crate::wire::server::{Answer, Captured, read};
use crate::world::behind_tls;

use super::served::Served;

/// Texts that may never be found on the disk.
const SECRETS: [&str; 4] = ["password", "new_password", "access_token", "token"];
/// Texts that only a saved task needs.
const SESSIONS: [&str; 3] = ["client_secret", "sid", "session"];

/// The text of the line.
#[derive(Clone, Default)]
pub struct Heard {
    pub secrets: BTreeSet<String>,
    /// Client secrets, sids and UIA sessions. Those of the practice server are long enough to be found by themselves.
    pub sessions: BTreeSet<String>,
}

/// The practice server, listened to.
pub struct Tap {
    pub served: Served,
    pub url: String,
    heard: Arc<Mutex<Heard>>,
}

impl Tap {
    pub fn start() -> Self {
        let served = Served::start();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let says = Arc::new(behind_tls(&served.url, &url));
        let heard = Arc::<Mutex<Heard>>::default();
        let notes = heard.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (says, notes) = (says.clone(), notes.clone());
                thread::spawn(move || serve(stream, &*says, &notes));
            }
        });
        Self { served, url, heard }
    }

    pub fn heard(&self) -> Heard {
        self.heard.lock().expect("no panic").clone()
    }
}

fn serve(mut stream: TcpStream, says: &dyn Fn(&Captured) -> Answer, notes: &Mutex<Heard>) {
    while let Ok(reading) = stream.try_clone()
        && let Some(request) = read(reading)
    {
        let Answer::Send(bytes) = says(&request) else {
            return;
        };
        let body = bytes.windows(4).position(|end| end == b"\r\n\r\n");
        let body = body.map_or(&[][..], |at| &bytes[at + 4..]);
        let mut heard = notes.lock().expect("no panic");
        for json in [&request.body, body] {
            heard.listen(&serde_json::from_slice(json).unwrap_or_default());
        }
        let token = request.header("authorization");
        let token = token.and_then(|value| value.strip_prefix("Bearer "));
        heard.secrets.extend(token.map(str::to_owned));
        drop(heard);
        if stream.write_all(&bytes).is_err() {
            return;
        }
    }
}

impl Heard {
    fn listen(&mut self, value: &Value) {
        let Value::Object(members) = value else {
            return;
        };
        for (name, value) in members {
            self.listen(value);
            let Some(text) = value.as_str() else {
                continue;
            };
            if SECRETS.contains(&name.as_str()) {
                self.secrets.insert(text.to_owned());
            }
            if SESSIONS.contains(&name.as_str()) {
                self.sessions.insert(text.to_owned());
            }
        }
    }
}
