//! Which number?

use super::kind::Kind;
use crate::domain::PhoneCheck;
use crate::protocol::Contact;
use crate::wizard::Wizard;
use crate::wizard::form::FieldId;
use crate::wizard::problem::{Problem, ProblemKind};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.form.open_number(&mut w.mech.cx());
        w.number_edited();
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        w.preset_field(FieldId::Number)
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        if w.form.is_empty(FieldId::Number) {
            return Err(ProblemKind::Number(PhoneCheck::Empty).into());
        }
        let phone = match w.form.number_check() {
            Some(PhoneCheck::Valid(phone) | PhoneCheck::Doubtful(phone, _)) => phone.clone(),
            Some(other) => return Err(ProblemKind::Number(other.clone()).into()),
            None => {
                w.number_edited();
                w.waits.enter = true;
                return Ok(false);
            }
        };
        w.leave_contact(&Contact::Phone(phone))
    }

    fn doubted(&self, w: &Wizard) -> Option<FieldId> {
        let doubts = matches!(w.form.number_check(), Some(PhoneCheck::Doubtful(..)));
        doubts.then_some(FieldId::Number)
    }
}
