//! Looking a homeserver up: discovery (client-server API, "Server discovery"), then what it
//! offers, in as few round trips as the order allows.

mod discovery;

use std::rc::Rc;

use discovery::Source;

use super::awaiting::{Awaiting, LookupPart};
use super::ctx::Ctx;
use super::event::PracticeServer;
use super::homeserver::{Homeserver, RegisterOffer};
use super::meaning::general;
use super::problem::{Problem, ProblemKind};
use super::support::host;
use super::task::Task;
use super::timers::Timer;
use crate::domain::{BaseUrl, ServerInput, ServerName};
use crate::protocol::{
    Api, AuthMetadata, ErrCode, Failure, LoginFlows, PasswordPolicy, Refusal, Reply, Request,
    Versions,
};

/// A look-up and what it found so far.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// The text that is looked up. The answer is good for this text and goal only.
    of: Option<(String, Task)>,
    /// The practice server, which is found by its name and known by its base URL.
    practice: Option<BaseUrl>,
    name: Option<ServerName>,
    source: Source,
    site: Option<(BaseUrl, Api)>,
    versions: Versions,
    login: Option<LoginFlows>,
    oauth: Option<AuthMetadata>,
    /// Why it is not known whether there is OAuth 2.0.
    no_oauth: Option<Failure>,
    register: Option<RegisterOffer>,
    policy: Option<PasswordPolicy>,
    found: Option<Rc<Homeserver>>,
}

/// The outcome of an answer of a look-up, or of its beginning.
#[derive(Debug)]
pub(super) enum Outcome {
    Waits,
    Found,
    /// There is none to be found, or not now.
    Failed(Problem),
}

impl Lookup {
    /// The homeserver that was found for a text, if the look-up was for this task.
    pub(super) fn found(&self, text: &str, task: Task) -> Option<&Rc<Homeserver>> {
        let (of, for_goal) = self.of.as_ref()?;
        let is_current = of == text && *for_goal == task;
        self.found.as_ref().filter(|_| is_current)
    }

    /// Where the look-up asked last; nothing before it asked anything.
    pub(super) fn asked_site(&self) -> Option<BaseUrl> {
        match (&self.site, &self.name) {
            (Some((base, _)), _) => Some(base.clone()),
            (None, Some(name)) => host(name).ok(),
            (None, None) => None,
        }
    }

    /// Returns the look-up up, and forgets what it found.
    pub(super) fn stop(&mut self, cx: &mut Ctx<'_>) {
        cx.forget(is_its);
        cx.timers.stop(Timer::Lookup);
        *self = Self::default();
    }

    /// Begins to look up the typed text, after the answers of an earlier look-up are dropped.
    pub(super) fn begin(
        &mut self,
        (text, input): (String, ServerInput),
        task: Task,
        practice: Option<&PracticeServer>,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        self.of = Some((text, task));
        self.practice = practice.map(|practice| practice.base.clone());
        let practice =
            practice.filter(|p| matches!(&input, ServerInput::Name(name) if *name == p.name));
        match (practice, input) {
            (Some(practice), _) => {
                self.name = Some(practice.name.clone());
                self.ask_versions(practice.base.clone(), cx);
            }
            (None, ServerInput::Url(base)) => self.ask_versions(base, cx),
            (None, ServerInput::Name(name)) => {
                let host = host(&name);
                self.name = Some(name);
                match host {
                    Ok(host) => self.ask(LookupPart::WellKnown, &host, cx),
                    Err(_) => return self.failed(Problem::typed(ProblemKind::NotMatrix)),
                }
            }
        }
        Outcome::Waits
    }

    fn ask_versions(&mut self, base: BaseUrl, cx: &mut Ctx<'_>) {
        self.site = Some((base.clone(), Api::default()));
        self.ask(LookupPart::Versions, &base, cx);
    }

    fn ask(&self, part: LookupPart, base: &BaseUrl, cx: &mut Ctx<'_>) {
        let api = self.site.as_ref().map_or(Api::V3, |(_, api)| *api);
        let request = match part {
            LookupPart::WellKnown => Request::WellKnown,
            LookupPart::Versions => Request::Versions,
            LookupPart::LoginFlows => Request::LoginFlows,
            LookupPart::OAuth { unstable } => Request::AuthMetadata { unstable },
            LookupPart::Register => Request::RegisterFlows,
            LookupPart::Policy => Request::PasswordPolicy,
        };
        cx.call(Awaiting::Lookup(part), (base, api), request);
    }

    pub(super) fn answered(
        &mut self,
        part: LookupPart,
        result: Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let taken = match part {
            LookupPart::WellKnown => {
                let base = discovery::base_of(result, self.name.as_ref());
                base.map(|(source, base)| {
                    self.source = source;
                    self.ask_versions(base, cx);
                })
            }
            LookupPart::Versions => self.take_versions(result, cx),
            LookupPart::LoginFlows => self.take_login(result, cx),
            LookupPart::OAuth { unstable } => {
                self.take_oauth(unstable, result);
                Ok(())
            }
            LookupPart::Register => self.take_register(result, cx),
            LookupPart::Policy => {
                if let Ok(Reply::PasswordPolicy(policy)) = result {
                    self.policy = Some(policy);
                }
                Ok(())
            }
        };
        match taken {
            Err(problem) => {
                cx.forget(is_its);
                self.failed(problem)
            }
            Ok(()) if cx.in_flight.any(is_its) => Outcome::Waits,
            Ok(()) => match self.metadata_missing(cx) {
                Some(problem) => self.failed(problem),
                None => self.done(),
            },
        }
    }

    fn take_versions(
        &mut self,
        result: Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) -> Result<(), Problem> {
        let Some((base, _)) = self.site.clone() else {
            return Ok(());
        };
        let versions = match result {
            Ok(Reply::Versions(versions)) => versions,
            Ok(_) => return Err(Problem::typed(ProblemKind::NotMatrix)),
            Err(failure) if failure.refusal().is_some_and(Refusal::is_rate_limit) => {
                return Err(limited(failure, cx));
            }
            Err(failure) => return Err(discovery::no_versions(self.source, failure, &base)),
        };
        let only_r0 = versions.versions.iter().any(|v| v.starts_with("r0."))
            && versions.newest_v1().is_none();
        let api = if only_r0 { Api::R0 } else { Api::V3 };
        self.site = Some((base.clone(), api));
        // These do not depend on each other, so they leave together.
        self.ask(LookupPart::LoginFlows, &base, cx);
        self.ask(LookupPart::OAuth { unstable: false }, &base, cx);
        // The stable name came with v1.15.
        if versions.newest_v1().is_none_or(|minor| minor < 15) {
            self.ask(LookupPart::OAuth { unstable: true }, &base, cx);
        }
        self.ask(LookupPart::Policy, &base, cx);
        if matches!(self.of, Some((_, Task::SignUp))) {
            self.ask(LookupPart::Register, &base, cx);
        }
        self.versions = versions;
        Ok(())
    }

    /// Only a server that says so has no login; any other failure tells nothing about it.
    fn take_login(
        &mut self,
        result: Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) -> Result<(), Problem> {
        match result {
            Ok(Reply::LoginFlows(flows)) => self.login = Some(flows),
            Ok(_) => return Err(Problem::typed(ProblemKind::Unreadable)),
            Err(failure) if is_absent(&failure) => {}
            Err(failure) if failure.refusal().is_some_and(Refusal::is_rate_limit) => {
                return Err(limited(failure, cx));
            }
            Err(failure) => return Err(Problem::answered(general(&failure), failure)),
        }
        Ok(())
    }

    /// A server whose login prefers OAuth 2.0 has metadata of it: that they could not be had is a
    /// problem, and no sign that it has none.
    fn metadata_missing(&mut self, cx: &mut Ctx<'_>) -> Option<Problem> {
        let login = self.login.as_ref()?;
        let failure = self.no_oauth.take()?;
        if self.oauth.is_some() || !login.oauth_aware_preferred {
            return None;
        }
        Some(
            match failure.refusal().is_some_and(Refusal::is_rate_limit) {
                true => limited(failure, cx),
                false => Problem::answered(general(&failure), failure),
            },
        )
    }

    fn take_oauth(&mut self, unstable: bool, result: Result<Reply, Failure>) {
        // The answer under the stable name counts, whichever comes first.
        match result {
            Ok(Reply::AuthMetadata(metadata)) if !unstable || self.oauth.is_none() => {
                self.oauth = Some(metadata);
            }
            Err(failure) if !is_absent(&failure) => self.no_oauth = Some(failure),
            _ => {}
        }
    }

    fn take_register(
        &mut self,
        result: Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) -> Result<(), Problem> {
        let offer = match result {
            Ok(Reply::Uia(uia)) => RegisterOffer::Open {
                flows: uia.flows.unwrap_or_default(),
                terms: uia.terms.unwrap_or_default(),
            },
            Ok(_) => return Err(Problem::typed(ProblemKind::Unreadable)),
            Err(failure) if failure.refusal().is_some_and(Refusal::is_rate_limit) => {
                return Err(limited(failure, cx));
            }
            Err(Failure::Refused(refusal)) if refusal.is_unrecognized() => RegisterOffer::Absent,
            Err(Failure::Refused(refusal))
                if refusal.status == 403 || refusal.is(&ErrCode::Forbidden) =>
            {
                RegisterOffer::Closed(refusal)
            }
            Err(failure) => return Err(Problem::answered(general(&failure), failure)),
        };
        self.register = Some(offer);
        Ok(())
    }

    fn failed(&mut self, problem: Problem) -> Outcome {
        self.of = None;
        Outcome::Failed(problem)
    }

    fn done(&mut self) -> Outcome {
        let Some((base, api)) = self.site.clone() else {
            return Outcome::Waits;
        };
        self.found = Some(Rc::new(Homeserver {
            name: self.name.clone(),
            practice: self.practice.as_ref() == Some(&base),
            base,
            api,
            versions: std::mem::take(&mut self.versions),
            login: self.login.take(),
            oauth: self.oauth.take(),
            register: self.register.take().unwrap_or(RegisterOffer::NotAsked),
            password_policy: self.policy.take(),
        }));
        Outcome::Found
    }
}

/// Whether a question is one of a look-up.
pub(super) fn is_its(question: &Awaiting) -> bool {
    matches!(question, Awaiting::Lookup(_))
}

/// A server that limits is asked again when the limit ends.
fn limited(failure: Failure, cx: &mut Ctx<'_>) -> Problem {
    let until = cx.limit_end(&failure).unwrap_or(cx.now);
    cx.timers.set(Timer::Lookup, until);
    Problem::answered(ProblemKind::Limited(until), failure)
}

/// Whether a server says that it has no such endpoint.
fn is_absent(failure: &Failure) -> bool {
    failure
        .refusal()
        .is_some_and(|refusal| refusal.is_unrecognized() || refusal.status == 404)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Bench;
    use super::*;
    use crate::domain::CleanText;
    use crate::protocol::{Uia, WellKnown};

    struct Run {
        bench: Bench,
        lookup: Lookup,
    }

    impl Run {
        fn of(typed: &str, task: Task) -> Self {
            let (mut bench, mut lookup) = (Bench::new(), Lookup::default());
            let input = ServerInput::parse(typed).expect("a server");
            let outcome = lookup.begin((typed.to_owned(), input), task, None, &mut bench.cx());
            assert!(matches!(outcome, Outcome::Waits));
            Self { bench, lookup }
        }

        fn answer(&mut self, endpoint: &str, result: Result<Reply, Failure>) -> Outcome {
            let Awaiting::Lookup(part) = self.bench.answers(endpoint, &result) else {
                panic!("{endpoint} is asked for something else");
            };
            self.lookup.answered(part, result, &mut self.bench.cx())
        }
    }

    fn refused(status: u16, errcode: ErrCode) -> Result<Reply, Failure> {
        Err(Failure::Refused(Refusal {
            status,
            errcode: Some(errcode),
            text: CleanText::default(),
            retry_after: None,
            contact: None,
        }))
    }

    fn versions() -> Result<Reply, Failure> {
        let versions = vec!["v1.15".to_owned()];
        Ok(Reply::Versions(Versions { versions }))
    }

    #[test]
    fn a_server_is_found_for_the_text_and_the_goal_that_it_was_looked_up_for() {
        let mut run = Run::of("example.org", Task::SignUp);
        let well_known = Reply::WellKnown(WellKnown::Absent);
        run.answer("/.well-known/matrix/client", Ok(well_known));
        run.answer("/versions", versions());
        let together = ["/login", "/auth_metadata", "/password_policy", "/register"];
        assert_eq!(run.bench.asked(), together, "they leave together");
        run.answer("/auth_metadata", refused(404, ErrCode::Unrecognized));
        run.answer("/password_policy", refused(404, ErrCode::Unrecognized));
        run.answer("/register", Ok(Reply::Uia(Uia::default())));
        let login = Ok(Reply::LoginFlows(LoginFlows::default()));
        assert!(matches!(run.answer("/login", login), Outcome::Found));
        let found = |text, task| run.lookup.found(text, task).is_some();
        assert!(found("example.org", Task::SignUp));
        assert!(!found("example.or", Task::SignUp));
        assert!(
            !found("example.org", Task::Reset),
            "it asks for other things"
        );
    }

    #[test]
    fn one_failure_ends_the_look_up_and_a_limit_is_waited_for() {
        let mut run = Run::of("https://matrix.example.org", Task::Reset);
        run.answer("/versions", versions());
        let ended = run.answer("/login", refused(429, ErrCode::LimitExceeded));
        let Outcome::Failed(problem) = ended else {
            panic!("a limit is a problem");
        };
        let ProblemKind::Limited(until) = problem.kind else {
            panic!("{problem:?}");
        };
        assert_eq!(run.bench.timers.get(Timer::Lookup), Some(until));
        assert_eq!(run.bench.asked(), [""; 0], "the others are dropped");
    }
}
