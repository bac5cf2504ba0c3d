//! Asks `proving`, and turns its outcomes into pages and problems.

use std::rc::Rc;

use crate::protocol::Medium;
use crate::wizard::end::Done;
use crate::wizard::form::FieldId;
use crate::wizard::homeserver::{Homeserver, RegisterOffer};
use crate::wizard::page::PageId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::proving::{At, Outcome, Proving, Spot};
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::{Notice, Waits, Wizard};

impl Wizard {
    /// Where the person is, for the part that proves.
    pub(super) fn spot(&self) -> Spot {
        match self.page {
            page if page < PageId::Review => Spot::Early,
            PageId::Review => Spot::Review,
            PageId::Verify => Spot::Verify,
            PageId::Browser => Spot::Browser,
            _ => Spot::Elsewhere,
        }
    }

    /// Asks the part that proves, and follows it.
    pub(super) fn prove(&mut self, ask: impl FnOnce(&mut Proving, &mut At<'_>) -> Outcome) {
        let mut at = At {
            spot: self.spot(),
            plan: self.plan().map(Rc::new),
            leaves: self.waits.way.is_some(),
            cx: self.mech.cx(),
        };
        let outcome = ask(&mut self.proving, &mut at);
        self.proved(outcome);
    }

    fn proved(&mut self, outcome: Outcome) {
        use Outcome as Came;
        match outcome {
            Came::Waits => {}
            Came::Asked => self.problem = None,
            Came::NextMessage { refused } => {
                self.problem = None;
                self.saves.renew_warning();
                // The next message brings its own code.
                if refused.contains(&self.form.code()) {
                    self.form.line_mut(FieldId::Code).clear();
                }
            }
            Came::SentAgain => {
                self.notice = Some(Notice::SentAgain);
                self.keep_focus();
            }
            Came::Verify => self.go_to(PageId::Verify),
            Came::Begun => self.go_to(match self.task {
                Task::Reset => PageId::NewPassword,
                Task::SignUp | Task::AddContact => PageId::Verify,
            }),
            Came::Browser { renewed } => {
                self.go_to(PageId::Browser);
                self.notice = renewed.then_some(Notice::NewLink);
            }
            Came::Terms { last } => match self.form.has_agreed_to(self.proving.terms()) {
                true => self.prove(|p, at| p.agree(last, at)),
                false => self.ask_agreement(),
            },
            Came::NotYet { by_person, problem } => {
                self.problem = problem.or(self.problem.take());
                // A code that was typed meanwhile is what the person is about.
                match (by_person, self.asks_code()) {
                    (true, true) if self.form.is_empty(FieldId::Code) => {
                        self.problem = Some(Problem::typed(ProblemKind::NoCode));
                    }
                    (true, false) => self.notice = Some(Notice::NotYet),
                    _ => {}
                }
            }
            Came::LookTooSoon => self.notice = Some(Notice::LookTooSoon),
            Came::TooSoon(until) => self.notice = Some(Notice::TooSoon(until)),
            Came::Checked => self.waits.enter = true,
            Came::Continue => self.go_on(),
            Came::Retries(problem) => self.show_meanwhile(problem),
            Came::Problem(problem) => self.show(problem),
            // Where the person has typed on, the refused code may be the beginning of a longer one.
            Came::CodeRefused(code, problem) if code == self.form.code() => self.show(problem),
            Came::CodeRefused(..) => {}
            Came::Unsupported(contact, problem) => {
                match self.refused_medium(contact.medium(), &problem) {
                    Some(stop) => self.stop_at(stop),
                    None => self.show(problem),
                }
            }
            Came::SignInAgain(problem) => {
                self.login.close(&mut self.mech.cx());
                self.show(problem);
            }
            Came::Stop(stop) => self.stop_at(stop),
            Came::Done(ending) => {
                if let Some(plan) = ending.doubted {
                    self.login.doubt_password(&plan, ending.done.user_id());
                }
                self.finish(ending.done);
            }
        }
    }

    /// The server shows other terms than before: they need their own agreement.
    fn ask_agreement(&mut self) {
        let Some(server) = self.server() else {
            return;
        };
        self.server = Some(Rc::new(Homeserver {
            register: RegisterOffer::Open {
                flows: self.proving.flows().to_vec(),
                terms: self.proving.terms().to_vec(),
            },
            ..(**server).clone()
        }));
        self.proving.abandon();
        self.go_to(PageId::Terms);
        self.show(Problem::typed(ProblemKind::NotAgreed));
    }

    /// Chooses another kind of contact than the one that the server does nothing with. Where none is left, that is the
    /// end here.
    fn refused_medium(&mut self, medium: Medium, problem: &Problem) -> Option<Stop> {
        let mut choices = self.contact_choices().into_iter();
        let left = choices.find(|media| !self.proving.is_refused(*media));
        if left.is_some() {
            self.form.media = left;
            return None;
        }
        let cause = problem.cause.as_ref();
        Some(match self.task {
            // A server that demands what it cannot do is told in its own words.
            Task::SignUp => return None,
            Task::Reset => Stop::NoReset(medium),
            Task::AddContact => {
                Stop::NoContactChanges(cause.and_then(|cause| cause.refusal().cloned()))
            }
        })
    }

    /// What was awaited is there: the proofs are used up, and nothing secret is kept.
    pub(super) fn finish(&mut self, done: Done) {
        self.proving.finish(done.contacts(), &mut self.mech.cx());
        self.form.clear_secrets();
        self.waits = Waits::default();
        self.profile.offer(&done);
        self.done = Some(done);
        self.go_to(PageId::Done);
    }
}
