//! A QR code in half blocks, two modules a cell. It gets as much of the terminal as it needs, because it is worth
//! nothing if some of it is cut off.

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
/// Columns at both sides of the lines around it.
const MARGIN: u16 = 2;

/// A code and the lines around it, where there is room for them.
pub(super) struct Placed {
    pub(super) rows: Vec<Row>,
    pub(super) code: Rect,
    pub(super) header: Option<Rect>,
    pub(super) title: Option<Rect>,
    pub(super) strip: Option<Rect>,
    pub(super) footer: Rect,
}

/// Where the screen's code lies in the terminal; `None` if the screen has no code, or the terminal has no room for it.
/// Lines around it give way to the code, and some of its quiet zone to them.
pub(super) fn placed(screen: &Screen, terminal: Rect) -> Option<Placed> {
    let code = screen.blocks.iter().find_map(|block| match block {
        Block::Qr(code) => Some(code),
        _ => None,
    })?;
    // The last line is for the keys.
    let room = (terminal.width, terminal.height.checked_sub(1)?);
    let lines = 2 + u16::from(screen.strip.is_some());
    let fits = |quiet, lines| {
        let (width, height) = extent(code, quiet);
        width <= room.0 && height + lines <= room.1
    };
    let tries = [
        (QUIET, lines),
        (LEAST_QUIET, lines),
        (QUIET, 0),
        (LEAST_QUIET, 0),
    ];
    let (quiet, _) = tries
        .into_iter()
        .find(|(quiet, lines)| fits(*quiet, *lines))?;
    let size = extent(code, quiet);

    let mut spare = room.1 - size.1;
    let mut take = |wanted: bool| {
        let taken = wanted && spare > 0;
        spare -= u16::from(taken);
        taken
    };
    // In the order of what is missed most.
    let strip = take(screen.strip.is_some());
    let title = take(true);
    let header = take(true);
    let line = |y: u16| Rect {
        x: terminal.x + MARGIN.min(terminal.width),
        y,
        width: terminal.width.saturating_sub(2 * MARGIN),
        height: 1,
    };
    let footer = terminal.bottom() - 1;
    let below_header = terminal.y + u16::from(header);
    let top = below_header + u16::from(title);
    Some(Placed {
        rows: rows(code, quiet),
        code: Rect {
            x: terminal.x + (room.0 - size.0) / 2,
            y: top + spare / 2,
            width: size.0,
            height: size.1,
        },
        header: header.then(|| line(terminal.y)),
        title: title.then(|| line(below_header)),
        strip: strip.then(|| line(footer - 1)),
        footer: line(footer),
    })
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
