//! The first page: something unfinished, or something new.

use super::Forward;
use crate::wizard::Wizard;
use crate::wizard::page::PageId;

impl Wizard {
    pub(super) fn forward_task(&mut self) -> Forward {
        match self.saves.chosen() {
            Some(at) => {
                self.take_up(at);
                Forward::Stay
            }
            None => {
                self.begin_another();
                Forward::To(PageId::Server)
            }
        }
    }
}
