//! Asking a server to send messages: once for each intent of the person, whatever the network
//! does.

use super::awaiting::Awaiting;
use super::ctx::ctx;
use super::end::Stop;
use super::form::FieldId;
use super::page::PageId;
use super::problem::{Problem, ProblemKind, of_token_request};
use super::retry::Retry;
use super::task::Task;
use super::timers::Timer;
use super::validation::{Sent, Validation};
use super::{Notice, Turn, Wizard};
use crate::protocol::{Contact, ErrCode, Failure, Medium, Reply, Request};

impl Wizard {
    /// The validation session for a contact of this flow, if one was begun.
    pub(super) fn validation(&self, contact: &Contact) -> Option<&Validation> {
        let server = self.server()?;
        self.validations
            .get(&server.base, self.task.purpose(), contact)
    }

    pub(super) fn validation_mut(&mut self, contact: &Contact) -> Option<&mut Validation> {
        let server = self.server()?.clone();
        let purpose = self.task.purpose();
        self.validations.get(&server.base, purpose, contact)?;
        Some(
            self.validations
                .get_or_new(&server.base, purpose, contact, &mut self.random),
        )
    }

    pub(super) fn forget_validation(&mut self, contact: &Contact) {
        if let Some(server) = self.server().cloned() {
            self.validations
                .forget(&server.base, self.task.purpose(), contact);
        }
    }

    /// Asks for a message to a contact: the first one, or a repeat of a request whose answer
    /// nobody has seen, or the next one when the person saw the last one fail.
    pub(super) fn send_first(&mut self, contact: &Contact, turn: &mut Turn) {
        let seen_failing = self.validation(contact).is_none_or(|v| v.refused);
        self.send(contact, seen_failing, turn);
    }

    /// Repeats the newest request for a message if nobody has seen its answer: its wizard ended, or
    /// the person went elsewhere before it came.
    pub(super) fn repeat_unanswered(&mut self, turn: &mut Turn) {
        let Some(sent) = self.awaited() else {
            return;
        };
        let contact = sent.contact.clone();
        let is_out = self.in_flight.any(|q| matches!(q, Awaiting::Message(_)));
        let unanswered = |v: &Validation| v.attempt.is_some() && !v.answered;
        if !is_out && self.validation(&contact).is_some_and(unanswered) {
            self.send(&contact, false, turn);
        }
    }

    /// Sends a `requestToken`: the next message, or the newest request once more to the letter.
    pub(super) fn send(&mut self, contact: &Contact, next: bool, turn: &mut Turn) {
        let Some(server) = self.server().cloned() else {
            return;
        };
        if next && self.is_refused_code(contact) {
            // The next message brings its own.
            self.form.line_mut(FieldId::Code).clear();
        }
        let purpose = self.task.purpose();
        let validation =
            self.validations
                .get_or_new(&server.base, purpose, contact, &mut self.random);
        let again = if next {
            None
        } else {
            validation.repeat(&self.extras)
        };
        let request = match again {
            Some(request) => request,
            None => {
                let request = validation.ask(&self.extras);
                self.renew_warning();
                request
            }
        };
        self.call(
            Awaiting::Message(contact.clone()),
            (&server.base, server.api),
            Request::RequestToken(request),
            turn,
        );
    }

    /// The person's "send again". Before it, the link is looked for once more, so that a proof
    /// that was just given is not thrown away.
    pub(super) fn send_again(&mut self, turn: &mut Turn) {
        let Some(sent) = self.awaited() else {
            return;
        };
        let contact = sent.contact.clone();
        let by_code = sent.by_code;
        if self.in_flight.any(|q| matches!(q, Awaiting::Message(_))) {
            return;
        }
        // Nothing more is needed of this contact: what comes after it was refused.
        if self.is_settled(&contact) {
            self.go_on(turn);
            return;
        }
        if let Some(until) = self.resend_at().filter(|until| *until > turn.now) {
            self.notice = Some(Notice::TooSoon(until));
            return;
        }
        ctx!(self, turn).stop_retry();
        self.retries.begin_anew();
        if self.is_committing() {
            self.waits.send = true;
        } else if !by_code && self.can_poll() {
            self.waits.send = true;
            self.poll(true, turn);
        } else {
            self.problem = None;
            self.send(&contact, true, turn);
        }
    }

    /// Whether the contact is proven, as far as is known.
    pub(super) fn is_settled(&self, contact: &Contact) -> bool {
        let stage = super::drive::stage_of(contact.medium());
        self.validation(contact).is_some_and(|v| v.proven)
            || self
                .exchange
                .as_ref()
                .is_some_and(|x| x.is_completed(&stage))
    }

    /// Sends the message that waited for a last look.
    pub(super) fn send_if_waiting(&mut self, turn: &mut Turn) {
        let contact = self.awaited().map(|sent| sent.contact.clone());
        if let Some(contact) = contact
            && std::mem::take(&mut self.waits.send)
        {
            self.problem = None;
            self.send(&contact, true, turn);
        }
    }

    /// When another message may be asked for; none when that is so already.
    pub fn resend_at(&self) -> Option<super::Time> {
        let sent = self.awaited()?;
        if let Some(Retry::Message(_)) = self.retries.waiting() {
            return self.timers.get(Timer::Retry);
        }
        if let Some(ProblemKind::Limited(until)) = self.problem.as_ref().map(|p| &p.kind) {
            return Some(*until);
        }
        let validation = self.validation(&sent.contact)?;
        // After a failure that the person saw, nothing is on its way to wait for.
        if validation.refused {
            return None;
        }
        let opened = validation.opened.as_ref()?;
        Some(opened.asked_at + self.timing.resend_pause)
    }

    pub(super) fn message_answered(
        &mut self,
        contact: &Contact,
        result: Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        match result {
            Ok(Reply::TokenRequested(reply)) => {
                let Some(validation) = self.validation_mut(contact) else {
                    return;
                };
                validation.open(reply, turn.now);
                self.retries.succeeded();
                self.problem = None;
                self.message_sent(contact, turn);
            }
            Ok(_) => {
                self.schedule_poll(turn);
                self.show(Problem::typed(ProblemKind::Unreadable), turn);
            }
            Err(failure) => {
                // The messages before it are still looked after.
                self.schedule_poll(turn);
                self.message_failed(contact, failure, turn);
            }
        }
    }

    /// Goes where a message that is on its way leads.
    fn message_sent(&mut self, contact: &Contact, turn: &mut Turn) {
        if self.is_awaited(contact) {
            self.notice = Some(Notice::SentAgain);
            // A newer message may be proven in another way than the one before.
            self.sent = self.sent(contact);
            self.keep_focus();
            self.schedule_poll(turn);
        } else if self.page == PageId::Review && self.task != Task::SignUp {
            if let Some(sent) = self.sent(contact) {
                self.follow_message(sent, turn);
            }
        } else {
            self.drive(turn);
        }
    }

    /// Whether this page waits for the proof of a contact.
    fn is_awaited(&self, contact: &Contact) -> bool {
        self.awaited().is_some_and(|sent| sent.contact == *contact)
    }

    /// From the review to where a message that is on its way is waited for, in the tasks that
    /// begin with one.
    pub(super) fn follow_message(&mut self, sent: Sent, turn: &mut Turn) {
        self.sent = Some(sent);
        let page = match self.task {
            Task::Reset => PageId::NewPassword,
            Task::SignUp | Task::AddContact => PageId::Verify,
        };
        self.go_to(page, turn);
    }

    /// Evidence that the server opened a session for the contact.
    pub(super) fn sent(&self, contact: &Contact) -> Option<Sent> {
        let opened = self.validation(contact)?.opened.as_ref()?;
        Some(Sent {
            contact: contact.clone(),
            by_code: opened.submit_url.is_some(),
        })
    }

    fn message_failed(&mut self, contact: &Contact, failure: Failure, turn: &mut Turn) {
        let retry = Retry::Message(contact.clone());
        let Err(failure) = self.failed(retry, failure, turn) else {
            return;
        };
        if let (Task::AddContact, Some(refusal)) = (self.task, failure.refusal())
            && refusal.is(&ErrCode::Forbidden)
        {
            self.stop_at(Stop::NoContactChanges(Some(refusal.clone())), turn);
            return;
        }
        let kind = of_token_request(&failure, contact.medium());
        if matches!(
            kind,
            ProblemKind::MediumUnsupported(_) | ProblemKind::NeedsIdentityServer
        ) && let Some(stop) = self.refused_medium(contact.medium(), &failure)
        {
            self.stop_at(stop, turn);
            return;
        }
        match kind {
            // The session is of no more use: what is tried next needs another secret.
            ProblemKind::MessageExpired | ProblemKind::AddressInvalid(_) => {
                self.forget_validation(contact);
            }
            _ => {
                if let Some(validation) = self.validation_mut(contact) {
                    validation.refused = true;
                    validation.answered = true;
                }
            }
        }
        let kind = match kind.page() {
            None if self.waits_for_proof_of(contact) => ProblemKind::NotAgain(Box::new(kind)),
            _ => kind,
        };
        self.show(Problem::answered(kind, failure), turn);
    }

    /// Whether this page has a message to the contact to wait for, whatever becomes of the next: Enter is about that
    /// one here.
    fn waits_for_proof_of(&self, contact: &Contact) -> bool {
        self.is_awaited(contact) && self.sent(contact).is_some() && !self.is_settled(contact)
    }

    /// Remembers that the server does nothing with this kind of contact, and chooses another. Where
    /// none is left, that is the end here.
    fn refused_medium(&mut self, medium: Medium, failure: &Failure) -> Option<Stop> {
        let base = self.server()?.base.clone();
        self.refused.push((base, self.task, medium));
        let choices = self.contact_choices();
        let left = choices.into_iter().find(|media| !self.is_refused(*media));
        if left.is_some() {
            self.form.media = left;
            return None;
        }
        Some(match self.task {
            // A server that demands what it cannot do is told in its own words.
            Task::SignUp => return None,
            Task::Reset => Stop::NoReset(medium),
            Task::AddContact => Stop::NoContactChanges(failure.refusal().cloned()),
        })
    }

    /// Whether the server refused one of these kinds of contact for what the person came for.
    pub fn is_refused(&self, media: super::Media) -> bool {
        let given = |medium: Medium| match medium {
            Medium::Email => media.email,
            Medium::Msisdn => media.phone,
        };
        self.server().is_some_and(|server| {
            let here = |(base, task, medium): &(_, Task, Medium)| {
                *base == server.base && *task == self.task && given(*medium)
            };
            self.refused.iter().any(here)
        })
    }

    /// A message that cannot be used any more: the next one opens a new session. It is asked for
    /// at once when the person wanted another one anyway.
    pub(super) fn expire_message(
        &mut self,
        contact: &Contact,
        cause: Option<Failure>,
        turn: &mut Turn,
    ) {
        self.forget_validation(contact);
        self.timers.stop(Timer::Poll);
        if self.waits.send {
            self.send_if_waiting(turn);
            return;
        }
        let problem = Problem::new(ProblemKind::MessageExpired, cause);
        self.show(problem, turn);
    }
}
