//! Certificates: what is wrong with one, and that an own authority can be trusted.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use mxid::matrix::{Client, Config};
use mxid::protocol::{Api, Failure, Network, Reply, Request, TlsFault, Versions};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::base;

struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn named(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params
            .distinguished_name
            .push(DnType::OrganizationName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        Self(CertifiedIssuer::self_signed(params, key).unwrap())
    }

    /// Serves one connection with a certificate for `host`, and gives the port.
    fn serve(&self, host: &str, adjust: impl FnOnce(&mut CertificateParams)) -> u16 {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        adjust(&mut params);
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap();
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

    fn trusted(&self) -> Client {
        let config = Config {
            extra_roots: vec![self.0.pem().into_bytes()],
            ..Config::default()
        };
        Client::new(config).unwrap()
    }
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
    let port = authority.serve("127.0.0.1", |_| {});
    assert_eq!(
        versions(&authority.trusted(), port).await,
        Ok(Reply::Versions(Versions::default()))
    );
    let port = authority.serve("127.0.0.1", |_| {});
    assert_eq!(
        versions(&super::client(), port).await,
        fault(TlsFault::UnknownIssuer)
    );
    let port = authority.serve("127.0.0.1", |_| {});
    assert_eq!(
        versions(&Authority::named("another").trusted(), port).await,
        fault(TlsFault::UnknownIssuer)
    );
}

#[tokio::test]
async fn a_certificate_out_of_its_time_or_place_is_named_for_what_it_is() {
    let authority = Authority::named("test");
    let client = authority.trusted();
    let expired = authority.serve("127.0.0.1", |params| {
        params.not_after = date_time_ymd(2020, 1, 1);
    });
    assert_eq!(versions(&client, expired).await, fault(TlsFault::Expired));
    let early = authority.serve("127.0.0.1", |params| {
        params.not_before = date_time_ymd(4000, 1, 1);
    });
    assert_eq!(versions(&client, early).await, fault(TlsFault::NotYetValid));
    let elsewhere = authority.serve("matrix.example.org", |_| {});
    assert_eq!(
        versions(&client, elsewhere).await,
        fault(TlsFault::WrongHost)
    );
}
