//! What is typed, pasted or filled in, and what another text in a field brings with it.

use super::draft::FieldId;
use super::page::Focus;
use super::pending::{AfterName, Question};
use super::{Notice, Turn, Wizard};
use crate::field::{Change, Edit, Outcome, Typed};

impl Wizard {
    /// Fills a field, wherever the focus is.
    pub(super) fn fill(&mut self, field: FieldId, typed: &Typed, turn: &mut Turn) {
        let outcome = self.draft.fill(field, typed.as_str());
        self.note_paste(&outcome);
        self.edited(field, false, turn);
    }

    /// Edits the field that has the focus.
    pub(super) fn edit(&mut self, edit: &Edit, turn: &mut Turn) {
        let Focus::Field(field) = self.focus else {
            return;
        };
        if field == FieldId::Code && self.replaces_code(edit) {
            self.draft.line_mut(field).clear();
        }
        let outcome = match (field, edit) {
            (FieldId::Number, _) => self.edit_number(edit),
            (_, Edit::Paste(typed)) => {
                let taken = Edit::Paste(field.pasted(typed.as_str()).as_ref().into());
                self.draft.line_mut(field).apply(&taken)
            }
            _ => self.draft.line_mut(field).apply(edit),
        };
        self.note_paste(&outcome);
        if outcome.change == Change::Edited {
            self.edited(field, matches!(edit, Edit::Paste(_)), turn);
        }
    }

    /// What another text in a field brings with it.
    pub(super) fn edited(&mut self, field: FieldId, pasted: bool, turn: &mut Turn) {
        if self.focusables().contains(&Focus::Field(field)) {
            self.problem = None;
            self.waits.enter = false;
        }
        if FieldId::KEPT.contains(&field) {
            self.keep_soon(turn);
        }
        match field {
            FieldId::Server => self.server_edited(turn),
            FieldId::Country => self.country_edited(),
            FieldId::Number => self.number_edited(turn),
            FieldId::Username => {
                self.forget_questions(turn, |q| matches!(q, Question::Name(AfterName::Continue)));
                // A password may hold the name.
                self.password_edited(turn);
            }
            FieldId::Token => self.forget_questions(turn, |q| matches!(q, Question::Token)),
            FieldId::Password | FieldId::PasswordAgain => {
                self.draft.pass_phrase = None;
                if field == FieldId::Password {
                    self.password_edited(turn);
                }
            }
            FieldId::Code => self.code_edited(pasted, turn),
            FieldId::SignInName | FieldId::SignInPassword => self.sign_in_edited(),
            FieldId::Email => {}
        }
    }

    /// Says that a paste lost its end on the way to the field, if one has it.
    pub(super) fn paste_cut(&mut self) {
        if matches!(self.focus, Focus::Field(_)) {
            self.notice = Some(Notice::PasteCut);
        }
    }

    fn note_paste(&mut self, outcome: &Outcome) {
        if outcome.cut {
            self.notice = Some(Notice::PasteCut);
        } else if outcome.cleaned {
            self.notice = Some(Notice::PasteCleaned);
        }
    }
}
