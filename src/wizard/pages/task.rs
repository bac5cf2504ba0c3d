//! The first page: something unfinished, or something new.

use super::Forward;
use crate::wizard::page::PageId;
use crate::wizard::{Turn, Wizard};

impl Wizard {
    pub(super) fn forward_task(&mut self, turn: &mut Turn) -> Forward {
        match self.saves.chosen() {
            Some(at) => {
                self.take_up(at, turn);
                Forward::Stay
            }
            None => {
                self.begin_another(turn);
                Forward::To(PageId::Server)
            }
        }
    }
}
