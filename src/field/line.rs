//! The editor of one line.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use super::history::{History, Step};
use super::{Change, Edit, Outcome, grapheme, hygiene, measure};

/// The limits of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineKind {
    /// The most bytes of UTF-8 it holds; the typed text beyond them is left out and reported.
    pub max_bytes: usize,
    /// It holds a password or a token: nothing is remembered for undo, words are not told apart, and a paste keeps its
    /// spaces and invisible characters.
    pub secret: bool,
    /// A text with a character that the line cannot hold is not taken at all: the rest would be another password.
    pub whole: bool,
}

impl LineKind {
    /// A line of at most `max_bytes` that may be seen.
    #[must_use]
    pub const fn open(max_bytes: usize) -> Self {
        Self {
            max_bytes,
            secret: false,
            whole: false,
        }
    }

    /// A line of at most `max_bytes` for a secret.
    #[must_use]
    pub const fn secret(max_bytes: usize) -> Self {
        Self {
            secret: true,
            ..Self::open(max_bytes)
        }
    }

    /// A line of at most `max_bytes` for a password. It takes a text with all its characters, or nothing of it; one
    /// that is too long loses its end, and has to be refused by its length.
    #[must_use]
    pub const fn password(max_bytes: usize) -> Self {
        Self {
            whole: true,
            ..Self::secret(max_bytes)
        }
    }
}

/// One line of text with a caret.
///
/// At all times the text has no control character and no more bytes than its kind allows, and the caret lies on a
/// border between two graphemes. The text is zeroised when it is replaced and on drop; `Debug` shows lengths only.
#[derive(Clone)]
pub struct Line {
    kind: LineKind,
    text: Zeroizing<String>,
    caret: usize,
    /// The caret was moved to where it is, and nothing was put in or deleted before it since.
    moved: bool,
    history: History,
}

impl Line {
    #[must_use]
    pub fn new(kind: LineKind) -> Self {
        Self {
            kind,
            text: Zeroizing::default(),
            caret: 0,
            moved: false,
            history: History::default(),
        }
    }

    /// Applies one edit and returns its result.
    pub fn apply(&mut self, edit: &Edit) -> Outcome {
        self.apply_by(unicode_words, edit)
    }

    /// The same in a line whose words are other ones than Unicode's: `words` gives where the word before the caret
    /// starts, and where the one after it ends.
    pub fn apply_by(
        &mut self,
        words: impl FnOnce(&str, usize) -> (usize, usize),
        edit: &Edit,
    ) -> Outcome {
        let (text, caret) = (&self.text, self.caret);
        let word = || match self.kind.secret {
            true => (0, text.len()),
            false => {
                let (start, end) = words(text, caret);
                let start = grapheme::border_until(text, start.min(caret));
                (start, grapheme::border_from(text, end.max(caret)))
            }
        };
        match edit {
            Edit::Insert(typed) => self.insert(typed.as_str(), false),
            Edit::Paste(typed) => self.insert(typed.as_str(), true),
            Edit::DeleteBack => self.delete(grapheme::previous(text, caret), caret),
            Edit::DeleteForward => self.delete(caret, grapheme::next(text, caret)),
            Edit::DeleteWordBack => self.delete(word().0, caret),
            Edit::DeleteWordForward => self.delete(caret, word().1),
            Edit::DeleteToStart => self.delete(0, caret),
            Edit::DeleteToEnd => self.delete(caret, self.text.len()),
            Edit::Left => self.move_to(grapheme::previous(text, caret)),
            Edit::Right => self.move_to(grapheme::next(text, caret)),
            Edit::WordLeft => self.move_to(word().0),
            Edit::WordRight => self.move_to(word().1),
            Edit::Home => self.move_to(0),
            Edit::End => self.move_to(self.text.len()),
            Edit::Undo => self.travel(History::undo),
            Edit::Redo => self.travel(History::redo),
        }
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret as a byte offset into the text, on a grapheme border.
    #[must_use]
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Where a face shows a gap at the caret, whether the caret belongs behind the gap, to what follows: it was moved
    /// there. Before the gap it stays with the text that was typed or deleted.
    #[must_use]
    pub fn leans_forward(&self) -> bool {
        self.moved
    }

    /// The limits of the line.
    #[must_use]
    pub fn kind(&self) -> LineKind {
        self.kind
    }

    /// The number of graphemes: what a user would count as characters.
    #[must_use]
    pub fn graphemes(&self) -> usize {
        self.text.graphemes(true).count()
    }

    /// The columns that the text takes on a terminal.
    #[must_use]
    pub fn width(&self) -> usize {
        measure::width(&self.text)
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text with `mark` in place of each grapheme, and the caret as a byte offset into that.
    #[must_use]
    pub fn masked(&self, mark: char) -> (String, usize) {
        let before = self.text[..self.caret].graphemes(true).count();
        (
            mark.to_string().repeat(self.graphemes()),
            before * mark.len_utf8(),
        )
    }

    /// Puts in a text that was not typed here: a flag's, or a saved one. It is taken as a paste into an empty line is,
    /// the caret goes to its end, and there is nothing to undo.
    pub fn set(&mut self, text: &str) -> Outcome {
        let before = std::mem::take(&mut self.text);
        let caret = std::mem::take(&mut self.caret);
        let mut outcome = self.insert(text, true);
        self.history.clear();
        outcome.change = match (before == self.text, caret == self.caret) {
            (true, true) => Change::Unchanged,
            (true, false) => Change::Moved,
            (false, _) => Change::Edited,
        };
        outcome
    }

    /// Empties the line and forgets everything about its text.
    pub fn clear(&mut self) {
        *self = Self::new(self.kind);
    }

    /// Pastes over everything that is there, as one change.
    pub fn paste_over(&mut self, text: &str) -> Outcome {
        self.put(0, self.text.len(), text, true)
    }

    /// Writes the text otherwise, as part of the change that brought it: it is not taken back by itself. `form` is
    /// given the text, and what of it stands before the caret, and makes neither of them longer.
    pub fn rewrite(&mut self, form: impl Fn(&str) -> String) {
        let before = form(&self.text[..self.caret]).len();
        let text = Zeroizing::new(form(&self.text));
        self.caret = grapheme::border_from(&text, before);
        self.text = text;
    }

    fn insert(&mut self, text: &str, paste: bool) -> Outcome {
        self.put(self.caret, self.caret, text, paste)
    }

    /// Puts a text in the place of a range, as much of it as there is room for.
    fn put(&mut self, from: usize, to: usize, text: &str, paste: bool) -> Outcome {
        let (clean, cleaned) = hygiene::clean(text, self.kind.secret, paste);
        if cleaned && self.kind.whole {
            return Outcome {
                cleaned,
                ..Outcome::default()
            };
        }
        let clean = clean.as_str();
        let stays = self.text.len() - (to - from);
        let room = self.kind.max_bytes.saturating_sub(stays);
        let kept = grapheme::fitting(clean, room);
        if kept.starts_with(char::is_whitespace) {
            // A space starts a new word, and with it a change of its own to take back.
            self.history.pause();
        }
        let change = match kept.is_empty() {
            true => Change::Unchanged,
            false => self.replace(from, to, kept, !paste),
        };
        Outcome {
            change,
            cut: kept.len() < clean.len(),
            cleaned,
        }
    }

    fn delete(&mut self, from: usize, to: usize) -> Outcome {
        let stays = self.moved && from == self.caret;
        let change = match from == to {
            true => Change::Unchanged,
            false => self.replace(from, to, "", false),
        };
        self.moved = stays;
        change.into()
    }

    /// Replaces a range by `new`. The text is rebuilt rather than changed in place: a buffer that grows leaves a copy
    /// behind, unwiped.
    fn replace(&mut self, from: usize, to: usize, new: &str, letter: bool) -> Change {
        let (head, tail) = (&self.text[..from], &self.text[to..]);
        let mut text = Zeroizing::new(String::with_capacity(head.len() + new.len() + tail.len()));
        text.push_str(head);
        text.push_str(new);
        text.push_str(tail);
        // The joined text may form one grapheme, such as two halves of a flag.
        let caret = grapheme::border_from(&text, from + new.len());
        let before = std::mem::replace(&mut self.text, text);
        let caret_before = std::mem::replace(&mut self.caret, caret);
        self.moved = false;
        if !self.kind.secret {
            self.history.record((before, caret_before), letter);
        }
        Change::Edited
    }

    fn move_to(&mut self, caret: usize) -> Outcome {
        self.history.pause();
        let change = match caret == self.caret {
            true => Change::Unchanged,
            false => Change::Moved,
        };
        (self.caret, self.moved) = (caret, true);
        change.into()
    }

    /// Goes back or on in the history.
    fn travel(&mut self, way: fn(&mut History, Step) -> Option<Step>) -> Outcome {
        let here = (self.text.clone(), self.caret);
        let Some((text, caret)) = way(&mut self.history, here) else {
            return Outcome::default();
        };
        (self.text, self.caret, self.moved) = (text, caret, false);
        Change::Edited.into()
    }
}

fn unicode_words(text: &str, caret: usize) -> (usize, usize) {
    (
        grapheme::word_start(text, caret),
        grapheme::word_end(text, caret),
    )
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Line({} of {} bytes)",
            self.text.len(),
            self.kind.max_bytes
        )
    }
}
