//! Why there is no report, in the words of the wizard's server page.

use serde::Serialize;

use crate::domain::CleanText;
use crate::protocol::{Network, ProxyFault, TlsFault};
use crate::screen::{self, ProblemView, Surroundings};
use crate::t;
use crate::text::Texts;
use crate::wizard::{FieldId, Problem, ProblemKind, Time, Wizard};

/// Why a server was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// What was looked for, as it was given.
    pub server: String,
    /// What happened.
    pub error: Explained,
}

/// What happened, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// One of a few words that stay the same: see `kind`.
    pub kind: &'static str,
    /// One sentence.
    pub text: String,
    /// What can be done about it.
    #[serde(skip)]
    pub advice: String,
    /// The server's own words, if it said any, and the code and status of its answer.
    #[serde(skip)]
    pub answer: Vec<String>,
}

impl Trouble {
    /// Explains why a look-up came to nothing. One without a problem was given no more time.
    pub(super) fn of(wizard: &Wizard, now: Time, texts: &Texts) -> Self {
        let server = CleanText::new(wizard.form().text(FieldId::Server)).to_string();
        let page = screen::describe(wizard, &Surroundings::default(), texts);
        let error = match (wizard.problem(), &page.problem) {
            (Some(problem), Some(view)) => {
                explained(problem, view, |text| text.read(now.0, &page.units), texts)
            }
            _ => Explained {
                kind: network_kind(Network::Timeout { sent: true }),
                text: t!(texts, "network-timeout", server = server.as_str()),
                advice: t!(texts, "probe-later-how"),
                answer: Vec::new(),
            },
        };
        Self { server, error }
    }

    /// The sentences, one a line.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let error = &self.error;
        [&error.text]
            .into_iter()
            .chain(&error.answer)
            .chain([&error.advice])
            .map(String::as_str)
    }
}

fn explained(
    problem: &Problem,
    view: &ProblemView,
    read: impl Fn(&crate::text::Text) -> String,
    texts: &Texts,
) -> Explained {
    let quote = view
        .quote
        .as_ref()
        .map(|text| t!(texts, "stop-server-says", text = text.as_str()));
    Explained {
        kind: kind(&problem.kind),
        text: read(&view.what),
        advice: advice(&problem.kind, texts),
        answer: quote.into_iter().chain(view.code.clone()).collect(),
    }
}

/// The word for a problem that a look-up can end with.
fn kind(problem: &ProblemKind) -> &'static str {
    match problem {
        ProblemKind::Server(_) => "server_name",
        ProblemKind::Unreachable(network) => network_kind(*network),
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

fn network_kind(network: Network) -> &'static str {
    match network {
        Network::Dns => "dns",
        Network::Refused => "unreachable",
        Network::Timeout { .. } => "timeout",
        Network::Tls(_) => "tls",
        Network::Proxy(_) => "proxy",
        Network::Broken => "broken",
    }
}

/// What can be done. The wizard's own advice names keys, and here are none.
fn advice(problem: &ProblemKind, texts: &Texts) -> String {
    match problem {
        ProblemKind::Server(_) => t!(texts, "server-error-how"),
        ProblemKind::Unreachable(Network::Tls(TlsFault::UnknownIssuer)) => {
            t!(texts, "tls-issuer-how")
        }
        ProblemKind::Unreachable(Network::Tls(_)) => t!(texts, "tls-how"),
        ProblemKind::Unreachable(Network::Proxy(ProxyFault::Credentials)) => {
            t!(texts, "proxy-credentials-how")
        }
        ProblemKind::Unreachable(Network::Proxy(_)) => t!(texts, "probe-proxy-how"),
        ProblemKind::Unreachable(Network::Dns)
        | ProblemKind::WellKnownInvalid(_)
        | ProblemKind::WellKnownUnusable
        | ProblemKind::NamesNone
        | ProblemKind::NotMatrix => t!(texts, "probe-spelling-how"),
        ProblemKind::Elsewhere { problem, .. } => advice(problem, texts),
        _ => t!(texts, "probe-later-how"),
    }
}
