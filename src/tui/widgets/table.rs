//! Names and values.
//!
//! ```text
//! Server      example.org  (matrix.example.org)
//! Phone       +1 201-555-0123, United States
//! ```

use super::prelude::*;
use crate::screen;

/// Columns between the names and the values.
const APART: usize = 3;
/// With less room than this beside their names, values stand under them; so does one with a word that needs more.
const LEAST: usize = 18;

pub(in crate::tui) fn table(table: &[screen::Row], columns: usize, clock: Clock<'_>) -> Part {
    let names = table.iter().map(|row| width(&row.name)).max().unwrap_or(0);
    let values_at = names + APART;
    let beside = columns.saturating_sub(values_at);
    let mut rows = Vec::new();
    for row in table {
        let name = Row::of(cut(&row.name, columns), Role::Dim);
        let below = columns.saturating_sub(2);
        // A Matrix ID is broken only where it fits nowhere.
        let fits_below = || (beside + 1..=below).contains(&longest_word(&row.value, clock));
        if beside < LEAST || fits_below() {
            rows.push(name);
            let value = wrap(&row.value, Role::Plain, below, clock);
            rows.extend(value.into_iter().map(|value| value.indented(2)));
            continue;
        }
        let mut value = wrap(&row.value, Role::Plain, beside, clock).into_iter();
        let first = value.next().unwrap_or_default();
        rows.push(name.padded(values_at).joined(&first));
        rows.extend(value.map(|value| value.indented(values_at)));
    }
    rows.into()
}
