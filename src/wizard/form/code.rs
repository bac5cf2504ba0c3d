//! The code of a message in its field.

use super::Form;
use super::field::FieldId;
use crate::domain::Secret;
use crate::field::code::{code_in, tidy_code};
use crate::field::{Edit, Typed};

/// How many digits submit themselves: what nearly every server sends.
const USUAL_DIGITS: usize = 6;

impl Form {
    /// The code in its field, as it is sent.
    pub(in crate::wizard) fn code(&self) -> Secret {
        tidy_code(self.text(FieldId::Code)).as_str().into()
    }

    /// Whether an edit comes behind the code that is there. A caret that was moved into the code is there to correct
    /// it.
    pub(in crate::wizard) fn is_behind_code(&self, edit: &Edit) -> bool {
        let line = self.line(FieldId::Code);
        matches!(edit, Edit::Insert(_) | Edit::Paste(_)) && line.caret() == line.text().len()
    }

    /// Begins another code in the place of the refused one. Of that the digits are remembered that were typed and
    /// submitted themselves: they may have been the beginning of a longer code.
    pub(in crate::wizard) fn begin_code(&mut self, edit: &Edit) {
        let code = self.code();
        self.line_mut(FieldId::Code).clear();
        let is_usual = code.expose().len() == USUAL_DIGITS;
        let goes_on = is_usual && matches!(edit, Edit::Insert(_));
        self.code_begun = goes_on.then_some(code);
    }

    /// A few digits more, and Enter: they belong to the code that submitted itself too early.
    pub(in crate::wizard) fn complete_long_code(&mut self) {
        let Some(begun) = self.code_begun.take() else {
            return;
        };
        let rest = self.code();
        if rest.expose().len() < USUAL_DIGITS {
            let whole = Typed::from([begun.expose(), rest.expose()].concat());
            self.line_mut(FieldId::Code).set(whole.as_str());
        }
    }

    /// Of a pasted message the code is taken.
    pub(in crate::wizard) fn take_code_from_paste(&mut self) {
        if let Some(code) = code_in(self.text(FieldId::Code)) {
            self.line_mut(FieldId::Code).set(code.as_str());
        }
    }

    /// Whether the code has the usual length.
    pub(in crate::wizard) fn is_usual_code(&self) -> bool {
        let code = self.code();
        let code = code.expose();
        code.len() == USUAL_DIGITS && code.bytes().all(|b| b.is_ascii_digit())
    }
}
