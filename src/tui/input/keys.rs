//! The tables: which bytes are which key.
//!
//! Sources: xterm's "Control Sequences" (PC-style and VT220-style function keys, modifyOtherKeys), console_codes(4) for
//! the Linux console, rxvt's reference, and kitty's keyboard protocol for the `u` sequences.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A byte below 0x80 other than ESC; also one that follows ESC, which adds Alt.
pub(super) fn ascii(byte: u8) -> KeyEvent {
    let ctrl = |letter: u8| KeyEvent::new(KeyCode::Char(char::from(letter)), KeyModifiers::CONTROL);
    match byte {
        b'\t' => plain(KeyCode::Tab),
        // Ctrl-J is a line feed, and what some terminals send for Enter.
        b'\r' | b'\n' => plain(KeyCode::Enter),
        0x00 => ctrl(b' '),
        0x01..=0x1a => ctrl(byte - 1 + b'a'),
        0x1b..=0x1f => ctrl(byte - 0x1b + b'['),
        0x7f => plain(KeyCode::Backspace),
        _ => letter(char::from(byte)),
    }
}

/// A letter that was typed; upper case says Shift, as crossterm does.
pub(super) fn letter(letter: char) -> KeyEvent {
    let mut key = plain(KeyCode::Char(letter));
    key.modifiers
        .set(KeyModifiers::SHIFT, letter.is_uppercase());
    key
}

/// `ESC [ [` and this byte: F1 to F5 of the Linux console.
pub(super) fn console(byte: u8) -> Option<KeyEvent> {
    matches!(byte, b'A'..=b'E').then(|| plain(KeyCode::F(byte - b'A' + 1)))
}

/// `ESC O`, parameters and this byte. xterm puts modifiers into the last parameter.
pub(super) fn ss3(parameters: &[u8], last: u8) -> Option<KeyEvent> {
    let modifiers = modifiers(parameter(parameters, 1).or_else(|| parameter(parameters, 0)));
    if let Some(code) = cursor_or_function(last) {
        return Some(KeyEvent::new(code, modifiers));
    }
    match last {
        // rxvt: Ctrl with an arrow.
        b'a'..=b'd' => arrow(last, KeyModifiers::CONTROL),
        // The number pad of a VT100.
        b'M' => key(KeyCode::Enter, modifiers),
        b'I' => key(KeyCode::Tab, modifiers),
        b' ' => key(KeyCode::Char(' '), modifiers),
        b'X' => key(KeyCode::Char('='), modifiers),
        b'j'..=b'y' => key(KeyCode::Char(char::from(last - b'j' + b'*')), modifiers),
        _ => None,
    }
}

/// Whether `$` ends the sequence, which is how rxvt says Shift. In every other sequence it stands in the middle.
pub(super) fn ends_with_dollar(parameters: &[u8]) -> bool {
    !parameters.is_empty() && parameters.iter().all(u8::is_ascii_digit)
}

/// `ESC [`, parameters and this byte. `None` for what is no key press.
pub(super) fn csi(parameters: &[u8], last: u8) -> Option<KeyEvent> {
    // Private sequences and those with intermediate bytes are answers of the terminal.
    if !parameters
        .iter()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':'))
    {
        return None;
    }
    // kitty: the second half of the modifiers says press, repeat or release.
    if sub_parameter(parameters, 1, 1) == Some(3) {
        return None;
    }
    let first = parameter(parameters, 0);
    let second = parameter(parameters, 1);
    let held = modifiers(second);
    match last {
        b'~' if first == Some(27) => unicode(parameter(parameters, 2)?, None, held),
        b'~' => key(numbered(first?)?, held),
        b'^' => key(numbered(first?)?, KeyModifiers::CONTROL),
        b'$' => key(numbered(first?)?, KeyModifiers::SHIFT),
        b'@' => key(
            numbered(first?)?,
            KeyModifiers::CONTROL | KeyModifiers::SHIFT,
        ),
        b'u' => unicode(first?, sub_parameter(parameters, 0, 1), held),
        b'Z' => key(KeyCode::BackTab, held | KeyModifiers::SHIFT),
        // rxvt: Shift with an arrow.
        b'a'..=b'd' if parameters.is_empty() => arrow(last, KeyModifiers::SHIFT),
        // A cursor report. For the first line it looks like F3 with a modifier, and is read as that: nothing asks for
        // reports.
        b'R' if second.is_some() && !matches!((first, second), (Some(1), Some(2..=16))) => None,
        _ => {
            // Old terminals leave out the first parameter, which is always 1.
            let held = modifiers(second.or(first));
            key(cursor_or_function(last)?, held)
        }
    }
}

/// The final bytes that `ESC [` and `ESC O` share. `ESC O` never has them as an answer; `ESC [ O` is a focus report.
fn cursor_or_function(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'E' => KeyCode::KeypadBegin,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// The numbers before `~`.
fn numbered(number: u32) -> Option<KeyCode> {
    // The numbers of the function keys have gaps, where the keyboard of the VT220 had them.
    let function = |base: u32| u8::try_from(number - base).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28 | 29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

/// A key by the number of its character, with Shift's character if the terminal told it.
fn unicode(number: u32, shifted: Option<u32>, mut held: KeyModifiers) -> Option<KeyEvent> {
    let code = match number {
        8 | 127 => KeyCode::Backspace,
        9 if held.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 | 10 => KeyCode::Enter,
        27 => KeyCode::Esc,
        // kitty's keys without a character live in a private area.
        57_344..=63_743 => keypad(number)?,
        _ => {
            let letter = char::from_u32(number).filter(|letter| !letter.is_control())?;
            let shift = held.contains(KeyModifiers::SHIFT);
            let shifted = || shifted.and_then(char::from_u32).or_else(|| upper(letter));
            let letter = shift.then(shifted).flatten().unwrap_or(letter);
            held.set(KeyModifiers::SHIFT, shift || letter.is_uppercase());
            KeyCode::Char(letter)
        }
    };
    Some(KeyEvent::new(code, held))
}

fn keypad(number: u32) -> Option<KeyCode> {
    const SYMBOLS: [char; 5] = ['.', '/', '*', '-', '+'];
    Some(match number {
        57_399..=57_408 => KeyCode::Char(char::from_digit(number - 57_399, 10)?),
        57_409..=57_413 => KeyCode::Char(SYMBOLS[(number - 57_409) as usize]),
        57_414 => KeyCode::Enter,
        57_415 => KeyCode::Char('='),
        57_416 => KeyCode::Char(','),
        57_417 => KeyCode::Left,
        57_418 => KeyCode::Right,
        57_419 => KeyCode::Up,
        57_420 => KeyCode::Down,
        57_421 => KeyCode::PageUp,
        57_422 => KeyCode::PageDown,
        57_423 => KeyCode::Home,
        57_424 => KeyCode::End,
        57_425 => KeyCode::Insert,
        57_426 => KeyCode::Delete,
        57_427 => KeyCode::KeypadBegin,
        _ => return None,
    })
}

/// The upper-case form of a letter that has one of a single character.
fn upper(letter: char) -> Option<char> {
    let mut upper = letter.to_uppercase();
    upper.next().filter(|_| upper.next().is_none())
}

/// The modifiers that a parameter stands for: 1 and a sum of 1 Shift, 2 Alt, 4 Ctrl, 8 Super, 16 Hyper, 32 Meta.
fn modifiers(parameter: Option<u32>) -> KeyModifiers {
    const BITS: [KeyModifiers; 6] = [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
        KeyModifiers::SUPER,
        KeyModifiers::HYPER,
        KeyModifiers::META,
    ];
    let sum = parameter.unwrap_or(1).saturating_sub(1);
    let held = BITS
        .iter()
        .enumerate()
        .filter(|(bit, _)| sum >> bit & 1 == 1);
    held.fold(KeyModifiers::NONE, |all, (_, one)| all | *one)
}

fn key(code: KeyCode, held: KeyModifiers) -> Option<KeyEvent> {
    Some(KeyEvent::new(code, held))
}

/// rxvt's arrows, which have the usual letters in lower case.
fn arrow(last: u8, held: KeyModifiers) -> Option<KeyEvent> {
    key(cursor_or_function(last.to_ascii_uppercase())?, held)
}

fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// The parameter at `index`, counted from 0; `None` if it is absent or empty.
fn parameter(parameters: &[u8], index: usize) -> Option<u32> {
    sub_parameter(parameters, index, 0)
}

/// The part at `part` of a parameter that colons divide.
fn sub_parameter(parameters: &[u8], index: usize, part: usize) -> Option<u32> {
    let parameter = parameters.split(|byte| *byte == b';').nth(index)?;
    let part = parameter.split(|byte| *byte == b':').nth(part)?;
    std::str::from_utf8(part).ok()?.parse().ok()
}
