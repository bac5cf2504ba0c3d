//! Certificates: what is wrong with one, and that an own authority can be trusted.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use mxid::matrix::{Client, Config};
use mxid::protocol::{Api, Failure, Network, Reply, Request, TlsFault, Versions};
use rustls::sign::SingleCertAndKey;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::base;
use crate::world::{Authority, Paper};

/// Serves one connection by the address of this computer, and gives the port.
fn serve(authority: &Authority, paper: Paper) -> u16 {
    let key = authority.certify("127.0.0.1", paper);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(key)));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        // A client that refuses the certificate hangs up here.
        if stream.read(&mut [0; 4096]).is_ok() {
            let body = r#"{"versions":[]}"#;
            let head = format!("HTTP/1.1 200 X\r\nContent-Length: {}\r\n\r\n", body.len());
            let _ = stream.write_all((head + body).as_bytes());
        }
    });
    port
}

fn trusting(authority: &Authority) -> Client {
    let config = Config {
        extra_roots: vec![authority.pem().into_bytes()],
        ..Config::default()
    };
    Client::new(config).unwrap()
}

async fn versions(client: &Client, port: u16) -> Result<Reply, Failure> {
    let base = base(&format!("https://127.0.0.1:{port}"));
    client.call(&base, Api::V3, &Request::Versions).await
}

fn fault(fault: TlsFault) -> Result<Reply, Failure> {
    Err(Failure::Network(Network::Tls(fault)))
}

#[tokio::test]
async fn an_own_authority_is_trusted_when_it_is_named_and_only_then() {
    let authority = Authority::named("test");
    let port = serve(&authority, Paper::Good);
    assert_eq!(
        versions(&trusting(&authority), port).await,
        Ok(Reply::Versions(Versions::default()))
    );
    for stranger in [super::client(), trusting(&Authority::named("another"))] {
        let port = serve(&authority, Paper::Good);
        assert_eq!(
            versions(&stranger, port).await,
            fault(TlsFault::UnknownIssuer)
        );
    }
}

#[tokio::test]
async fn a_certificate_out_of_its_time_or_place_is_named_for_what_it_is() {
    let authority = Authority::named("test");
    let client = trusting(&authority);
    for (paper, expected) in [
        (Paper::Expired, TlsFault::Expired),
        (Paper::NotYetValid, TlsFault::NotYetValid),
        (Paper::Elsewhere, TlsFault::WrongHost),
    ] {
        let port = serve(&authority, paper);
        assert_eq!(versions(&client, port).await, fault(expected), "{paper:?}");
    }
}
