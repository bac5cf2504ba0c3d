//! New password of a reset.

use super::kind::Kind;
use crate::wizard::act::Act;
use crate::wizard::page::Focus;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::proving::Proving;
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        w.state.form.open_password(&mut w.mech.cx());
        w.prove(Proving::repeat_unanswered);
    }

    /// Enter in the last field moves on to the question about other sessions; Enter on the question needs its answer.
    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        if !w.state.has_new_password()? {
            return Ok(false);
        }
        if w.state.form.logout_devices.is_some() {
            return Ok(true);
        }
        let in_fields = matches!(w.state.focus, Focus::Field(_));
        w.state.focus = Focus::List;
        match in_fields {
            true => Ok(false),
            false => Err(ProblemKind::NoLogoutChoice.into()),
        }
    }

    fn acts(&self, _: &State) -> Vec<Act> {
        vec![Act::MakePassPhrase, Act::SendAgain, Act::Proceed]
    }

    fn list(&self, s: &State) -> Option<(usize, Option<usize>)> {
        Some((2, s.form.logout_devices.map(usize::from)))
    }

    fn choose(&self, s: &mut State, at: usize) {
        s.form.logout_devices = Some(at == 1);
        s.waits.enter = false;
    }
}
