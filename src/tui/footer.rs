//! The last line: the keys that work now.

use super::keys;
use super::row::Row;
use super::theme::Role;
use crate::screen::{Act, Command, Key, KeyHint, Screen};

/// Enter always shows its effect, and help lists the other keys.
const KEPT: [Command; 2] = [Command::Continue, Command::Act(Act::Help)];

/// The hints that fit, each whole: those that are kept, then the most useful. Help stands last.
pub(super) fn row(screen: &Screen, roomy: bool, columns: usize) -> Row {
    let gap = if roomy { 3 } else { 2 };
    let mut hints: Vec<(Command, Row)> = screen
        .keys
        .iter()
        .filter(|hint| !hint.label.is_empty())
        .map(|hint| (hint.command, piece(hint, roomy)))
        .collect();
    hints.sort_by_key(|(command, _)| *command == Act::Help.into());

    let mut left = columns + gap;
    let mut take = |piece: &Row| {
        let rest = left.checked_sub(piece.width() + gap);
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    let find = |kept: Command| hints.iter().find(move |(command, _)| *command == kept);
    let is_kept = KEPT.map(|kept| find(kept).is_some_and(|(_, piece)| take(piece)));
    let mut is_full = false;
    let mut shown = Row::default();
    for (command, piece) in &hints {
        let is_shown = match KEPT.iter().position(|kept| kept == command) {
            Some(at) => is_kept[at],
            None => {
                is_full = is_full || !take(piece);
                !is_full
            }
        };
        if is_shown {
            let apart = if shown.is_blank() { 0 } else { gap };
            shown = shown.spaced(apart).joined(piece);
        }
    }
    shown
}

fn piece(hint: &KeyHint, roomy: bool) -> Row {
    let key = keys::of(hint.command).map_or_else(String::new, |key| name(key, roomy));
    Row::of(key, Role::Key)
        .then(" ", Role::Plain)
        .then(&hint.label, Role::Plain)
}

/// How a key is called. The arrows are spoken of as a pair.
fn name(key: Key, roomy: bool) -> String {
    match key {
        Key::Enter => "enter".to_owned(),
        Key::Esc => "esc".to_owned(),
        Key::Tab => "tab".to_owned(),
        Key::BackTab => "shift-tab".to_owned(),
        Key::Up | Key::Down => "↑↓".to_owned(),
        Key::PageUp => "pgup".to_owned(),
        Key::PageDown => "pgdn".to_owned(),
        Key::Char(' ') => "space".to_owned(),
        Key::Char(letter) => letter.to_string(),
        Key::Ctrl(letter) if roomy => format!("ctrl-{letter}"),
        Key::Ctrl(letter) => format!("^{}", letter.to_ascii_uppercase()),
        Key::F(number) => format!("f{number}"),
    }
}
