//! Which email address?

use super::contact;
use super::kind::Kind;
use crate::domain::Email;
use crate::protocol::Contact;
use crate::wizard::act::Act;
use crate::wizard::form::FieldId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn preset(&self, w: &mut Wizard) -> bool {
        w.state.preset_field(FieldId::Email, &mut w.mech.cx())
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let email = Email::typed(w.state.form.text(FieldId::Email)).map_err(ProblemKind::Email)?;
        contact::leave_contact(w, &Contact::Email(email))
    }

    fn acts(&self, _: &State) -> Vec<Act> {
        vec![Act::TakeSuggestion]
    }

    fn suggested(&self) -> Option<FieldId> {
        Some(FieldId::Email)
    }

    fn doubted(&self, s: &State) -> Option<FieldId> {
        let email = Email::parse(s.form.text(FieldId::Email));
        let is_local = email.is_ok_and(|email| email.is_local());
        (is_local || s.suggestion().is_some()).then_some(FieldId::Email)
    }
}
