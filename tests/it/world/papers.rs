//! Certificates: those that are right, and those that are wrong in one way each.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;

/// The kind of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    Good,
    Expired,
    NotYetValid,
    Elsewhere,
    /// Signed by an authority that nobody named.
    Foreign,
}

pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub fn named(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params
            .distinguished_name
            .push(DnType::OrganizationName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("a certificate"))
    }

    pub fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate for a host, and its key.
    pub fn certify(&self, host: &str, paper: Paper) -> CertifiedKey {
        let key = KeyPair::generate().expect("a key");
        let name = match paper {
            Paper::Elsewhere => "elsewhere.example.net",
            _ => host,
        };
        let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        match paper {
            Paper::Expired => params.not_after = date_time_ymd(2020, 1, 1),
            Paper::NotYetValid => params.not_before = date_time_ymd(4000, 1, 1),
            Paper::Good | Paper::Elsewhere | Paper::Foreign => {}
        }
        let certificate = params.signed_by(&key, &self.0).expect("a certificate");
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = rustls::crypto::ring::default_provider();
        CertifiedKey::from_der(vec![certificate.der().clone()], key, &provider)
            .expect("a key that fits")
    }
}
