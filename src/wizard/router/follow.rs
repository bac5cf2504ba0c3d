//! Following the answers that flags gave, as long as they last, and those of a task that is resumed.

use super::pages;
use crate::wizard::form::FieldId;
use crate::wizard::page::{PageId, fields};
use crate::wizard::{Notice, Wizard};

impl Wizard {
    /// Answers this page from the flags, if they have its answer.
    pub(super) fn follow_preset(&mut self) {
        let page = self.page;
        let stays = self.saves.is_resumed() && !self.returns_past(page);
        let answered = pages::of(page).preset(self);
        if answered && !stays {
            self.waits.unseen = !self.saves.is_resumed();
            self.go_on();
        } else if self.saves.is_resumed() && self.problem.is_none() && page != PageId::Verify {
            // What is never saved is asked for again.
            let mut secrets = fields(page).iter().filter(|field| field.kind().secret);
            let asks_again = secrets
                .next()
                .is_some_and(|field| self.form.is_empty(*field));
            self.notice = asks_again.then_some(Notice::Resumed).or(self.notice);
        }
    }

    /// Fills a field of the page from its flag, once.
    pub(super) fn preset_field(&mut self, field: FieldId) -> bool {
        let Some(value) = self.form.preset.take(field) else {
            return false;
        };
        self.form.fill(field, &value);
        match field {
            FieldId::Server => self.server_edited(),
            FieldId::Number => self.number_edited(),
            _ => {}
        }
        self.focus_first();
        true
    }

    /// The field of this page with a flag's answer that had better be looked at, as long as nobody has: the flag does
    /// not go on from there.
    pub fn unseen_doubt(&self) -> Option<FieldId> {
        let doubted = pages::of(self.page).doubted(self);
        doubted.filter(|_| self.waits.unseen)
    }
}
