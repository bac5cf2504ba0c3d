//! Things to agree to, each with the place where it can be read.
//!
//! ```text
//! ▸ [✓] Privacy policy 1.0
//!       https://example.org/privacy
//! ```

use super::prelude::*;
use crate::screen::Check;

/// From the edge to the name: a mark, the brackets, and air.
const INDENT: usize = 6;

pub(in crate::tui) fn checks(checks: &[Check], columns: usize) -> Part {
    let mut part = Part::default();
    for check in checks {
        let (mark, role) = match check.focused {
            true => ("▸", Role::Selected),
            false => (" ", Role::Plain),
        };
        let (tick, tick_role) = match check.agreed {
            true => ("✓", Role::Good),
            false => (" ", Role::Plain),
        };
        let room = columns.saturating_sub(INDENT);
        let lead = Row::of(mark, Role::Accent)
            .then(" [", Role::Plain)
            .then(tick, tick_role)
            .then("] ", Role::Plain);
        let label = hung(&lead, &whole(&check.label, role, room));
        let link = whole(&check.link, Role::Dim, room).into_iter();
        let link = link.map(|row| row.indented(INDENT));
        part.add(label.into_iter().chain(link), check.focused);
    }
    part
}
