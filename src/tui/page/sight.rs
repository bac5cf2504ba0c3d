//! Which rows of a page that is longer than its room are seen.

use std::ops::Range;

use super::{Body, KEPT};

/// The visible part of a page that is longer than its room.
#[derive(Clone, Debug, Default)]
pub(super) struct Sight {
    /// Where it was turned to.
    pub(super) scroll: usize,
    /// The rows of the focus that stand above those, because they are farther up.
    pub(super) above: Range<usize>,
    pub(super) window: Range<usize>,
    /// The rows of the focus that stand below those, because they are farther down.
    pub(super) below: Range<usize>,
}

impl Body {
    /// The first row of a window of so many rows that shows the focus: the top of the page if that does, else the
    /// nearest to where it was. The lines of the focus are shown with it if there is room.
    pub(super) fn scroll_to(&self, focus: &Range<usize>, window: usize, before: usize) -> usize {
        let is_last = focus.end >= self.stops.end && focus.start > self.stops.start;
        // Nothing else would bring what stands under the last stop into sight.
        let below = if is_last { self.rows.len() } else { 0 };
        let ends = [below, self.about, focus.end];
        let fits = |end: &usize| *end >= focus.end && end - focus.start <= window;
        let Some(end) = ends.into_iter().find(fits) else {
            return self.caret_row(focus).saturating_sub(window / 2);
        };
        // The question says more than the last entries of a list.
        if end <= window || self.list.focused && focus.end <= window {
            return 0;
        }
        before.min(focus.start).max(end - window)
    }

    /// The rows from `scroll` on, as far as there are any.
    pub(super) fn all_at(&self, scroll: usize, room: usize) -> Sight {
        let scroll = scroll.min(self.rows.len().saturating_sub(room));
        Sight {
            scroll,
            window: scroll..self.rows.len().min(scroll + room),
            ..Sight::default()
        }
    }

    /// The rows from `scroll` on, and the focus where it is not among them.
    pub(super) fn away_from(&self, focus: &Range<usize>, room: usize, scroll: usize) -> Sight {
        let all = self.all_at(scroll, room);
        let kept = focus.len().min(KEPT);
        let first = self.caret_row(focus).min(focus.end - kept);
        let kept = first..first + kept;
        if all.window.start <= kept.start && kept.end <= all.window.end {
            return all;
        }
        let is_above = kept.start < all.window.start;
        let room = room - kept.len();
        let rest = self.all_at(scroll, room);
        match is_above {
            true => Sight {
                scroll: rest.scroll,
                above: kept.clone(),
                ..self.all_at(rest.scroll.max(kept.end), room)
            },
            false => Sight {
                below: kept,
                ..rest
            },
        }
    }

    /// The row with the caret, else the first of the focus.
    fn caret_row(&self, focus: &Range<usize>) -> usize {
        let has_caret = |at: &usize| self.rows[*at].caret().is_some();
        focus.clone().find(has_caret).unwrap_or(focus.start)
    }
}
