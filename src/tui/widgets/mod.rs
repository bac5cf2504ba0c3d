//! The parts of a page, a file each. Every one turns its description into rows for a given number of columns and knows
//! nothing of where they will stand.

mod actions;
mod checks;
mod choices;
mod code;
mod field;
mod prelude;
mod prose;
mod status;
mod table;

use std::ops::Range;

use super::row::Row;

pub(super) use actions::actions;
pub(super) use checks::checks;
pub(super) use choices::{ListView, choices};
pub(super) use code::code;
pub(super) use field::field;
pub(super) use prose::{alone, paragraph, remark};
pub(super) use status::{Detail, status};
pub(super) use table::table;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A box of three lines under the name.
    Boxed,
    /// A box of three lines with the name in its upper border.
    Joined,
    /// One line in brackets under the name.
    Flat,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) rows: Vec<Row>,
    /// Those that must be seen while the part has the focus.
    pub(super) focus: Option<Range<usize>>,
}

impl Part {
    /// Adds the rows of an entry, which may have the focus.
    fn add(&mut self, rows: impl IntoIterator<Item = Row>, focused: bool) {
        let from = self.rows.len();
        self.rows.extend(rows);
        if focused {
            self.focus = Some(from..self.rows.len());
        }
    }
}

impl From<Vec<Row>> for Part {
    fn from(rows: Vec<Row>) -> Self {
        Self { rows, focus: None }
    }
}
