//! What each page does: one file a page.

mod account;
mod new_password;
mod server;
mod sign_in;
mod task;
mod token;

use super::contact::Sent;
use super::form::FieldId;
use super::page::PageId;
use super::problem::{Problem, ProblemKind};
use super::task::Task;
use super::typing::How;
use super::{Exit, Wizard};
use crate::domain::{Email, PhoneCheck};
use crate::protocol::{Contact, Policy};

/// Where Enter leads.
pub(super) enum Forward {
    /// Nowhere yet: an answer is awaited, or the page has dealt with it.
    Stay,
    /// To the page after this one.
    Next,
    /// To this page.
    To(PageId),
}

impl Wizard {
    /// Parses what is on the page and says where that leads.
    pub(super) fn forward(&mut self) -> Result<Forward, Problem> {
        match self.page {
            PageId::Task => return Ok(self.forward_task()),
            PageId::Server => return self.forward_server(),
            PageId::SignIn => return self.forward_sign_in(),
            PageId::Contact => return Ok(Forward::Next),
            PageId::Country => return self.forward_country(),
            PageId::Number => return self.forward_number(),
            PageId::Address => return self.forward_address(),
            PageId::Account => return self.forward_account(),
            PageId::Token => return self.forward_token(),
            PageId::Terms => return Ok(self.forward_terms()),
            PageId::NewPassword => return self.forward_new_password(),
            PageId::Verify => return self.forward_verify(),
            PageId::Review => self.forward_review(),
            PageId::Browser => self.look_soon(),
            PageId::Web if self.is_web_offer() => self.sign_up_in_browser(),
            PageId::Web => self.open_link(),
            PageId::Done => self.exit(Exit::Done),
            PageId::Stopped => return Ok(Forward::To(PageId::Server)),
        }
        Ok(Forward::Stay)
    }

    fn forward_country(&mut self) -> Result<Forward, Problem> {
        match self.form.take_country() {
            true => Ok(Forward::Next),
            false => Err(Problem::typed(ProblemKind::NoCountry)),
        }
    }

    fn forward_number(&mut self) -> Result<Forward, Problem> {
        if self.form.is_empty(FieldId::Number) {
            return Err(Problem::typed(ProblemKind::Number(PhoneCheck::Empty)));
        }
        let phone = match self.form.number_check() {
            Some(PhoneCheck::Valid(phone) | PhoneCheck::Doubtful(phone, _)) => phone.clone(),
            Some(other) => return Err(Problem::typed(ProblemKind::Number(other.clone()))),
            None => {
                self.edited(FieldId::Number, How::Typed);
                self.waits.enter = true;
                return Ok(Forward::Stay);
            }
        };
        self.leave_contact(&Contact::Phone(phone))
    }

    fn forward_address(&mut self) -> Result<Forward, Problem> {
        let email = Email::typed(self.form.text(FieldId::Email))
            .map_err(|error| Problem::typed(ProblemKind::Email(error)))?;
        self.leave_contact(&Contact::Email(email))
    }

    /// Leaves the page of a contact, unless it is on the account already.
    fn leave_contact(&mut self, contact: &Contact) -> Result<Forward, Problem> {
        if !self.login.has(contact) {
            return Ok(Forward::Next);
        }
        if self.was_added(contact) {
            return Ok(Forward::Stay);
        }
        let kind = ProblemKind::AddressOnAccount(contact.medium());
        Err(Problem::typed(kind))
    }

    fn forward_terms(&mut self) -> Forward {
        let here = self.terms().get(self.form.policy).cloned();
        if let Some(here) = here.filter(|here| !self.form.has_agreed(here)) {
            self.form.toggle(&here);
        }
        // On to the next one that is open; past the last, on to the next page.
        let is_open = |policy: &Policy| !self.form.has_agreed(policy);
        match self.terms().iter().position(is_open) {
            Some(open) => {
                self.form.policy = open;
                Forward::Stay
            }
            None => Forward::Next,
        }
    }

    fn forward_review(&mut self) {
        let contacts = self.contacts().map(|contacts| contacts.all());
        let contact = contacts.unwrap_or_default().into_iter().next();
        match contact.filter(|_| self.task != Task::SignUp) {
            None => self.begin(),
            // A message for this address is on its way already.
            Some(contact) if self.proofs.sent(&contact).is_some() => {
                self.follow_message(&contact);
            }
            Some(contact) => self.send_first(&contact),
        }
    }

    fn forward_verify(&mut self) -> Result<Forward, Problem> {
        let Some(Sent { contact, by_code }) = self.awaited().cloned() else {
            return Ok(Forward::Stay);
        };
        if self.is_settled(&contact) {
            self.begin();
        } else if !by_code {
            match self.proofs.is_fresh(&contact, &self.mech.cx()) {
                true => self.look_soon(),
                false => self.poll(true),
            }
        } else if !self.form.text(FieldId::Code).trim().is_empty() {
            self.form.complete_long_code();
            if self.proofs.is_refused_code(&contact, &self.form.code()) {
                return Err(Problem::typed(ProblemKind::WrongCode));
            }
            self.submit_code();
        } else if self.can_poll() {
            // A message can hold a link besides its code.
            self.poll(true);
        } else {
            self.begin();
        }
        Ok(Forward::Stay)
    }
}
