//! TLS: whom to trust, and what went wrong.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{CertificateError, ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use super::BuildError;
use crate::protocol::TlsFault;

/// The TLS side of a client. Installs nothing process-wide.
///
/// The system's verifier judges certificates, with the extra roots added. Where the system has no
/// certificate authorities, Mozilla's list takes their place.
pub(super) fn config(extra_roots: &[Vec<u8>]) -> Result<ClientConfig, BuildError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let extra = read_roots(extra_roots)?;
    let verifier: Arc<dyn ServerCertVerifier> = match Verifier::new(provider.clone()) {
        Ok(verifier) if extra.is_empty() => Arc::new(verifier),
        Ok(_) => Arc::new(Verifier::new_with_extra_roots(extra, provider.clone())?),
        Err(_) => bundled(extra, &provider)?,
    };
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth())
}

fn bundled(
    extra: Vec<CertificateDer<'static>>,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>, BuildError> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for root in extra {
        roots.add(root)?;
    }
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone())
        .build()
        .map_err(|_| BuildError::Certificate)
}

fn read_roots(texts: &[Vec<u8>]) -> Result<Vec<CertificateDer<'static>>, BuildError> {
    let mut roots = Vec::new();
    // Adding them here tells a certificate that no verifier would take from other faults.
    let mut probe = RootCertStore::empty();
    for text in texts {
        let before = roots.len();
        for root in CertificateDer::pem_slice_iter(text) {
            let root = root.map_err(|_| BuildError::Certificate)?;
            probe
                .add(root.clone())
                .map_err(|_| BuildError::Certificate)?;
            roots.push(root);
        }
        if roots.len() == before {
            return Err(BuildError::Certificate);
        }
    }
    Ok(roots)
}

/// The fault that rustls found, in terms that can be explained.
pub(super) fn fault(error: &rustls::Error) -> TlsFault {
    let rustls::Error::InvalidCertificate(error) = error else {
        return TlsFault::Other;
    };
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsFault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            TlsFault::NotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsFault::WrongHost
        }
        CertificateError::UnknownIssuer => TlsFault::UnknownIssuer,
        _ => TlsFault::Other,
    }
}
