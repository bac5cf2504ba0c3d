//! The trait of a page.

use crate::domain::Link;
use crate::wizard::act::Act;
use crate::wizard::form::FieldId;
use crate::wizard::problem::Problem;
use crate::wizard::{State, Wizard};

/// A page's own behaviour. A method that a page leaves out does nothing.
pub(in crate::wizard) trait Kind {
    /// The user comes to it.
    fn arrive(&self, _: &mut Wizard) {}

    /// Answers it from a flag, or as in the task that is resumed. Returns whether it is answered.
    fn preset(&self, _: &mut Wizard) -> bool {
        false
    }

    /// Parses what is on it as the user continues. Returns whether the next page is due.
    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem>;

    /// Leads back in another way than to the page before. Returns whether it did.
    fn back(&self, _: &mut Wizard) -> bool {
        false
    }

    /// The acts that are its lines, in their order, whether they work now or not.
    fn acts(&self, _: &State) -> Vec<Act> {
        Vec::new()
    }

    /// The field for which there may be something that was probably meant.
    fn suggested(&self) -> Option<FieldId> {
        None
    }

    /// The field with a doubtful text. If a flag gave it, the page waits for the user to look at it.
    fn doubted(&self, _: &State) -> Option<FieldId> {
        None
    }

    /// How long its list is, and which entry is chosen.
    fn list(&self, _: &State) -> Option<(usize, Option<usize>)> {
        None
    }

    /// Chooses an entry of its list.
    fn choose(&self, _: &mut State, _at: usize) {}

    fn link(&self, _: &State) -> Option<Link> {
        None
    }
}
