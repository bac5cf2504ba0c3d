//! Why no answer came, told by the types in an error's chain of causes and never by its text.

use std::error::Error;
use std::io;

use super::tls;
use crate::protocol::{Network, TlsFault};

/// Puts an error of the HTTP client into the terms that can be explained.
///
/// `proxied` says that a proxy was named: a connection that then fails is the proxy's fault.
pub(super) fn classify(error: &reqwest::Error, proxied: bool) -> Network {
    if error.is_timeout() {
        let sent = !error.is_connect();
        return Network::Timeout { sent };
    }
    if !error.is_connect() {
        return Network::Broken;
    }
    let tls = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>());
    // One may wrap another: the innermost knows best.
    let io = causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .last();
    match (tls, io) {
        (Some(error), _) => Network::Tls(tls::fault(error)),
        _ if proxied => Network::Proxy,
        _ if error.is_dns() => Network::Dns,
        // Hung up in the middle of the handshake.
        (None, Some(error)) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Network::Tls(TlsFault::Other)
        }
        (None, Some(_)) => Network::Refused,
        // Neither the network nor TLS: the system's proxy would not pass us on.
        (None, None) => Network::Proxy,
    }
}

/// An error and its causes, outermost first. The error that an `io::Error` wraps is one of them,
/// although `source` would skip it.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| {
        let error: &'a (dyn Error + 'static) = *error;
        match error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        }
    })
}
