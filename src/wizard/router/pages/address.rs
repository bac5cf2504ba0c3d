//! Which email address?

use super::kind::Kind;
use crate::domain::Email;
use crate::protocol::Contact;
use crate::wizard::Wizard;
use crate::wizard::act::Act;
use crate::wizard::form::FieldId;
use crate::wizard::problem::{Problem, ProblemKind};

pub(super) struct Page;

impl Kind for Page {
    fn preset(&self, w: &mut Wizard) -> bool {
        w.preset_field(FieldId::Email)
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let email = Email::typed(w.form.text(FieldId::Email)).map_err(ProblemKind::Email)?;
        w.leave_contact(&Contact::Email(email))
    }

    fn acts(&self, _: &Wizard) -> Vec<Act> {
        vec![Act::TakeSuggestion]
    }

    fn suggested(&self) -> Option<FieldId> {
        Some(FieldId::Email)
    }

    fn doubted(&self, w: &Wizard) -> Option<FieldId> {
        let email = Email::parse(w.form.text(FieldId::Email));
        let is_local = email.is_ok_and(|email| email.is_local());
        (is_local || w.suggestion().is_some()).then_some(FieldId::Email)
    }
}
