//! The width of a text on the screen, and the part of it that is shown.

use mxid::field::{LineKind, cut, width, window::visible};
use proptest::prelude::*;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use unicode_segmentation::UnicodeSegmentation;

use super::{fixed, line};

#[test]
fn widths_are_those_of_a_terminal() {
    for (text, columns) in [
        ("", 0),
        ("abc", 3),
        ("日本", 4),
        ("e\u{301}", 1),
        ("👨‍👩‍👧", 2),
        ("🇩🇪", 2),
        ("ｶﾞ", 2),
        ("\u{1b}a", 1),
    ] {
        assert_eq!(width(text), columns, "{text:?}");
    }
}

#[test]
fn a_cut_text_ends_with_an_ellipsis_inside_its_columns() {
    for (text, columns, shown) in [
        ("robin", 5, "robin"),
        ("robin", 4, "rob…"),
        ("robin", 1, "…"),
        ("robin", 0, ""),
        ("", 0, ""),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ] {
        assert_eq!(cut(text, columns), shown, "{text:?} in {columns}");
    }
}

#[test]
fn a_text_that_fits_with_its_caret_is_shown_whole() {
    let window = visible("robin", 5, 6);
    assert_eq!(
        (
            window.text,
            window.caret,
            window.clipped_left,
            window.clipped_right
        ),
        ("robin", 5, false, false)
    );
}

#[test]
fn a_long_text_scrolls_with_its_caret_and_says_what_is_hidden() {
    let text = "abcdefghijklmnopqrstuvwxyz";
    let start = visible(text, 0, 9);
    assert_eq!(
        (
            start.text,
            start.caret,
            start.clipped_left,
            start.clipped_right
        ),
        ("abcdefghi", 0, false, true)
    );
    let middle = visible(text, 13, 9);
    assert_eq!(
        (
            middle.text,
            middle.caret,
            middle.clipped_left,
            middle.clipped_right
        ),
        ("ghijklmno", 7, true, true)
    );
    let end = visible(text, 26, 9);
    assert_eq!(
        (end.text, end.caret, end.clipped_left, end.clipped_right),
        ("stuvwxyz", 8, true, false)
    );
}

#[test]
fn the_text_stands_still_under_most_caret_movements() {
    let text = "a".repeat(100);
    let scrolls = (0..100).filter(|at| {
        visible(&text, *at, 30).text.len() as u16 != 30 || {
            let here = *at as u16 - visible(&text, *at, 30).caret;
            let next = (*at + 1) as u16 - visible(&text, at + 1, 30).caret;
            here != next
        }
    });
    assert!(scrolls.count() <= 20);
}

#[test]
fn a_mask_shows_as_many_marks_as_graphemes_and_the_caret_among_them() {
    let line = line(LineKind::secret(64), "pä👨‍👩‍👧|s");
    assert_eq!(line.masked('•'), ("••••".to_owned(), "•••".len()));
    assert_eq!((line.graphemes(), line.width()), (4, 5));
}

fn any_text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a",
        "b",
        " ",
        "日",
        "e\u{301}",
        "👨‍👩‍👧",
        "🇩🇪",
        "\u{301}",
        "각",
        "क\u{94d}ष",
        "☺\u{fe0f}",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(fixed())]

    #[test]
    fn the_caret_is_always_in_the_window(text in any_text(), at: prop::sample::Index, columns in 1..40u16) {
        let borders: Vec<usize> =
            text.grapheme_indices(true).map(|(start, _)| start).chain([text.len()]).collect();
        let caret = borders[at.index(borders.len())];
        let window = visible(&text, caret, columns);
        prop_assert!(window.caret < columns);
        prop_assert!(width(window.text) <= usize::from(columns));
        // The caret stands where the text before it ends.
        let start = window.text.as_ptr() as usize - text.as_ptr() as usize;
        prop_assert_eq!(width(&text[start..caret]), usize::from(window.caret));
        prop_assert_eq!(window.clipped_left, start > 0);
        prop_assert_eq!(window.clipped_right, start + window.text.len() < text.len());
    }

    #[test]
    fn a_cut_text_never_exceeds_its_columns(text in any_text(), columns in 0..40usize) {
        prop_assert!(width(&cut(&text, columns)) <= columns);
    }

    #[test]
    fn widths_agree_with_what_is_drawn(text in any_text()) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 1));
        let (end, _) = buffer.set_stringn(0, 0, &text, 200, Style::new());
        prop_assert_eq!(usize::from(end), width(&text));
    }
}
