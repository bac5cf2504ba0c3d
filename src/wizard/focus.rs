//! What can have the focus on a page, and how it moves.

use super::act::Act;
use super::draft::FieldId;
use super::event::{Choose, Move};
use super::homeserver::Media;
use super::in_flight::Awaiting;
use super::page::Focus;
use super::problem::{Problem, ProblemKind};
use super::sign_in::SignInProblem;
use super::stage::{Stage, Task};
use super::{Turn, Wizard};
use crate::protocol::Medium;

/// How far a page key moves in a list.
const PAGE: usize = 8;

impl Wizard {
    /// Everything that can have the focus on this page, in the order of Tab.
    pub fn focusables(&self) -> Vec<Focus> {
        let mut places = self.fields_and_lists();
        for action in self.actions().into_iter().map(Focus::Action) {
            if !places.contains(&action) {
                places.push(action);
            }
        }
        places
    }

    fn fields_and_lists(&self) -> Vec<Focus> {
        use FieldId as F;
        match &self.stage {
            Stage::Task | Stage::Contact(..) | Stage::Terms(..) => vec![Focus::List],
            Stage::Server => vec![Focus::Field(F::Server)],
            Stage::SignIn(_) => self.after_suggestion(F::SignInName, &[F::SignInPassword]),
            Stage::Country(_) => vec![Focus::Field(F::Country)],
            Stage::Number(..) => vec![Focus::Field(F::Number)],
            Stage::Address(..) => vec![Focus::Field(F::Email)],
            Stage::Account(_) => {
                self.after_suggestion(F::Username, &[F::Password, F::PasswordAgain])
            }
            Stage::Token(..) => vec![Focus::Field(F::Token)],
            Stage::NewPassword(..) => vec![
                Focus::Field(F::Password),
                Focus::Field(F::PasswordAgain),
                Focus::List,
            ],
            Stage::Verify(_, sent) if sent.by_code => vec![Focus::Field(F::Code)],
            Stage::Review(_)
            | Stage::Browser(..)
            | Stage::Verify(..)
            | Stage::Web(..)
            | Stage::Done(_)
            | Stage::Stopped(..) => vec![],
        }
    }

    /// A field, what was probably meant by its text, and the fields after it.
    fn after_suggestion(&self, field: FieldId, rest: &[FieldId]) -> Vec<Focus> {
        let meant = self.suggestion().map(|_| Act::TakeSuggestion);
        std::iter::once(Focus::Field(field))
            .chain(meant.map(Focus::Action))
            .chain(rest.iter().copied().map(Focus::Field))
            .collect()
    }

    /// The first place of this page with something still to do: a field with nothing in it, a list with nothing chosen.
    pub(super) fn still_to_do(&self) -> Option<Focus> {
        let is_open = |place: &Focus| match place {
            Focus::Field(field) => self.draft.line(*field).is_empty(),
            Focus::List => matches!(self.list_position(), (1.., None)),
            Focus::Action(_) => false,
        };
        self.focusables().into_iter().find(is_open)
    }

    /// Puts the focus where a person would begin on this page: what was typed for another page is looked at before the
    /// rest is chosen.
    pub(super) fn focus_first(&mut self) {
        let first = || self.focusables().first().copied();
        let empty = self
            .still_to_do()
            .filter(|place| matches!(place, Focus::Field(_)));
        self.focus = empty.or_else(first).unwrap_or(Focus::List);
    }

    /// Puts the focus back on the page when what it was on is gone.
    pub(super) fn keep_focus(&mut self) {
        if !self.focusables().contains(&self.focus) {
            self.focus_first();
        }
    }

    pub(super) fn move_focus(&mut self, way: Move) {
        let places = self.focusables();
        if places.is_empty() {
            return;
        }
        let at = places.iter().position(|place| *place == self.focus);
        let next = match (at, way) {
            (None, _) => 0,
            (Some(at), Move::Next) => (at + 1) % places.len(),
            (Some(at), Move::Previous) => (at + places.len() - 1) % places.len(),
        };
        self.focus = places[next];
    }

    pub(super) fn choose(&mut self, choose: Choose) {
        let in_list =
            matches!(self.focus, Focus::List) || self.focus == Focus::Field(FieldId::Country);
        if in_list {
            self.choose_in_list(choose);
            return;
        }
        match choose {
            Choose::Up => self.move_focus(Move::Previous),
            Choose::Down => self.move_focus(Move::Next),
            Choose::Index(at) => {
                if let Some(action) = self.actions().get(at) {
                    self.focus = Focus::Action(*action);
                }
            }
            Choose::PageUp | Choose::PageDown | Choose::Toggle => {}
        }
    }

    fn choose_in_list(&mut self, choose: Choose) {
        let (len, at) = self.list_position();
        if len == 0 {
            return;
        }
        let target = match choose {
            Choose::Up => at.map_or(len - 1, |at| at.saturating_sub(1)),
            Choose::Down => at.map_or(0, |at| at + 1),
            Choose::PageUp => at.map_or(0, |at| at.saturating_sub(PAGE)),
            Choose::PageDown => at.map_or(0, |at| at + PAGE),
            Choose::Index(index) => index,
            Choose::Toggle => {
                self.toggle_policy();
                return;
            }
        }
        .min(len - 1);
        // The lists with other places around them let the arrows out.
        let leaves = match choose {
            Choose::Up => at == Some(0),
            Choose::Down => at == Some(len - 1),
            _ => false,
        };
        if leaves && self.focusables().len() > 1 {
            let way = if choose == Choose::Up {
                Move::Previous
            } else {
                Move::Next
            };
            self.move_focus(way);
            return;
        }
        self.problem = None;
        self.set_list_position(target);
    }

    /// How long the page's list is, and which entry is chosen.
    pub fn list_position(&self) -> (usize, Option<usize>) {
        match &self.stage {
            // What was begun stands first.
            Stage::Task => {
                let offered = self.offered().len();
                let task = || Task::ALL.iter().position(|task| *task == self.task);
                let at = match self.chosen_offer() {
                    Some(at) => Some(at),
                    None => task().map(|at| at + offered),
                };
                (Task::ALL.len() + offered, at)
            }
            Stage::Contact(server, _) => {
                let choices = server.contact_choices(self.task);
                let at = choices.iter().position(|m| Some(*m) == self.lists.contact);
                (choices.len(), at)
            }
            Stage::Country(_) => {
                let countries = &self.lists.countries;
                let at = self.draft.country;
                (
                    countries.len(),
                    at.and_then(|code| countries.iter().position(|c| c.code == code)),
                )
            }
            Stage::Terms(contacts, ..) => (contacts.server.terms().len(), Some(self.lists.policy)),
            Stage::NewPassword(..) => (2, self.draft.logout_devices.map(usize::from)),
            _ => (0, None),
        }
    }

    fn set_list_position(&mut self, at: usize) {
        match &self.stage {
            Stage::Task => {
                let goals = at.checked_sub(self.offered().len());
                self.lists.offer = goals.is_none().then_some(at);
                if let Some(task) = goals.and_then(|at| Task::ALL.get(at)) {
                    self.task = *task;
                }
            }
            Stage::Contact(server, _) => {
                self.lists.contact = server.contact_choices(self.task).get(at).copied();
            }
            Stage::Country(_) => {
                self.draft.country = self.lists.countries.get(at).map(|c| c.code);
                self.lists.country = self.draft.country;
            }
            Stage::Terms(..) => self.lists.policy = at,
            Stage::NewPassword(..) => {
                self.draft.logout_devices = Some(at == 1);
                self.waits.enter = false;
            }
            _ => {}
        }
    }

    /// Turns to the other task, with the same server and address.
    pub(super) fn switch(&mut self, turn: &mut Turn) {
        let medium = match self.problem.as_ref().map(|p| &p.kind) {
            Some(ProblemKind::AddressInUse(medium) | ProblemKind::AddressUnknown(medium)) => {
                Some(*medium)
            }
            _ => None,
        };
        let Some(task) = self.task.other() else {
            return;
        };
        self.stop_returning();
        self.task = task;
        self.lists.contact = medium.map(|medium| match medium {
            Medium::Email => Media::EMAIL,
            Medium::Msisdn => Media::PHONE,
        });
        self.abandon();
        self.forget_questions(turn, Awaiting::holds_the_page);
        self.go_to(Stage::Server, turn);
        self.go_on(turn);
    }

    /// Shows a problem on the page where it can be mended.
    pub(super) fn show(&mut self, problem: Problem, turn: &mut Turn) {
        let page = problem
            .kind
            .page()
            .filter(|page| self.pages().contains(page));
        if let Some(page) = page {
            self.return_to(page, turn);
        }
        // Most often it is the password; nobody is told which.
        if problem.kind == SignInProblem::Refused.into() {
            self.focus = Focus::Field(FieldId::SignInPassword);
        }
        self.problem = Some(problem);
        self.waits.enter = false;
        self.waits.send = false;
        self.keep_focus();
    }
}
