//! How wide text is on a terminal.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The sign for the part that was cut off; one column wide.
const ELLIPSIS: &str = "…";

/// The columns that `text` takes on a terminal: the sum over its graphemes, as each is drawn in cells of its own.
#[must_use]
pub fn width(text: &str) -> usize {
    // Most text is plain, and a screen measures all of its text for every frame.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// `text` if it fits into `columns`, else its beginning with an ellipsis, by whole graphemes.
#[must_use]
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    let (mut column, mut end) = (0, 0);
    for (start, grapheme) in text.grapheme_indices(true) {
        column += grapheme_width(grapheme);
        if column > columns {
            let ellipsis = if columns == 0 { "" } else { ELLIPSIS };
            return Cow::Owned([&text[..end], ellipsis].concat());
        }
        if column < columns {
            end = start + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

/// The columns of one grapheme. A control character takes none, because no face draws one.
pub(super) fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        0
    } else {
        grapheme.width()
    }
}
