//! The way: which steps are done, where the user is, what is to come.

use super::row::Row;
use super::theme::Role;
use crate::field::{cut, width};
use crate::screen::{Step, StepState};

/// The columns from the rail to the page when the steps have short names, so that pages of different flows line up.
const USUAL: usize = 16;
/// A mark before a step and the air behind it.
const AROUND: usize = 2 + 3;

/// The columns it asks for; `None` without steps.
pub(super) fn columns(steps: &[Step]) -> Option<u16> {
    let widest = steps.iter().map(|step| width(&step.label)).max()?;
    u16::try_from((widest + AROUND).max(USUAL)).ok()
}

/// A line a step, around the one where the user is if there is no room for all.
pub(super) fn rows(steps: &[Step], columns: usize, height: usize) -> Vec<Row> {
    let here = here(steps).unwrap_or(0);
    let first = (here + 1)
        .saturating_sub(height)
        .max(here.saturating_sub(height / 2))
        .min(steps.len().saturating_sub(height));
    let room = columns.saturating_sub(AROUND);
    steps[first..]
        .iter()
        .take(height)
        .map(|step| {
            let (mark, mark_role, role) = match step.state {
                StepState::Done => ("✓ ", Role::Good, Role::Plain),
                StepState::Here => ("● ", Role::Accent, Role::Selected),
                StepState::ToCome => ("○ ", Role::Dim, Role::Dim),
            };
            Row::of(mark, mark_role).then(cut(&step.label, room), role)
        })
        .collect()
}

/// Where the user is, in one line; blank without steps.
pub(super) fn line(steps: &[Step]) -> Row {
    match here(steps) {
        Some(at) => Row::of(format!("{}/{} ", at + 1, steps.len()), Role::Dim)
            .then(&steps[at].label, Role::Selected),
        None => Row::default(),
    }
}

fn here(steps: &[Step]) -> Option<usize> {
    steps.iter().position(|step| step.state == StepState::Here)
}
