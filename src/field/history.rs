//! What a line remembers to take back.

use std::collections::VecDeque;

use zeroize::Zeroizing;

/// Steps that are kept; the oldest is forgotten first.
const STEPS: usize = 64;

/// Earlier texts of one line with their carets, newest last.
#[derive(Clone, Default)]
pub(super) struct History {
    steps: VecDeque<(Zeroizing<String>, usize)>,
    /// The newest step is a run of typed letters that the next letter joins.
    typing: bool,
}

impl History {
    /// Records the text before a change. A `letter` typed right after another one is part of the same change.
    pub(super) fn record(&mut self, text: Zeroizing<String>, caret: usize, letter: bool) {
        if !(letter && self.typing) {
            if self.steps.len() == STEPS {
                self.steps.pop_front();
            }
            self.steps.push_back((text, caret));
        }
        self.typing = letter;
    }

    /// Ends a run of typed letters: the next one starts a change of its own.
    pub(super) fn pause(&mut self) {
        self.typing = false;
    }

    /// The text and caret before the newest change, which is forgotten.
    pub(super) fn undo(&mut self) -> Option<(Zeroizing<String>, usize)> {
        self.typing = false;
        self.steps.pop_back()
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
