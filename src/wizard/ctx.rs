//! All that a part sees of the rest while it handles an input.

use super::awaiting::{Awaiting, Closing};
use super::effect::{Effect, RequestId};
use super::in_flight::InFlight;
use super::logout::Logout;
use super::problem::{Problem, ProblemKind};
use super::random::{Random, Seed};
use super::retry::{Decision, Retries, Retry};
use super::time::{Time, Timing};
use super::timers::{Timer, Timers};
use crate::domain::BaseUrl;
use crate::protocol::{Api, Failure, Reply, Request};

/// The time, the mechanism that all parts share, and the effects so far.
pub(super) struct Ctx<'a> {
    pub(super) now: Time,
    pub(super) timing: &'a Timing,
    pub(super) random: &'a mut Random,
    pub(super) timers: &'a mut Timers,
    pub(super) retries: &'a mut Retries,
    pub(super) in_flight: &'a mut InFlight,
    pub(super) logout: &'a mut Logout,
    pub(super) effects: &'a mut Vec<Effect>,
}

/// The state that all parts share, and the effects so far.
#[derive(Debug)]
pub(super) struct Mechanism {
    pub(super) now: Time,
    pub(super) timing: Timing,
    pub(super) random: Random,
    pub(super) timers: Timers,
    pub(super) retries: Retries,
    pub(super) in_flight: InFlight,
    pub(super) logout: Logout,
    pub(super) effects: Vec<Effect>,
}

impl Mechanism {
    pub(super) fn new(timing: Timing, seed: &Seed) -> Self {
        Self {
            now: Time::default(),
            timing,
            random: Random::new(seed),
            timers: Timers::default(),
            retries: Retries::default(),
            in_flight: InFlight::default(),
            logout: Logout::default(),
            effects: Vec::new(),
        }
    }

    pub(super) fn cx(&mut self) -> Ctx<'_> {
        Ctx {
            now: self.now,
            timing: &self.timing,
            random: &mut self.random,
            timers: &mut self.timers,
            retries: &mut self.retries,
            in_flight: &mut self.in_flight,
            logout: &mut self.logout,
            effects: &mut self.effects,
        }
    }
}

impl Ctx<'_> {
    /// Asks a homeserver, and waits for the answer.
    pub(super) fn call(
        &mut self,
        question: Awaiting,
        (base, api): (&BaseUrl, Api),
        request: Request,
    ) {
        let id = self.ask(question);
        self.in_flight.record(id, &request, self.now);
        self.effects.push(Effect::Call {
            id,
            base: base.clone(),
            api,
            request: Box::new(request),
        });
    }

    /// Registers a question; an older one of its kind is dropped.
    pub(super) fn ask(&mut self, question: Awaiting) -> RequestId {
        let (id, replaced) = self.in_flight.ask(question, self.now);
        self.effects.extend(replaced.map(Effect::Abort));
        id
    }

    /// Sends the request that ends a token.
    pub(super) fn close(&mut self, site: (BaseUrl, Api), request: Request) {
        self.logout.begin();
        let again = false;
        self.ask_to_close(Closing {
            site,
            request,
            again,
        });
    }

    /// Takes the answer to a request that ends a token. It is asked again if the failure may pass.
    pub(super) fn close_answered(&mut self, closing: Closing, result: &Result<Reply, Failure>) {
        let is_closing = |q: &Awaiting| matches!(q, Awaiting::Logout(_));
        let is_last = !self.in_flight.any(is_closing);
        if let Some(again) = self.logout.answered(closing, result, is_last) {
            self.ask_to_close(again);
        }
    }

    fn ask_to_close(&mut self, closing: Closing) {
        let (base, api) = closing.site.clone();
        let request = closing.request.clone();
        self.call(Awaiting::Logout(Box::new(closing)), (&base, api), request);
    }

    /// Drops the questions that `drop` picks, except those whose answers have to be seen: an answer to a dropped one
    /// changes nothing any more.
    pub(super) fn forget(&mut self, mut drop: impl FnMut(&Awaiting) -> bool) {
        let dropped = self.in_flight.drop_all(self.now, |q| {
            let drops = drop(q) && !q.is_for_keeps();
            debug_assert!(!(drops && q.may_commit()));
            drops
        });
        self.effects.extend(dropped.into_iter().map(Effect::Abort));
    }

    /// Decides on a failed request. Returns what is shown until it is retried, or the failure back where it is not.
    pub(super) fn failed(
        &mut self,
        retry: Retry,
        failure: Failure,
    ) -> Result<Option<Problem>, Failure> {
        let decision = self
            .retries
            .decide(&retry, &failure, self.now, self.timing, self.random);
        let (at, problem) = match decision {
            Decision::GiveUp => return Err(failure),
            Decision::Later(at) => (at, None),
            Decision::Limited(until) => {
                let kind = ProblemKind::Limited(until);
                (until, Some(Problem::answered(kind, failure)))
            }
        };
        self.retries.wait_for(retry);
        self.timers.set(Timer::Retry, at);
        Ok(problem)
    }

    /// Gives up the retry that is waited for.
    pub(super) fn stop_retry(&mut self) {
        self.retries.take();
        self.timers.stop(Timer::Retry);
    }

    /// Gives up this retry, if it is the one that is waited for.
    pub(super) fn stop_retry_of(&mut self, retry: &Retry) {
        if self.retries.waiting() == Some(retry) {
            self.stop_retry();
        }
    }

    /// The end of a rate limit, if the failure is one.
    pub(super) fn limit_end(&mut self, failure: &Failure) -> Option<Time> {
        self.retries
            .limit_end(failure, self.now, self.timing, self.random)
    }
}
