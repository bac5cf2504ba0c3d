//! Sentences: with a mark, as a paragraph, or alone on their line to be copied.

use super::prelude::*;
use crate::screen::Mark;
use crate::text::Text;

/// The columns of a mark and the air behind it.
pub(super) const MARK: usize = 2;

/// A line with a mark; what does not fit continues under its text.
pub(in crate::tui) fn remark(mark: Mark, text: &Text, columns: usize, clock: Clock<'_>) -> Part {
    let (mark, role) = match mark {
        Mark::Good => ("✓", Role::Good),
        Mark::Doubt => ("?", Role::Doubt),
        Mark::Bad => ("!", Role::Bad),
        Mark::Working => ("…", Role::Dim),
        Mark::Open => ("○", Role::Dim),
        Mark::None => (" ", Role::Plain),
    };
    let rows = wrap(text, Role::Plain, columns.saturating_sub(MARK), clock);
    marked(mark, role, &rows).into()
}

pub(in crate::tui) fn paragraph(text: &Text, role: Role, columns: usize, clock: Clock<'_>) -> Part {
    wrap(text, role, columns, clock).into()
}

pub(in crate::tui) fn alone(text: &str, columns: usize) -> Part {
    whole(text, Role::Strong, columns).into()
}
