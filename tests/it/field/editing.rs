//! Editing by grapheme and word, undo, and the limits of a line.

use mxid::field::{Change, Edit, Line, LineKind, Typed};
use proptest::prelude::*;
use unicode_segmentation::GraphemeCursor;

use super::{edited, fixed, line, marked};

const OPEN: LineKind = LineKind::open(64);
const SECRET: LineKind = LineKind::secret(64);
const FAMILY: &str = "👨‍👩‍👧";

fn insert(text: &str) -> Edit {
    Edit::Insert(text.into())
}

#[test]
fn a_grapheme_is_passed_and_deleted_as_one() {
    let accented = "e\u{301}\u{323}";
    for grapheme in [accented, "🇩🇪", FAMILY, "각", "a"] {
        let after = format!("x{grapheme}|y");
        let before = format!("x|{grapheme}y");
        assert_eq!(edited(SECRET, &after, Edit::Left).0, before);
        assert_eq!(edited(SECRET, &before, Edit::Right).0, after);
        assert_eq!(edited(SECRET, &after, Edit::DeleteBack).0, "x|y");
        assert_eq!(edited(SECRET, &before, Edit::DeleteForward).0, "x|y");
    }
}

#[test]
fn words_are_those_of_unicode() {
    for (edit, from, to) in [
        (Edit::WordLeft, "robin@example.org|", "robin@|example.org"),
        (Edit::WordLeft, "robin@|example.org", "|robin@example.org"),
        (Edit::WordLeft, "  |robin", "|  robin"),
        (Edit::WordRight, "|robin lee", "robin| lee"),
        (Edit::WordRight, "robin| l'été ", "robin l'été| "),
        (Edit::WordRight, "robin| ...", "robin ...|"),
        (Edit::DeleteWordBack, "robin lee  |!", "robin |!"),
        (Edit::DeleteWordForward, "robin| lee!", "robin|!"),
        (Edit::DeleteToStart, "robin |lee", "|lee"),
        (Edit::DeleteToEnd, "robin |lee", "robin |"),
        (Edit::Home, "robin |lee", "|robin lee"),
        (Edit::End, "robin |lee", "robin lee|"),
    ] {
        let name = format!("{edit:?} on {from}");
        assert_eq!(edited(OPEN, from, edit).0, to, "{name}");
    }
}

#[test]
fn a_masked_line_does_not_show_where_its_words_are() {
    assert_eq!(
        edited(SECRET, "correct horse|", Edit::WordLeft).0,
        "|correct horse"
    );
    assert_eq!(
        edited(SECRET, "|correct horse", Edit::WordRight).0,
        "correct horse|"
    );
    assert_eq!(
        edited(SECRET, "correct horse|!", Edit::DeleteWordBack).0,
        "|!"
    );
    assert_eq!(
        edited(SECRET, "c|orrect horse", Edit::DeleteWordForward).0,
        "c|"
    );
}

#[test]
fn an_edit_says_whether_text_or_caret_changed() {
    for (edit, from, change) in [
        (Edit::Left, "|a", Change::Unchanged),
        (Edit::Right, "a|", Change::Unchanged),
        (Edit::DeleteBack, "|a", Change::Unchanged),
        (Edit::DeleteForward, "a|", Change::Unchanged),
        (insert(""), "a|", Change::Unchanged),
        (insert("\u{7}"), "a|", Change::Unchanged),
        (Edit::Home, "a|", Change::Moved),
        (insert("b"), "a|", Change::Edited),
        (Edit::DeleteBack, "a|", Change::Edited),
    ] {
        let name = format!("{edit:?} on {from}");
        assert_eq!(edited(OPEN, from, edit).1.change, change, "{name}");
    }
}

#[test]
fn text_beyond_the_limit_is_left_out_by_whole_graphemes_and_reported() {
    let kind = LineKind::secret(8);
    let (text, outcome) = edited(kind, "abc|d", insert(&format!("e{FAMILY}")));
    assert_eq!((text.as_str(), outcome.cut), ("abce|d", true));

    let (text, outcome) = edited(kind, "abcdefgh|", insert("i"));
    assert_eq!(
        (text.as_str(), outcome.cut, outcome.change),
        ("abcdefgh|", true, Change::Unchanged)
    );

    let (text, outcome) = edited(kind, "abcd|", insert("efgh"));
    assert_eq!((text.as_str(), outcome.cut), ("abcdefgh|", false));
}

#[test]
fn the_caret_never_splits_what_an_edit_joined() {
    // The two letters left beside the deleted one are the halves of a flag.
    assert_eq!(
        edited(OPEN, "\u{1f1e9}x|\u{1f1ea}", Edit::DeleteBack).0,
        "\u{1f1e9}\u{1f1ea}|"
    );
    // The typed letter takes the accent that stood alone.
    assert_eq!(edited(OPEN, "|\u{301}z", insert("e")).0, "e\u{301}|z");
}

#[test]
fn undo_takes_back_a_word_at_a_time_and_then_each_other_change() {
    let mut line = Line::new(OPEN);
    for letter in "one two".chars() {
        line.apply(&Edit::Insert(letter.into()));
    }
    line.apply(&Edit::Paste("X".into()));
    line.apply(&Edit::Home);
    line.apply(&Edit::DeleteForward);
    let mut seen = vec![marked(&line)];
    while line.apply(&Edit::Undo).change == Change::Edited {
        seen.push(marked(&line));
    }
    assert_eq!(seen, ["|ne twoX", "|one twoX", "one two|", "one|", "|"]);
}

#[test]
fn letters_typed_after_a_movement_are_taken_back_alone() {
    let mut line = line(OPEN, "ac|");
    line.apply(&Edit::Left);
    line.apply(&insert("b"));
    line.apply(&Edit::Undo);
    assert_eq!(marked(&line), "a|c");
}

#[test]
fn undo_is_bounded_and_forgets_the_oldest_first() {
    let mut line = Line::new(LineKind::open(4096));
    for _ in 0..1000 {
        line.apply(&Edit::Paste("x".into()));
    }
    let undone =
        std::iter::from_fn(|| (line.apply(&Edit::Undo).change == Change::Edited).then_some(()))
            .count();
    assert!((10..=200).contains(&undone), "{undone} steps");
    assert_eq!(line.text().len(), 1000 - undone);
}

#[test]
fn a_secret_line_remembers_nothing_to_undo() {
    let mut line = line(SECRET, "hunter2|");
    line.apply(&Edit::DeleteToStart);
    assert_eq!(line.apply(&Edit::Undo).change, Change::Unchanged);
    assert!(line.is_empty());
}

#[test]
fn clearing_a_line_forgets_its_text_for_good() {
    let mut line = line(OPEN, "417203|");
    line.clear();
    line.apply(&Edit::Undo);
    assert_eq!((line.text(), line.caret()), ("", 0));
}

#[test]
fn a_filled_in_text_is_cleaned_and_cannot_be_undone() {
    let mut line = line(LineKind::open(5), "old|");
    let outcome = line.set(" new\u{7}-text\n");
    assert_eq!(
        (marked(&line).as_str(), outcome.cut, outcome.cleaned),
        ("new-t|", true, true)
    );
    assert_eq!(line.apply(&Edit::Undo).change, Change::Unchanged);
    assert_eq!(line.set("new-t").change, Change::Unchanged);
}

#[test]
fn no_debug_output_shows_what_was_typed() {
    let line = line(OPEN, "hunter2|");
    let edit = Edit::Paste("hunter2".into());
    let shown = format!("{line:?} {edit:?} {:?}", Typed::from("hunter2"));
    assert!(!shown.contains("hunter"), "{shown}");
    assert!(shown.contains("Typed(7 chars)"), "{shown}");
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        prop::sample::select(vec![
            "a",
            "b",
            " ",
            "\u{301}",
            "\u{200d}",
            "👨",
            "👩",
            "\u{1f1e9}",
            "\u{1f1ea}",
            "ᄀ",
            "ᅡ",
            "ᆨ",
            "क",
            "\u{94d}",
            "ष",
            "\r\n",
            "\u{1b}",
            "\u{7f}",
            "\u{85}",
            "\u{2028}",
            "\u{600}",
            "\u{fe0f}",
            "日本",
            "e\u{301}",
            ".",
            "'",
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => any_text().prop_map(|text| Edit::Insert(text.into())),
        2 => any_text().prop_map(|text| Edit::Paste(text.into())),
        8 => prop::sample::select(vec![
            Edit::DeleteBack, Edit::DeleteForward, Edit::DeleteWordBack, Edit::DeleteWordForward, Edit::DeleteToStart,
            Edit::DeleteToEnd, Edit::Left, Edit::Left, Edit::Right, Edit::WordLeft, Edit::WordRight, Edit::Home, Edit::End,
            Edit::Undo, Edit::Redo,
        ]),
    ]
}

proptest! {
    #![proptest_config(fixed())]

    #[test]
    fn any_edits_keep_the_line_valid(secret: bool, whole: bool, edits in prop::collection::vec(any_edit(), 1..40)) {
        let kind = LineKind { max_bytes: 40, secret, whole };
        let mut line = Line::new(kind);
        for edit in &edits {
            let before = (line.text().to_owned(), line.caret());
            let outcome = line.apply(edit);
            let text = line.text();
            prop_assert!(text.len() <= kind.max_bytes);
            prop_assert!(!text.contains(char::is_control));
            let border = GraphemeCursor::new(line.caret(), text.len(), true).is_boundary(text, 0);
            prop_assert_eq!(border, Ok(true), "caret {} in {:?}", line.caret(), text);
            match outcome.change {
                Change::Unchanged => prop_assert_eq!((text, line.caret()), (before.0.as_str(), before.1)),
                Change::Moved => prop_assert!(text == before.0 && line.caret() != before.1),
                Change::Edited => {}
            }
        }
    }

    #[test]
    fn redo_makes_what_undo_took_back(edits in prop::collection::vec(any_edit(), 1..30)) {
        let mut line = Line::new(LineKind::open(200));
        let journeys = [Edit::Undo, Edit::Redo];
        for edit in edits.iter().filter(|edit| !journeys.contains(edit)) {
            line.apply(edit);
        }
        let last = marked(&line);
        let text = line.text().to_owned();
        let mut undone = 0;
        while line.apply(&Edit::Undo).change == Change::Edited {
            undone += 1;
        }
        while line.apply(&Edit::Redo).change == Change::Edited {
            undone -= 1;
        }
        prop_assert_eq!(undone, 0);
        prop_assert_eq!(line.text(), text);
        line.apply(&Edit::Insert("x".into()));
        prop_assert_eq!(line.apply(&Edit::Redo).change, Change::Unchanged, "{}", last);
    }

    #[test]
    fn undo_leads_back_to_earlier_texts_of_an_open_line(edits in prop::collection::vec(any_edit(), 1..30)) {
        let mut line = Line::new(LineKind::open(200));
        let mut earlier = vec![String::new()];
        for edit in edits.iter().filter(|edit| !matches!(edit, Edit::Undo | Edit::Redo)) {
            line.apply(edit);
            earlier.push(line.text().to_owned());
        }
        while line.apply(&Edit::Undo).change == Change::Edited {
            let at = earlier.iter().rposition(|text| text == line.text());
            prop_assert!(at.is_some(), "{:?} was never there", line.text());
            earlier.truncate(at.unwrap_or(0) + 1);
        }
        prop_assert_eq!(line.text(), "", "the first text of all was empty");
    }
}
