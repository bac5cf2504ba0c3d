//! A server's offer, found out without a face and without sending a message.
//!
//! The look-up is the wizard's own ([`Search`]): whatever it finds, or cannot find, is judged by the same rules and
//! explained by the same sentences as on its pages. Then two more questions are asked that change nothing:
//!
//! * `POST /account/password` without `auth`, which lists the stages of a reset and cannot set a password, because
//!   no account was proven to exist;
//! * `GET /_matrix/federation/v1/version`, which names the software.
//!
//! [`is_harmless`] is the whole list of what may leave: the program drops every request that is not on it. No
//! `requestToken` is.
//!
//! Like the wizard, a [`Probe`] is pure: answers and the time go in, effects come out.
//!
//! | file | what it decides |
//! |---|---|
//! | `findings` | what the answers were |
//! | `report` | what they mean: the shape of `--json` |
//! | `judge` | the rules from the one to the other |
//! | `trouble` | why there is no report |
//! | `table`, `verdict` | the report as people read it |
//! | `line`, `wrap` | its lines |

mod findings;
mod judge;
mod line;
mod report;
mod table;
mod trouble;
mod verdict;
mod wrap;

use std::rc::Rc;
use std::time::Duration;

pub use crate::wizard::Sought as Target;
pub use line::{Line, Tone};
pub use report::{Report, ResetOffer};
pub use table::{COLUMNS, lines};
pub use trouble::Trouble;

use crate::domain::{Locale, Password};
use crate::protocol::{Reply, Request, ResetPassword};
use crate::text::Texts;
use crate::wizard::{Answer, Effect, Homeserver, ProblemKind, RequestId, Search, Seed, Task, Time};
use findings::{Findings, ResetAnswer};

/// The ids of the probe's own questions. The look-up counts from zero and is over when these leave.
const RESET: RequestId = RequestId(u64::MAX);
const SOFTWARE: RequestId = RequestId(u64::MAX - 1);

/// The input of a probe.
#[derive(Debug)]
pub struct Config {
    pub target: Target,
    /// The user's language, for documents that come in several.
    pub locale: Locale,
    /// How long all of it may take.
    pub limit: Duration,
    /// The password that a reset would set: made for this and forgotten. Some servers answer only where there is one.
    pub throwaway: Password,
}

/// One look at one server.
#[derive(Debug)]
pub struct Probe {
    search: Search,
    locale: Locale,
    limit: Time,
    throwaway: Password,
    findings: Option<Findings>,
    /// The questions of the probe's own that are out.
    open: Vec<RequestId>,
    over: bool,
}

/// Whether a request changes nothing on a server. At most it opens an authentication that is never continued.
pub fn is_harmless(request: &Request) -> bool {
    match request {
        Request::WellKnown
        | Request::Versions
        | Request::LoginFlows
        | Request::AuthMetadata { .. }
        | Request::PasswordPolicy
        | Request::RegisterFlows
        | Request::Software => true,
        Request::ResetPassword(reset) => reset.auth.is_none(),
        _ => false,
    }
}

impl Probe {
    /// A probe, and its first questions.
    pub fn begin(config: Config, seed: &Seed, now: Time) -> (Self, Vec<Effect>) {
        // The task whose look-up asks the most.
        let (search, effects) = Search::begin(config.target, Task::SignUp, seed, now);
        let mut probe = Self {
            search,
            locale: config.locale,
            limit: Time(config.limit),
            throwaway: config.throwaway,
            findings: None,
            open: Vec::new(),
            over: false,
        };
        let effects = probe.after(effects);
        (probe, effects)
    }

    /// Takes the answer to an effect, and asks the next question.
    pub fn answer(&mut self, now: Time, id: RequestId, answer: Answer) -> Vec<Effect> {
        let Some(findings) = &mut self.findings else {
            let effects = self.search.answer(now, id, answer);
            return self.after(effects);
        };
        if let Answer::Call(result) = answer {
            match *result {
                result if id == RESET => findings.reset = result.into(),
                Ok(Reply::Software(software)) => findings.software = Some(software),
                _ => {}
            }
        }
        self.open.retain(|open| *open != id);
        self.over = self.open.is_empty();
        Vec::new()
    }

    /// Does what is due at this time.
    pub fn deadline(&mut self, now: Time) -> Vec<Effect> {
        self.over |= now >= self.limit;
        if self.over || self.findings.is_some() {
            return Vec::new();
        }
        let effects = self.search.expired(now);
        self.after(effects)
    }

    /// When to come back at the latest.
    pub fn next_deadline(&self) -> Time {
        let due = self.search.next_deadline();
        due.map_or(self.limit, |due| due.min(self.limit))
    }

    /// Whether there is nothing more to wait for.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The result.
    ///
    /// # Errors
    /// Why there is no report, in words.
    pub fn finish(self, now: Time, texts: &Texts) -> Result<Report, Trouble> {
        match self.findings {
            Some(findings) => Ok(Report::new(&findings, self.locale.tag())),
            None => Err(Trouble::of(&self.search, now, texts)),
        }
    }

    /// Looks where the look-up has got to, and lets out what may leave.
    fn after(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        if let Some(server) = self.search.found().cloned() {
            effects.extend(self.ask_more(server));
        }
        if let Some(problem) = self.search.problem() {
            // A limit passes by itself, perhaps in time.
            let passes = matches!(problem.kind, ProblemKind::Limited(at) if at < self.limit);
            self.over = !passes;
        }
        effects.retain(|effect| match effect {
            Effect::Call { request, .. } => is_harmless(request),
            Effect::StartPractice { .. } | Effect::Abort(_) => true,
            _ => false,
        });
        effects
    }

    fn ask_more(&mut self, server: Rc<Homeserver>) -> Vec<Effect> {
        let mut questions = vec![(SOFTWARE, Request::Software)];
        let mut reset = ResetAnswer::NotAsked;
        // Where passwords are not reset by programs there is nothing to ask.
        if server.admits(Task::Reset).is_ok() {
            let new_password = self.throwaway.clone();
            let question = ResetPassword {
                new_password,
                logout_devices: false,
                auth: None,
            };
            questions.push((RESET, Request::ResetPassword(question)));
            // Until its answer is in.
            reset = ResetAnswer::Unknown;
        }
        self.open = questions.iter().map(|(id, _)| *id).collect();
        let call = |(id, request)| Effect::Call {
            id,
            base: server.base.clone(),
            api: server.api,
            request: Box::new(request),
        };
        let effects = questions.into_iter().map(call).collect();
        self.findings = Some(Findings {
            server,
            reset,
            software: None,
        });
        effects
    }
}
