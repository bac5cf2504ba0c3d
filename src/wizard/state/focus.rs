//! The places that can have the focus on a page, and its moves.

use crate::wizard::act::Act;
use crate::wizard::event::{Choose, Move};
use crate::wizard::form::FieldId;
use crate::wizard::page::{Focus, PageId, fields};
use crate::wizard::{State, pages};

/// How far a page key moves in a list.
const PAGE: usize = 8;

impl State {
    /// Everything that can have the focus on this page, in the order of Tab.
    pub fn focusables(&self) -> Vec<Focus> {
        let mut places: Vec<_> = match self.page {
            PageId::Verify if !self.asks_code() => Vec::new(),
            page => fields(page).iter().copied().map(Focus::Field).collect(),
        };
        // The list of countries hangs on its field.
        if self.page != PageId::Country && pages::of(self.page).list(self).is_some() {
            places.push(Focus::List);
        }
        // A suggested correction stands behind its field.
        if self.suggestion().is_some() {
            places.insert(1, Focus::Action(Act::TakeSuggestion));
        }
        for action in self.actions().into_iter().map(Focus::Action) {
            if !places.contains(&action) {
                places.push(action);
            }
        }
        places
    }

    /// The first place of this page with something still to do: a field with nothing in it, a list with nothing chosen.
    pub(in crate::wizard) fn still_to_do(&self) -> Option<Focus> {
        let is_open = |place: &Focus| match place {
            Focus::Field(field) => self.form.is_empty(*field),
            Focus::List => matches!(self.list_position(), (1.., None)),
            Focus::Action(_) => false,
        };
        self.focusables().into_iter().find(is_open)
    }

    /// Puts the focus where a user would begin on this page: the typed text for another page is looked at before the
    /// rest is chosen.
    pub(in crate::wizard) fn focus_first(&mut self) {
        let first = || self.focusables().first().copied();
        let empty = self
            .still_to_do()
            .filter(|place| matches!(place, Focus::Field(_)));
        self.focus = empty.or_else(first).unwrap_or(Focus::List);
    }

    /// Puts the focus back on the page when what it was on is gone.
    pub(in crate::wizard) fn keep_focus(&mut self) {
        if !self.focusables().contains(&self.focus) {
            self.focus_first();
        }
    }

    pub(in crate::wizard) fn move_focus(&mut self, way: Move) {
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

    pub(in crate::wizard) fn choose(&mut self, choose: Choose) {
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
                let policy = self.terms().get(self.form.policy).cloned();
                if let Some(policy) = policy.filter(|_| self.page == PageId::Terms) {
                    self.problem = None;
                    self.form.toggle(&policy);
                }
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
        pages::of(self.page).choose(self, target);
    }
}
