//! Whose account?

use super::kind::Kind;
use crate::wizard::Wizard;
use crate::wizard::act::Act;
use crate::wizard::form::FieldId;
use crate::wizard::login::Standing;
use crate::wizard::page::Focus;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::sign_in::SignInProblem;
use crate::wizard::stop::Stop;

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.form.take_name_from_server();
    }

    /// The password is never taken from an argument, so that the page stays.
    fn preset(&self, w: &mut Wizard) -> bool {
        w.preset_field(FieldId::SignInName);
        false
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let Some(server) = w.server().cloned() else {
            return Ok(false);
        };
        // Enter in the name only moves on to an empty password.
        let moves_on = w.focus == Focus::Field(FieldId::SignInName)
            && !w.form.is_empty(FieldId::SignInName)
            && w.form.is_empty(FieldId::SignInPassword);
        let credentials = match w.form.credentials(&server) {
            Ok(credentials) => credentials,
            Err(SignInProblem::NoPassword) if moves_on => {
                w.focus = Focus::Field(FieldId::SignInPassword);
                return Ok(false);
            }
            Err(problem) => return Err(ProblemKind::from(problem).into()),
        };
        match w.login.standing(&server, &credentials) {
            Standing::NotOpen => {
                let is_same = w.saves.is_same_account(&w.here());
                let cx = &mut w.mech.cx();
                w.login.log_in(server, credentials, is_same, cx);
            }
            Standing::Unknown => w.login.ask_account(&mut w.mech.cx()),
            Standing::Fixed => w.stop_at(Stop::NoContactChanges(None)),
            Standing::Ready => return Ok(true),
        }
        Ok(false)
    }

    fn acts(&self, _: &Wizard) -> Vec<Act> {
        vec![Act::TakeSuggestion]
    }

    fn suggested(&self) -> Option<FieldId> {
        Some(FieldId::SignInName)
    }
}
