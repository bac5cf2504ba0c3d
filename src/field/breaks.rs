//! Where a row may end within text that has no spaces between its words.

use super::measure::grapheme_width;

/// Characters that begin no row: closing marks, marks that lengthen or repeat the character before them, and small kana
/// (the rules that Japanese calls kinsoku; Chinese shares those for marks).
const NO_START: &str = "、。，．,.：；:;！？!?）〕］｝〉》」』】〗)]}”’›»％%‰°…‥ー～・々〻ゝゞヽヾ\
                        ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
/// Characters that end no row: opening marks.
const NO_END: &str = "（〔［｛〈《「『【〖([{“‘‹«＠@#＃";

/// Whether a row may end between two graphemes, neither of them a space: beside a wide one, as scripts that are
/// written without spaces have it, unless one of the two is a mark that belongs to the other.
#[must_use]
pub fn may_break(before: &str, after: &str) -> bool {
    let is_wide = |grapheme: &str| grapheme_width(grapheme) > 1;
    (is_wide(before) || is_wide(after)) && !is_one_of(after, NO_START) && !is_one_of(before, NO_END)
}

/// Characters that end a part of an address, a link or an identifier.
const PART_ENDS: &str = "/?&,;:";
/// Characters that begin such a part.
const PART_STARTS: &str = ".@#";

/// Whether a word that is too long for a row may well be broken between two of its graphemes: where one part of it
/// ends.
#[must_use]
pub fn is_joint(before: &str, after: &str) -> bool {
    let ends = is_one_of(before, PART_ENDS) && !is_one_of(after, PART_ENDS);
    ends || is_one_of(after, PART_STARTS)
}

fn is_one_of(grapheme: &str, marks: &str) -> bool {
    grapheme.starts_with(|c| marks.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_identifiers_break_between_their_parts() {
        for (before, after, is) in [
            (":", "/", false),
            ("/", "/", false),
            ("/", "e", true),
            ("e", ".", true),
            (".", "o", false),
            ("n", ":", false),
            (":", "e", true),
            ("n", "@", true),
            ("@", "e", false),
            ("a", "b", false),
        ] {
            assert_eq!(is_joint(before, after), is, "{before}{after}");
        }
    }

    #[test]
    fn wide_text_breaks_anywhere_but_beside_marks_that_belong_together() {
        for (before, after, may) in [
            ("日", "本", true),
            ("本", "。", false),
            ("「", "日", false),
            ("本", "「", true),
            ("ー", "バ", true),
            ("サ", "ー", false),
            ("や", "っ", false),
            ("x", "日", true),
            ("日", "x", true),
            ("文", "”", false),
            ("“", "文", false),
            ("文", "“", true),
            ("🙂", "🙂", true),
            ("a", "b", false),
        ] {
            assert_eq!(may_break(before, after), may, "{before}{after}");
        }
    }
}
