//! The inside of a bracketed paste: everything up to the end marker is text, whatever it looks like.

use zeroize::Zeroizing;

use super::Input;

const END: &[u8] = b"\x1b[201~";

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
        let text = match std::str::from_utf8(&self.bytes) {
            Ok(text) => text,
            // The limit cut the last character in two.
            Err(error) if self.cut && error.error_len().is_none() => {
                let (whole, _) = self.bytes.split_at(error.valid_up_to());
                std::str::from_utf8(whole).unwrap_or_default()
            }
            Err(_) => return Input::NotUtf8,
        };
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
