//! A pass phrase that is made here, for whoever has no good password in mind.

use crate::domain::{Recipe, pass_phrase};
use crate::field::Edit;
use crate::wizard::draft::{FieldId, Replaced};
use crate::wizard::page::Focus;
use crate::wizard::typing::How;
use crate::wizard::{Notice, Turn, Wizard};

/// The fields that a pass phrase fills.
const FIELDS: [FieldId; 2] = [FieldId::Password, FieldId::PasswordAgain];

impl Wizard {
    /// Fills both password fields with a fresh pass phrase that keeps the server's rules, and shows it, so that it can
    /// be written down.
    pub(in crate::wizard) fn make_pass_phrase(&mut self, turn: &mut Turn) {
        let policy = self
            .server()
            .and_then(|server| server.password_policy.as_ref());
        let recipe = policy.map_or(Recipe::default(), |policy| Recipe {
            least: policy.minimum_length.unwrap_or_default() as usize,
            capital: policy.uppercase,
            digit: policy.digit,
        });
        let phrase = pass_phrase(recipe, |below| self.random.below(below));
        let draft = &mut self.draft;
        let typed = Replaced {
            passwords: FIELDS.map(|field| draft.text(field).into()),
            reveal: draft.reveal,
        };
        let is_typed = typed.passwords.iter().any(|password| !password.is_empty());
        let replaced = match draft.pass_phrase {
            Some(_) => draft.replaced.take(),
            None => Some(typed).filter(|_| is_typed),
        };
        for field in FIELDS {
            self.draft.fill(field, phrase.text.expose());
            // A narrow field shows where the caret is, and reading begins at the start.
            self.draft.line_mut(field).apply(&Edit::Home);
            self.edited(field, How::Typed, turn);
        }
        self.notice = replaced.is_some().then_some(Notice::PasswordReplaced);
        self.draft.replaced = replaced;
        self.draft.pass_phrase = Some(phrase.bits);
        self.draft.reveal = true;
        let read_first = Focus::Field(FieldId::Password);
        self.focus = self.still_to_do().unwrap_or(read_first);
    }

    /// Whether no password was typed yet, so that random words are among the things to do.
    pub(in crate::wizard) fn has_no_password(&self) -> bool {
        let is_empty = |field: &FieldId| self.draft.line(*field).is_empty();
        FIELDS.iter().all(is_empty)
    }

    /// Takes the pass phrase back: both fields hold the passwords from before it again.
    pub(in crate::wizard) fn bring_passwords_back(&mut self, turn: &mut Turn) {
        let Some(Replaced { passwords, reveal }) = self.draft.replaced.take() else {
            return;
        };
        for (field, password) in FIELDS.into_iter().zip(passwords) {
            self.draft.fill(field, password.as_str());
            self.edited(field, How::Deleted, turn);
        }
        self.draft.reveal = reveal;
    }
}
