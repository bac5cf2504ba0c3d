//! Which number?

use super::contact;
use super::kind::Kind;
use crate::domain::PhoneCheck;
use crate::protocol::Contact;
use crate::wizard::form::FieldId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.state.form.open_number(&mut w.mech.cx());
        w.state.number_edited(&mut w.mech.cx());
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        w.state.preset_field(FieldId::Number, &mut w.mech.cx())
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        if w.state.form.is_empty(FieldId::Number) {
            return Err(ProblemKind::Number(PhoneCheck::Empty).into());
        }
        let phone = match w.state.form.number_check() {
            Some(PhoneCheck::Valid(phone) | PhoneCheck::Doubtful(phone, _)) => phone.clone(),
            Some(other) => return Err(ProblemKind::Number(other.clone()).into()),
            None => {
                w.state.number_edited(&mut w.mech.cx());
                w.state.waits.enter = true;
                return Ok(false);
            }
        };
        contact::leave_contact(w, &Contact::Phone(phone))
    }

    fn doubted(&self, s: &State) -> Option<FieldId> {
        let doubts = matches!(s.form.number_check(), Some(PhoneCheck::Doubtful(..)));
        doubts.then_some(FieldId::Number)
    }
}
