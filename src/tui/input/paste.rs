//! The inside of a bracketed paste: everything up to the end marker is text, whatever it looks like.

use zeroize::Zeroizing;

use super::Input;

/// The sequence that ends a paste.
const END: &[u8] = b"\x1b[201~";

/// A paste that has begun.
pub(super) struct Paste {
    /// At most `limit` bytes; allocated once, so that no copy of a pasted password is left by growing.
    bytes: Zeroizing<Vec<u8>>,
    limit: usize,
    cut: bool,
    /// How much of [`END`] has been read.
    matched: usize,
}

impl Paste {
    /// An empty paste that will keep `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            bytes: Zeroizing::new(Vec::with_capacity(limit)),
            limit,
            cut: false,
            matched: 0,
        }
    }

    /// Takes a byte; true when it completes the end marker.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        if byte == END[self.matched] {
            self.matched += 1;
            return self.matched == END.len();
        }
        // Only its first byte occurs once in the marker, so a marker that breaks off can only begin anew with this
        // byte.
        self.keep(&END[..self.matched]);
        if byte == END[0] {
            self.matched = 1;
        } else {
            self.matched = 0;
            self.keep(&[byte]);
        }
        false
    }

    /// The paste as far as it came.
    pub(super) fn finish(self) -> Input {
        let mut text = String::with_capacity(self.limit);
        let mut chunks = self.bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            // What the limit cut in two is no damage.
            let halved = self.cut && chunks.peek().is_none();
            let damage = if chunk.invalid().is_empty() || halved {
                ""
            } else {
                "\u{fffd}"
            };
            for piece in [chunk.valid(), damage] {
                let fits = whole_chars(piece, self.limit - text.len());
                text.push_str(&piece[..fits]);
                if fits < piece.len() {
                    return Input::Paste {
                        text: text.into(),
                        cut: true,
                    };
                }
            }
        }
        Input::Paste {
            text: text.into(),
            cut: self.cut,
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = self.limit - self.bytes.len();
        self.cut |= bytes.len() > room;
        self.bytes
            .extend_from_slice(&bytes[..bytes.len().min(room)]);
    }
}

/// The longest length of at most `bytes` that ends between two characters of `text`.
fn whole_chars(text: &str, bytes: usize) -> usize {
    let most = bytes.min(text.len());
    (0..=most)
        .rev()
        .find(|end| text.is_char_boundary(*end))
        .unwrap_or(0)
}
