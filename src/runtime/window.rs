//! The size of the terminal: the one place that decides it, and the backend of ratatui that asks there.

use std::io;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::person;

/// The size where nobody knows any.
const USUAL: Size = Size {
    width: 80,
    height: 24,
};

/// The size that the terminal says, within bounds. A terminal on a serial line or in a new container says 0: then the
/// environment says it, or it is the usual one.
pub(super) fn size() -> Size {
    let (width, height) = said().unwrap_or_default();
    Size {
        width: match width {
            0 => person::columns().unwrap_or(USUAL.width),
            width => width.min(person::MOST_CELLS),
        },
        height: match height {
            0 => person::lines().unwrap_or(USUAL.height),
            height => height.min(person::MOST_CELLS),
        },
    }
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

/// crossterm's backend but for the size.
pub(super) struct Window<W: io::Write>(pub(super) CrosstermBackend<W>);

impl<W: io::Write> Backend for Window<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.0.draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.0.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let pixels = Size::default();
        Ok(WindowSize {
            columns_rows: size(),
            pixels,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
