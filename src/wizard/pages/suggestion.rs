//! What was probably meant instead of what was typed, to be taken with one key.

use crate::domain::{Email, LoginName, ServerInput, without_look_alikes};
use crate::wizard::draft::FieldId;
use crate::wizard::page::{Focus, PageId};
use crate::wizard::typing::How;
use crate::wizard::{Turn, Wizard};

/// Makes what was probably meant of what was typed.
type Reader = fn(&Wizard, &str) -> Option<String>;

impl Wizard {
    /// What was probably meant on this page: an address without a slip, or an address, a name or a server without
    /// letters that only look Latin.
    pub fn suggestion(&self) -> Option<String> {
        let (field, meant) = self.suggestion_reader()?;
        meant(self, self.draft.text(field))
    }

    /// The field of this page that suggestions are made for, and how.
    fn suggestion_reader(&self) -> Option<(FieldId, Reader)> {
        Some(match self.page {
            PageId::Server => (FieldId::Server, |_, typed| {
                let (plain, _) = without_look_alikes(typed.trim())?;
                ServerInput::parse(&plain).is_ok().then_some(plain)
            }),
            PageId::Address => (FieldId::Email, |_, typed| {
                Some(Email::meant(typed)?.as_str().to_owned())
            }),
            PageId::SignIn => (FieldId::SignInName, |_, typed| {
                if let Some(email) = Email::meant(typed) {
                    return Some(email.as_str().to_owned());
                }
                let (plain, _) = without_look_alikes(typed.trim())?;
                LoginName::parse(&plain).is_ok().then_some(plain)
            }),
            PageId::Account => (FieldId::Username, |wizard, typed| {
                let (plain, _) = without_look_alikes(typed)?;
                Some(wizard.username_in(&plain).ok()?.as_str().to_owned())
            }),
            _ => return None,
        })
    }

    /// Puts in what was probably meant. The focus is on it then, where it can be taken back.
    pub(in crate::wizard) fn take_suggestion(&mut self, turn: &mut Turn) {
        let Some((field, meant)) = self.suggestion_reader() else {
            return;
        };
        let Some(meant) = meant(self, self.draft.text(field)) else {
            return;
        };
        self.draft.line_mut(field).paste_over(&meant);
        self.edited(field, How::Typed, turn);
        self.focus = Focus::Field(field);
    }
}
