//! The last line: the keys that work now.

use super::keys;
use super::row::Row;
use super::theme::Role;
use crate::screen::{Command, KeyHint, Screen};

/// The hints that fit, each whole, the most useful first. Help is the last to go: it lists the others.
pub(super) fn row(screen: &Screen, roomy: bool, columns: usize) -> Row {
    let gap = if roomy { 3 } else { 2 };
    let hints: Vec<(&KeyHint, Row)> = screen
        .keys
        .iter()
        .filter(|hint| !hint.label.is_empty())
        .map(|hint| (hint, piece(hint, roomy)))
        .collect();
    let is_help = |hint: &KeyHint| hint.command == Command::Help;
    let help = hints.iter().find(|(hint, _)| is_help(hint));
    let kept = help.map_or(0, |(_, piece)| piece.width() + gap);

    let mut row = Row::default();
    for (_, piece) in hints.iter().filter(|(hint, _)| !is_help(hint)) {
        let apart = if row.is_blank() { 0 } else { gap };
        if row.width() + apart + piece.width() + kept > columns {
            break;
        }
        row = row.spaced(apart).joined(piece);
    }
    match help {
        Some((_, piece)) if piece.width() <= columns => {
            let apart = if row.is_blank() { 0 } else { gap };
            row.spaced(apart).joined(piece)
        }
        _ => row,
    }
}

fn piece(hint: &KeyHint, roomy: bool) -> Row {
    let shown = keys::shown(hint.command);
    let key = match shown.strip_prefix("ctrl-") {
        Some(letter) if !roomy => format!("^{}", letter.to_uppercase()),
        _ => shown.to_owned(),
    };
    Row::of(key, Role::Key)
        .then(" ", Role::Plain)
        .then(&hint.label, Role::Plain)
}
