//! Typing, pasting and filling in, and the consequences of another text in a field.

use crate::field::{self, Change, Edit, Typed};
use crate::wizard::awaiting::{AfterName, Awaiting};
use crate::wizard::ctx::Ctx;
use crate::wizard::form::FieldId;
use crate::wizard::page::{Focus, PageId, fields};
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;
use crate::wizard::timers::Timer;
use crate::wizard::{Notice, State, pages};

/// How a field came by its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// Something was typed into it, or it was filled whole.
    Typed,
    /// Something was pasted into it.
    Pasted,
    /// Something was deleted, or an edit was taken back.
    Deleted,
}

impl State {
    /// Fills a field of this page or a later one, wherever the focus is. The fields of earlier pages were validated
    /// there, and stay as they are. Returns whether that completes a code.
    pub(in crate::wizard) fn fill(
        &mut self,
        field: FieldId,
        typed: &Typed,
        cx: &mut Ctx<'_>,
    ) -> bool {
        let pages = self.pages();
        let has_it = |page: &PageId| fields(*page).contains(&field);
        let here = pages.iter().position(|page| *page == self.page);
        let at = pages.iter().rposition(has_it);
        if at.is_some_and(|at| here.is_none_or(|here| at < here)) {
            return false;
        }
        let outcome = self.form.fill(field, typed.as_str());
        self.note_paste(&outcome);
        self.edited(field, How::Typed, cx)
    }

    /// Edits the field that has the focus. Returns whether that completes a code.
    pub(in crate::wizard) fn edit(&mut self, edit: &Edit, cx: &mut Ctx<'_>) -> bool {
        let Focus::Field(field) = self.focus else {
            if *edit == Edit::Undo {
                self.bring_passwords_back(cx);
            }
            return false;
        };
        if self.form.is_closed {
            return false;
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
            self.not_utf8(cx);
        }
        if outcome.change == Change::Unchanged && *edit == Edit::Undo {
            self.bring_passwords_back(cx);
        }
        let is_edited = outcome.change == Change::Edited;
        is_edited && {
            let how = match edit {
                Edit::Insert(_) => How::Typed,
                Edit::Paste(_) => How::Pasted,
                _ => How::Deleted,
            };
            self.edited(field, how, cx)
        }
    }

    /// The consequences of another text in a field. Returns whether a code is complete, and is to be checked.
    fn edited(&mut self, field: FieldId, how: How, cx: &mut Ctx<'_>) -> bool {
        if self.focusables().contains(&Focus::Field(field)) {
            self.problem = None;
            self.waits.enter = false;
        }
        if FieldId::SAVED.contains(&field) {
            self.autosave_soon(cx);
        }
        match field {
            FieldId::Server => self.server_edited(cx),
            FieldId::Country if self.page == PageId::Country => self.form.country_edited(),
            FieldId::Country => {}
            FieldId::Number if self.page == PageId::Number => self.number_edited(cx),
            FieldId::Number => {}
            FieldId::Username => {
                cx.forget(|q| matches!(q, Awaiting::Name(_, _, AfterName::Continue)));
                // A password may hold the name.
                self.form.password_edited(cx);
            }
            FieldId::Token => cx.forget(|q| matches!(q, Awaiting::Token(_))),
            FieldId::Password | FieldId::PasswordAgain => {
                self.form.forget_pass_phrase();
                if field == FieldId::Password {
                    self.form.password_edited(cx);
                }
            }
            FieldId::Code => return self.code_edited(how, cx),
            // A repeat would be another login now.
            FieldId::SignInName | FieldId::SignInPassword if self.page == PageId::SignIn => {
                cx.stop_retry_of(&Retry::Enter);
            }
            FieldId::SignInName | FieldId::SignInPassword => {}
            FieldId::Email => {}
        }
        false
    }

    pub(in crate::wizard) fn server_edited(&mut self, cx: &mut Ctx<'_>) {
        self.lookup.stop(cx);
        cx.forget(|q| matches!(q, Awaiting::Practice));
        // An impossible server name is shown after the same pause.
        if !self.form.text(FieldId::Server).trim().is_empty() {
            let at = cx.now + cx.timing.discovery_pause;
            cx.timers.set(Timer::Lookup, at);
        }
    }

    /// Has the number checked, and says if it names a country of its own.
    pub(in crate::wizard) fn number_edited(&mut self, cx: &mut Ctx<'_>) {
        if let Some(country) = self.form.number_edited(cx) {
            self.notice = Some(Notice::CountrySwitched(country));
        }
    }

    /// The consequences of another text in the field of the code. A code of the usual length is checked as it is
    /// completed, though not one that was refused before, nor one that is left over by deleting.
    fn code_edited(&mut self, how: How, cx: &mut Ctx<'_>) -> bool {
        if self.page != PageId::Verify || self.awaited().is_none() {
            return false;
        }
        if how == How::Pasted {
            self.form.take_code_from_paste();
        }
        // A repeat would be another code now.
        cx.stop_retry_of(&Retry::Code);
        if self.form.is_empty(FieldId::Code) {
            self.form.code_begun = None;
        }
        let code = self.form.code();
        let is_refused = self.proving.is_refused_code(&code, self.spot());
        if self.form.is_usual_code() && how != How::Deleted && !is_refused {
            self.form.code_begun = None;
            return true;
        }
        false
    }

    /// Puts in what was probably meant. The focus is on it then, where it can be taken back.
    pub(in crate::wizard) fn take_suggestion(&mut self, cx: &mut Ctx<'_>) {
        let field = pages::of(self.page).suggested();
        if let (Some(field), Some(meant)) = (field, self.suggestion()) {
            self.form.line_mut(field).paste_over(&meant);
            self.edited(field, How::Typed, cx);
            self.focus = Focus::Field(field);
        }
    }

    /// Takes the pass phrase back, if it replaced something.
    fn bring_passwords_back(&mut self, cx: &mut Ctx<'_>) {
        if self.form.bring_passwords_back(cx) {
            self.problem = None;
            self.waits.enter = false;
        }
    }

    /// Fills both password fields with a fresh pass phrase.
    pub(in crate::wizard) fn make_pass_phrase(&mut self, cx: &mut Ctx<'_>) {
        let server = self.server().cloned();
        let replaced = self.form.make_pass_phrase(server.as_ref(), cx);
        self.problem = None;
        self.waits.enter = false;
        self.notice = replaced.then_some(Notice::PasswordReplaced);
        let read_first = Focus::Field(FieldId::Password);
        self.focus = self.still_to_do().unwrap_or(read_first);
    }

    /// Whether there is a good password, typed twice; else Enter only moved on to an empty field.
    pub(in crate::wizard) fn has_new_password(&mut self) -> Result<bool, ProblemKind> {
        let focus = match self.focus {
            Focus::Field(field) => Some(field),
            Focus::List | Focus::Action(_) => None,
        };
        let next = self.form.next_password(self.server(), focus)?;
        self.focus = next.map_or(self.focus, Focus::Field);
        Ok(next.is_none())
    }

    /// The terminal sent something unreadable for the focused field. The rest would be another text, and
    /// another password: the field is emptied, and takes nothing more.
    pub(in crate::wizard) fn not_utf8(&mut self, cx: &mut Ctx<'_>) {
        let Focus::Field(field) = self.focus else {
            return;
        };
        let line = self.form.line_mut(field);
        if !line.is_empty() {
            line.clear();
            self.edited(field, How::Deleted, cx);
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

    /// Fills a field of the page from its flag, once.
    pub(in crate::wizard) fn preset_field(&mut self, field: FieldId, cx: &mut Ctx<'_>) -> bool {
        let Some(value) = self.form.preset.take(field) else {
            return false;
        };
        self.form.fill(field, &value);
        match field {
            FieldId::Server => self.server_edited(cx),
            FieldId::Number => self.number_edited(cx),
            _ => {}
        }
        self.focus_first();
        true
    }
}
