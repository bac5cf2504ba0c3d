//! The email page.

use super::Forward;
use crate::domain::Email;
use crate::protocol::{Contact, Medium};
use crate::wizard::draft::FieldId;
use crate::wizard::page::Evidence;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::stage::Stage;
use crate::wizard::{Turn, Wizard};

impl Wizard {
    pub(super) fn forward_address(&mut self, turn: &mut Turn) -> Result<Forward, Problem> {
        let email = Email::parse(self.draft.text(FieldId::Email))
            .map_err(|error| Problem::typed(ProblemKind::Email(error)))?;
        let contact = Contact::Email(email.clone());
        if self.is_on_account(&contact) {
            if self.was_added(&contact, turn) {
                return Ok(Forward::Stay);
            }
            let kind = ProblemKind::AddressOnAccount(Medium::Email);
            return Err(Problem::typed(kind));
        }
        Ok(Forward::next(Evidence {
            email: Some(email),
            ..Evidence::of(&self.stage)
        }))
    }

    /// The address that was probably meant, if the domain looks like a slip.
    pub fn suggestion(&self) -> Option<Email> {
        Email::parse(self.draft.text(FieldId::Email))
            .ok()?
            .suggestion()
    }

    pub(in crate::wizard) fn take_suggestion(&mut self, _turn: &mut Turn) {
        if !matches!(self.stage, Stage::Address(..)) {
            return;
        }
        if let Some(meant) = self.suggestion() {
            self.draft.line_mut(FieldId::Email).set(meant.as_str());
            self.problem = None;
            self.focus_first();
        }
    }
}
