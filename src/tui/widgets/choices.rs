//! A list of which one entry is chosen.
//!
//! ```text
//! ▸ Germany   from your time zone                  +49
//!   Algeria                                       +213
//! ↓ Niger                                         +227      more below
//! ```
//!
//! Nothing of an entry is cut. A note that has no room beside its entry stands under it, and if that would be most of
//! them, all do:
//!
//! ```text
//! ▸ Phone number
//!     a code by text message
//!   Email address
//!     a mail with a link
//! ```
//!
//! A list that has the focus while nothing is chosen has a hollow mark, `▹`, where the arrows begin.

use std::ops::Range;

use super::prelude::*;
use super::prose::MARK;
use crate::screen::{Choice, Choices};

/// Columns between an entry, its note and its aside.
const APART: usize = 3;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::tui) struct ListView {
    pub(in crate::tui) first: usize,
    pub(in crate::tui) shown: usize,
    pub(in crate::tui) rows: usize,
    pub(in crate::tui) focused: bool,
}

/// The list in at most so many rows. It moves from the entry that was the first before only as far as it must to show
/// the chosen one.
pub(in crate::tui) fn choices(
    choices: &Choices,
    rows: usize,
    before: usize,
    columns: usize,
    clock: Clock<'_>,
) -> (Part, ListView) {
    let room = columns.saturating_sub(MARK);
    if choices.items.is_empty() {
        let rows: Vec<Row> = whole(&choices.empty, Role::Dim, room)
            .into_iter()
            .map(|row| row.indented(MARK))
            .collect();
        let view = ListView {
            focused: choices.focused,
            ..ListView::default()
        };
        return (rows.into(), view);
    }
    let notes = Notes::of(&choices.items, columns, clock);
    let entry = |at: usize| {
        let is_chosen = choices.chosen == Some(at);
        entry(&choices.items[at], is_chosen, notes, room, clock)
    };
    let shown = in_sight(choices, rows, before, |at| entry(at).len());
    let mut part = Part::default();
    for at in shown.clone() {
        let chosen = choices.chosen == Some(at);
        // Nothing is chosen yet, and the arrows begin here.
        let begins = choices.focused && choices.chosen.is_none() && at == shown.start;
        let (mark, role) = match chosen {
            true if choices.focused => ("▸", Role::Accent),
            true => ("▸", Role::Plain),
            false if begins => ("▹", Role::Accent),
            false if at == shown.start && at > 0 => ("↑", Role::Dim),
            false if at + 1 == shown.end && shown.end < choices.items.len() => ("↓", Role::Dim),
            false => (" ", Role::Plain),
        };
        let focused = choices.focused && at == choices.chosen.unwrap_or(0);
        part.add(marked(mark, role, &entry(at)), focused);
    }
    let view = ListView {
        first: shown.start,
        shown: shown.len(),
        rows: part.rows.len(),
        focused: choices.focused,
    };
    (part, view)
}

/// The entries that fit into so many rows, at least one of them.
fn in_sight(
    choices: &Choices,
    rows: usize,
    before: usize,
    height: impl Fn(usize) -> usize,
) -> Range<usize> {
    let last = choices.items.len() - 1;
    let most = choices.window.max(1);
    let fitting = |entries: &mut dyn Iterator<Item = usize>| {
        let mut left = rows;
        let fits = |at: &usize| {
            let taken = left.checked_sub(height(*at));
            left = taken.unwrap_or(0);
            taken.is_some()
        };
        entries.take(most).take_while(fits).count().max(1)
    };
    let first_with = |end: usize| end + 1 - fitting(&mut (0..=end).rev());
    let chosen = choices.chosen.unwrap_or(0).min(last);
    let first = before
        .min(chosen)
        .max(first_with(chosen))
        .min(first_with(last));
    first..first + fitting(&mut (first..=last))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notes {
    /// In this column, beside the entries that are short enough; under the others.
    At(usize),
    Under,
}

impl Notes {
    /// Behind every entry that takes at most half of the columns, if these are no fewer than the others, and there is
    /// room for the notes of all of them.
    fn of(items: &[Choice], columns: usize, clock: Clock<'_>) -> Self {
        let noted = items.iter().filter(|item| !item.note.is_empty());
        let (short, long): (Vec<_>, Vec<_>) =
            noted.partition(|item| width(&item.label) <= columns / 2);
        let widest = short.iter().map(|item| width(&item.label)).max();
        let at = widest.unwrap_or(0) + APART;
        let fits = |item: &&Choice| {
            let note = item.note.read(clock.now, clock.units);
            at + width(&note) <= room_beside(item, columns.saturating_sub(MARK))
        };
        match short.len() >= long.len() && short.iter().all(fits) {
            true => Self::At(at),
            false => Self::Under,
        }
    }
}

/// The columns at the right of an entry: its code and its remark.
fn aside(item: &Choice) -> String {
    match item.code.as_str() {
        "" => item.aside.clone(),
        code => format!("{code}  {:>4}", item.aside),
    }
}

/// The columns that are left beside the aside of an entry.
fn room_beside(item: &Choice, columns: usize) -> usize {
    match width(&aside(item)) {
        0 => columns,
        aside => columns.saturating_sub(aside + APART),
    }
}

fn entry(item: &Choice, chosen: bool, notes: Notes, columns: usize, clock: Clock<'_>) -> Vec<Row> {
    let role = match chosen {
        true => Role::Selected,
        false => Role::Plain,
    };
    let shown = aside(item);
    let aside = width(&shown);
    let room = room_beside(item, columns);
    // A short aside, such as a dial code, stands in its column beside whatever the entry is called.
    let is_beside = width(&item.label) <= room || aside <= columns / 4;
    let room = if is_beside { room } else { columns };
    let mut rows = hanging(&item.label, role, room);
    let under = |text: &str| {
        let rows = whole(text, Role::Dim, columns.saturating_sub(HANG));
        rows.into_iter().map(|row| row.indented(HANG))
    };
    let note = item.note.read(clock.now, clock.units);
    let beside = match notes {
        Notes::At(at) if !note.is_empty() && width(&item.label) + APART <= at => Some(at),
        _ => None,
    };
    if let (Some(at), [row]) = (beside, &mut *rows) {
        *row = std::mem::take(row).padded(at).then(&note, Role::Dim);
    }
    match is_beside {
        true => put_right(&mut rows, &Row::of(&shown, Role::Dim), columns),
        false => rows.extend(under(&shown)),
    }
    if beside.is_none() {
        rows.extend(under(&note));
    }
    rows
}
