//! Why no answer came, told by the types in an error's chain of causes and not by its text, the
//! faults of a proxy apart.

use std::error::Error;
use std::io;

use super::tls;
use crate::protocol::{Network, ProxyFault, TlsFault};

/// Puts an error of the HTTP client into the terms that can be explained.
///
/// `proxy` is the scheme of the proxy on the way, if there is one.
pub(super) fn classify(error: &reqwest::Error, proxy: Option<&str>) -> Network {
    if error.is_timeout() {
        let sent = !error.is_connect();
        return Network::Timeout { sent };
    }
    if !error.is_connect() {
        return Network::Broken;
    }
    let local_dns = matches!(proxy, None | Some("socks4" | "socks5"));
    if error.is_dns() && local_dns {
        return Network::Dns;
    }
    if let Some(fault) = proxy.and_then(|_| proxy_fault(error)) {
        return Network::Proxy(fault);
    }
    if let Some(error) = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>()) {
        return Network::Tls(tls::fault(error));
    }
    // One may wrap another: the innermost knows best.
    let io = causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .last();
    match (io, proxy) {
        // Hung up in the middle of the handshake.
        (Some(error), _) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Network::Tls(TlsFault::Other)
        }
        (Some(_), None) => Network::Refused,
        _ => Network::Proxy(ProxyFault::Refused),
    }
}

/// The fault on the way through a proxy; `None` if it is behind the proxy.
///
/// The types of these errors are private to the libraries, so that only their words tell them
/// apart; the tests of `wire` about proxies hold every one.
fn proxy_fault(error: &reqwest::Error) -> Option<ProxyFault> {
    const WORDS: [(&str, ProxyFault); 6] = [
        ("proxy authorization required", ProxyFault::Credentials),
        ("credentials not accepted", ProxyFault::Credentials),
        (
            "does not support user/pass authentication",
            ProxyFault::Credentials,
        ),
        (
            "failed to create underlying connection",
            ProxyFault::Unreachable,
        ),
        ("tunnel error", ProxyFault::Refused),
        ("socks proxy", ProxyFault::Refused),
    ];
    let said: Vec<String> = causes(error).map(ToString::to_string).collect();
    WORDS
        .iter()
        .find(|(words, _)| said.iter().any(|text| text.contains(words)))
        .map(|(_, fault)| *fault)
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
