//! Name and password.

use super::kind::Kind;
use crate::wizard::act::Act;
use crate::wizard::form::FieldId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::proving::Proving;
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.state.form.open_password(&mut w.mech.cx());
    }

    /// The password is never taken from an argument, so that the page stays.
    fn preset(&self, w: &mut Wizard) -> bool {
        w.state.preset_field(FieldId::Username, &mut w.mech.cx());
        false
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let Some(server) = w.server().cloned() else {
            return Ok(false);
        };
        let username = w
            .form
            .username(Some(&server))
            .map_err(ProblemKind::Username)?;
        if !w.state.has_new_password()? {
            return Ok(false);
        }
        let cx = &mut w.mech.cx();
        let is_checked = w.state.proving.is_name_checked(&username, &server, cx);
        if !is_checked {
            w.prove(Proving::open_ahead);
        }
        Ok(is_checked)
    }

    fn acts(&self, _: &State) -> Vec<Act> {
        vec![Act::TakeSuggestion, Act::MakePassPhrase, Act::Proceed]
    }

    fn suggested(&self) -> Option<FieldId> {
        Some(FieldId::Username)
    }
}
