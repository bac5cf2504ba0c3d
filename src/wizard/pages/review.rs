//! Everything right?

use super::kind::Kind;
use crate::wizard::act::Act;
use crate::wizard::problem::Problem;
use crate::wizard::proving::Proving;
use crate::wizard::task::Task;
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        let contacts = w.contacts().map(|contacts| contacts.all());
        for contact in contacts.unwrap_or_default() {
            w.state.proving.wake(&contact);
        }
        if w.state.task == Task::SignUp {
            w.prove(Proving::open_ahead);
        }
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        w.state.passes_review()
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        w.prove(Proving::begin_reviewed);
        Ok(false)
    }

    fn acts(&self, _: &State) -> Vec<Act> {
        vec![Act::Proceed, Act::ChangeAddress, Act::ChangeAccount]
    }
}
