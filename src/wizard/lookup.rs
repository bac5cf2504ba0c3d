//! Looking a homeserver up: discovery (client-server API, "Server discovery"), then what it
//! offers, in as few round trips as the order allows.

mod discovery;

use std::rc::Rc;

use discovery::Source;

use super::homeserver::{Homeserver, RegisterOffer};
use super::pending::{LookupPart, Question};
use super::problem::{Problem, ProblemKind, general};
use super::stage::{Goal, Stage};
use super::support::host;
use super::timers::Timer;
use super::{Turn, Wizard};
use crate::domain::{BaseUrl, ServerInput, ServerName};
use crate::protocol::{
    Api, AuthMetadata, ErrCode, Failure, LoginFlows, PasswordPolicy, Refusal, Reply, Request,
    Versions,
};

/// A look-up and what it found so far.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// What is looked for. The answer is good for this text and goal only.
    of: Option<(String, Goal)>,
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

impl Wizard {
    /// The homeserver that was found for what is in the server field now.
    pub fn found(&self) -> Option<&Rc<Homeserver>> {
        let (text, goal) = self.lookup.of.as_ref()?;
        let current = text == self.server_text() && *goal == self.goal;
        self.lookup.found.as_ref().filter(|_| current)
    }

    /// Where the newest look-up asked last; nothing before it asked anything.
    pub fn asked_site(&self) -> Option<BaseUrl> {
        match (&self.lookup.site, &self.lookup.name) {
            (Some((base, _)), _) => Some(base.clone()),
            (None, Some(name)) => host(name).ok(),
            (None, None) => None,
        }
    }

    /// Forgets what was looked up.
    pub(super) fn drop_lookup(&mut self, turn: &mut Turn) {
        self.forget_questions(turn, |q| matches!(q, Question::Lookup(_)));
        self.lookup = Lookup::default();
        self.timers.stop(Timer::Lookup);
    }

    /// Begins to look up what is in the server field, if it can be read.
    pub(super) fn look_up(&mut self, turn: &mut Turn) {
        self.drop_lookup(turn);
        let text = self.server_text().to_owned();
        let Ok(input) = ServerInput::parse(&text) else {
            return;
        };
        if matches!(self.stage, Stage::Server) {
            self.problem = None;
        }
        self.lookup.of = Some((text, self.goal));
        let practice = self
            .practice
            .as_ref()
            .filter(|p| matches!(&input, ServerInput::Name(name) if *name == p.name))
            .cloned();
        match (practice, input) {
            (Some(practice), _) => {
                self.lookup.name = Some(practice.name);
                self.ask_versions(practice.base, turn);
            }
            (None, ServerInput::Url(base)) => self.ask_versions(base, turn),
            (None, ServerInput::Name(name)) => {
                let host = host(&name);
                self.lookup.name = Some(name);
                match host {
                    Ok(host) => self.ask_part(LookupPart::WellKnown, &host, turn),
                    Err(_) => self.lookup_failed(Problem::typed(ProblemKind::NotMatrix)),
                }
            }
        }
    }

    fn ask_versions(&mut self, base: BaseUrl, turn: &mut Turn) {
        self.lookup.site = Some((base.clone(), Api::default()));
        self.ask_part(LookupPart::Versions, &base, turn);
    }

    fn ask_part(&mut self, part: LookupPart, base: &BaseUrl, turn: &mut Turn) {
        let api = self.lookup.site.as_ref().map_or(Api::V3, |(_, api)| *api);
        let request = match part {
            LookupPart::WellKnown => Request::WellKnown,
            LookupPart::Versions => Request::Versions,
            LookupPart::LoginFlows => Request::LoginFlows,
            LookupPart::OAuth { unstable } => Request::AuthMetadata { unstable },
            LookupPart::Register => Request::RegisterFlows,
            LookupPart::Policy => Request::PasswordPolicy,
        };
        self.call(Question::Lookup(part), (base, api), request, turn);
    }

    pub(super) fn looked_up(
        &mut self,
        part: LookupPart,
        result: Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        let taken = match part {
            LookupPart::WellKnown => self.take_well_known(result, turn),
            LookupPart::Versions => self.take_versions(result, turn),
            LookupPart::LoginFlows => self.take_login(result, turn),
            LookupPart::OAuth { unstable } => {
                self.take_oauth(unstable, result);
                Ok(())
            }
            LookupPart::Register => self.take_register(result, turn),
            LookupPart::Policy => {
                if let Ok(Reply::PasswordPolicy(policy)) = result {
                    self.lookup.policy = Some(policy);
                }
                Ok(())
            }
        };
        match taken {
            Err(problem) => {
                self.forget_questions(turn, |q| matches!(q, Question::Lookup(_)));
                self.lookup_failed(problem);
            }
            Ok(()) if !self.is_looking_up() => match self.metadata_missing(turn) {
                Some(problem) => self.lookup_failed(problem),
                None => self.lookup_done(),
            },
            Ok(()) => {}
        }
    }

    pub(super) fn is_looking_up(&self) -> bool {
        self.pending.any(|q| matches!(q, Question::Lookup(_)))
    }

    fn take_versions(
        &mut self,
        result: Result<Reply, Failure>,
        turn: &mut Turn,
    ) -> Result<(), Problem> {
        let Some((base, _)) = self.lookup.site.clone() else {
            return Ok(());
        };
        let versions = match result {
            Ok(Reply::Versions(versions)) => versions,
            Ok(_) => return Err(Problem::typed(ProblemKind::NotMatrix)),
            Err(failure) => return Err(self.no_versions(failure, &base, turn)),
        };
        let only_r0 = versions.versions.iter().any(|v| v.starts_with("r0."))
            && versions.newest_v1().is_none();
        let api = if only_r0 { Api::R0 } else { Api::V3 };
        self.lookup.site = Some((base.clone(), api));
        // These do not depend on each other, so they leave together.
        self.ask_part(LookupPart::LoginFlows, &base, turn);
        self.ask_part(LookupPart::OAuth { unstable: false }, &base, turn);
        // The stable name came with v1.15.
        if versions.newest_v1().is_none_or(|minor| minor < 15) {
            self.ask_part(LookupPart::OAuth { unstable: true }, &base, turn);
        }
        self.ask_part(LookupPart::Policy, &base, turn);
        if self.goal == Goal::SignUp {
            self.ask_part(LookupPart::Register, &base, turn);
        }
        self.lookup.versions = versions;
        Ok(())
    }

    fn lookup_limited(&mut self, failure: Failure, turn: &Turn) -> Problem {
        let until = self.limit_end(&failure, turn).unwrap_or(turn.now);
        self.timers.set(Timer::Lookup, until);
        Problem::answered(ProblemKind::Limited(until), failure)
    }

    /// Only a server that says so has no login; any other failure tells nothing about it.
    fn take_login(&mut self, result: Result<Reply, Failure>, turn: &Turn) -> Result<(), Problem> {
        match result {
            Ok(Reply::LoginFlows(flows)) => self.lookup.login = Some(flows),
            Ok(_) => return Err(Problem::typed(ProblemKind::Unreadable)),
            Err(failure) if is_absent(&failure) => {}
            Err(failure) if failure.refusal().is_some_and(Refusal::is_rate_limit) => {
                return Err(self.lookup_limited(failure, turn));
            }
            Err(failure) => return Err(Problem::answered(general(&failure), failure)),
        }
        Ok(())
    }

    /// A server whose login prefers OAuth 2.0 has metadata of it: that they could not be had is a
    /// problem, and no sign that it has none.
    fn metadata_missing(&mut self, turn: &Turn) -> Option<Problem> {
        let login = self.lookup.login.as_ref()?;
        let failure = self.lookup.no_oauth.take()?;
        if self.lookup.oauth.is_some() || !login.oauth_aware_preferred {
            return None;
        }
        Some(
            match failure.refusal().is_some_and(Refusal::is_rate_limit) {
                true => self.lookup_limited(failure, turn),
                false => Problem::answered(general(&failure), failure),
            },
        )
    }

    fn take_oauth(&mut self, unstable: bool, result: Result<Reply, Failure>) {
        // What the stable name says counts, whichever answers first.
        match result {
            Ok(Reply::AuthMetadata(metadata)) if !unstable || self.lookup.oauth.is_none() => {
                self.lookup.oauth = Some(metadata);
            }
            Err(failure) if !is_absent(&failure) => self.lookup.no_oauth = Some(failure),
            _ => {}
        }
    }

    fn take_register(
        &mut self,
        result: Result<Reply, Failure>,
        turn: &Turn,
    ) -> Result<(), Problem> {
        let offer = match result {
            Ok(Reply::Uia(uia)) => RegisterOffer::Open {
                flows: uia.flows.unwrap_or_default(),
                terms: uia.terms.unwrap_or_default(),
            },
            Ok(_) => return Err(Problem::typed(ProblemKind::Unreadable)),
            Err(failure) if failure.refusal().is_some_and(Refusal::is_rate_limit) => {
                return Err(self.lookup_limited(failure, turn));
            }
            Err(Failure::Refused(refusal)) if refusal.is_unrecognized() => RegisterOffer::Absent,
            Err(Failure::Refused(refusal))
                if refusal.status == 403 || refusal.is(&ErrCode::Forbidden) =>
            {
                RegisterOffer::Closed(refusal)
            }
            Err(failure) => return Err(Problem::answered(general(&failure), failure)),
        };
        self.lookup.register = Some(offer);
        Ok(())
    }

    fn lookup_failed(&mut self, problem: Problem) {
        self.lookup.of = None;
        if matches!(self.stage, Stage::Server) {
            self.problem = Some(problem);
            self.waits.enter = false;
        }
    }

    fn lookup_done(&mut self) {
        let lookup = &mut self.lookup;
        let Some((base, api)) = lookup.site.clone() else {
            return;
        };
        let practice = self.practice.as_ref().is_some_and(|p| p.base == base);
        lookup.found = Some(Rc::new(Homeserver {
            name: lookup.name.clone(),
            base,
            api,
            versions: std::mem::take(&mut lookup.versions),
            login: lookup.login.take(),
            oauth: lookup.oauth.take(),
            register: lookup.register.take().unwrap_or(RegisterOffer::NotAsked),
            password_policy: lookup.policy.take(),
            practice,
        }));
    }
}

/// Whether a server says that it has no such endpoint.
fn is_absent(failure: &Failure) -> bool {
    failure
        .refusal()
        .is_some_and(|refusal| refusal.is_unrecognized() || refusal.status == 404)
}
