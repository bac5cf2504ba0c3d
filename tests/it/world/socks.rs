//! A SOCKS5 proxy (RFC 1928, RFC 1929): as much of one as a client can meet.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::{World, pipe};

pub struct Socks {
    port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

/// A proxy's demands and behaviour.
#[derive(Clone, Copy)]
struct Rules {
    to: u16,
    /// User name and password, if it wants them.
    who: Option<(&'static str, &'static str)>,
    /// The reply to a request to connect: 0, or why not.
    reply: u8,
}

impl Socks {
    /// A proxy that leads everybody to a world.
    pub fn start(world: &World) -> Self {
        Self::with(world, None, 0)
    }

    /// A proxy that wants a user name and a password.
    pub fn locked(world: &World, user: &'static str, password: &'static str) -> Self {
        Self::with(world, Some((user, password)), 0)
    }

    /// A proxy that connects nobody.
    pub fn refusing(world: &World) -> Self {
        const NOT_ALLOWED: u8 = 2;
        Self::with(world, None, NOT_ALLOWED)
    }

    fn with(world: &World, who: Option<(&'static str, &'static str)>, reply: u8) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = seen.clone();
        let to = world.port;
        let rules = Rules { to, who, reply };
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let kept = kept.clone();
                thread::spawn(move || drop(lead(stream, rules, &kept)));
            }
        });
        Self { port, seen }
    }

    /// Its URL; `socks5h` leaves names to the proxy.
    pub fn url(&self, scheme: &str, who: &str) -> String {
        format!("{scheme}://{who}127.0.0.1:{}", self.port)
    }

    /// The hosts that it was asked to connect to.
    pub fn connected(&self) -> Vec<String> {
        self.seen.lock().expect("no panic").clone()
    }
}

const VERSION: u8 = 5;
const NO_AUTHENTICATION: u8 = 0;
const BY_PASSWORD: u8 = 2;
const NO_METHOD: u8 = 0xff;

fn lead(mut stream: TcpStream, rules: Rules, kept: &Mutex<Vec<String>>) -> io::Result<()> {
    let [_version, methods] = take(&mut stream)?;
    let mut offered = vec![0; methods.into()];
    stream.read_exact(&mut offered)?;
    let method = match rules.who {
        None => NO_AUTHENTICATION,
        Some(_) => BY_PASSWORD,
    };
    if !offered.contains(&method) {
        return stream.write_all(&[VERSION, NO_METHOD]);
    }
    stream.write_all(&[VERSION, method])?;
    if let Some((user, password)) = rules.who {
        let [_version] = take(&mut stream)?;
        let right = text(&mut stream)? == user && text(&mut stream)? == password;
        stream.write_all(&[1, u8::from(!right)])?;
        if !right {
            return Ok(());
        }
    }
    let [_version, _connect, _reserved, kind] = take(&mut stream)?;
    let host = match kind {
        1 => take::<4>(&mut stream)?
            .map(|byte| byte.to_string())
            .join("."),
        _ => text(&mut stream)?,
    };
    let port = u16::from_be_bytes(take(&mut stream)?);
    kept.lock()
        .expect("no panic")
        .push(format!("{host}:{port}"));
    stream.write_all(&[VERSION, rules.reply, 0, 1, 0, 0, 0, 0, 0, 0])?;
    if rules.reply == 0 {
        pipe(stream, rules.to)?;
    }
    Ok(())
}

fn take<const N: usize>(stream: &mut TcpStream) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A text with its length before it.
fn text(stream: &mut TcpStream) -> io::Result<String> {
    let [length] = take(stream)?;
    let mut bytes = vec![0; length.into()];
    stream.read_exact(&mut bytes)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}
