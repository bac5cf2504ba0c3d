//! Where the parts of a page lie. Depends on the size and on which parts there are, never on what they say, so that
//! nothing moves while a user types.

use ratatui::layout::Rect;

/// Below this there is no room for a question and its answer.
const LEAST: (u16, u16) = (24, 6);
/// From this height on there are rules between the parts, and air.
const TALL: u16 = 16;
/// From this height on there is a line of air under the header.
const AIRY_SHORT: u16 = 14;
/// From this width on, a tall page has the rail at its left.
const WIDE: u16 = 60;
/// No page is larger: a larger terminal shows it in its middle. The eye loses longer lines and farther footers.
const MOST: (u16, u16) = (86, 30);
/// The widest text on a page without a rail.
const MOST_CONTENT: u16 = 72;
/// From this height on, a short page shows both lines of the practice strip.
const WHOLE_STRIP: u16 = 12;

#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// The columns that the rail asks for; `None` without one.
    pub(super) rail: Option<u16>,
    pub(super) strip: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Regions {
    /// Whether there are rules and boxes.
    pub(super) tall: bool,
    pub(super) header: Rect,
    pub(super) rules: Option<[Rect; 2]>,
    /// The rail; when there is no room for it the header has its line.
    pub(super) rail: Option<Rect>,
    pub(super) content: Rect,
    /// The column in which arrows say that there is more above or below.
    pub(super) more: u16,
    /// The practice strip, from its rule on.
    pub(super) strip: Rect,
    pub(super) footer: Rect,
}

/// Divides an area; `None` if it is too small for a page.
pub(super) fn regions(area: Rect, parts: Parts) -> Option<Regions> {
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return None;
    }
    let page = middle(area);
    let tall = page.height >= TALL;
    let at = |y: u16, inset: u16| Rect::new(page.x + inset, y, page.width - 2 * inset, 1);
    let edge = if tall { 2 } else { 1 };
    let last = page.bottom() - 1;

    let rules = tall.then(|| [at(page.y + 1, 1), at(last - 1, 1)]);
    let top = match page.height {
        height if height > TALL => page.y + 3,
        TALL => page.y + 2,
        height if height >= AIRY_SHORT => page.y + 2,
        _ => page.y + 1,
    };
    let footer = at(last, edge);
    let strip_rows = if tall || page.height >= WHOLE_STRIP {
        parts.strip
    } else {
        parts.strip.min(1)
    };
    let bottom = last - u16::from(tall) - strip_rows;
    let strip = Rect {
        height: strip_rows,
        ..at(bottom, 1)
    };

    let margin = if tall { 3 } else { 1 };
    let rail = parts
        .rail
        .filter(|_| tall && page.width >= WIDE)
        .map(|columns| {
            Rect::new(
                page.x + margin,
                top,
                columns.min(page.width / 3),
                bottom - top,
            )
        });
    let left = rail.map_or(page.x + margin, |rail| rail.right());
    let content = Rect::new(
        left,
        top,
        (page.right() - margin - left).min(MOST_CONTENT),
        bottom - top,
    );
    Some(Regions {
        tall,
        header: at(page.y, edge),
        rules,
        rail,
        content,
        more: page.right() - margin.min(2),
        strip,
        footer,
    })
}

/// The part of the terminal that is used: all of it, or the middle of a large one, a little above its centre.
fn middle(area: Rect) -> Rect {
    let width = area.width.min(MOST.0);
    let height = area.height.min(MOST.1);
    Rect::new(
        area.x + (area.width - width) / 2,
        area.y + (area.height - height) / 3,
        width,
        height,
    )
}
