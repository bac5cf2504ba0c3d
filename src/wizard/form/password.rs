//! The password: how hard it is to guess, and a pass phrase for users without a good one in mind.

use std::rc::Rc;

use super::field::FieldId;
use super::{Form, Replaced, strength};
use crate::domain::{Recipe, Secret, pass_phrase};
use crate::field::Edit;
use crate::wizard::ctx::Ctx;
use crate::wizard::event::Estimate;
use crate::wizard::homeserver::Homeserver;
use crate::wizard::problem::ProblemKind;

/// A shorter word about the user says nothing when it is found in a password.
const LEAST_WORD: usize = 3;

/// The fields that a pass phrase fills.
const PASSWORDS: [FieldId; 2] = [FieldId::Password, FieldId::PasswordAgain];

impl Form {
    /// How hard the password is to guess, once that is known.
    pub fn strength(&self) -> Option<Estimate> {
        self.strength.now()
    }

    /// How hard the password was to guess before its newest edit, until that of the new one is known.
    pub fn strength_before(&self) -> Option<Estimate> {
        self.strength.before()
    }

    /// The password is another one, or other words are about the user.
    pub(in crate::wizard) fn password_edited(&mut self, cx: &mut Ctx<'_>) {
        let is_empty = self.is_empty(FieldId::Password);
        self.strength.edited(is_empty, cx);
    }

    /// The password is about to be typed.
    pub(in crate::wizard) fn open_password(&mut self, cx: &mut Ctx<'_>) {
        if self.strength().is_none() {
            self.password_edited(cx);
        }
    }

    /// Whether there is a good password, typed twice, as the user continues with the focus in a field, if it is in
    /// one. Returns the empty field that they only move on to.
    pub(in crate::wizard) fn next_password(
        &self,
        server: Option<&Rc<Homeserver>>,
        focus: Option<FieldId>,
    ) -> Result<Option<FieldId>, ProblemKind> {
        let [first, again] = PASSWORDS;
        let is_before = focus == Some(FieldId::Username);
        if self.is_empty(first) && is_before {
            return Ok(Some(first));
        }
        self.password(server)?;
        match self.is_empty(again) && (is_before || focus == Some(first)) {
            true => Ok(Some(again)),
            false if self.is_password_again() => Ok(None),
            false => Err(ProblemKind::Mismatch),
        }
    }

    /// Has the strength of the password estimated.
    pub(in crate::wizard) fn estimate_strength(&self, cx: &mut Ctx<'_>) {
        let about = [FieldId::Username, FieldId::Email, FieldId::Server];
        let context = about.into_iter().flat_map(|field| {
            let words = self.text(field).split(|c: char| !c.is_alphanumeric());
            words.filter(|word| word.chars().count() >= LEAST_WORD)
        });
        let context = context.map(str::to_owned).collect();
        strength::estimate(Secret::from(self.text(FieldId::Password)), context, cx);
    }

    /// The password fields have another text.
    pub(in crate::wizard) fn forget_pass_phrase(&mut self) {
        self.pass_phrase = None;
        self.replaced = None;
    }

    /// Makes a pass phrase that keeps the server's rules, and shows it in both fields, so that the user can write it
    /// down. Returns whether it replaced something that was typed.
    pub(in crate::wizard) fn make_pass_phrase(
        &mut self,
        server: Option<&Rc<Homeserver>>,
        cx: &mut Ctx<'_>,
    ) -> bool {
        let policy = server.and_then(|server| server.password_policy.as_ref());
        let recipe = policy.map_or(Recipe::default(), |policy| Recipe {
            least: policy.minimum_length.unwrap_or_default() as usize,
            capital: policy.uppercase,
            digit: policy.digit,
        });
        let phrase = pass_phrase(recipe, |below| cx.random.below(below));
        let typed = Replaced {
            passwords: PASSWORDS.map(|field| self.text(field).into()),
            reveal: self.reveal,
        };
        let is_typed = typed.passwords.iter().any(|password| !password.is_empty());
        // One that replaces a pass phrase keeps the passwords from before that.
        if self.pass_phrase.is_none() {
            self.replaced = Some(typed).filter(|_| is_typed);
        }
        for field in PASSWORDS {
            self.fill(field, phrase.text.expose());
            // A narrow field shows where the caret is, and reading begins at the start.
            self.line_mut(field).apply(&Edit::Home);
        }
        self.pass_phrase = Some(phrase.bits);
        self.reveal = true;
        self.password_edited(cx);
        self.replaced.is_some()
    }

    /// Takes the pass phrase back: both fields hold the passwords from before it again. Returns whether there were any.
    pub(in crate::wizard) fn bring_passwords_back(&mut self, cx: &mut Ctx<'_>) -> bool {
        let Some(Replaced { passwords, reveal }) = self.replaced.take() else {
            return false;
        };
        for (field, password) in PASSWORDS.into_iter().zip(passwords) {
            self.fill(field, password.as_str());
        }
        self.pass_phrase = None;
        self.reveal = reveal;
        self.password_edited(cx);
        true
    }

    /// Whether no password was typed yet.
    pub(in crate::wizard) fn has_no_password(&self) -> bool {
        PASSWORDS.iter().all(|field| self.is_empty(*field))
    }
}
