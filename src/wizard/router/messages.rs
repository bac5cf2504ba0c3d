//! Messages and codes, as the person asks for them and types them.

use super::typing::How;
use crate::protocol::Contact;
use crate::wizard::awaiting::{AfterName, Awaiting};
use crate::wizard::contact::{self, Sent};
use crate::wizard::form::FieldId;
use crate::wizard::page::PageId;
use crate::wizard::problem::ProblemKind;
use crate::wizard::retry::Retry;
use crate::wizard::timers::Timer;
use crate::wizard::uia::stage_of;
use crate::wizard::{Notice, Wizard};

impl Wizard {
    /// Sends a `requestToken`: the next message, or the newest request once more to the letter.
    pub(super) fn send(&mut self, contact: &Contact, next: bool) {
        if next && self.proofs.is_refused_code(contact, &self.form.code()) {
            // The next message brings its own.
            self.form.line_mut(FieldId::Code).clear();
        }
        if self.proofs.send(contact, next, &mut self.mech.cx()) {
            self.saves.renew_warning();
        }
    }

    pub(super) fn send_first(&mut self, contact: &Contact) {
        if self.proofs.send_first(contact, &mut self.mech.cx()) {
            self.saves.renew_warning();
        }
    }

    /// Repeats the newest request for a message if nobody has seen its answer.
    pub(super) fn repeat_unanswered(&mut self) {
        let contact = self.awaited().map(|sent| sent.contact.clone());
        let is_out = self
            .mech
            .in_flight
            .any(|q| matches!(q, Awaiting::Message(_)));
        if let Some(contact) = contact.filter(|c| !is_out && self.proofs.is_unanswered(c)) {
            self.send(&contact, false);
        }
    }

    /// The person's "send again". Before it, the link is looked for once more, so that a proof that was just given is
    /// not thrown away.
    pub(super) fn send_again(&mut self) {
        let Some(Sent { contact, by_code }) = self.awaited().cloned() else {
            return;
        };
        if self
            .mech
            .in_flight
            .any(|q| matches!(q, Awaiting::Message(_)))
        {
            return;
        }
        // Nothing more is needed of this contact: what comes after it was refused.
        if self.is_settled(&contact) {
            self.go_on();
            return;
        }
        if let Some(until) = self.resend_at().filter(|until| *until > self.mech.now) {
            self.notice = Some(Notice::TooSoon(until));
            return;
        }
        self.mech.cx().stop_retry();
        self.mech.retries.begin_anew();
        if self.is_committing() {
            self.waits.send = true;
        } else if !by_code && self.can_poll() {
            self.waits.send = true;
            self.poll(true);
        } else {
            self.problem = None;
            self.send(&contact, true);
        }
    }

    /// Whether the contact is proven, as far as is known.
    pub(super) fn is_settled(&self, contact: &Contact) -> bool {
        let stage = stage_of(contact.medium());
        self.proofs.is_proven(contact) || self.uia.is_completed(&stage)
    }

    /// Sends the message that waited for a last look.
    pub(super) fn send_if_waiting(&mut self) {
        let contact = self.awaited().map(|sent| sent.contact.clone());
        if let Some(contact) = contact
            && std::mem::take(&mut self.waits.send)
        {
            self.problem = None;
            self.send(&contact, true);
        }
    }

    /// When another message may be asked for; none when that is so already.
    pub fn resend_at(&self) -> Option<crate::wizard::Time> {
        let sent = self.awaited()?;
        if let Some(Retry::Message(_)) = self.mech.retries.waiting() {
            return self.mech.timers.get(Timer::Retry);
        }
        match self.problem_kind() {
            Some(ProblemKind::Limited(until)) => Some(*until),
            _ => self
                .proofs
                .resend_at(&sent.contact, self.mech.timing.resend_pause),
        }
    }

    /// What another text in the field of the code brings with it. A code of the usual length is checked as it is
    /// completed, though not one that was refused before, nor one that is left over by deleting.
    pub(super) fn code_edited(&mut self, how: How) {
        let Some(sent) = self.awaited().filter(|_| self.page == PageId::Verify) else {
            return;
        };
        let contact = sent.contact.clone();
        if how == How::Pasted {
            self.form.take_code_from_paste();
        }
        // What would be repeated is another code now.
        self.mech.cx().stop_retry_of(&Retry::Code);
        if self.form.is_empty(FieldId::Code) {
            self.form.code_begun = None;
        }
        let is_refused = self.proofs.is_refused_code(&contact, &self.form.code());
        if self.form.is_usual_code() && how != How::Deleted && !is_refused {
            self.form.code_begun = None;
            match self.holding() {
                Some(_) => self.waits.enter = true,
                None => self.submit_code(),
            }
        }
    }

    /// Sends the code where the server asked for it. If an accepted code is the last thing that the server wants, the
    /// user name is asked for at the same time.
    pub(super) fn submit_code(&mut self) {
        let Some(contact) = self.awaited().map(|sent| sent.contact.clone()) else {
            return;
        };
        let code = self.form.code();
        match self.proofs.submit(&contact, code, &mut self.mech.cx()) {
            contact::Outcome::Asked => {
                self.problem = None;
                if self.can_poll() && self.uia.is_last(&stage_of(contact.medium())) {
                    self.ask_stale_name(AfterName::Refresh);
                }
            }
            // A question about the host does not move the focus.
            contact::Outcome::NotAccepted(problem) => self.problem = Some(problem),
            outcome => self.proofs_came_to(outcome),
        }
    }
}
