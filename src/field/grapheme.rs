//! Borders of graphemes and words inside a line.
//!
//! Every function takes a byte offset on a grapheme border of `text` and returns one, but [`border_from`] and
//! [`border_until`], which find the nearest border to any offset.

use unicode_segmentation::UnicodeSegmentation;

/// The border after the grapheme that follows `at`; the end of the text when there is none.
pub(super) fn next(text: &str, at: usize) -> usize {
    text[at..]
        .graphemes(true)
        .next()
        .map_or(text.len(), |grapheme| at + grapheme.len())
}

/// The border before the grapheme that ends at `at`; 0 when there is none.
pub(super) fn previous(text: &str, at: usize) -> usize {
    text[..at]
        .grapheme_indices(true)
        .next_back()
        .map_or(0, |(start, _)| start)
}

/// The first border at `at` or after it.
pub(super) fn border_from(text: &str, at: usize) -> usize {
    borders(text)
        .find(|border| *border >= at)
        .unwrap_or(text.len())
}

/// The last border at `at` or before it.
pub(super) fn border_until(text: &str, at: usize) -> usize {
    borders(text)
        .take_while(|border| *border <= at)
        .last()
        .unwrap_or(0)
}

/// The start of the word before `at`; 0 when there is none.
pub(super) fn word_start(text: &str, at: usize) -> usize {
    let start = text[..at]
        .unicode_word_indices()
        .next_back()
        .map_or(0, |(start, _)| start);
    border_until(text, start)
}

/// The end of the word after `at`; the end of the text when there is none.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let end = text[at..]
        .unicode_word_indices()
        .next()
        .map_or(text.len(), |(start, word)| at + start + word.len());
    border_from(text, end)
}

/// The longest beginning of `text`, in whole graphemes, of at most `bytes` bytes.
pub(super) fn fitting(text: &str, bytes: usize) -> &str {
    &text[..border_until(text, bytes)]
}

fn borders(text: &str) -> impl Iterator<Item = usize> {
    text.grapheme_indices(true)
        .map(|(start, _)| start)
        .chain(std::iter::once(text.len()))
}
