//! The state machine that reads one byte after the other.

use std::{mem, time::Duration};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    Input, InputTiming, keys,
    paste::Paste,
    utf8::{Partial, Step},
};

/// The parameter bytes kept of one sequence; the longest key known has 20. A longer sequence is swallowed.
const MAX_PARAMETERS: usize = 64;

const ESC: u8 = 0x1b;
const CTRL_C: u8 = 0x03;
const BEL: u8 = 0x07;

/// Turns terminal bytes into keys and pastes. Has no clock: each call says what time it is, as the duration since any
/// fixed moment.
pub struct Decoder {
    timing: InputTiming,
    state: State,
    /// When the last byte was read.
    last: Duration,
}

/// The bytes of an incomplete sequence. `alt` means that one more ESC stood before it, which is how
/// several terminals send Alt with a special key.
enum State {
    Ground,
    /// ESC, or two of them.
    Escape {
        alt: bool,
    },
    /// `ESC [` and parameters.
    Csi {
        alt: bool,
        parameters: Vec<u8>,
        too_long: bool,
    },
    /// `ESC [ [`: a function key of the Linux console, with one letter to come.
    Console {
        alt: bool,
    },
    /// `ESC O` and parameters.
    Ss3 {
        alt: bool,
        parameters: Vec<u8>,
    },
    /// An old mouse report: this many bytes to come.
    Mouse {
        left: u8,
    },
    /// A string of the terminal (DCS, OSC, PM, APC), begun by ESC and `opener`.
    String {
        opener: u8,
        empty: bool,
    },
    /// An ESC in such a string: its end, or the start of something else.
    StringEscape,
    /// A character of several bytes, `alt` with an ESC before it.
    Letter {
        alt: bool,
        partial: Partial,
    },
    Paste(Paste),
}

impl Decoder {
    /// A decoder that has read nothing.
    #[must_use]
    pub fn new(timing: InputTiming) -> Self {
        Self {
            timing,
            state: State::Ground,
            last: Duration::ZERO,
        }
    }

    /// Reads bytes that arrived at `now`. A deadline that has passed by then takes effect first.
    pub fn feed(&mut self, bytes: &[u8], now: Duration) -> Vec<Input> {
        let mut inputs = self.expire(now);
        if !bytes.is_empty() {
            self.last = now;
        }
        for byte in bytes {
            self.read(*byte, &mut inputs);
        }
        inputs
    }

    /// Takes note that it is `now`, and of what the silence so far means. Before [`Self::next_deadline`] that is
    /// nothing.
    pub fn expire(&mut self, now: Duration) -> Vec<Input> {
        if self.next_deadline().is_none_or(|deadline| now < deadline) {
            return Vec::new();
        }
        let (alt, input) = match mem::replace(&mut self.state, State::Ground) {
            State::Escape { alt } => (alt, Some(escape())),
            State::StringEscape => (false, Some(escape())),
            State::Csi {
                alt, parameters, ..
            } => (alt, parameters.is_empty().then(|| alt_key(b'['))),
            State::Ss3 { alt, parameters } => (alt, parameters.is_empty().then(|| alt_key(b'O'))),
            State::Console { alt } | State::Letter { alt, .. } => (alt, None),
            State::String { opener, empty } => (false, empty.then(|| alt_key(opener))),
            State::Paste(paste) => (false, Some(paste.finish())),
            State::Mouse { .. } | State::Ground => (false, None),
        };
        alt.then(escape).into_iter().chain(input).collect()
    }

    /// When [`Self::expire`] should be called if no byte arrives before; `None` while nothing is open.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        let silence = match self.state {
            // A character that is cut off needs no deadline: whatever comes next either completes or replaces it. After
            // an ESC it does, for that was then the Esc key.
            State::Ground | State::Letter { alt: false, .. } => return None,
            State::Escape { .. } | State::String { empty: true, .. } => self.timing.lone_escape,
            State::Csi { .. }
            | State::Console { .. }
            | State::Ss3 { .. }
            | State::Mouse { .. }
            | State::Letter { .. }
            | State::String { .. }
            | State::StringEscape
            | State::Paste(_) => self.timing.open_paste,
        };
        Some(self.last.saturating_add(silence))
    }

    fn read(&mut self, byte: u8, inputs: &mut Vec<Input>) {
        self.state = match mem::replace(&mut self.state, State::Ground) {
            State::Ground => ground(byte, inputs),
            State::Escape { alt } => after_escape(alt, byte, inputs),
            State::Csi {
                alt,
                parameters,
                too_long,
            } => self.csi(alt, parameters, too_long, byte, inputs),
            State::Console { alt } if is_printable(byte) => {
                finish(keys::console(byte), alt, inputs)
            }
            State::Console { alt } => broken_off(alt, byte, inputs),
            State::Ss3 { alt, parameters } => ss3(alt, parameters, byte, inputs),
            // The bytes of a report are above the controls; a control is a key pressed in a report that broke off.
            State::Mouse { .. } if byte < 0x20 => ground(byte, inputs),
            State::Mouse { left: 0 | 1 } => State::Ground,
            State::Mouse { left } => State::Mouse { left: left - 1 },
            State::String { opener, .. } => string(opener, byte, inputs),
            State::StringEscape if byte == b'\\' => State::Ground,
            State::StringEscape => after_escape(false, byte, inputs),
            State::Letter { alt, partial } => letter(alt, partial, byte, inputs),
            State::Paste(mut paste) => {
                if paste.push(byte) {
                    inputs.push(paste.finish());
                    State::Ground
                } else {
                    State::Paste(paste)
                }
            }
        };
    }

    /// A byte after `ESC [`.
    fn csi(
        &self,
        alt: bool,
        mut parameters: Vec<u8>,
        too_long: bool,
        byte: u8,
        inputs: &mut Vec<Input>,
    ) -> State {
        match byte {
            b'[' if parameters.is_empty() => State::Console { alt },
            b'$' if keys::ends_with_dollar(&parameters) => {
                finish(keys::csi(&parameters, byte), alt, inputs)
            }
            0x20..=0x3f => {
                let too_long = too_long || parameters.len() == MAX_PARAMETERS;
                if !too_long {
                    parameters.push(byte);
                }
                State::Csi {
                    alt,
                    parameters,
                    too_long,
                }
            }
            0x40..=0x7e if too_long => finish(None, alt, inputs),
            0x40..=0x7e => {
                let ground = finish(keys::csi(&parameters, byte), alt, inputs);
                match (parameters.as_slice(), byte) {
                    (b"200", b'~') => State::Paste(Paste::new(self.timing.paste_limit)),
                    (b"", b'M') => State::Mouse { left: 3 },
                    _ => ground,
                }
            }
            _ => broken_off(alt, byte, inputs),
        }
    }
}

/// A byte with nothing open, or one that nothing open can continue with.
fn ground(byte: u8, inputs: &mut Vec<Input>) -> State {
    match byte {
        ESC => State::Escape { alt: false },
        0x80.. => begin_letter(false, byte, inputs),
        _ => {
            inputs.push(Input::Key(keys::ascii(byte)));
            State::Ground
        }
    }
}

/// A byte after ESC, or after two if `alt`.
fn after_escape(alt: bool, byte: u8, inputs: &mut Vec<Input>) -> State {
    match byte {
        b'[' => {
            return State::Csi {
                alt,
                parameters: Vec::new(),
                too_long: false,
            };
        }
        b'O' => {
            return State::Ss3 {
                alt,
                parameters: Vec::new(),
            };
        }
        _ if alt => inputs.push(escape()),
        _ => {}
    }
    match byte {
        ESC => State::Escape { alt: true },
        b'P' | b']' | b'^' | b'_' => State::String {
            opener: byte,
            empty: true,
        },
        // A user who presses this key wants to leave, not to press Ctrl-Alt-C.
        CTRL_C => {
            inputs.push(escape());
            ground(byte, inputs)
        }
        0x80.. => begin_letter(true, byte, inputs),
        _ => {
            inputs.push(alt_key(byte));
            State::Ground
        }
    }
}

/// A byte after `ESC O`.
fn ss3(alt: bool, mut parameters: Vec<u8>, byte: u8, inputs: &mut Vec<Input>) -> State {
    match byte {
        b'0'..=b'9' | b';' if parameters.len() < MAX_PARAMETERS => {
            parameters.push(byte);
            State::Ss3 { alt, parameters }
        }
        _ if is_printable(byte) => finish(keys::ss3(&parameters, byte), alt, inputs),
        _ => broken_off(alt, byte, inputs),
    }
}

/// Ends a sequence. One that is no key is swallowed, but an ESC before it was the Esc key.
fn finish(key: Option<KeyEvent>, alt: bool, inputs: &mut Vec<Input>) -> State {
    match key {
        Some(key) => inputs.push(with_alt(key, alt)),
        None => inputs.extend(alt.then(escape)),
    }
    State::Ground
}

/// Drops a sequence that this byte cannot continue with, and reads the byte by itself.
fn broken_off(alt: bool, byte: u8, inputs: &mut Vec<Input>) -> State {
    inputs.extend(alt.then(escape));
    ground(byte, inputs)
}

/// A byte inside a string. One that ECMA-48 has no place for there is a key pressed after a string that broke off.
fn string(opener: u8, byte: u8, inputs: &mut Vec<Input>) -> State {
    match byte {
        BEL => State::Ground,
        ESC => State::StringEscape,
        0x08..=0x0d | 0x20..=0x7e | 0x80.. => State::String {
            opener,
            empty: false,
        },
        _ => ground(byte, inputs),
    }
}

fn begin_letter(alt: bool, byte: u8, inputs: &mut Vec<Input>) -> State {
    match Partial::begin(byte) {
        Some(partial) => State::Letter { alt, partial },
        None => {
            inputs.push(Input::NotUtf8);
            finish(None, alt, inputs)
        }
    }
}

/// A byte inside a character of several bytes. An ESC before a broken character was the Esc key.
fn letter(alt: bool, mut partial: Partial, byte: u8, inputs: &mut Vec<Input>) -> State {
    match partial.push(byte) {
        Step::More => State::Letter { alt, partial },
        Step::Done(Some(letter)) if !letter.is_control() => {
            finish(Some(keys::letter(letter)), alt, inputs)
        }
        Step::Done(_) => {
            inputs.push(Input::NotUtf8);
            finish(None, alt, inputs)
        }
        Step::Broken => {
            inputs.push(Input::NotUtf8);
            broken_off(alt, byte, inputs)
        }
    }
}

fn is_printable(byte: u8) -> bool {
    (0x20..=0x7e).contains(&byte)
}

fn escape() -> Input {
    Input::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))
}

fn alt_key(byte: u8) -> Input {
    with_alt(keys::ascii(byte), true)
}

fn with_alt(mut key: KeyEvent, alt: bool) -> Input {
    key.modifiers.set(
        KeyModifiers::ALT,
        alt || key.modifiers.contains(KeyModifiers::ALT),
    );
    Input::Key(key)
}
