//! The parts of a paste that a field does not take.

use mxid::field::{Edit, LineKind, hygiene, secret_hygiene};

use super::edited;

const OPEN: LineKind = LineKind::open(64);
const SECRET: LineKind = LineKind::secret(64);

fn paste(text: &str) -> Edit {
    Edit::Paste(text.into())
}

#[test]
fn an_open_field_loses_everything_invisible_and_the_space_around() {
    for (pasted, kept) in [
        ("  robin@example.org \r\n", "robin@example.org"),
        ("\u{feff}robin", "robin"),
        ("example\u{200b}.org", "example.org"),
        ("\u{202a}+49 1512 3456789\u{202c}", "+49 1512 3456789"),
        ("\u{2066}a\u{2069}\u{61c}\u{200e}\u{ad}b", "ab"),
        (
            "one\r\ntwo\u{2028}three\u{85}four\tfive",
            "onetwothreefourfive",
        ),
        ("\u{1b}[31mred\u{1b}[0m", "[31mred[0m"),
        ("\u{a0}\u{3000}x\u{a0}", "x"),
        ("plain text", "plain text"),
        ("Zoë é e\u{301} 日本", "Zoë é e\u{301} 日本"),
    ] {
        assert_eq!(hygiene(pasted), kept, "{pasted:?}");
    }
}

#[test]
fn a_password_loses_only_line_ends_and_controls() {
    let password = "  a\u{200d}b\u{fe0f}\u{200b}\u{202e}\u{ad}c  ";
    assert_eq!(secret_hygiene(password).as_str(), password);
    assert_eq!(
        secret_hygiene("one\r\n\u{2029}two\u{0}\n").as_str(),
        "onetwo"
    );
}

#[test]
fn a_paste_goes_in_at_the_caret_without_the_space_around_it() {
    assert_eq!(edited(OPEN, "a|d", paste(" b c\n")).0, "ab c|d");
    assert_eq!(edited(SECRET, "a|d", paste(" b c\n")).0, "a b c|d");
}

#[test]
fn typed_spaces_stay() {
    assert_eq!(edited(OPEN, "a|", Edit::Insert(" ".into())).0, "a |");
}

#[test]
fn a_person_is_told_when_more_than_white_space_was_lost() {
    for kind in [OPEN, SECRET] {
        assert!(
            !edited(kind, "|", paste("line\r\n")).1.cleaned,
            "the end of a copied line"
        );
        assert!(edited(kind, "|", paste("two\nlines")).1.cleaned);
        assert!(edited(kind, "|", paste("b\u{7}ell")).1.cleaned);
    }
    assert!(!edited(OPEN, "|", paste("  spaced  ")).1.cleaned);
    assert!(edited(OPEN, "|", paste("zero\u{200b}width")).1.cleaned);
    assert!(!edited(SECRET, "|", paste("zero\u{200b}width")).1.cleaned);
}

#[test]
fn a_huge_paste_keeps_what_fits_and_says_so() {
    let (text, outcome) = edited(LineKind::open(10), "|", paste(&"é".repeat(100_000)));
    assert_eq!((text, outcome.cut), (format!("{}|", "é".repeat(5)), true));
}
