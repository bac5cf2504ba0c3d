//! What `.well-known` and `/versions` mean for where a homeserver is (client-server API, "Server
//! discovery"): IGNORE, FAIL_PROMPT and FAIL_ERROR, each with what is the matter.

use super::{Lookup, limited};
use crate::domain::{BaseUrl, ServerName};
use crate::protocol::{Failure, Network, Refusal, Reply, WellKnown};
use crate::wizard::ctx::Ctx;
use crate::wizard::problem::{Problem, ProblemKind, general};

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

impl Lookup {
    pub(super) fn take_well_known(
        &mut self,
        result: Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) -> Result<(), Problem> {
        let (source, base) = match result {
            Ok(Reply::WellKnown(WellKnown::Homeserver(base))) => (Source::Named, base),
            Ok(Reply::WellKnown(WellKnown::Absent)) => {
                let name = self.name.as_ref().map(ServerName::as_str);
                let base = BaseUrl::parse(&format!("https://{}", name.unwrap_or_default()))
                    .map_err(|_| Problem::typed(ProblemKind::NotMatrix))?;
                (Source::Name, base)
            }
            Ok(Reply::WellKnown(WellKnown::UnusableUrl)) => {
                return Err(Problem::typed(ProblemKind::WellKnownUnusable));
            }
            Ok(Reply::WellKnown(WellKnown::Invalid(fault))) => {
                return Err(Problem::typed(ProblemKind::WellKnownInvalid(fault)));
            }
            Ok(_) => return Err(Problem::typed(ProblemKind::Unreadable)),
            Err(failure) => return Err(Problem::answered(general(&failure), failure)),
        };
        self.source = source;
        self.ask_versions(base, cx);
        Ok(())
    }

    /// What it means that `/versions` has no usable answer: where the base URL came from decides.
    pub(super) fn no_versions(
        &self,
        failure: Failure,
        base: &BaseUrl,
        cx: &mut Ctx<'_>,
    ) -> Problem {
        if failure.refusal().is_some_and(Refusal::is_rate_limit) {
            return limited(failure, cx);
        }
        let unavailable = failure.refusal().is_some_and(|r| r.status >= 500);
        let kind = match &failure {
            Failure::Network(_) => general(&failure),
            _ if unavailable => ProblemKind::ServerFailed,
            _ if self.source == Source::Name => ProblemKind::NamesNone,
            _ => ProblemKind::NotMatrix,
        };
        // Whichever host it was, the proxy is the matter.
        let at_the_proxy = matches!(kind, ProblemKind::Unreachable(Network::Proxy(_)));
        let kind = match self.source {
            Source::Typed | Source::Name => kind,
            Source::Named if at_the_proxy => kind,
            Source::Named => ProblemKind::Elsewhere {
                host: base.host_and_port(),
                problem: Box::new(kind),
            },
        };
        Problem::answered(kind, failure)
    }
}
