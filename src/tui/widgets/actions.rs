//! Things that can be done, one a line, each with the time from which on it can.
//!
//! ```text
//! ▸ Look now
//!   Send again                                  in 0:40
//! ```

use super::Part;
use crate::screen::ActionItem;
use crate::text::Timed;
use crate::tui::row::Row;
use crate::tui::theme::Role;
use crate::tui::wrap::Clock;

/// The list.
pub(in crate::tui) fn actions(items: &[ActionItem], columns: usize, clock: Clock<'_>) -> Part {
    let row = |item: &ActionItem| {
        let wait = item.at.filter(|at| is_ahead(*at, clock));
        let aside = wait.map_or(Row::default(), |at| {
            let words = if item.at_label.is_empty() { "" } else { " " };
            Row::of(&item.at_label, Role::Dim)
                .then(words, Role::Dim)
                .then(at.format(clock.now, clock.minutes), Role::Dim)
        });
        let (mark, role) = match (item.focused, wait) {
            (true, _) => ("▸", Role::Selected),
            (false, Some(_)) => (" ", Role::Dim),
            (false, None) => (" ", Role::Plain),
        };
        let room = match aside.width() {
            0 => columns,
            taken => columns.saturating_sub(taken + 2),
        };
        Row::of(mark, Role::Accent)
            .then(" ", Role::Plain)
            .then(&item.label, role)
            .cut(room)
            .with_right(&aside, columns)
    };
    let focused = items.iter().position(|item| item.focused);
    Part {
        rows: items.iter().map(row).collect(),
        focus: focused.map(|at| at..at + 1),
    }
}

/// Whether the time is still to come. A past one says nothing about when something can be done.
fn is_ahead(at: Timed, clock: Clock<'_>) -> bool {
    match at {
        Timed::Until(at) => at > clock.now,
        Timed::Since(_) => false,
    }
}
