//! Things that can be done, one under the other, each with the time from which on it can.
//!
//! ```text
//! ▸ Look now
//!   Send again                                  in 0:40
//! ```

use super::prelude::*;
use super::prose::MARK;
use crate::screen::ActionItem;
use crate::text::Timed;

pub(in crate::tui) fn actions(items: &[ActionItem], columns: usize, clock: Clock<'_>) -> Part {
    let mut part = Part::default();
    for item in items {
        let wait = item.at.filter(|at| is_ahead(*at, clock));
        let aside = wait.map_or(Row::default(), |at| {
            let words = if item.at_label.is_empty() { "" } else { " " };
            Row::of(&item.at_label, Role::Dim)
                .then(words, Role::Dim)
                .then(at.format(clock.now, clock.units), Role::Dim)
        });
        let (mark, role) = match (item.focused, wait) {
            (true, _) => ("▸", Role::Selected),
            (false, Some(_)) => (" ", Role::Dim),
            (false, None) => (" ", Role::Plain),
        };
        let room = columns.saturating_sub(MARK);
        let mut rows = hanging(&item.label, role, room);
        put_right(&mut rows, &aside, room);
        part.add(marked(mark, Role::Accent, &rows), item.focused);
    }
    part
}

/// Whether the time is still to come. A past one says nothing about when something can be done.
fn is_ahead(at: Timed, clock: Clock<'_>) -> bool {
    match at {
        Timed::Until(at) => at > clock.now,
        Timed::Since(_) => false,
    }
}
