//! One character of UTF-8, byte by byte.

pub(super) struct Partial {
    bytes: [u8; 4],
    have: usize,
    need: usize,
}

/// The effect of a byte on a character that had begun.
pub(super) enum Step {
    More,
    /// The character is complete; `None` if its bytes are none (an overlong form, a surrogate).
    Done(Option<char>),
    /// The byte does not continue with the character, which is lost; the byte itself is still to be read.
    Broken,
}

impl Partial {
    /// Begins with a byte of 0x80 or above. `None` if no character begins with it.
    pub(super) fn begin(byte: u8) -> Option<Self> {
        let need = match byte {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return None,
        };
        Some(Self {
            bytes: [byte, 0, 0, 0],
            have: 1,
            need,
        })
    }

    pub(super) fn push(&mut self, byte: u8) -> Step {
        if !(0x80..=0xbf).contains(&byte) {
            return Step::Broken;
        }
        self.bytes[self.have] = byte;
        self.have += 1;
        if self.have < self.need {
            return Step::More;
        }
        let text = std::str::from_utf8(&self.bytes[..self.need]).ok();
        Step::Done(text.and_then(|text| text.chars().next()))
    }
}
