//! Terminal bytes to keys and pastes.
//!
//! Pure and deterministic: bytes and the time at which they were read go in, [`Input`]s come out, and the time at which
//! silence will have decided something is [`Decoder::next_deadline`]. Where a read happens to end never matters; only
//! time does, because a terminal sends the same byte for the Esc key and for the start of every other special key.
//!
//! Known are xterm's and the VT220's sequences with their modifiers, those of the Linux console and of rxvt, the
//! "CSI u" forms of kitty and fixterms, and xterm's modifyOtherKeys. Sequences that are no key (answers of the
//! terminal, focus and mouse reports, anything unknown) are swallowed whole and never typed. Bytes that are not UTF-8
//! are reported: left out of a password in silence, they would make another one.

mod decoder;
mod keys;
mod paste;
mod utf8;

use std::{fmt, time::Duration};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::field::Typed;

pub use decoder::Decoder;

/// A user's input at the terminal. `Debug` shows which key it was, but no typed letter and no pasted text.
#[derive(Clone, PartialEq, Eq)]
pub enum Input {
    /// A key press. Repeats of a held key are presses, releases are not reported.
    Key(KeyEvent),
    /// A bracketed paste, as the terminal sent it; a field cleans what it takes of it.
    Paste {
        text: Typed,
        /// The paste was longer than [`InputTiming::paste_limit`]; the rest is lost.
        cut: bool,
    },
    /// Bytes that are no character of UTF-8, or a paste with such bytes: the user typed something, but nothing here
    /// can tell what.
    NotUtf8,
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = KeyModifiers::SHIFT | KeyModifiers::ALT;
        match self {
            Self::Key(KeyEvent {
                code: KeyCode::Char(_),
                modifiers,
                ..
            }) if plain.contains(*modifiers) => {
                write!(f, "Key(letter)")
            }
            Self::Key(key) if key.modifiers.is_empty() => write!(f, "Key({:?})", key.code),
            Self::Key(key) => write!(f, "Key({:?}+{:?})", key.modifiers, key.code),
            Self::Paste { text, cut } => write!(f, "Paste({text:?}, cut: {cut})"),
            Self::NotUtf8 => write!(f, "NotUtf8"),
        }
    }
}

/// How long silence must last to mean something, and how much is kept of a paste.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputTiming {
    /// After an ESC byte: it was the Esc key.
    pub lone_escape: Duration,
    /// Inside a paste: its end was lost, what came is the paste. Inside any other sequence that clearly began: the
    /// rest was lost, and so is it.
    pub open_paste: Duration,
    /// The bytes that are kept of one paste, at most.
    pub paste_limit: usize,
}

impl Default for InputTiming {
    /// 100 ms, 1 s, 64 KiB. A key may come in pieces wherever the terminal seems to be: in a container, at a serial
    /// line and as another user nothing tells that it is at the other end of a network.
    fn default() -> Self {
        Self {
            lone_escape: Duration::from_millis(100),
            open_paste: Duration::from_secs(1),
            paste_limit: 64 * 1024,
        }
    }
}
