//! A list of which one entry is chosen.
//!
//! ```text
//! ▸ Germany   from your time zone                  +49
//!   Algeria                                       +213
//! ↓ Niger                                         +227      more below
//! ```
//!
//! A list that has the focus while nothing is chosen has a hollow mark, `▹`, where the arrows begin.

use super::Part;
use crate::field::{cut, width};
use crate::screen::{Choice, Choices};
use crate::tui::row::Row;
use crate::tui::theme::Role;
use crate::tui::wrap::Clock;

/// The mark and its air.
const MARK: usize = 2;
/// Columns between the name of an entry and what is said about it.
const APART: usize = 3;
/// Columns of a note that still say something.
const LEAST: usize = 8;

/// The entries that are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::tui) struct ListView {
    /// The first one.
    pub(in crate::tui) first: usize,
    /// How many.
    pub(in crate::tui) shown: usize,
    /// Whether the list has the focus.
    pub(in crate::tui) focused: bool,
}

impl ListView {
    /// The view of a list with at most so many rows. Moves only as far as it must to show the chosen entry.
    pub(in crate::tui) fn of(choices: &Choices, rows: usize, before: usize) -> Self {
        let len = choices.items.len();
        let shown = choices.window.min(rows).max(1).min(len);
        let chosen = choices.chosen.unwrap_or(0);
        let first = before
            .min(chosen)
            .max((chosen + 1).saturating_sub(shown))
            .min(len - shown);
        Self {
            first,
            shown,
            focused: choices.focused,
        }
    }
}

/// The list.
pub(in crate::tui) fn choices(
    choices: &Choices,
    view: ListView,
    columns: usize,
    clock: Clock<'_>,
) -> Part {
    if choices.items.is_empty() {
        let empty = Row::of(&choices.empty, Role::Dim).cut(columns.saturating_sub(MARK));
        return vec![empty.indented(MARK)].into();
    }
    let notes_at = notes_at(&choices.items, columns);
    let end = view.first + view.shown;
    let rows = (view.first..end)
        .filter_map(|at| {
            let item = choices.items.get(at)?;
            let chosen = choices.chosen == Some(at);
            // Nothing is chosen yet, and the arrows begin here.
            let begins = choices.focused && choices.chosen.is_none() && at == view.first;
            let (mark, role) = match chosen {
                true if choices.focused => ("▸", Role::Accent),
                true => ("▸", Role::Plain),
                false if begins => ("▹", Role::Accent),
                false if at == view.first && at > 0 => ("↑", Role::Dim),
                false if at + 1 == end && end < choices.items.len() => ("↓", Role::Dim),
                false => (" ", Role::Plain),
            };
            let row = entry(item, chosen, notes_at, columns.saturating_sub(MARK), clock);
            Some(Row::of(mark, role).then(" ", Role::Plain).joined(&row))
        })
        .collect();
    let chosen = choices.chosen.unwrap_or(0).saturating_sub(view.first);
    Part {
        rows,
        focus: choices.focused.then_some(chosen..chosen + 1),
    }
}

/// The column where notes begin: behind every entry that has one, but for those that are so long that
/// they would leave none to the others.
fn notes_at(items: &[Choice], columns: usize) -> usize {
    let noted = items.iter().filter(|item| !item.note.is_empty());
    let labels = noted.map(|item| width(&item.label));
    labels
        .filter(|label| *label <= columns / 2)
        .max()
        .unwrap_or(0)
        + APART
}

fn entry(item: &Choice, chosen: bool, notes_at: usize, columns: usize, clock: Clock<'_>) -> Row {
    let role = match chosen {
        true => Role::Selected,
        false => Role::Plain,
    };
    let aside = width(&item.aside);
    let room = columns.saturating_sub(aside + APART);
    // A short aside, such as a dial code, is worth some of a long name; a sentence is not.
    let keeps_aside = aside > 0 && (width(&item.label) <= room || aside <= columns / 4);
    let (room, aside) = match keeps_aside {
        true => (room, Row::of(&item.aside, Role::Dim)),
        false => (columns, Row::default()),
    };
    let row = Row::of(cut(&item.label, room), role);
    let at = notes_at.max(row.width() + APART);
    let left = room.saturating_sub(at);
    let note = item.note.read(clock.now, clock.minutes);
    let row = match note.is_empty() || left < LEAST.min(width(&note)) {
        true => row,
        false => row.padded(at).then(cut(&note, left), Role::Dim),
    };
    row.with_right(&aside, columns)
}
