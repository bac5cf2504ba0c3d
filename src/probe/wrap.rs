//! Text to rows, measured as a terminal shows it.

use unicode_segmentation::UnicodeSegmentation;

use crate::field::{may_break, width};

/// Breaks a text between words into rows of at most so many columns. Only a word that does not fit
/// into a row, such as a long address, is broken itself.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    for (word, is_apart) in words(text) {
        let air = if is_apart && !row.is_empty() { " " } else { "" };
        if width(&row) + air.len() + width(word) > columns && !row.is_empty() {
            rows.push(std::mem::take(&mut row));
        } else {
            row.push_str(air);
        }
        for grapheme in word.graphemes(true) {
            if width(&row) + width(grapheme) > columns && !row.is_empty() {
                rows.push(std::mem::take(&mut row));
            }
            row.push_str(grapheme);
        }
    }
    rows.push(row);
    rows
}

/// The parts between which a row may end, and whether a space stands before each.
fn words(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split_whitespace().flat_map(|word| {
        let mut ends: Vec<usize> = word
            .grapheme_indices(true)
            .zip(word.graphemes(true).skip(1))
            .filter(|((_, before), after)| may_break(before, after))
            .map(|((at, before), _)| at + before.len())
            .collect();
        ends.push(word.len());
        let mut start = 0;
        ends.into_iter().map(move |end| {
            let part = (&word[start..end], start == 0);
            start = end;
            part
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_between_words_and_a_word_is_broken_only_where_it_must() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a abcdefgh b", 4), ["a", "abcd", "efgh", "b"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn wide_characters_count_as_what_they_take() {
        assert_eq!(wrap("日本語サーバー", 6), ["日本語", "サー", "バー"]);
        assert_eq!(wrap("見る 日本語", 8), ["見る 日", "本語"]);
        assert!(wrap("🙂🙂🙂", 3).iter().all(|row| width(row) <= 3));
    }
}
