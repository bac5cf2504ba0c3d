//! The part of a long line that a narrow field shows.

use unicode_segmentation::UnicodeSegmentation;

use super::measure::grapheme_width;

/// The part of a text that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window<'a> {
    /// The graphemes shown, at most as many columns as asked for.
    pub text: &'a str,
    /// The column of the caret, counted from the first one shown and less than the columns asked for.
    pub caret: u16,
    /// Text before the window is not shown.
    pub clipped_left: bool,
    /// Text after the window is not shown.
    pub clipped_right: bool,
}

/// The part of `text` to show in `columns` (at least 1) so that the caret, a byte offset on a grapheme border, is among
/// them. The caret behind the last grapheme takes a column of its own.
///
/// The window follows from the caret alone, no scroll position is kept: it moves on by a third of its width whenever
/// the caret would leave it, so the text stands still under most caret movements and there is always some before the
/// caret.
#[must_use]
pub fn visible(text: &str, caret: usize, columns: u16) -> Window<'_> {
    let columns = usize::from(columns.max(1));
    let caret_column: usize = text[..caret].graphemes(true).map(grapheme_width).sum();
    let step = (columns / 3).max(1);
    let scroll = caret_column.saturating_sub(columns - 1).div_ceil(step) * step;

    let (mut column, mut start_column, mut start) = (0, None, text.len());
    let mut end = text.len();
    for (at, grapheme) in text.grapheme_indices(true) {
        // A wide grapheme that the left edge would halve is left out whole.
        if start_column.is_none() && column >= scroll {
            (start_column, start) = (Some(column), at);
        }
        column += grapheme_width(grapheme);
        if start_column.is_some_and(|first| column - first > columns) {
            end = at;
            break;
        }
    }
    let shown_from = start_column.unwrap_or(column);
    Window {
        text: &text[start..end],
        // Less than `columns`, which came from a u16.
        caret: u16::try_from(caret_column.saturating_sub(shown_from)).unwrap_or(u16::MAX),
        clipped_left: start > 0,
        clipped_right: end < text.len(),
    }
}
