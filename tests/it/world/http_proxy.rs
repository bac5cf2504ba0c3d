//! An HTTP proxy: `CONNECT`, whatever the host, leads to the one listener of a world.

use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::{World, pipe};
use crate::wire::server::{Captured, read};

/// How a proxy treats who comes.
#[derive(Clone)]
pub enum Manner {
    Open,
    /// It wants this `Proxy-Authorization`, else 407.
    Locked(String),
    /// It answers with this status.
    Refusing(u16),
    HangsUp,
}

pub struct HttpProxy {
    port: u16,
    seen: Arc<Mutex<Vec<Captured>>>,
}

impl HttpProxy {
    pub fn start(world: &World, manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let seen: Arc<Mutex<Vec<Captured>>> = Arc::default();
        let (to, kept) = (world.port, seen.clone());
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let (manner, kept) = (manner.clone(), kept.clone());
                thread::spawn(move || drop(lead(stream, to, &manner, &kept)));
            }
        });
        Self { port, seen }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The URL with a user name and a password in it.
    pub fn url_for(&self, who: &str) -> String {
        format!("http://{who}@127.0.0.1:{}", self.port)
    }

    /// The hosts that it was asked to connect to.
    pub fn connected(&self) -> Vec<String> {
        let seen = self.seen.lock().expect("no panic");
        let line = |request: &Captured| format!("{} {}", request.method, request.target);
        seen.iter().map(line).collect()
    }
}

fn lead(
    mut stream: TcpStream,
    to: u16,
    manner: &Manner,
    kept: &Mutex<Vec<Captured>>,
) -> io::Result<()> {
    let Some(request) = read(&stream) else {
        return Ok(());
    };
    let shown = request.header("proxy-authorization").map(str::to_owned);
    kept.lock().expect("no panic").push(request);
    let status = match manner {
        Manner::Open => 200,
        Manner::Locked(wanted) if shown.as_ref() == Some(wanted) => 200,
        Manner::Locked(_) => 407,
        Manner::Refusing(status) => *status,
        Manner::HangsUp => return Ok(()),
    };
    write!(stream, "HTTP/1.1 {status} X\r\n\r\n")?;
    if status == 200 {
        pipe(stream, to)?;
    }
    Ok(())
}
