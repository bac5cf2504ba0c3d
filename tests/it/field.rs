//! Text editing: the typed text stays whole, clean, bounded and secret.

mod codes;
mod editing;
mod looks;
mod pasting;

use mxid::field::{Edit, Line, LineKind, Outcome, Typed};
use proptest::test_runner::{Config, RngSeed};

/// A line with `text`, the caret where `|` stands.
fn line(kind: LineKind, text: &str) -> Line {
    let caret = text.find('|').expect("a caret");
    let mut line = Line::new(kind);
    line.apply(&Edit::Insert(Typed::from(&text[..caret])));
    line.apply(&Edit::Insert(Typed::from(&text[caret + 1..])));
    while line.caret() > caret {
        line.apply(&Edit::Left);
    }
    assert_eq!(marked(&line), text, "the line starts as written");
    line
}

/// The text of a line with `|` at its caret.
fn marked(line: &Line) -> String {
    let (before, after) = line.text().split_at(line.caret());
    format!("{before}|{after}")
}

/// The line after one edit, and what the edit reported.
fn edited(kind: LineKind, text: &str, edit: Edit) -> (String, Outcome) {
    let mut line = line(kind, text);
    let outcome = line.apply(&edit);
    (marked(&line), outcome)
}

/// The same cases on every run.
fn fixed() -> Config {
    Config {
        rng_seed: RngSeed::Fixed(0),
        failure_persistence: None,
        ..Config::default()
    }
}
