//! Takes each answer, and does what follows from it without a change of page.

use super::{At, Outcome, Proving, Spot};
use crate::domain::Secret;
use crate::protocol::{Contact, Failure, Reply};
use crate::wizard::awaiting::{AfterName, Asked};
use crate::wizard::contact;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stop::Stop;
use crate::wizard::uia;

type Answer = Result<Reply, Failure>;

impl Proving {
    /// Takes the answer to a request of the authentication.
    pub(in crate::wizard) fn exchange_answered(
        &mut self,
        asked: &Asked,
        result: Answer,
        at: &mut At<'_>,
    ) -> Outcome {
        let outcome = self.uia.answered(asked, result, self.place(at.spot), at);
        self.follow_uia(outcome, at)
    }

    /// Takes what the account says of a contact that may have been added.
    pub(in crate::wizard) fn doubt_answered(&mut self, result: Answer, at: &mut At<'_>) -> Outcome {
        let outcome = self.uia.doubt_answered(result, self.place(at.spot));
        self.follow_uia(outcome, at)
    }

    /// Takes the answer to a `requestToken`. If no new message is on its way, the link of the
    /// earlier one is looked for further.
    pub(in crate::wizard) fn message_answered(
        &mut self,
        contact: Contact,
        result: Answer,
        at: &mut At<'_>,
    ) -> Outcome {
        if !matches!(result, Ok(Reply::TokenRequested(_))) {
            self.schedule_look(at);
        }
        let outcome = self.proofs.message_answered(contact, result, at);
        self.follow_proofs(outcome, at)
    }

    /// Takes the answer to a code.
    pub(in crate::wizard) fn code_answered(
        &mut self,
        contact: Contact,
        code: Secret,
        result: Answer,
        at: &mut At<'_>,
    ) -> Outcome {
        let outcome = self.proofs.code_answered(contact, code, result, at);
        self.follow_proofs(outcome, at)
    }

    pub(super) fn follow_proofs(&mut self, outcome: contact::Outcome, at: &mut At<'_>) -> Outcome {
        use contact::Outcome as Came;
        match outcome {
            Came::Waits => Outcome::Waits,
            Came::Asked => Outcome::Asked,
            Came::Sent(contact) => self.message_sent(&contact, at),
            Came::Proven(contact) if self.is_verifying(&contact, at.spot) => self.drive(at),
            Came::Proven(_) => Outcome::Waits,
            Came::Expired(contact, cause) => self.expire(&contact, cause, at),
            Came::Retries(problem) => Outcome::Retries(problem),
            Came::Forbidden(refusal) => Outcome::Stop(Stop::NoContactChanges(Some(refusal))),
            Came::Unsupported(contact, problem) => Outcome::Unsupported(contact, problem),
            Came::NotSent(contact, mut problem) => {
                // Enter is about the message before it here, whatever becomes of the next.
                let is_here = self.awaits(&contact, at.spot);
                let waits = self.is_sent(&contact) && !self.is_settled(&contact);
                if is_here && waits && problem.kind.page().is_none() {
                    problem.kind = ProblemKind::NotAgain(Box::new(problem.kind));
                }
                Outcome::Problem(problem)
            }
            Came::NotAccepted(problem) => Outcome::Problem(problem),
            Came::Refused(code, problem) => Outcome::CodeRefused(code, problem),
        }
    }

    /// A message is on its way.
    fn message_sent(&mut self, contact: &Contact, at: &mut At<'_>) -> Outcome {
        if self.awaits(contact, at.spot) {
            self.schedule_look(at);
            return Outcome::SentAgain;
        }
        let begins = at.plan.as_ref().and_then(|plan| plan.begins_with());
        match begins.filter(|_| at.spot == Spot::Review) {
            Some(_) => self.begun(contact),
            None => self.drive(at),
        }
    }

    pub(super) fn follow_uia(&mut self, outcome: uia::Outcome, at: &mut At<'_>) -> Outcome {
        use uia::Outcome as Came;
        match outcome {
            Came::Waits => Outcome::Waits,
            Came::Continue => self.drive(at),
            Came::Completed => {
                self.proofs.newest_sid();
                self.drive(at)
            }
            Came::AddAgain { by_person } => self.ask_to_add(by_person, at),
            Came::NotYet { by_person, problem } => self.not_yet(by_person, problem, at),
            Came::NotProven { contact, by_person } => self.not_proven(&contact, by_person, at),
            Came::Expired(contact, cause) => self.expire(&contact, cause, at),
            Came::PollFailed(failure) => {
                self.polling.failed(&failure, at);
                Outcome::Waits
            }
            Came::PollAgain => {
                self.schedule_look(at);
                Outcome::Waits
            }
            Came::Retries(problem) => Outcome::Retries(problem),
            Came::Problem(problem) => Outcome::Problem(problem),
            Came::ProblemOfPoll(problem) => {
                self.schedule_look(at);
                Outcome::Problem(problem)
            }
            Came::TokenRefused => {
                self.checks.token = None;
                Outcome::Problem(Problem::typed(ProblemKind::TokenRefused))
            }
            Came::NameRefused(problem) => {
                self.checks.name = None;
                Outcome::Problem(problem)
            }
            Came::Stop(stop) => Outcome::Stop(stop),
            Came::AskName(name) => {
                self.ask_name(&name, AfterName::Doubt, at);
                Outcome::Waits
            }
            Came::AskWhetherAdded => {
                self.uia.ask_whether_added(at);
                Outcome::Waits
            }
            Came::SignInAgain(why, refusal) => {
                let cause = refusal.map(Failure::Refused);
                Outcome::SignInAgain(Problem::new(why.into(), cause))
            }
            Came::Done(ending) => Outcome::Done(ending),
        }
    }

    /// The server has no proof of the contact. After an accepted code that is a surprise, and the code is asked for
    /// again.
    fn not_proven(&mut self, contact: &Contact, by_person: bool, at: &mut At<'_>) -> Outcome {
        let was_proven = self.proofs.unprove(contact);
        if at.spot != Spot::Verify && self.adds() {
            self.drive(at)
        } else if was_proven {
            Outcome::Problem(Problem::typed(ProblemKind::WrongCode))
        } else {
            self.not_yet(by_person, None, at)
        }
    }
}
