//! The email page.

use super::Forward;
use crate::domain::Email;
use crate::protocol::{Contact, Medium};
use crate::wizard::draft::FieldId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::{Turn, Wizard};

impl Wizard {
    pub(super) fn forward_address(&mut self, turn: &mut Turn) -> Result<Forward, Problem> {
        let email = Email::typed(self.draft.text(FieldId::Email))
            .map_err(|error| Problem::typed(ProblemKind::Email(error)))?;
        let contact = Contact::Email(email);
        if self.login.has(&contact) {
            if self.was_added(&contact, turn) {
                return Ok(Forward::Stay);
            }
            let kind = ProblemKind::AddressOnAccount(Medium::Email);
            return Err(Problem::typed(kind));
        }
        Ok(Forward::Next)
    }
}
