//! The page itself: title, lead, blocks, and the status area under them, fitted into the rows there are.
//!
//! Where they do not fit, they give way in this order: air (that above a notice first, and never what parts a list from
//! actions), the names above fields, the boxes around fields, entries of a list, the lead if the focus would not be in
//! sight with it. Then the blocks scroll, with the status area below them.
//!
//! The focus is always in sight, so that Enter always shows its effect: where a page is read above
//! or below it, it stands at that edge of what scrolls.

mod sight;

use std::ops::Range;

use super::qr;
use super::row::Row;
use super::spinner::UnderWay;
use super::theme::Role;
use super::widgets::{self, Detail, Form, ListView, Part};
use super::wrap::{Clock, wrap};
use crate::screen::{Block, Screen};

/// No list is squeezed to fewer entries than this.
const LEAST_ENTRIES: usize = 3;
/// So many rows of what has the focus are seen wherever a page is turned to.
const KEPT: usize = 3;

/// Which lines of air there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Air {
    None,
    /// Under the title and above the status area.
    Around,
    /// Those and the ones between blocks.
    All,
}

#[derive(Clone, Copy, Debug)]
struct Density {
    air: Air,
    form: Form,
    lead: bool,
}

const fn density(air: Air, form: Form, lead: bool) -> Density {
    Density { air, form, lead }
}

/// From the most generous to the least.
const TALL: [Density; 6] = [
    density(Air::All, Form::Boxed, true),
    density(Air::Around, Form::Boxed, true),
    density(Air::Around, Form::Joined, true),
    density(Air::None, Form::Joined, true),
    density(Air::None, Form::Flat, true),
    density(Air::None, Form::Flat, false),
];

/// The same for a short terminal, where fields have no boxes whatever there is to say: they would come and go.
const SHORT: [Density; 3] = [
    density(Air::All, Form::Flat, true),
    density(Air::None, Form::Flat, true),
    density(Air::None, Form::Flat, false),
];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The first row of the blocks that is seen.
    pub(super) scroll: usize,
    pub(super) list: usize,
    /// The focus that the user turned the page away from, to read what is above or below it.
    pub(super) left: Option<Anchor>,
    pub(super) seen: bool,
}

/// Where the focus is: its first row, and the column of the caret.
pub(super) type Anchor = (usize, Option<usize>);

/// How a user may move the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turning {
    /// Not at all: everything is in sight, or the page keys belong to a list.
    #[default]
    Fixed,
    /// By page, away from the focus, until that changes.
    Pages(Anchor),
    /// Also by row: nothing has the focus.
    Rows,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'a> {
    pub(super) columns: usize,
    pub(super) height: usize,
    /// Whether the terminal is tall enough for boxes.
    pub(super) tall: bool,
    pub(super) under_way: Option<UnderWay<'a>>,
    pub(super) clock: Clock<'a>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// The rows, at most as many as there is room for.
    pub(super) rows: Vec<Row>,
    pub(super) place: Place,
    /// The rows of it that the blocks scroll in, when they do.
    pub(super) window: Option<Range<usize>>,
    /// Whether there is more above and below that window.
    pub(super) more: (bool, bool),
    /// How the user may move that window.
    pub(super) turning: Turning,
}

pub(super) fn set(screen: &Screen, setting: Setting<'_>, before: Place) -> Page {
    let status = |detail| {
        let (columns, clock) = (setting.columns, setting.clock);
        widgets::status(screen, setting.under_way, detail, columns, clock)
    };
    let whole = status(Detail::Quote);
    let ladder: &[Density] = if setting.tall { &TALL } else { &SHORT };
    let mut tightest = Body::default();
    for density in ladder {
        if !density.lead && tightest.shows_focus_at_top(setting.height, whole.len()) {
            break;
        }
        let body = Body::set(screen, *density, usize::MAX, setting, before);
        let gap = usize::from(density.air > Air::None && !whole.is_empty());
        let over = |body: &Body| {
            let rows = body.rows.len() + gap + whole.len();
            rows.saturating_sub(setting.height)
        };
        // Transient lines must not shift the rest.
        let gives_way = usize::from(gap > 0 && screen.problem.is_none());
        let missing = over(&body);
        if missing <= gives_way {
            return body.with_status(gap - missing, whole);
        }
        let list_rows = body.list.rows.saturating_sub(over(&body));
        if density.air < Air::All && list_rows > 0 {
            let squeezed = Body::set(screen, *density, list_rows, setting, before);
            let least = LEAST_ENTRIES.min(body.list.shown);
            if over(&squeezed) == 0 && squeezed.list.shown >= least {
                return squeezed.with_status(gap, whole);
            }
        }
        tightest = match body.is_filtered {
            // The filter and its result are only seen together in a short list.
            true => Body::set(screen, *density, LEAST_ENTRIES, setting, before),
            false => body,
        };
    }
    scrolled(tightest, setting.height, before, status)
}

/// A page whose blocks scroll above as much of the status area as leaves room for the focus.
fn scrolled(body: Body, height: usize, before: Place, status: impl Fn(Detail) -> Vec<Row>) -> Page {
    let needed = body.focus.as_ref().map_or(1, ExactSizeIterator::len);
    let most = height.saturating_sub(needed.min(KEPT)).max(1).min(height);
    let fair = most.min((height / 2).max(3));
    let fitting = |detail: &Detail| status(*detail).len() <= fair;
    let detail = Detail::LADDER.into_iter().find(fitting);
    let mut below = status(detail.unwrap_or(Detail::What));
    if below.len() > most {
        below.truncate(most);
    }

    let room = height - below.len();
    let anchor = body.anchor();
    // A page of things to read, with what can be done at its end, opens where reading begins.
    let opens_at_top = !before.seen && !body.list.focused && body.has_focused_action;
    let left = match opens_at_top {
        true => anchor,
        false => before.left.filter(|left| Some(*left) == anchor),
    }
    .filter(|_| room > needed.min(KEPT));
    let sight = match (&body.focus, left) {
        (Some(focus), None) => body.all_at(body.scroll_to(focus, room, before.scroll), room),
        (Some(focus), Some(_)) => body.away_from(focus, room, before.scroll),
        (None, _) => body.all_at(before.scroll, room),
    };
    let turning = match anchor {
        _ if body.rows.len() <= room => Turning::Fixed,
        Some(_) if body.list.focused => Turning::Fixed,
        Some(anchor) => Turning::Pages(anchor),
        None => Turning::Rows,
    };
    let more = (sight.window.start > 0, sight.window.end < body.rows.len());
    let rows = |range: &Range<usize>| body.rows[range.clone()].iter().cloned();
    let (above, seen) = (sight.above.len(), sight.window.len());
    let around = [&sight.above, &sight.window, &sight.below];
    let mut rows: Vec<Row> = around.into_iter().flat_map(rows).collect();
    rows.extend(below);
    Page {
        rows,
        place: Place {
            scroll: sight.scroll,
            list: body.list.first,
            left,
            seen: true,
        },
        window: Some(above..above + seen),
        more,
        turning,
    }
}

#[derive(Clone, Debug, Default)]
struct Body {
    rows: Vec<Row>,
    /// The rows of what has the focus.
    focus: Option<Range<usize>>,
    /// Up to here stand remarks about what has the focus.
    about: usize,
    has_focused_action: bool,
    /// From the first to the last row of everything that can have the focus.
    stops: Range<usize>,
    list: ListView,
    /// The list has a field above it that filters it.
    is_filtered: bool,
}

impl Body {
    fn set(
        screen: &Screen,
        density: Density,
        list_rows: usize,
        setting: Setting<'_>,
        before: Place,
    ) -> Self {
        let Setting { columns, clock, .. } = setting;
        let mut body = Self {
            rows: wrap(&screen.title, Role::Title, columns, clock),
            ..Self::default()
        };
        let around = density.air >= Air::Around;
        body.gap(around);
        if density.lead {
            for text in &screen.lead {
                body.rows.extend(wrap(text, Role::Plain, columns, clock));
            }
            body.gap(around);
        }
        for (at, block) in screen.blocks.iter().enumerate() {
            let part = match block {
                Block::Field(field) => widgets::field(field, density.form, columns),
                Block::Code(code) => widgets::code(code, density.form, columns),
                Block::Choices(choices) => {
                    let (part, list) =
                        widgets::choices(choices, list_rows, before.list, columns, clock);
                    body.list = list;
                    part
                }
                Block::Checks(checks) => widgets::checks(checks, columns),
                Block::Actions(items) => widgets::actions(items, columns, clock),
                Block::Table(rows) => widgets::table(rows, columns, clock),
                Block::Remark(mark, text) => widgets::remark(*mark, text, columns, clock),
                Block::Paragraph(text) => widgets::paragraph(text, Role::Plain, columns, clock),
                Block::Heading(text) => {
                    widgets::paragraph(&text.clone().into(), Role::Title, columns, clock)
                }
                Block::Qr(code) => qr::no_room(code, columns, clock),
                Block::Alone(text) => widgets::alone(text, columns),
                Block::Gap => {
                    body.gap(density.air == Air::All || parts_lists(&screen.blocks, at));
                    continue;
                }
            };
            body.add(part, block);
        }
        while body.rows.last().is_some_and(Row::is_blank) {
            body.rows.pop();
        }
        body
    }

    /// Adds a line of air, never a second one.
    fn gap(&mut self, wanted: bool) {
        if wanted && self.rows.last().is_some_and(|row| !row.is_blank()) {
            self.rows.push(Row::default());
        }
    }

    fn add(&mut self, part: Part, block: &Block) {
        let from = self.rows.len();
        self.rows.extend(part.rows);
        let end = self.rows.len();
        if let Some(focus) = part.focus {
            self.has_focused_action = matches!(block, Block::Actions(_));
            // A filter and its list have the focus together.
            self.is_filtered = self.focus.is_some();
            let start = self
                .focus
                .as_ref()
                .map_or(from + focus.start, |first| first.start);
            self.focus = Some(start..from + focus.end);
            self.about = end;
        } else if matches!(block, Block::Remark(..)) && self.about == from {
            self.about = end;
        }
        if can_have_focus(block) {
            let start = match self.stops.is_empty() {
                true => from,
                false => self.stops.start,
            };
            self.stops = start..end;
        }
    }

    fn with_status(self, gap: usize, status: Vec<Row>) -> Page {
        let mut rows = self.rows;
        rows.extend(std::iter::repeat_n(Row::default(), gap));
        rows.extend(status);
        Page {
            rows,
            place: Place {
                list: self.list.first,
                seen: true,
                ..Place::default()
            },
            ..Page::default()
        }
    }

    /// Whether the top of the page shows the focus above the status area. It does where there is none.
    fn shows_focus_at_top(&self, height: usize, status: usize) -> bool {
        let window = height.saturating_sub(status);
        self.focus.as_ref().is_none_or(|focus| focus.end <= window)
    }

    fn anchor(&self) -> Option<Anchor> {
        let focus = self.focus.as_ref()?;
        let caret = self.rows[focus.clone()].iter().find_map(Row::caret);
        Some((focus.start, caret))
    }
}

/// Whether a gap has a list above it and actions below. These look alike, so that only the air between them tells which
/// is which: it never gives way.
fn parts_lists(blocks: &[Block], gap: usize) -> bool {
    let is_remark = |block: &&Block| matches!(block, Block::Remark(..));
    let above = blocks[..gap].iter().rev().find(|block| !is_remark(block));
    matches!(above, Some(Block::Choices(_) | Block::Checks(_)))
        && matches!(blocks.get(gap + 1), Some(Block::Actions(_)))
}

fn can_have_focus(block: &Block) -> bool {
    match block {
        Block::Field(_)
        | Block::Code(_)
        | Block::Choices(_)
        | Block::Checks(_)
        | Block::Actions(_) => true,
        Block::Table(_)
        | Block::Remark(..)
        | Block::Paragraph(_)
        | Block::Alone(_)
        | Block::Qr(_)
        | Block::Heading(_)
        | Block::Gap => false,
    }
}
