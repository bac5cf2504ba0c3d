//! The size of the terminal: the one place that decides it.

use std::io;

use ratatui::layout::{Position, Rect, Size};

use super::person;

/// The size where it is unknown.
const USUAL: Size = Size {
    width: 80,
    height: 24,
};

/// All of the terminal, as large as it says, within bounds. A terminal on a serial line or in a new container says 0:
/// then the environment says it, or it is the usual one.
pub(super) fn area() -> Rect {
    let (width, height) = said().unwrap_or_default();
    let size = Size {
        width: match width {
            0 => person::length("COLUMNS").unwrap_or(USUAL.width),
            width => width.min(person::MOST_CELLS),
        },
        height: match height {
            0 => person::length("LINES").unwrap_or(USUAL.height),
            height => height.min(person::MOST_CELLS),
        },
    };
    Rect::from((Position::ORIGIN, size))
}

/// The columns and rows that the terminal says it has.
#[cfg(unix)]
fn said() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    Some((size.ws_col, size.ws_row))
}

/// The columns and rows that the console says it has.
#[cfg(not(unix))]
fn said() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}
