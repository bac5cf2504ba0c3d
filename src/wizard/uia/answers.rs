//! The meaning of the answers of a sign-up or a reset.

use super::exchange::{Exchange, Next};
use super::outcome::{Ending, Outcome, Place};
use super::{Uia, stage_of};
use crate::protocol::{
    ErrCode, Failure, Medium, Refusal, Registered, Reply, Request, StageType, Uia as Demands,
};
use crate::wizard::awaiting::Asked;
use crate::wizard::ctx::Ctx;
use crate::wizard::end::Done;
use crate::wizard::meaning::{general, of_exchange};
use crate::wizard::plan::Plan;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;
use crate::wizard::timers::Timer;

impl Uia {
    pub(in crate::wizard) fn answered(
        &mut self,
        asked: &Asked,
        result: Result<Reply, Failure>,
        place: Place,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let Some(exchange) = &mut self.exchange else {
            return Outcome::Waits;
        };
        let is_lost = |failure: &Failure| failure.leaves_doubt();
        exchange.answered(!result.as_ref().is_err_and(is_lost));
        if let Plan::AddContact { .. } = exchange.plan {
            return self.addition_answered(asked, result, place, cx);
        }
        match result {
            Ok(Reply::Uia(uia)) => self.demanded(asked, &uia, place, cx),
            Ok(Reply::Registered(registered)) => self.registered(asked, registered, cx),
            Ok(Reply::PasswordReset) => self.password_reset(),
            Ok(_) => Outcome::Problem(Problem::typed(ProblemKind::Unreadable)),
            // The user has not gone on yet: whatever is in the way will be met when they do.
            Err(failure) if asked.ahead && is_passing(&failure) => {
                self.abandon();
                Outcome::Waits
            }
            Err(failure) => {
                if asked.may_commit && failure.leaves_doubt() {
                    exchange.commit.answer_lost();
                }
                match failure {
                    Failure::Refused(refusal) => self.refused(asked, refusal, place, cx),
                    failure => unanswered(asked, failure, place, cx),
                }
            }
        }
    }

    /// The account is there. A session that the server opened unasked is closed.
    fn registered(&mut self, asked: &Asked, registered: Registered, cx: &mut Ctx<'_>) -> Outcome {
        let Some(exchange) = self.exchange.take() else {
            return Outcome::Waits;
        };
        let mut contacts = exchange.plan.contacts().clone();
        // A server can be content before every contact is proven; only proven ones are attached.
        let is_proven = |medium| {
            let stage = stage_of(medium);
            exchange.is_completed(&stage) || asked.stage.as_ref() == Some(&stage)
        };
        contacts.phone.take_if(|_| !is_proven(Medium::Msisdn));
        contacts.email.take_if(|_| !is_proven(Medium::Email));
        let session_closed = registered.access_token.is_some();
        if let Some(token) = registered.access_token {
            let site = (contacts.server.base.clone(), contacts.server.api);
            cx.close(site, Request::Logout(token));
        }
        Outcome::Done(Box::new(Ending {
            done: Done::Created {
                contacts,
                user_id: registered.user_id,
                session_closed,
            },
            doubted: exchange.is_restored().then_some(exchange.plan),
        }))
    }

    fn password_reset(&mut self) -> Outcome {
        let exchange = self.exchange.take();
        let is_restored = exchange.as_ref().is_some_and(Exchange::is_restored);
        let plan = exchange.map(|exchange| exchange.plan);
        let doubted = plan.clone().filter(|_| is_restored);
        let Some(Plan::Reset { contacts, change }) = plan else {
            return Outcome::Waits;
        };
        let logout_devices = change.is_some_and(|change| change.logout_devices);
        Outcome::Done(Box::new(Ending {
            done: Done::PasswordReset {
                contacts,
                logout_devices,
            },
            doubted,
        }))
    }

    /// A 401: a stage is done, refused, or waits for its proof.
    fn demanded(
        &mut self,
        asked: &Asked,
        uia: &Demands,
        place: Place,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let Some(exchange) = &mut self.exchange else {
            return Outcome::Waits;
        };
        if let Some(another) = exchange.after(uia) {
            // Nothing was finished in it. Another one takes the password that was typed now.
            *exchange = another;
            return Outcome::Continue;
        }
        if asked.stage.is_some() || asked.may_commit {
            exchange.goes_on();
        }
        exchange.learn(uia);
        cx.retries.succeeded();
        let Some(stage) = &asked.stage else {
            let is_done = exchange.next(exchange.plan.staged()) == Next::Finish;
            return match (asked.may_commit && is_done, asked.ahead) {
                // Every stage is done, and still the server is not content. Asking on would never end.
                (true, _) => Outcome::Problem(refusal_of(uia)),
                (false, true) => Outcome::Waits,
                (false, false) => self.continues(None, Outcome::Continue, cx),
            };
        };
        if exchange.is_completed(stage) {
            return self.continues(Some(stage), Outcome::Completed, cx);
        }
        match stage {
            StageType::Email | StageType::Msisdn => {
                self.proof_missing(stage, uia.refusal.clone(), asked.by_person, cx)
            }
            StageType::RegistrationToken | StageType::UnstableRegistrationToken => {
                let refusal = uia.refusal.as_ref();
                // Another token was accepted in this session: only a new one takes this.
                if refusal.is_some_and(|r| r.is(&ErrCode::InvalidParam)) && !self.restarted {
                    self.restart();
                    return Outcome::Continue;
                }
                self.abandon();
                Outcome::TokenRefused
            }
            _ if place == Place::Browser => not_yet(asked),
            _ => Outcome::Problem(refusal_of(uia)),
        }
    }

    /// Whether the next request leaves without the user: as long as the server makes progress.
    pub(super) fn continues(
        &mut self,
        answered: Option<&StageType>,
        outcome: Outcome,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let gets_on = self.exchange.as_mut().is_none_or(|x| x.gets_on(answered));
        if gets_on {
            return outcome;
        }
        cx.timers.stop(Timer::Poll);
        Outcome::Problem(Problem::typed(ProblemKind::Circling))
    }

    /// A contact's stage is not completed. No errcode is specified for "not yet".
    fn proof_missing(
        &mut self,
        stage: &StageType,
        refusal: Option<Refusal>,
        by_person: bool,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let Some(contact) = self.contact_for(Some(stage)) else {
            return Outcome::Waits;
        };
        let errcode = refusal.as_ref().and_then(|r| r.errcode.clone());
        match (errcode, refusal) {
            (
                None
                | Some(
                    ErrCode::Unauthorized
                    | ErrCode::ThreepidAuthFailed
                    | ErrCode::Forbidden
                    | ErrCode::SessionNotValidated,
                ),
                _,
            )
            | (_, None) => Outcome::NotProven { contact, by_person },
            (Some(ErrCode::SessionExpired | ErrCode::NoValidSession), refusal) => {
                Outcome::Expired(contact, refusal.map(Failure::Refused))
            }
            (
                Some(
                    ErrCode::MissingParam
                    | ErrCode::MissingParams
                    | ErrCode::BadJson
                    | ErrCode::InvalidParam,
                ),
                Some(refusal),
            ) => {
                cx.timers.stop(Timer::Poll);
                let failure = Failure::Refused(refusal);
                Outcome::Problem(Problem::answered(ProblemKind::Refused, failure))
            }
            (_, Some(refusal)) => {
                let kind = of_exchange(&refusal, Some(contact.medium()));
                let goes_on = kind == ProblemKind::Refused;
                let problem = Problem::answered(kind, Failure::Refused(refusal));
                match goes_on {
                    true => Outcome::ProblemOfPoll(problem),
                    false => Outcome::Problem(problem),
                }
            }
        }
    }
}

/// No usable answer to a request of the exchange.
pub(super) fn unanswered(
    asked: &Asked,
    failure: Failure,
    place: Place,
    cx: &mut Ctx<'_>,
) -> Outcome {
    if place.polls() && asked.stage.is_some() {
        return Outcome::PollFailed(failure);
    }
    let in_doubt = asked.may_commit && failure.leaves_doubt();
    match cx.failed(Retry::Uia { in_doubt }, failure) {
        Ok(problem) => Outcome::Retries(problem),
        Err(failure) => {
            let kind = match in_doubt {
                true => ProblemKind::AnswerLost,
                false => general(&failure),
            };
            Outcome::Problem(Problem::answered(kind, failure))
        }
    }
}

pub(super) fn not_yet(asked: &Asked) -> Outcome {
    Outcome::NotYet {
        by_person: asked.by_person,
        problem: None,
    }
}

/// The refusal that a 401 brings with it.
pub(super) fn refusal_of(uia: &Demands) -> Problem {
    let cause = uia.refusal.clone().map(Failure::Refused);
    Problem::new(ProblemKind::Refused, cause)
}

/// Whether a failure may be gone the next time.
fn is_passing(failure: &Failure) -> bool {
    failure
        .refusal()
        .is_none_or(|refusal| refusal.is_rate_limit() || refusal.status >= 500)
}
