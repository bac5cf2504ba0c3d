//! Keys that edit text: what is printed, the editing keys, and the control keys that shells have taught.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::field::Edit;

/// The edit that a key makes in a field, if it makes one.
#[must_use]
pub fn edit(key: &KeyEvent) -> Option<Edit> {
    let held = key.modifiers - KeyModifiers::SHIFT;
    if held.is_empty() {
        return plain(key.code);
    }
    if held != KeyModifiers::CONTROL && held != KeyModifiers::ALT {
        return None;
    }
    // Terminals disagree about which of the two moves by words.
    match key.code {
        KeyCode::Left => Some(Edit::WordLeft),
        KeyCode::Right => Some(Edit::WordRight),
        KeyCode::Backspace => Some(Edit::DeleteWordBack),
        KeyCode::Delete => Some(Edit::DeleteWordForward),
        KeyCode::Char(letter) if held == KeyModifiers::CONTROL => control(letter),
        KeyCode::Char(letter) => alt(letter),
        _ => None,
    }
}

fn plain(code: KeyCode) -> Option<Edit> {
    Some(match code {
        KeyCode::Char(letter) => Edit::Insert(letter.into()),
        KeyCode::Backspace => Edit::DeleteBack,
        KeyCode::Delete => Edit::DeleteForward,
        KeyCode::Left => Edit::Left,
        KeyCode::Right => Edit::Right,
        KeyCode::Home => Edit::Home,
        KeyCode::End => Edit::End,
        _ => return None,
    })
}

fn control(letter: char) -> Option<Edit> {
    Some(match letter.to_ascii_lowercase() {
        'a' => Edit::Home,
        'e' => Edit::End,
        'b' => Edit::Left,
        'f' => Edit::Right,
        'd' => Edit::DeleteForward,
        // Many terminals send for Ctrl-Backspace the byte that old ones send for Backspace.
        'h' => Edit::DeleteBack,
        'k' => Edit::DeleteToEnd,
        'u' => Edit::DeleteToStart,
        'w' => Edit::DeleteWordBack,
        '_' | '/' => Edit::Undo,
        _ => return None,
    })
}

fn alt(letter: char) -> Option<Edit> {
    Some(match letter.to_ascii_lowercase() {
        'b' => Edit::WordLeft,
        'f' => Edit::WordRight,
        'd' => Edit::DeleteWordForward,
        '_' | '/' => Edit::Redo,
        _ => return None,
    })
}
