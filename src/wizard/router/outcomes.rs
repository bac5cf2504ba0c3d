//! What the outcomes of an authentication and of its proofs lead to.

use crate::protocol::{Contact, Failure, Medium};
use crate::wizard::awaiting::{AfterName, Awaiting};
use crate::wizard::end::Done;
use crate::wizard::form::FieldId;
use crate::wizard::page::{Focus, PageId};
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::timers::Timer;
use crate::wizard::{Notice, Waits, Wizard, contact, uia};

impl Wizard {
    pub(super) fn proofs_came_to(&mut self, outcome: contact::Outcome) {
        use contact::Outcome as Came;
        match outcome {
            Came::Waits | Came::Asked => {}
            Came::Sent(contact) => {
                self.problem = None;
                self.message_sent(&contact);
            }
            Came::Proven(contact) if self.is_verifying(&contact) => self.drive(),
            Came::Proven(_) => {}
            Came::Expired(contact, cause) => self.expire_message(&contact, cause),
            Came::Retries(problem) => self.show_meanwhile(problem),
            Came::Forbidden(refusal) => self.stop_at(Stop::NoContactChanges(Some(refusal))),
            Came::Unsupported(contact, problem) => {
                match self.refused_medium(contact.medium(), &problem) {
                    Some(stop) => self.stop_at(stop),
                    None => {
                        self.proofs.note_failure(&contact, &problem);
                        self.show(problem);
                    }
                }
            }
            Came::NotSent(contact, mut problem) => {
                // Enter is about the message before it here, whatever becomes of the next.
                let is_here = self.awaited().is_some_and(|sent| sent.contact == contact);
                let waits = self.proofs.sent(&contact).is_some() && !self.is_settled(&contact);
                if is_here && waits && problem.kind.page().is_none() {
                    problem.kind = ProblemKind::NotAgain(Box::new(problem.kind));
                }
                self.show(problem);
            }
            Came::NotAccepted(problem) => self.show(problem),
            // Where the person has typed on, the refused code may be the beginning of a longer one.
            Came::Refused(code, problem) if code == self.form.code() => self.show(problem),
            Came::Refused(..) => {}
        }
    }

    /// Goes where a message that is on its way leads.
    fn message_sent(&mut self, contact: &Contact) {
        if self.awaited().is_some_and(|sent| sent.contact == *contact) {
            self.notice = Some(Notice::SentAgain);
            self.keep_focus();
            self.schedule_poll();
        } else if self.page == PageId::Review && self.task != Task::SignUp {
            self.follow_message(contact);
        } else {
            self.drive();
        }
    }

    /// From the review to where a message that is on its way is waited for, in the tasks that begin with one.
    pub(super) fn follow_message(&mut self, contact: &Contact) {
        let sent = self.proofs.sent(contact);
        self.proofs.wait_for(sent);
        let page = match self.task {
            Task::Reset => PageId::NewPassword,
            Task::SignUp | Task::AddContact => PageId::Verify,
        };
        self.go_to(page);
    }

    /// Chooses another kind of contact than the one that the server does nothing with. Where none is left, that is the
    /// end here.
    fn refused_medium(&mut self, medium: Medium, problem: &Problem) -> Option<Stop> {
        let mut choices = self.contact_choices().into_iter();
        let left = choices.find(|media| !self.is_refused(*media));
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

    /// A message that cannot be used any more: the next one opens a new session. It is asked for at once when the
    /// person wanted another one anyway.
    pub(super) fn expire_message(&mut self, contact: &Contact, cause: Option<Failure>) {
        self.proofs.forget(contact);
        self.mech.timers.stop(Timer::Poll);
        if self.waits.send {
            self.send_if_waiting();
            return;
        }
        self.show(Problem::new(ProblemKind::MessageExpired, cause));
    }

    pub(super) fn uia_came_to(&mut self, outcome: uia::Outcome) {
        use uia::Outcome as Came;
        match outcome {
            Came::Waits => {}
            Came::Continue => self.drive(),
            Came::Completed => {
                self.proofs.newest_sid();
                self.drive();
            }
            Came::AddAgain { by_person } => self.ask_to_add(by_person),
            Came::NotYet { by_person, problem } => {
                self.problem = problem.or(self.problem.take());
                self.not_yet(by_person);
            }
            Came::NotProven { contact, by_person } => self.not_proven(&contact, by_person),
            Came::Expired(contact, cause) => self.expire_message(&contact, cause),
            Came::PollFailed(failure) => self.polling.failed(&failure, &mut self.mech.cx()),
            Came::PollAgain => self.schedule_poll(),
            Came::Retries(problem) => self.show_meanwhile(problem),
            Came::Problem(problem) => self.show(problem),
            Came::ProblemOfPoll(problem) => {
                self.show(problem);
                self.schedule_poll();
            }
            Came::TokenRefused => {
                self.form.token_checked = None;
                self.show(Problem::typed(ProblemKind::TokenRefused));
            }
            Came::PasswordRefused(problem) => {
                self.return_to(PageId::Account);
                self.return_to(PageId::NewPassword);
                self.show(problem);
                self.focus = Focus::Field(FieldId::Password);
            }
            Came::NameRefused(problem) => {
                self.form.note_name(None);
                self.show(problem);
                self.focus = Focus::Field(FieldId::Username);
            }
            Came::Stop(stop) => self.stop_at(stop),
            Came::AskName(username) => self.ask_name(&username, AfterName::Doubt),
            Came::AskWhetherAdded => self.uia.ask_whether_added(&mut self.mech.cx()),
            Came::SignInAgain(why, refusal) => {
                self.login.close(&mut self.mech.cx());
                let cause = refusal.map(Failure::Refused);
                self.show(Problem::new(why.into(), cause));
            }
            Came::Done(ending) => self.uia_ended(*ending),
        }
    }

    /// The server has no proof of the contact. After an accepted code that is a surprise, and the code is asked for
    /// again.
    fn not_proven(&mut self, contact: &Contact, by_person: bool) {
        let was_proven = self.proofs.unprove(contact);
        if self.page != PageId::Verify && self.task == Task::AddContact {
            self.drive();
        } else if was_proven {
            self.show(Problem::typed(ProblemKind::WrongCode));
        } else {
            self.not_yet(by_person);
        }
    }

    /// The task is done.
    fn uia_ended(&mut self, ending: uia::Ending) {
        if let Some(plan) = ending.doubted {
            self.login.doubt_password(&plan, ending.done.user_id());
        }
        self.finish(ending.done);
    }

    /// What was awaited is there: the proofs are used up, and nothing secret is kept.
    pub(super) fn finish(&mut self, done: Done) {
        for contact in done.contacts().all() {
            self.proofs.forget(&contact);
        }
        self.mech.cx().forget(|q| matches!(q, Awaiting::Message(_)));
        self.form.clear_secrets();
        self.waits = Waits::default();
        self.profile.offer(&done);
        self.done = Some(done);
        self.go_to(PageId::Done);
    }
}
