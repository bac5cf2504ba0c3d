//! Adding a contact to an account (client-server API, "Adding Account Administrative Contact
//! Information").
//!
//! Unlike in the other flows the proof of the contact is no stage of the authentication: it is
//! named in the body, and looked at after the password. No endpoint tells whether it is there, so
//! the request itself is repeated until it is. A server that has just seen the password may not ask
//! for it at all, so any of these requests may be the last.

use super::awaiting::{Asked, Awaiting};
use super::end::Stop;
use super::exchange::{Exchange, Next};
use super::plan::Plan;
use super::problem::{Problem, ProblemKind, general, of_exchange};
use super::retry::Retry;
use super::sign_in::SignInProblem;
use super::timers::Timer;
use super::{Turn, Wizard};
use crate::protocol::{Contact, ErrCode, Failure, Refusal, Reply, Request, StageType, Uia};

impl Wizard {
    /// The contact that is being added, if one is.
    fn addition(&self) -> Option<(Plan, Contact)> {
        let plan = &self.exchange.as_ref()?.plan;
        let Plan::AddContact { contacts, .. } = plan else {
            return None;
        };
        let contact = contacts.all().into_iter().next()?;
        Some((plan.clone(), contact))
    }

    /// Does what is next once the server has said what it demands: everything else waits for the
    /// proof.
    pub(super) fn drive_addition(&mut self, turn: &mut Turn) {
        let Some((_, contact)) = self.addition() else {
            return;
        };
        let next = self.exchange.as_ref().map(|x| x.next(x.plan.staged()));
        let visits = match &next {
            Some(Next::Stage { stage, .. }) => self.is_for_browser(stage),
            Some(Next::NoWay) => true,
            _ => false,
        };
        if visits || self.validation(&contact).is_some_and(|v| v.proven) {
            self.ask_to_add(false, turn);
        } else if !self.is_verifying(&contact) {
            if let Some(sent) = self.sent(&contact) {
                self.verify(sent, turn);
            }
        } else if !self.timers.is_set(Timer::Poll) || self.is_to_look_at_once() {
            self.schedule_poll(turn);
        }
    }

    /// Looks once whether the contact is proven, by asking to add it.
    pub(super) fn look_for_addition(&mut self, plan: &Plan, by_person: bool, turn: &mut Turn) {
        self.prepare_exchange(plan);
        self.ask_to_add(by_person, turn);
    }

    /// The next request of the exchange, whatever it is.
    fn ask_to_add(&mut self, by_person: bool, turn: &mut Turn) {
        let Some(exchange) = &self.exchange else {
            return;
        };
        // The opening, or the session alone.
        let asked = Asked {
            by_person,
            ..Asked::FINISH
        };
        if !exchange.is_open() {
            self.send_exchange(asked, None, turn);
            return;
        }
        match exchange.next(exchange.plan.staged()) {
            Next::NoWay => self.no_way(turn),
            Next::Finish => self.send_exchange(asked, None, turn),
            Next::Stage { stage, .. } if self.is_for_browser(&stage) => {
                self.send_to_page(&stage, turn)
            }
            Next::Stage { stage, last } => self.answer_stage(&stage, last, by_person, turn),
        }
    }

    pub(super) fn addition_answered(
        &mut self,
        asked: &Asked,
        result: Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        let Some(exchange) = &mut self.exchange else {
            return;
        };
        let doubted = exchange.commit.is_in_doubt();
        match result {
            Ok(Reply::ContactAdded) => self.contact_added(turn),
            Err(failure) if failure.leaves_doubt() => {
                exchange.commit.answer_lost();
                self.addition_unanswered(failure, turn);
            }
            Err(failure @ Failure::Network(_)) => self.addition_unanswered(failure, turn),
            Err(failure) if is_limit(&failure) => self.addition_unanswered(failure, turn),
            // An earlier answer was lost. It may have been the one that mattered, and be the reason
            // for this one.
            _ if doubted => self.ask_whether_added(turn),
            Ok(Reply::Uia(uia)) => self.addition_demands(asked, &uia, turn),
            Err(Failure::Refused(refusal)) => self.addition_refused(asked, &refusal, turn),
            _ => self.show(Problem::typed(ProblemKind::Unreadable), turn),
        }
    }

    /// A 401: the password is next, was taken, or is wrong by now.
    fn addition_demands(&mut self, asked: &Asked, uia: &Uia, turn: &mut Turn) {
        let Some(exchange) = &mut self.exchange else {
            return;
        };
        let opening = !exchange.is_open();
        exchange.learn(uia);
        self.retries.succeeded();
        let in_vain = match &asked.stage {
            Some(stage) => !exchange.is_completed(stage),
            // Every stage is done, and still the server is not content.
            None => !opening && exchange.next(exchange.plan.staged()) == Next::Finish,
        };
        if in_vain && asked.stage == Some(StageType::Password) {
            self.sign_in_again(SignInProblem::Refused, uia.refusal.clone(), turn);
        } else if in_vain && self.is_visiting() {
            self.not_yet(asked.by_person, turn);
        } else if in_vain {
            // Asking on would never end.
            let cause = uia.refusal.clone().map(Failure::Refused);
            self.show(Problem::new(ProblemKind::Refused, cause), turn);
        } else if !self.gets_on(asked.stage.as_ref(), turn) {
            // That was said.
        } else if asked.by_person || asked.stage.is_some() || self.waits.restarted {
            // This look has not seen the proof yet.
            self.ask_to_add(asked.by_person, turn);
        } else {
            self.drive_addition(turn);
        }
    }

    fn addition_refused(&mut self, asked: &Asked, refusal: &Refusal, turn: &mut Turn) {
        let Some((_, contact)) = self.addition() else {
            return;
        };
        let failure = || Failure::Refused(refusal.clone());
        match &refusal.errcode {
            Some(ErrCode::ThreepidAuthFailed | ErrCode::SessionNotValidated) => {
                // That is looked at after the password, which need not be sent again.
                if let (Some(stage), Some(exchange)) = (&asked.stage, &mut self.exchange) {
                    exchange.completes(stage);
                }
                if self.is_verifying(&contact) {
                    self.not_proven(&contact, asked.by_person, turn);
                    return;
                }
                if let Some(validation) = self.validation_mut(&contact) {
                    validation.proven = false;
                }
                if self.gets_on(None, turn) {
                    self.drive_addition(turn);
                }
            }
            Some(ErrCode::SessionExpired | ErrCode::NoValidSession) => {
                self.expire_message(&contact, Some(failure()), turn);
            }
            Some(ErrCode::UnknownToken | ErrCode::MissingToken) => {
                self.sign_in_again(SignInProblem::Ended, Some(refusal.clone()), turn);
            }
            _ if self.session_may_be_lost(refusal) && self.session_lost(turn) => {}
            Some(ErrCode::Forbidden)
                if refusal.status != 400 && asked.stage == Some(StageType::Password) =>
            {
                self.sign_in_again(SignInProblem::Refused, Some(refusal.clone()), turn);
            }
            Some(ErrCode::Forbidden | ErrCode::Unrecognized) => {
                let stop = Stop::NoContactChanges(Some(refusal.clone()));
                self.exchange = None;
                self.stop_at(stop, turn);
            }
            _ => {
                self.timers.stop(Timer::Poll);
                let kind = of_exchange(refusal, Some(contact.medium()));
                self.show(Problem::answered(kind, failure()), turn);
            }
        }
    }

    /// The session is of no more use: another login is needed.
    fn sign_in_again(&mut self, why: SignInProblem, refusal: Option<Refusal>, turn: &mut Turn) {
        self.exchange = None;
        self.close_session(turn);
        let cause = refusal.map(Failure::Refused);
        self.show(Problem::new(why.into(), cause), turn);
    }

    /// No usable answer. A lost one is asked for once more, in the same session; then the account
    /// itself tells.
    fn addition_unanswered(&mut self, failure: Failure, turn: &mut Turn) {
        if self.is_polling() {
            self.poll_failed(&failure, turn);
            return;
        }
        let in_doubt = failure.leaves_doubt();
        let Err(failure) = self.failed(Retry::Uia { in_doubt }, failure, turn) else {
            return;
        };
        if in_doubt {
            self.ask_whether_added(turn);
        } else {
            let kind = general(&failure);
            self.show(Problem::answered(kind, failure), turn);
        }
    }

    fn ask_whether_added(&mut self, turn: &mut Turn) {
        let Some((Plan::AddContact { contacts, access }, _)) = self.addition() else {
            return;
        };
        let site = (&contacts.server.base, contacts.server.api);
        let request = Request::ThirdParties(access.token.clone());
        self.call(Awaiting::Doubt, site, request, turn);
    }

    pub(super) fn doubt_answered(&mut self, result: Result<Reply, Failure>, turn: &mut Turn) {
        let Some((plan, contact)) = self.addition() else {
            return;
        };
        let there = match &result {
            Ok(Reply::ThirdParties(have)) => Some(have.iter().any(|have| have.is(&contact))),
            _ => None,
        };
        match (there, self.is_polling()) {
            (Some(true), _) => self.contact_added(turn),
            // It is certain that nothing was done.
            (Some(false), waiting) => {
                self.exchange = Some(Exchange::new(plan));
                if waiting {
                    self.not_yet(false, turn);
                } else {
                    self.show(Problem::typed(ProblemKind::NotAdded), turn);
                }
            }
            (None, true) => self.schedule_poll(turn),
            (None, false) => {
                let problem = Problem::new(ProblemKind::AnswerLost, result.err());
                self.show(problem, turn);
            }
        }
    }
}

fn is_limit(failure: &Failure) -> bool {
    failure.refusal().is_some_and(Refusal::is_rate_limit)
}
