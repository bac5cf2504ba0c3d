//! Why a homeserver was not reached or not found, in words.

use super::about::{About, Said};
use crate::protocol::{Network, ProxyFault, RedirectFault, TlsFault, WellKnownFault};
use crate::t;
use crate::text::Piece;

/// Why the `.well-known` file of a server cannot be used.
pub(super) fn well_known(fault: &WellKnownFault, about: &About) -> Said {
    let host = Piece::strong(about.server());
    table! { about.texts, fault as WellKnownFault;
        Status(status) =>
            ("well-known-status"[server = host, status = Piece::plain(status)], "well-known-how"),
        Empty => ("well-known-empty"[server = host], "well-known-how"),
        NotJson => ("well-known-not-json"[server = host], "well-known-how"),
        TooLarge => ("well-known-too-large"[server = host], "well-known-how"),
        NoBaseUrl => ("well-known-no-url"[server = host], "well-known-how"),
        Redirect(RedirectFault::Loop) => ("redirect-loop"[server = host], "well-known-how"),
        Redirect(RedirectFault::TooMany) => ("redirect-too-many"[server = host], "well-known-how"),
        Redirect(RedirectFault::Insecure) => ("redirect-insecure"[server = host], "well-known-how"),
        Redirect(RedirectFault::Nowhere) => ("redirect-nowhere"[server = host], "well-known-how"),
        Redirect(RedirectFault::Unreachable { host: at, network }) =>
            ((unreachable(*network, at, about).0), "redirect-unreachable-how"[server = host]),
    }
}

/// Why nothing usable came from a server.
pub(super) fn unreachable(network: Network, server: &str, about: &About) -> Said {
    let (host, texts) = (Piece::strong(server), about.texts);
    let is_sought = about.server.is_none();
    let again = match is_sought {
        true => t!(texts, "discovery-how"),
        false => t!(texts, "try-again-how"),
    };
    table! { texts, network as Network;
        Dns if is_sought => ("network-dns"[server = host], "dns-how"),
        Dns => ("network-dns"[server = host], (again)),
        Refused => ("network-refused"[server = host], (again)),
        Timeout { .. } => ("network-timeout"[server = host], (again)),
        Broken => ("network-broken"[server = host], (again)),
        Proxy(ProxyFault::Unreachable) => ("proxy-unreachable", "proxy-how"),
        Proxy(ProxyFault::Credentials) => ("proxy-credentials", "proxy-credentials-how"),
        Proxy(ProxyFault::Refused) => ("proxy-refused"[server = host], "proxy-how"),
        Tls(TlsFault::Expired) => ("tls-expired"[server = host], "tls-how"),
        Tls(TlsFault::NotYetValid) => ("tls-not-yet-valid"[server = host], "tls-how"),
        Tls(TlsFault::WrongHost) => ("tls-wrong-host"[server = host], "tls-how"),
        Tls(TlsFault::UnknownIssuer) => ("tls-unknown-issuer"[server = host], "tls-issuer-how"),
        Tls(TlsFault::Other) => ("tls-other"[server = host], "tls-how"),
    }
}
