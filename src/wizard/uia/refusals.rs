//! The meaning of the refusals of a sign-up or a reset.

use super::answers::unanswered;
use super::exchange::Exchange;
use super::outcome::{Ending, Outcome, Place};
use super::{Uia, stage_of};
use crate::protocol::{Contact, ErrCode, Failure, Medium, Refusal};
use crate::wizard::awaiting::Asked;
use crate::wizard::ctx::Ctx;
use crate::wizard::end::Done;
use crate::wizard::meaning::of_exchange;
use crate::wizard::plan::Plan;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::timers::Timer;

impl Uia {
    /// An error answer to a request of the exchange.
    pub(super) fn refused(
        &mut self,
        asked: &Asked,
        refusal: Refusal,
        place: Place,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let failure = Failure::Refused(refusal.clone());
        if refusal.is_rate_limit() || refusal.status >= 500 {
            return unanswered(asked, failure, place, cx);
        }
        if refusal.is(&ErrCode::AwaitingApproval) {
            return match self.exchange.take().map(|exchange| exchange.plan) {
                Some(Plan::SignUp {
                    contacts, account, ..
                }) => Outcome::done(Done::AwaitingApproval {
                    contacts,
                    username: account.username,
                }),
                _ => Outcome::Waits,
            };
        }
        if self.opens_without_session(asked, &refusal) {
            return Outcome::Continue;
        }
        let polls = place.polls() && asked.stage.is_some();
        if polls && is_not_yet_elsewhere(&refusal, self.has_session()) {
            // Without a session, an unseen success looks just like this.
            let is_lost = !self.has_session() && self.is_in_doubt();
            return Outcome::NotYet {
                by_person: asked.by_person,
                problem: is_lost.then(|| Problem::answered(ProblemKind::AnswerLost, failure)),
            };
        }
        if self.session_may_be_lost(&refusal)
            && let Some(outcome) = self.session_lost(cx)
        {
            return outcome;
        }
        self.refused_for_good(&refusal, failure, cx)
    }

    pub(super) fn has_session(&self) -> bool {
        self.exchange.as_ref().is_some_and(Exchange::has_session)
    }

    /// Whether a refusal may mean no more than that the server lost the session.
    pub(super) fn session_may_be_lost(&self, refusal: &Refusal) -> bool {
        self.has_session() && is_lost_session(refusal)
    }

    /// Some servers want the stage of a reset at once, without a session.
    fn opens_without_session(&mut self, asked: &Asked, refusal: &Refusal) -> bool {
        let wants =
            asked.stage.is_none() && refusal.status == 401 && refusal.is(&ErrCode::MissingToken);
        let is_it = |x: &mut Exchange| wants && !x.is_open() && x.plan.task() == Task::Reset;
        let Some(exchange) = self.exchange.take_if(is_it) else {
            return false;
        };
        let contact = exchange.plan.contacts().all().into_iter().next();
        self.exchange = contact.map(|contact| {
            let stage = stage_of(contact.medium());
            Exchange::sessionless(exchange.plan, stage)
        });
        self.exchange.is_some()
    }

    /// The server no longer knows our session. A new one tells whether that was it.
    pub(super) fn session_lost(&mut self, cx: &mut Ctx<'_>) -> Option<Outcome> {
        let exchange = self.exchange.as_mut().filter(|x| x.begun)?;
        if self.restarted {
            return None;
        }
        Some(match (&exchange.plan, exchange.commit.is_in_doubt()) {
            // Our own success would look just like this.
            (Plan::SignUp { account, .. }, true) => Outcome::AskName(account.username.clone()),
            (Plan::Reset { .. }, true) => {
                // The next Enter asks anew: setting the same password twice does no harm.
                *exchange = exchange.anew();
                cx.timers.stop(Timer::Poll);
                Outcome::Problem(Problem::typed(ProblemKind::AnswerLost))
            }
            _ => {
                self.restart();
                Outcome::Continue
            }
        })
    }

    /// A refusal that trying again does not mend.
    fn refused_for_good(
        &mut self,
        refusal: &Refusal,
        failure: Failure,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let Some(exchange) = &self.exchange else {
            return Outcome::Waits;
        };
        let contacts = exchange.plan.contacts().all();
        let medium = contacts.first().map(Contact::medium);
        cx.timers.stop(Timer::Poll);
        if !exchange.is_open()
            && let Some(stop) = stop_of(exchange.plan.task(), refusal, medium)
        {
            self.abandon();
            return Outcome::Stop(stop);
        }
        let kind = of_exchange(refusal, medium);
        match (&kind, &exchange.plan) {
            // The name was free a moment ago, and our own request may have taken it since.
            (ProblemKind::NameTaken, Plan::SignUp { account, .. })
                if exchange.commit.is_in_doubt() || self.may_be_ours(&account.username) =>
            {
                self.probably_created()
            }
            (ProblemKind::PasswordRefused(_), _) => {
                self.abandon();
                Outcome::Problem(Problem::answered(kind, failure))
            }
            (ProblemKind::NameTaken | ProblemKind::NameRefused | ProblemKind::NameReserved, _) => {
                Outcome::NameRefused(Problem::answered(kind, failure))
            }
            _ => Outcome::Problem(Problem::answered(kind, failure)),
        }
    }

    /// The name is taken, and our own request whose answer was lost may have done that.
    pub(in crate::wizard) fn probably_created(&mut self) -> Outcome {
        let plan = self.exchange.take().map(|exchange| exchange.plan);
        let doubted = plan.clone();
        let Some(Plan::SignUp {
            contacts, account, ..
        }) = plan
        else {
            return Outcome::Waits;
        };
        let username = account.username;
        Outcome::Done(Box::new(Ending {
            done: Done::ProbablyCreated { contacts, username },
            doubted,
        }))
    }
}

/// Whether a refusal of the opening request is the end of a task here.
fn stop_of(task: Task, refusal: &Refusal, medium: Option<Medium>) -> Option<Stop> {
    match task {
        Task::SignUp if refusal.is_unrecognized() => Some(Stop::NoRegistration),
        Task::SignUp if refusal.is(&ErrCode::Forbidden) => {
            Some(Stop::Closed(Some(refusal.clone())))
        }
        // A 401 without a word of Matrix is a gateway's, or was cut off on its way.
        Task::Reset
            if refusal.is_unrecognized()
                || (refusal.status == 401 && refusal.errcode.is_some()) =>
        {
            medium.map(Stop::NoReset)
        }
        _ => None,
    }
}

/// "Not yet" from servers that say it without flows: 401, or 403 where there is no session.
fn is_not_yet_elsewhere(refusal: &Refusal, has_session: bool) -> bool {
    let waits = matches!(
        refusal.errcode,
        None | Some(
            ErrCode::Unauthorized
                | ErrCode::ThreepidAuthFailed
                | ErrCode::SessionNotValidated
                | ErrCode::Forbidden
        )
    );
    match refusal.status {
        401 => waits,
        403 => !has_session && refusal.is(&ErrCode::Forbidden),
        _ => false,
    }
}

/// The errcodes for an unknown UIA session, among other meanings.
fn is_lost_session(refusal: &Refusal) -> bool {
    matches!(
        (refusal.status, &refusal.errcode),
        (400, Some(ErrCode::Unknown | ErrCode::InvalidParam))
            | (403, Some(ErrCode::Forbidden | ErrCode::Unknown))
    )
}
