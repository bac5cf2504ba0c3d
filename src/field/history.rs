//! The states of a line that can be undone and redone.

use std::collections::VecDeque;

use zeroize::Zeroizing;

/// Steps that are kept; the oldest is forgotten first.
const STEPS: usize = 64;

/// A text and the caret in it.
pub(super) type Step = (Zeroizing<String>, usize);

/// Earlier texts of one line, newest last, and those that were taken back.
#[derive(Clone, Default)]
pub(super) struct History {
    steps: VecDeque<Step>,
    undone: Vec<Step>,
    /// The newest step is a run of typed letters that the next letter joins.
    typing: bool,
}

impl History {
    /// Records what was before a change. A `letter` typed right after another one is part of the same change.
    pub(super) fn record(&mut self, before: Step, letter: bool) {
        self.undone.clear();
        if !(letter && self.typing) {
            self.keep(before);
        }
        self.typing = letter;
    }

    fn keep(&mut self, step: Step) {
        if self.steps.len() == STEPS {
            self.steps.pop_front();
        }
        self.steps.push_back(step);
    }

    /// Ends a run of typed letters: the next one starts a change of its own.
    pub(super) fn pause(&mut self) {
        self.typing = false;
    }

    /// The text before the newest change, in exchange for the present one.
    pub(super) fn undo(&mut self, now: Step) -> Option<Step> {
        self.typing = false;
        let step = self.steps.pop_back()?;
        self.undone.push(now);
        Some(step)
    }

    /// The text before the newest undo, in exchange for the present one.
    pub(super) fn redo(&mut self, now: Step) -> Option<Step> {
        self.typing = false;
        let step = self.undone.pop()?;
        self.keep(now);
        Some(step)
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
