//! The result.

use super::kind::Kind;
use crate::wizard::act::Act;
use crate::wizard::effect::Exit;
use crate::wizard::problem::Problem;
use crate::wizard::{State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        w.exit(Exit::Done);
        Ok(false)
    }

    fn back(&self, w: &mut Wizard) -> bool {
        w.exit(Exit::Done);
        true
    }

    fn acts(&self, _: &State) -> Vec<Act> {
        vec![Act::CheckPassword, Act::Leave, Act::Copy, Act::AddProfile]
    }
}
