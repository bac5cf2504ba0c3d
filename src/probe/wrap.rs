//! Text to rows, measured as a terminal shows it.

use unicode_segmentation::UnicodeSegmentation;

use crate::field::width;

/// Breaks a text between words into rows of at most so many columns. Only a word that does not fit
/// into a row, such as a long address, is broken itself.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    for word in text.split_whitespace() {
        let air = usize::from(!row.is_empty());
        if width(&row) + air + width(word) > columns && !row.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
        if !row.is_empty() {
            row.push(' ');
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
        assert_eq!(wrap("日本語サーバー", 6), ["日本語", "サーバ", "ー"]);
        assert!(wrap("🙂🙂🙂", 3).iter().all(|row| width(row) <= 3));
    }
}
