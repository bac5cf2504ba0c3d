//! Adding a contact to an account (client-server API, "Adding Account Administrative Contact Information").
//!
//! Unlike in the other tasks the proof of the contact is no stage of the authentication: it is named in the body, and
//! looked at after the password. No endpoint tells whether it is there, so the request itself is repeated until it is.
//! A server that has just seen the password may not ask for it at all, so any of these requests may be the last.

use super::Uia;
use super::answers::{not_yet, refusal_of};
use super::exchange::{Exchange, Next};
use super::outcome::{Outcome, Place};
use crate::protocol::{ErrCode, Failure, Refusal, Reply, Request, StageType, Uia as Demands};
use crate::wizard::awaiting::{Asked, Awaiting};
use crate::wizard::ctx::Ctx;
use crate::wizard::end::Done;
use crate::wizard::meaning::{general, of_exchange};
use crate::wizard::plan::Plan;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;
use crate::wizard::sign_in::SignInProblem;
use crate::wizard::stop::Stop;
use crate::wizard::timers::Timer;

impl Uia {
    pub(super) fn addition_answered(
        &mut self,
        asked: &Asked,
        result: Result<Reply, Failure>,
        place: Place,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let Some(exchange) = &mut self.exchange else {
            return Outcome::Waits;
        };
        let doubted = exchange.commit.is_in_doubt();
        match result {
            Ok(Reply::ContactAdded) => self.contact_added(),
            Err(failure) if failure.leaves_doubt() => {
                exchange.commit.answer_lost();
                addition_unanswered(failure, place, cx)
            }
            Err(failure @ Failure::Network(_)) => addition_unanswered(failure, place, cx),
            Err(failure) if failure.refusal().is_some_and(Refusal::is_rate_limit) => {
                addition_unanswered(failure, place, cx)
            }
            // An earlier answer was lost. It may have been the one that mattered, and be the reason for this one.
            _ if doubted => Outcome::AskWhetherAdded,
            Ok(Reply::Uia(uia)) => self.addition_demands(asked, &uia, place, cx),
            Err(Failure::Refused(refusal)) => self.addition_refused(asked, &refusal, place, cx),
            _ => Outcome::Problem(Problem::typed(ProblemKind::Unreadable)),
        }
    }

    fn contact_added(&mut self) -> Outcome {
        match self.exchange.take().map(|exchange| exchange.plan) {
            Some(Plan::AddContact { contacts, access }) => Outcome::done(Done::ContactAdded {
                contacts,
                user_id: access.user_id().clone(),
            }),
            _ => Outcome::Waits,
        }
    }

    /// A 401: the password is next, was taken, or is wrong by now.
    fn addition_demands(
        &mut self,
        asked: &Asked,
        uia: &Demands,
        place: Place,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let Some(exchange) = &mut self.exchange else {
            return Outcome::Waits;
        };
        let opening = !exchange.is_open();
        exchange.learn(uia);
        cx.retries.succeeded();
        let in_vain = match &asked.stage {
            Some(stage) => !exchange.is_completed(stage),
            // Every stage is done, and still the server is not content.
            None => !opening && exchange.next(exchange.plan.staged()) == Next::Finish,
        };
        if in_vain && asked.stage == Some(StageType::Password) {
            return self.sign_in_again(SignInProblem::Refused, uia.refusal.clone());
        }
        if in_vain && place == Place::Browser {
            return not_yet(asked);
        }
        if in_vain {
            // Asking on would never end.
            return Outcome::Problem(refusal_of(uia));
        }
        let (stage, by_person) = (asked.stage.as_ref(), asked.by_person);
        let outcome = match by_person || stage.is_some() || self.restarted {
            // This look has not seen the proof yet.
            true => Outcome::AddAgain { by_person },
            false => Outcome::Continue,
        };
        self.continues(stage, outcome, cx)
    }

    fn addition_refused(
        &mut self,
        asked: &Asked,
        refusal: &Refusal,
        place: Place,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let Some(contact) = self.contact_for(None) else {
            return Outcome::Waits;
        };
        let failure = || Failure::Refused(refusal.clone());
        match &refusal.errcode {
            Some(ErrCode::ThreepidAuthFailed | ErrCode::SessionNotValidated) => {
                // That is looked at after the password, which need not be sent again.
                if let (Some(stage), Some(exchange)) = (&asked.stage, &mut self.exchange) {
                    exchange.completes(stage);
                }
                let by_person = asked.by_person;
                let outcome = Outcome::NotProven { contact, by_person };
                match place {
                    Place::Code | Place::Link => outcome,
                    Place::Elsewhere | Place::Browser => self.continues(None, outcome, cx),
                }
            }
            Some(ErrCode::SessionExpired | ErrCode::NoValidSession) => {
                Outcome::Expired(contact, Some(failure()))
            }
            Some(ErrCode::UnknownToken | ErrCode::MissingToken) => {
                self.sign_in_again(SignInProblem::Ended, Some(refusal.clone()))
            }
            _ if self.session_may_be_lost(refusal)
                && let Some(outcome) = self.session_lost(cx) =>
            {
                outcome
            }
            Some(ErrCode::Forbidden)
                if refusal.status != 400 && asked.stage == Some(StageType::Password) =>
            {
                self.sign_in_again(SignInProblem::Refused, Some(refusal.clone()))
            }
            Some(ErrCode::Forbidden | ErrCode::Unrecognized) => {
                self.exchange = None;
                Outcome::Stop(Stop::NoContactChanges(Some(refusal.clone())))
            }
            _ => {
                cx.timers.stop(Timer::Poll);
                let kind = of_exchange(refusal, Some(contact.medium()));
                Outcome::Problem(Problem::answered(kind, failure()))
            }
        }
    }

    /// The session of the account can no longer be used: another login is needed.
    fn sign_in_again(&mut self, why: SignInProblem, refusal: Option<Refusal>) -> Outcome {
        self.exchange = None;
        Outcome::SignInAgain(why, refusal)
    }

    /// Asks the account itself whether the contact is on it.
    pub(in crate::wizard) fn ask_whether_added(&self, cx: &mut Ctx<'_>) {
        if let Some(Plan::AddContact { contacts, access }) = self.plan() {
            let site = (&contacts.server.base, contacts.server.api);
            let request = Request::ThirdParties(access.token.clone());
            cx.call(Awaiting::Doubt, site, request);
        }
    }

    /// Takes what the account says of it.
    pub(in crate::wizard) fn doubt_answered(
        &mut self,
        result: Result<Reply, Failure>,
        place: Place,
    ) -> Outcome {
        let (Some(exchange), Some(contact)) = (&self.exchange, self.contact_for(None)) else {
            return Outcome::Waits;
        };
        match (result, place.polls()) {
            (Ok(Reply::ThirdParties(have)), _) if have.iter().any(|have| have.is(&contact)) => {
                self.contact_added()
            }
            // It is certain that nothing was done.
            (Ok(Reply::ThirdParties(_)), polls) => {
                self.exchange = Some(Exchange::new(exchange.plan.clone()));
                match polls {
                    true => Outcome::NotYet {
                        by_person: false,
                        problem: None,
                    },
                    false => Outcome::Problem(Problem::typed(ProblemKind::NotAdded)),
                }
            }
            (_, true) => Outcome::PollAgain,
            (result, false) => {
                Outcome::Problem(Problem::new(ProblemKind::AnswerLost, result.err()))
            }
        }
    }
}

/// No usable answer. A lost one is asked for again, in the same session; then the account itself tells.
fn addition_unanswered(failure: Failure, place: Place, cx: &mut Ctx<'_>) -> Outcome {
    if place.polls() {
        return Outcome::PollFailed(failure);
    }
    let in_doubt = failure.leaves_doubt();
    match cx.failed(Retry::Uia { in_doubt }, failure) {
        Ok(problem) => Outcome::Retries(problem),
        Err(_) if in_doubt => Outcome::AskWhetherAdded,
        Err(failure) => Outcome::Problem(Problem::answered(general(&failure), failure)),
    }
}
