//! Edits of a line of text, and their results.

use super::Typed;

/// One change that a user makes to a [`Line`](super::Line), whatever key it stands on.
///
/// Words are those of Unicode annex 29. In a secret line every word movement goes to the end of the line, so that a
/// masked password does not show where its words are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Puts typed text in at the caret.
    Insert(Typed),
    /// Puts pasted text in at the caret, cleaned by [`hygiene`](super::hygiene()).
    Paste(Typed),
    DeleteBack,
    DeleteForward,
    /// Deletes from the start of the word before the caret.
    DeleteWordBack,
    /// Deletes to the end of the word after the caret.
    DeleteWordForward,
    DeleteToStart,
    DeleteToEnd,
    Left,
    Right,
    /// Moves to the start of the word before the caret.
    WordLeft,
    /// Moves to the end of the word after the caret.
    WordRight,
    Home,
    End,
    /// Takes the last change back; a run of typed letters is one change. Secret lines have nothing to take back.
    Undo,
    /// Makes the change that was taken back last again. Another change in between forgets it.
    Redo,
}

/// How much an edit did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Change {
    /// Nothing: text and caret are as before.
    #[default]
    Unchanged,
    /// The caret moved; the text is as before.
    Moved,
    /// The text is another one.
    Edited,
}

/// The result of an edit, so that a user can be told when not all of their text was taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How much the edit did.
    pub change: Change,
    /// The end of the text did not fit and was left out.
    pub cut: bool,
    /// Characters that a field cannot hold were left out. White space around a paste does not count, nor does the line
    /// end that a copied line drags along.
    pub cleaned: bool,
}

impl From<Change> for Outcome {
    fn from(change: Change) -> Self {
        Self {
            change,
            ..Self::default()
        }
    }
}
