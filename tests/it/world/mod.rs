//! A small internet on loopback: https sites with names of their own, and the proxies that lead to them. So a test
//! reaches `example.org` without DNS and without being root.
//!
//! ```text
//!   client ── CONNECT example.org:443 ──▸ HttpProxy ─┐
//!   client ── SOCKS5  example.org:443 ──▸ Socks ─────┴─▸ one TLS listener ── by SNI ──▸ the site of that name
//! ```

mod http_proxy;
mod papers;
#[cfg(all(unix, feature = "practice"))]
mod practice;
mod socks;

use std::collections::HashMap;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::{io, thread};

use mxid::matrix::{Client, Config, Proxies, ProxyUrl};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::wire::server::{Answer, Captured, read};

pub use http_proxy::{HttpProxy, Manner};
pub use papers::{Authority, Paper};
#[cfg(all(unix, feature = "practice"))]
pub use practice::{ADD_EMAIL, PLOVER, behind_tls};
pub use socks::Socks;

/// A site's answer to a request.
type Says = Arc<dyn Fn(&Captured) -> Answer + Send + Sync>;

/// Sites that are not reachable yet.
pub struct Sites {
    authority: Authority,
    foreign: Authority,
    keys: HashMap<String, Arc<CertifiedKey>>,
    says: HashMap<String, Says>,
}

/// Sites that listen, all on one port.
pub struct World {
    port: u16,
    pem: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Sites {
    pub fn new() -> Self {
        Self {
            authority: Authority::named("test"),
            foreign: Authority::named("another"),
            keys: HashMap::new(),
            says: HashMap::new(),
        }
    }

    /// A site with a certificate, and what it says.
    pub fn with(
        mut self,
        host: &str,
        paper: Paper,
        says: impl Fn(&Captured) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let authority = match paper {
            Paper::Foreign => &self.foreign,
            _ => &self.authority,
        };
        let key = authority.certify(host, paper);
        self.keys.insert(host.to_owned(), Arc::new(key));
        self.says.insert(host.to_owned(), Arc::new(says));
        self
    }

    pub fn open(self) -> World {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("TLS")
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(ByName(self.keys)));
        let (config, says) = (Arc::new(config), Arc::new(self.says));
        let seen = asked.clone();
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let (config, says, seen) = (config.clone(), says.clone(), seen.clone());
                // A client that does not like the certificate hangs up.
                thread::spawn(move || drop(serve(stream, config, &says, &seen)));
            }
        });
        let pem = self.authority.pem();
        World { port, pem, asked }
    }
}

fn serve(
    stream: TcpStream,
    config: Arc<ServerConfig>,
    says: &HashMap<String, Says>,
    seen: &Mutex<Vec<String>>,
) -> io::Result<()> {
    let connection = ServerConnection::new(config).map_err(io::Error::other)?;
    let mut stream = StreamOwned::new(connection, stream);
    while let Some(request) = read(&mut stream) {
        let host = stream.conn.server_name().unwrap_or_default().to_owned();
        let line = format!("{} https://{host}{}", request.method, request.target);
        seen.lock().expect("no panic").push(line);
        let Some(Answer::Send(bytes)) = says.get(&host).map(|says| says(&request)) else {
            return Ok(());
        };
        stream.write_all(&bytes)?;
    }
    Ok(())
}

/// The certificate of the name that a client asks for.
#[derive(Debug)]
struct ByName(HashMap<String, Arc<CertifiedKey>>);

impl ResolvesServerCert for ByName {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.0.get(hello.server_name()?).cloned()
    }
}

impl World {
    /// The certificate of its authority, as PEM.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// Every request that reached a site.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }

    /// A client that trusts its authority and goes by a proxy, or by the system's.
    pub fn client(&self, proxy: Option<&str>) -> Client {
        let config = Config {
            extra_roots: vec![self.pem.clone().into_bytes()],
            proxies: proxy.map_or(Proxies::System, |url| named(url).into()),
            ..Config::default()
        };
        Client::new(config).expect("a client")
    }
}

fn named(url: &str) -> ProxyUrl {
    ProxyUrl::parse(url).expect("the address of a proxy")
}

/// Carries bytes both ways until one side ends.
fn pipe(a: TcpStream, port: u16) -> io::Result<()> {
    let b = TcpStream::connect(("127.0.0.1", port))?;
    let (mut from_a, mut to_b) = (a.try_clone()?, b.try_clone()?);
    thread::spawn(move || {
        let _ = io::copy(&mut from_a, &mut to_b);
        let _ = to_b.shutdown(std::net::Shutdown::Write);
    });
    let (mut from_b, mut to_a) = (b, a);
    let _ = io::copy(&mut from_b, &mut to_a);
    to_a.shutdown(std::net::Shutdown::Both)
}
