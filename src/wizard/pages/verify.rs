//! Prove the address.

use super::kind::Kind;
use crate::wizard::act::Act;
use crate::wizard::form::FieldId;
use crate::wizard::problem::Problem;
use crate::wizard::proving::Proving;
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.state.form.code_begun = None;
        w.prove(Proving::begin_waiting);
        w.prove(Proving::repeat_unanswered);
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let is_typed = !w.state.form.text(FieldId::Code).trim().is_empty();
        if is_typed && w.asks_code() {
            w.state.form.complete_long_code();
        }
        let code = is_typed.then(|| w.state.form.code());
        w.prove(|p, at| p.verify(code, at));
        Ok(false)
    }

    fn acts(&self, s: &State) -> Vec<Act> {
        let instead = s.contact_choices().into_iter().map(Act::UseInstead);
        [Act::LookNow, Act::SendAgain, Act::ChangeAddress]
            .into_iter()
            .chain(instead)
            .collect()
    }
}
