//! Following the answers that flags gave, as long as they last, and those of a task that is resumed.

use crate::domain::{Email, PhoneCheck};
use crate::wizard::form::FieldId;
use crate::wizard::homeserver::Media;
use crate::wizard::page::PageId;
use crate::wizard::{Notice, Wizard};

impl Wizard {
    /// Answers this page from the flags, if they have its answer.
    pub(super) fn follow_preset(&mut self) {
        let page = self.page;
        let stays = self.saves.is_resumed() && !self.returns_past(page);
        let answered = match page {
            PageId::Task => {
                let task = self.form.preset.task.take();
                self.task = task.unwrap_or(self.task);
                task.is_some()
            }
            PageId::Server => self.preset_field(FieldId::Server),
            PageId::SignIn | PageId::Account => {
                let field = match page {
                    PageId::SignIn => FieldId::SignInName,
                    _ => FieldId::Username,
                };
                // The password is never taken from an argument, so the page stays.
                if self.preset_field(field) {
                    self.focus_first();
                }
                false
            }
            PageId::Contact => self.preset_media(),
            PageId::Country => {
                let country = self.form.preset_country();
                self.form.country = country.or(self.form.country);
                country.is_some()
            }
            PageId::Number => self.preset_field(FieldId::Number),
            PageId::Address => self.preset_field(FieldId::Email),
            PageId::Terms => self.returns_past(page) && self.form.has_agreed_to(self.terms()),
            PageId::Review => self.passes_review(),
            _ => false,
        };
        if answered && !stays {
            self.waits.unseen = !self.saves.is_resumed();
            self.go_on();
        } else if self.saves.is_resumed() && self.problem.is_none() && self.asks_again() {
            self.notice = Some(Notice::Resumed);
        }
    }

    fn preset_media(&mut self) -> bool {
        let given = Media {
            phone: self.form.preset.phone.is_some(),
            email: self.form.preset.email.is_some(),
        };
        let given = (given != Media::NONE).then_some(given);
        let resumed = self.saves.resumed().and_then(|task| task.media);
        let resumed = resumed.filter(|_| self.returns_past(PageId::Contact));
        let media = resumed.or(given);
        // Once: coming back here is for choosing otherwise.
        let is_first = !std::mem::replace(&mut self.form.has_preset_media, true);
        let offered = self.contact_choices();
        let chosen = media.filter(|media| is_first && offered.contains(media));
        self.form.media = chosen.or(self.form.media);
        chosen.is_some()
    }

    /// Fills a field of the page from its flag, once.
    fn preset_field(&mut self, field: FieldId) -> bool {
        let Some(value) = self.form.preset.take(field) else {
            return false;
        };
        self.form.fill(field, &value);
        match field {
            FieldId::Server => self.server_edited(),
            FieldId::Number => self.number_edited(),
            _ => {}
        }
        true
    }

    /// The field of this page with a flag's answer that had better be looked at, as long as nobody has: the flag does
    /// not go on from there.
    pub fn unseen_doubt(&self) -> Option<FieldId> {
        let (field, doubts) = match self.page {
            PageId::Number => {
                let check = self.form.number_check();
                let doubts = matches!(check, Some(PhoneCheck::Doubtful(..)));
                (FieldId::Number, doubts)
            }
            PageId::Address => {
                let email = Email::parse(self.form.text(FieldId::Email));
                let doubts = email.is_ok_and(|email| email.is_local());
                (FieldId::Email, doubts || self.suggestion().is_some())
            }
            _ => return None,
        };
        (self.waits.unseen && doubts).then_some(field)
    }
}
