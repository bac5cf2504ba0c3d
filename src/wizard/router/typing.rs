//! What is typed, pasted or filled in, and what another text in a field brings with it.

use super::pages;
use crate::field::{self, Change, Edit, Typed};
use crate::wizard::awaiting::{AfterName, Awaiting};
use crate::wizard::form::FieldId;
use crate::wizard::page::{Focus, PageId, fields};
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;
use crate::wizard::{Notice, Wizard};

/// How a field came by its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Something was typed into it, or it was filled whole.
    Typed,
    /// Something was pasted into it.
    Pasted,
    /// Something was deleted, or an edit was taken back.
    Deleted,
}

impl Wizard {
    /// Fills a field of this page or a later one, wherever the focus is. The fields of earlier pages were validated
    /// there, and stay as they are.
    pub(super) fn fill(&mut self, field: FieldId, typed: &Typed) {
        let pages = self.pages();
        let has_it = |page: &PageId| fields(*page).contains(&field);
        let here = pages.iter().position(|page| *page == self.page);
        let at = pages.iter().rposition(has_it);
        if at.is_some_and(|at| here.is_none_or(|here| at < here)) {
            return;
        }
        let outcome = self.form.fill(field, typed.as_str());
        self.note_paste(&outcome);
        self.edited(field, How::Typed);
    }

    /// Edits the field that has the focus.
    pub(super) fn edit(&mut self, edit: &Edit) {
        let Focus::Field(field) = self.focus else {
            if *edit == Edit::Undo {
                self.bring_passwords_back();
            }
            return;
        };
        if self.form.is_closed {
            return;
        }
        let kind = self.problem_kind();
        let is_wrong = matches!(
            kind,
            Some(ProblemKind::WrongCode | ProblemKind::TooManyCodes)
        );
        if field == FieldId::Code && is_wrong && self.form.is_behind_code(edit) {
            self.form.begin_code(edit);
        }
        let outcome = self.form.edit(field, edit);
        self.note_paste(&outcome);
        if outcome.cleaned && field.is_masked() && matches!(edit, Edit::Insert(_)) {
            self.not_utf8();
        }
        if outcome.change == Change::Unchanged && *edit == Edit::Undo {
            self.bring_passwords_back();
        }
        if outcome.change == Change::Edited {
            let how = match edit {
                Edit::Insert(_) => How::Typed,
                Edit::Paste(_) => How::Pasted,
                _ => How::Deleted,
            };
            self.edited(field, how);
        }
    }

    /// What another text in a field brings with it.
    pub(super) fn edited(&mut self, field: FieldId, how: How) {
        if self.focusables().contains(&Focus::Field(field)) {
            self.problem = None;
            self.waits.enter = false;
        }
        if FieldId::SAVED.contains(&field) {
            self.autosave_soon();
        }
        match field {
            FieldId::Server => self.server_edited(),
            FieldId::Country if self.page == PageId::Country => self.form.country_edited(),
            FieldId::Country => {}
            FieldId::Number if self.page == PageId::Number => self.number_edited(),
            FieldId::Number => {}
            FieldId::Username => {
                self.mech
                    .cx()
                    .forget(|q| matches!(q, Awaiting::Name(_, _, AfterName::Continue)));
                // A password may hold the name.
                self.form.password_edited(&mut self.mech.cx());
            }
            FieldId::Token => self.mech.cx().forget(|q| matches!(q, Awaiting::Token(_))),
            FieldId::Password | FieldId::PasswordAgain => {
                self.form.forget_pass_phrase();
                if field == FieldId::Password {
                    self.form.password_edited(&mut self.mech.cx());
                }
            }
            FieldId::Code => self.code_edited(how),
            // What would be repeated is another login now.
            FieldId::SignInName | FieldId::SignInPassword if self.page == PageId::SignIn => {
                self.mech.cx().stop_retry_of(&Retry::Enter);
            }
            FieldId::SignInName | FieldId::SignInPassword => {}
            FieldId::Email => {}
        }
    }

    /// Has the number checked, and says if it names a country of its own.
    pub(super) fn number_edited(&mut self) {
        if let Some(country) = self.form.number_edited(&mut self.mech.cx()) {
            self.notice = Some(Notice::CountrySwitched(country));
        }
    }

    /// Takes the pass phrase back, if it replaced something.
    fn bring_passwords_back(&mut self) {
        if self.form.bring_passwords_back(&mut self.mech.cx()) {
            self.problem = None;
            self.waits.enter = false;
        }
    }

    /// Puts in what was probably meant. The focus is on it then, where it can be taken back.
    pub(super) fn take_suggestion(&mut self) {
        let field = pages::of(self.page).suggested();
        if let (Some(field), Some(meant)) = (field, self.suggestion()) {
            self.form.line_mut(field).paste_over(&meant);
            self.edited(field, How::Typed);
            self.focus = Focus::Field(field);
        }
    }

    /// Fills both password fields with a fresh pass phrase.
    pub(super) fn make_pass_phrase(&mut self) {
        let server = self.server().cloned();
        let cx = &mut self.mech.cx();
        let replaced = self.form.make_pass_phrase(server.as_ref(), cx);
        self.problem = None;
        self.waits.enter = false;
        self.notice = replaced.then_some(Notice::PasswordReplaced);
        let read_first = Focus::Field(FieldId::Password);
        self.focus = self.still_to_do().unwrap_or(read_first);
    }

    /// Whether there is a good password, typed twice; else Enter only moved on to an empty field.
    pub(super) fn has_new_password(&mut self) -> Result<bool, ProblemKind> {
        let focus = match self.focus {
            Focus::Field(field) => Some(field),
            Focus::List | Focus::Action(_) => None,
        };
        let next = self.form.next_password(self.server(), focus)?;
        self.focus = next.map_or(self.focus, Focus::Field);
        Ok(next.is_none())
    }

    /// The terminal sent something for the focused field that nobody can read. The rest would be another text, and
    /// another password: the field is emptied, and takes nothing more.
    pub(super) fn not_utf8(&mut self) {
        let Focus::Field(field) = self.focus else {
            return;
        };
        let line = self.form.line_mut(field);
        if !line.is_empty() {
            line.clear();
            self.edited(field, How::Deleted);
        }
        self.form.is_closed = true;
        self.problem = Some(Problem::typed(ProblemKind::NotUtf8));
        self.waits.enter = false;
    }

    fn note_paste(&mut self, outcome: &field::Outcome) {
        let is_whole = matches!(self.focus, Focus::Field(field) if field.is_masked());
        if outcome.cut {
            self.notice = Some(Notice::PasteCut);
        } else if outcome.cleaned && is_whole {
            self.notice = Some(Notice::PasteRefused);
        } else if outcome.cleaned {
            self.notice = Some(Notice::PasteCleaned);
        }
    }

    /// What another text in the field of the code brings with it. A code of the usual length is checked as it is
    /// completed, though not one that was refused before, nor one that is left over by deleting.
    fn code_edited(&mut self, how: How) {
        if self.page != PageId::Verify || self.awaited().is_none() {
            return;
        }
        if how == How::Pasted {
            self.form.take_code_from_paste();
        }
        // What would be repeated is another code now.
        self.mech.cx().stop_retry_of(&Retry::Code);
        if self.form.is_empty(FieldId::Code) {
            self.form.code_begun = None;
        }
        let code = self.form.code();
        let is_refused = self.proving.is_refused_code(&code, self.spot());
        if self.form.is_usual_code() && how != How::Deleted && !is_refused {
            self.form.code_begun = None;
            match self.holding() {
                Some(_) => self.waits.enter = true,
                None => self.prove(|p, at| p.submit(code, at)),
            }
        }
    }
}
