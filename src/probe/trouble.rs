//! Why there is no report, in the words of the wizard's server page.

use serde::Serialize;

use crate::domain::CleanText;
use crate::protocol::{Network, ProxyFault, TlsFault};
use crate::screen::{self, About};
use crate::t;
use crate::text::Texts;
use crate::wizard::{ProblemKind, Search, Time};

/// Why a server was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// The name that was looked up, as it was given.
    pub server: String,
    pub error: Explained,
}

/// The problem, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// One of a few words that stay the same: see `kind`.
    pub kind: &'static str,
    pub text: String,
    #[serde(skip)]
    advice: String,
    /// The server's own words, if it said any, and the code and status of its answer.
    #[serde(skip)]
    answer: Vec<String>,
}

impl Trouble {
    /// Explains why a look-up came to nothing. One without a problem was given no more time.
    pub(super) fn of(search: &Search, now: Time, texts: &Texts) -> Self {
        let silence = ProblemKind::Unreachable(Network::Timeout { sent: true });
        let server = CleanText::new(search.text()).to_string();
        let about = About::sought(search.text(), search.asked_site(), texts);
        let error = match search.problem() {
            Some(problem) => {
                let view = screen::explain(problem, about);
                let quote = view.quote.as_deref();
                let quote = quote.map(|text| t!(texts, "stop-server-says", text = text));
                Explained {
                    kind: kind(&problem.kind),
                    text: view.what.read(now.0, &texts.units()),
                    advice: advice(&problem.kind, texts),
                    answer: quote.into_iter().chain(view.code).collect(),
                }
            }
            None => Explained {
                kind: kind(&silence),
                text: t!(texts, "network-timeout", server = server.as_str()),
                advice: advice(&silence, texts),
                answer: Vec::new(),
            },
        };
        Self { server, error }
    }

    /// The sentences, one a line.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let error = &self.error;
        let lines = [&error.text].into_iter().chain(&error.answer);
        lines.chain([&error.advice]).map(String::as_str)
    }
}

/// The word for a problem that a look-up can end with.
fn kind(problem: &ProblemKind) -> &'static str {
    match problem {
        ProblemKind::Server(_) => "server_name",
        ProblemKind::Unreachable(Network::Dns) => "dns",
        ProblemKind::Unreachable(Network::Refused) => "unreachable",
        ProblemKind::Unreachable(Network::Timeout { .. }) => "timeout",
        ProblemKind::Unreachable(Network::Tls(_)) => "tls",
        ProblemKind::Unreachable(Network::Proxy(_)) => "proxy",
        ProblemKind::Unreachable(Network::Broken) => "broken",
        ProblemKind::WellKnownInvalid(_) | ProblemKind::WellKnownUnusable => "well_known",
        ProblemKind::NotMatrix | ProblemKind::NamesNone => "not_matrix",
        ProblemKind::Elsewhere { problem, .. } => kind(problem),
        ProblemKind::Limited(_) => "limited",
        ProblemKind::ServerFailed => "server_failed",
        ProblemKind::Unreadable => "unreadable",
        ProblemKind::Practice(_) => "practice",
        _ => "refused",
    }
}

/// The advice. The wizard's own names keys, which a probe does not have.
fn advice(problem: &ProblemKind, texts: &Texts) -> String {
    use ProblemKind as Kind;
    match problem {
        Kind::Server(_) => t!(texts, "server-error-how"),
        Kind::Unreachable(Network::Tls(TlsFault::UnknownIssuer)) => t!(texts, "tls-issuer-how"),
        Kind::Unreachable(Network::Tls(_)) => t!(texts, "tls-how"),
        Kind::Unreachable(Network::Proxy(ProxyFault::Credentials)) => {
            t!(texts, "proxy-credentials-how")
        }
        Kind::Unreachable(Network::Proxy(_)) => t!(texts, "probe-proxy-how"),
        Kind::Unreachable(Network::Dns) | Kind::NamesNone | Kind::NotMatrix => {
            t!(texts, "probe-spelling-how")
        }
        Kind::WellKnownInvalid(_) | Kind::WellKnownUnusable => t!(texts, "probe-spelling-how"),
        Kind::Elsewhere { problem, .. } => advice(problem, texts),
        _ => t!(texts, "probe-later-how"),
    }
}
