//! A QR code in half blocks, two modules a cell. It gets the whole terminal, because it is worth nothing if some of it is
//! cut off.

use ratatui::layout::Rect;

use super::row::Row;
use super::theme::Role;
use super::widgets::Part;
use super::wrap::Clock;
use crate::screen::{Block, Mark, Qr, Screen};

/// The light modules around the code. The standard asks for four; scanners are content with two.
const QUIET: usize = 2;
/// Where two do not fit.
const LEAST_QUIET: usize = 1;

/// The rows of the screen's code and the area in the middle of the terminal that they fill; none when the screen has no
/// code, or the terminal has no room for it.
pub(super) fn placed(screen: &Screen, terminal: Rect) -> Option<(Vec<Row>, Rect)> {
    let code = screen.blocks.iter().find_map(|block| match block {
        Block::Qr(code) => Some(code),
        _ => None,
    })?;
    // The last line is for the keys.
    let room = (terminal.width, terminal.height.checked_sub(1)?);
    let (quiet, size) = [QUIET, LEAST_QUIET]
        .map(|quiet| (quiet, extent(code, quiet)))
        .into_iter()
        .find(|(_, (width, height))| *width <= room.0 && *height <= room.1)?;
    let area = Rect {
        x: terminal.x + (room.0 - size.0) / 2,
        y: terminal.y + (room.1 - size.1) / 2,
        width: size.0,
        height: size.1,
    };
    Some((rows(code, quiet), area))
}

/// Said on the page itself where there is no room for the code.
pub(super) fn no_room(code: &Qr, columns: usize, clock: Clock<'_>) -> Part {
    let text = code.no_room.clone().into();
    super::widgets::remark(Mark::Doubt, &text, columns, clock)
}

/// Columns and lines of a code with its quiet zone.
fn extent(code: &Qr, quiet: usize) -> (u16, u16) {
    let modules = code.size + 2 * quiet;
    let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    (cells(modules), cells(modules.div_ceil(2)))
}

fn rows(code: &Qr, quiet: usize) -> Vec<Row> {
    let modules = code.size + 2 * quiet;
    let is_dark = |x: usize, y: usize| {
        let inside = |at: usize| at.checked_sub(quiet).filter(|at| *at < code.size);
        let (Some(x), Some(y)) = (inside(x), inside(y)) else {
            return false;
        };
        code.dark.get(y * code.size + x).copied().unwrap_or(false)
    };
    (0..modules)
        .step_by(2)
        .map(|y| {
            let cells = (0..modules).map(|x| match (is_dark(x, y), is_dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
            Row::of(cells.collect::<String>(), Role::Code)
        })
        .collect()
}
