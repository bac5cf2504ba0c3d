//! Lines from the bytes of standard input.

use std::collections::VecDeque;

use zeroize::Zeroizing;

/// A longer line is no answer; what is beyond it is dropped, so that a flood fills no memory.
const LONGEST: usize = 16 * 1024;

/// A line without its end. It may be a password, so it is wiped.
pub(super) type Line = Zeroizing<String>;

/// Lines that were read and not yet taken.
#[derive(Default)]
pub(super) struct Lines {
    begun: Zeroizing<Vec<u8>>,
    whole: VecDeque<Line>,
    /// There is nothing more to come.
    pub(super) ended: bool,
}

impl Lines {
    /// Takes what was read.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\n' => self.end_line(),
                byte if self.begun.len() < LONGEST => self.push(*byte),
                _ => {}
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

    /// The next line.
    pub(super) fn next(&mut self) -> Option<Line> {
        self.whole.pop_front()
    }

    /// Whether there is one.
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
        let line = bytes.strip_suffix(b"\r").unwrap_or(&bytes);
        let line = String::from_utf8_lossy(line).into_owned();
        self.whole.push_back(Zeroizing::new(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(lines: &mut Lines) -> Vec<String> {
        std::iter::from_fn(|| lines.next().map(|line| line.to_string())).collect()
    }

    #[test]
    fn lines_come_out_whole_however_they_were_read() {
        let mut lines = Lines::default();
        lines.feed(b"on");
        assert_eq!(all(&mut lines), [""; 0]);
        lines.feed(b"e\r\n\ntw\xc3");
        assert_eq!(all(&mut lines), ["one", ""]);
        lines.feed(b"\xb6");
        lines.end();
        assert_eq!(all(&mut lines), ["tw\u{f6}"]);
        assert!(lines.ended && lines.is_empty());
    }

    #[test]
    fn a_flood_without_an_end_fills_no_memory() {
        let mut lines = Lines::default();
        lines.feed(&vec![b'x'; 3 * LONGEST]);
        lines.feed(b"\n");
        assert_eq!(all(&mut lines), ["x".repeat(LONGEST)]);
    }
}
