//! A pass phrase that is made here, for whoever has no good password in mind.

use crate::domain::{Recipe, pass_phrase};
use crate::field::Edit;
use crate::wizard::draft::FieldId;
use crate::wizard::page::{Action, Focus};
use crate::wizard::{Turn, Wizard};

impl Wizard {
    /// Fills both password fields with a fresh pass phrase that keeps the server's rules, and shows it, so that it can
    /// be written down.
    pub(in crate::wizard) fn make_pass_phrase(&mut self, turn: &mut Turn) {
        if !self.actions().contains(&Action::MakePassPhrase) {
            return;
        }
        let policy = self.server().and_then(|server| server.password_policy);
        let recipe = policy.map_or(Recipe::default(), |policy| Recipe {
            least: policy.minimum_length.unwrap_or_default() as usize,
            capital: policy.uppercase,
            digit: policy.digit,
        });
        let phrase = pass_phrase(recipe, |below| self.random.below(below));
        for field in [FieldId::Password, FieldId::PasswordAgain] {
            self.draft.fill(field, phrase.text.expose());
            // A narrow field shows where the caret is, and reading begins at the start.
            self.draft.line_mut(field).apply(&Edit::Home);
            self.edited(field, false, turn);
        }
        self.draft.pass_phrase = Some(phrase.bits);
        self.draft.reveal = true;
        let read_first = Focus::Field(FieldId::Password);
        self.focus = self.still_to_do().unwrap_or(read_first);
    }
}
