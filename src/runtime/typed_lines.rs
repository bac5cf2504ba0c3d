//! Lines from the bytes of standard input.

use std::collections::VecDeque;

use zeroize::Zeroizing;

/// A longer line, in bytes, is no answer; what is beyond it is dropped, so that a flood fills no memory.
const LONGEST: usize = 16 * 1024;

/// So many lines wait on a terminal; the typed text after them is dropped, so that its end is still heard of.
const MOST: usize = 64;

/// A line without its end. It may be a password, so it is wiped.
pub(super) type Line = Zeroizing<String>;

/// Why a line is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    TooLong,
    /// It is not in UTF-8: read as if it were, two passwords could become the same.
    NotText,
}

/// Lines that were read and not yet taken.
pub(super) struct Lines {
    begun: Zeroizing<Vec<u8>>,
    /// The line that was begun is longer than [`LONGEST`].
    cut: bool,
    whole: VecDeque<Result<Line, NoAnswer>>,
    /// Whether a user types them, and not a pipe.
    terminal: bool,
    /// There is nothing more to come.
    pub(super) ended: bool,
}

impl Lines {
    /// Of a terminal, or of a pipe.
    pub(super) fn new(terminal: bool) -> Self {
        Self {
            begun: Zeroizing::default(),
            cut: false,
            whole: VecDeque::new(),
            terminal,
            ended: false,
        }
    }

    /// Whether more is to be read: from a pipe only once every line was taken, so that a flood waits in the pipe.
    pub(super) fn wants_more(&self) -> bool {
        !self.ended && (self.terminal || self.whole.is_empty())
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\n' => self.end_line(),
                byte if self.begun.len() < LONGEST => self.push(*byte),
                _ => self.cut = true,
            }
        }
    }

    /// There is nothing more to come. A last line needs no end.
    pub(super) fn end(&mut self) {
        if !self.begun.is_empty() {
            self.end_line();
        }
        self.ended = true;
    }

    pub(super) fn next(&mut self) -> Option<Result<Line, NoAnswer>> {
        self.whole.pop_front()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// Grows by hand, so that no copy of a secret stays behind.
    fn push(&mut self, byte: u8) {
        if self.begun.len() == self.begun.capacity() {
            let room = (2 * self.begun.capacity()).max(256);
            let mut grown = Zeroizing::new(Vec::with_capacity(room));
            grown.extend_from_slice(&self.begun);
            self.begun = grown;
        }
        self.begun.push(byte);
    }

    fn end_line(&mut self) {
        let bytes = std::mem::take(&mut self.begun);
        let is_cut = std::mem::take(&mut self.cut);
        if self.terminal && self.whole.len() >= MOST {
            return;
        }
        let line = bytes.strip_suffix(b"\r").unwrap_or(&bytes);
        self.whole.push_back(match std::str::from_utf8(line) {
            _ if is_cut => Err(NoAnswer::TooLong),
            Ok(line) => Ok(Zeroizing::new(line.to_owned())),
            Err(_) => Err(NoAnswer::NotText),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(lines: &mut Lines) -> Vec<Result<String, NoAnswer>> {
        let next = || Some(lines.next()?.map(|line| line.to_string()));
        std::iter::from_fn(next).collect()
    }

    fn text(line: &str) -> Result<String, NoAnswer> {
        Ok(line.to_owned())
    }

    #[test]
    fn lines_come_out_whole_however_they_were_read() {
        let mut lines = Lines::new(false);
        lines.feed(b"on");
        assert_eq!(all(&mut lines), []);
        lines.feed(b"e\r\n\ntw\xc3");
        assert_eq!(all(&mut lines), [text("one"), text("")]);
        lines.feed(b"\xb6");
        lines.end();
        assert_eq!(all(&mut lines), [text("tw\u{f6}")]);
        assert!(lines.ended && lines.is_empty());
    }

    #[test]
    fn a_line_that_is_cut_is_no_answer_and_fills_no_memory() {
        let mut lines = Lines::new(false);
        lines.feed(&vec![b'x'; 3 * LONGEST]);
        assert!(lines.begun.capacity() <= LONGEST);
        lines.feed(b"\nnext\n");
        lines.feed(&[b'y'; LONGEST]);
        lines.feed(b"\n");
        let whole = text(&"y".repeat(LONGEST));
        assert_eq!(
            all(&mut lines),
            [Err(NoAnswer::TooLong), text("next"), whole]
        );
    }

    #[test]
    fn a_line_in_another_encoding_is_no_answer() {
        let mut lines = Lines::new(false);
        lines.feed(b"s\xe4ge\ns\xf6ge\nsage\n");
        let not_text = || Err(NoAnswer::NotText);
        assert_eq!(all(&mut lines), [not_text(), not_text(), text("sage")]);
    }

    #[test]
    fn a_pipe_waits_while_lines_do() {
        let mut lines = Lines::new(false);
        lines.feed(b"\n".repeat(2 * MOST).as_slice());
        assert!(!lines.wants_more());
        assert_eq!(all(&mut lines).len(), 2 * MOST, "none is lost");
        assert!(lines.wants_more());
    }

    #[test]
    fn a_terminal_is_heard_to_its_end_whatever_is_typed() {
        let mut lines = Lines::new(true);
        lines.feed(b"\n".repeat(2 * MOST).as_slice());
        assert!(lines.wants_more());
        assert_eq!(all(&mut lines).len(), MOST);
    }
}
