//! The meaning of `.well-known` and `/versions` for a homeserver's address (client-server API, "Server
//! discovery"): IGNORE, FAIL_PROMPT and FAIL_ERROR, each with what is wrong.

use crate::domain::{BaseUrl, ServerName};
use crate::protocol::{Failure, Network, Reply, WellKnown};
use crate::wizard::meaning::general;
use crate::wizard::problem::{Problem, ProblemKind};

/// How the base URL came to be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Source {
    /// It was typed, or is the practice server's.
    #[default]
    Typed,
    /// `.well-known` names it.
    Named,
    /// There is no `.well-known` (IGNORE), so that the name itself is tried.
    Name,
}

/// Where a homeserver is, by what `.well-known` of its name says.
pub(super) fn base_of(
    result: Result<Reply, Failure>,
    name: Option<&ServerName>,
) -> Result<(Source, BaseUrl), Problem> {
    match result {
        Ok(Reply::WellKnown(WellKnown::Homeserver(base))) => Ok((Source::Named, base)),
        Ok(Reply::WellKnown(WellKnown::Absent)) => {
            let name = name.map(ServerName::as_str).unwrap_or_default();
            let base = BaseUrl::parse(&format!("https://{name}"));
            let base = base.map_err(|_| Problem::typed(ProblemKind::NotMatrix))?;
            Ok((Source::Name, base))
        }
        Ok(Reply::WellKnown(WellKnown::UnusableUrl)) => {
            Err(Problem::typed(ProblemKind::WellKnownUnusable))
        }
        Ok(Reply::WellKnown(WellKnown::Invalid(fault))) => {
            Err(Problem::typed(ProblemKind::WellKnownInvalid(fault)))
        }
        Ok(_) => Err(Problem::typed(ProblemKind::Unreadable)),
        Err(failure) => Err(Problem::answered(general(&failure), failure)),
    }
}

/// The meaning of `/versions` without a usable answer: the source of the base URL decides.
pub(super) fn no_versions(source: Source, failure: Failure, base: &BaseUrl) -> Problem {
    let unavailable = failure.refusal().is_some_and(|r| r.status >= 500);
    let kind = match &failure {
        Failure::Network(_) => general(&failure),
        _ if unavailable => ProblemKind::ServerFailed,
        _ if source == Source::Name => ProblemKind::NamesNone,
        _ => ProblemKind::NotMatrix,
    };
    // The proxy is at fault, whatever the host.
    let at_the_proxy = matches!(kind, ProblemKind::Unreachable(Network::Proxy(_)));
    let kind = match source {
        Source::Typed | Source::Name => kind,
        Source::Named if at_the_proxy => kind,
        Source::Named => ProblemKind::Elsewhere {
            host: base.host_and_port(),
            problem: Box::new(kind),
        },
    };
    Problem::answered(kind, failure)
}
