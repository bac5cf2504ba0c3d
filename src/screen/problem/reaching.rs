//! Why a homeserver was not reached or not found, in words.

use crate::protocol::{Network, ProxyFault, RedirectFault, TlsFault, WellKnownFault};
use crate::text::{Piece, Text, Texts};
use crate::wizard::{ProblemKind, Stage, Wizard};
use crate::{rich, t};

/// What is the matter with `server`, and what to do. Nothing for a problem of another kind.
pub(super) fn words(
    problem: &ProblemKind,
    server: &str,
    wizard: &Wizard,
    texts: &Texts,
) -> (Text, Text) {
    let host = || Piece::strong(server);
    match problem {
        ProblemKind::Unreachable(network) => (
            unreachable(*network, server, texts),
            unreachable_how(*network, wizard, texts).into(),
        ),
        ProblemKind::WellKnownInvalid(fault) => well_known(fault, server, texts),
        ProblemKind::WellKnownUnusable => (
            rich!(texts, "well-known-unusable", server = host()),
            t!(texts, "well-known-how").into(),
        ),
        ProblemKind::NamesNone => (
            rich!(texts, "well-known-none", server = host()),
            t!(texts, "discovery-how").into(),
        ),
        ProblemKind::NotMatrix => (
            rich!(texts, "not-matrix", server = host()),
            t!(texts, "discovery-how").into(),
        ),
        ProblemKind::ServerFailed => (
            rich!(texts, "server-failed", server = host()),
            t!(texts, "try-again-how").into(),
        ),
        ProblemKind::Elsewhere { host, problem } => (
            words(problem, host, wizard, texts).0,
            rich!(texts, "elsewhere-how", server = Piece::strong(server)),
        ),
        _ => (Text::default(), Text::default()),
    }
}

fn well_known(fault: &WellKnownFault, server: &str, texts: &Texts) -> (Text, Text) {
    let host = || Piece::strong(server);
    let what = match fault {
        WellKnownFault::Status(status) => rich!(
            texts,
            "well-known-status",
            server = host(),
            status = Piece::plain(status)
        ),
        WellKnownFault::Empty => rich!(texts, "well-known-empty", server = host()),
        WellKnownFault::NotJson => rich!(texts, "well-known-not-json", server = host()),
        WellKnownFault::TooLarge => rich!(texts, "well-known-too-large", server = host()),
        WellKnownFault::NoBaseUrl => rich!(texts, "well-known-no-url", server = host()),
        WellKnownFault::Redirect(RedirectFault::Loop) => {
            rich!(texts, "redirect-loop", server = host())
        }
        WellKnownFault::Redirect(RedirectFault::TooMany) => {
            rich!(texts, "redirect-too-many", server = host())
        }
        WellKnownFault::Redirect(RedirectFault::Insecure) => {
            rich!(texts, "redirect-insecure", server = host())
        }
        WellKnownFault::Redirect(RedirectFault::Nowhere) => {
            rich!(texts, "redirect-nowhere", server = host())
        }
        WellKnownFault::Redirect(RedirectFault::Unreachable {
            host: elsewhere,
            network,
        }) => {
            let how = rich!(texts, "redirect-unreachable-how", server = host());
            return (unreachable(*network, elsewhere, texts), how);
        }
    };
    (what, t!(texts, "well-known-how").into())
}

/// Why nothing usable came from a server.
fn unreachable(network: Network, server: &str, texts: &Texts) -> Text {
    let host = || Piece::strong(server);
    match network {
        Network::Dns => rich!(texts, "network-dns", server = host()),
        Network::Refused => rich!(texts, "network-refused", server = host()),
        Network::Timeout { .. } => rich!(texts, "network-timeout", server = host()),
        Network::Broken => rich!(texts, "network-broken", server = host()),
        Network::Proxy(ProxyFault::Unreachable) => t!(texts, "proxy-unreachable").into(),
        Network::Proxy(ProxyFault::Credentials) => t!(texts, "proxy-credentials").into(),
        Network::Proxy(ProxyFault::Refused) => {
            rich!(texts, "proxy-refused", server = host())
        }
        Network::Tls(fault) => match fault {
            TlsFault::Expired => rich!(texts, "tls-expired", server = host()),
            TlsFault::NotYetValid => rich!(texts, "tls-not-yet-valid", server = host()),
            TlsFault::WrongHost => rich!(texts, "tls-wrong-host", server = host()),
            TlsFault::UnknownIssuer => rich!(texts, "tls-unknown-issuer", server = host()),
            TlsFault::Other => rich!(texts, "tls-other", server = host()),
        },
    }
}

fn unreachable_how(network: Network, wizard: &Wizard, texts: &Texts) -> String {
    match (network, wizard.stage()) {
        (Network::Tls(TlsFault::UnknownIssuer), _) => t!(texts, "tls-issuer-how"),
        (Network::Tls(_), _) => t!(texts, "tls-how"),
        (Network::Proxy(ProxyFault::Credentials), _) => t!(texts, "proxy-credentials-how"),
        (Network::Proxy(_), _) => t!(texts, "proxy-how"),
        (Network::Dns, Stage::Server) => t!(texts, "dns-how"),
        (_, Stage::Server) => t!(texts, "discovery-how"),
        _ => t!(texts, "try-again-how"),
    }
}
