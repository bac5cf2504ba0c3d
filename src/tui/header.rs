//! The first line: the program, what the user came for, the server; on a small terminal also the rail in one line.

use super::rail;
use super::row::Row;
use super::theme::Role;
use crate::field::{cut, width};
use crate::screen::Screen;

const NAME: &str = "mxid";
const DOT: &str = " · ";
/// Columns between one thing and the next.
const APART: usize = 3;

/// The line. The goal gives way to the server, and both to the rail.
pub(super) fn row(screen: &Screen, with_rail: bool, columns: usize) -> Row {
    let mut right = Row::default();
    if with_rail {
        right = rail::line(&screen.rail);
    }
    if let Some(server) = &screen.server {
        let gap = if right.is_blank() { 0 } else { APART };
        let room = columns.saturating_sub(NAME.len() + APART + right.width() + gap);
        // Beside the rail there is room for a whole name or for none.
        if right.is_blank() || width(server) <= room {
            right = Row::of(cut(server, room), Role::Plain)
                .spaced(gap)
                .joined(&right);
        }
    }
    let mut left = Row::of(NAME, Role::Title);
    if let Some(task) = &screen.task {
        let room = columns.saturating_sub(NAME.len() + width(DOT) + APART + right.width());
        if width(task) <= room {
            left = left.then(DOT, Role::Dim).then(task, Role::Plain);
        }
    }
    left.with_right(&right, columns)
}
