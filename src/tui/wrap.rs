//! Texts to rows: by word, by grapheme where a word is too long, measured as the terminal shows it.

use std::borrow::Borrow;
use std::ops::Range;
use std::time::Duration;

use unicode_segmentation::UnicodeSegmentation;

use super::row::Row;
use super::theme::Role;
use crate::field::{is_joint, may_break, width};
use crate::text::{Piece, Text, Units};

/// The context for reading a time aloud.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock<'a> {
    /// The time since the wizard started.
    pub(super) now: Duration,
    pub(super) units: &'a Units,
}

/// A stressed piece up to this width, such as a number written in groups, is not broken where it fits into a row.
const KEPT: usize = 24;

/// The columns by which what belongs to an entry of a list stands to the right of it.
pub(super) const HANG: usize = 2;

/// A text as rows of at most so many columns. Runs of spaces within a row are kept, a line end is a space.
pub(super) fn wrap(text: &Text, role: Role, columns: usize, clock: Clock<'_>) -> Vec<Row> {
    let runs = runs(text, role, clock);
    let cells: Vec<Cell<'_>> = cells(&runs).collect();
    let mut rows = Rows::new(&cells, columns);
    for word in words(&cells) {
        rows.add(word);
    }
    rows.finish()
}

/// The columns of a text's longest part that is only broken where it must be.
pub(super) fn longest_word(text: &Text, clock: Clock<'_>) -> usize {
    let runs = runs(text, Role::Plain, clock);
    let cells: Vec<Cell<'_>> = cells(&runs).collect();
    words(&cells)
        .map(|word| cells[word].iter().map(|cell| cell.columns).sum())
        .max()
        .unwrap_or(0)
}

/// A text as one row, as long as it is.
pub(super) fn line(text: &Text, role: Role, clock: Clock<'_>) -> Row {
    let runs = runs(text, role, clock);
    row_of(cells(&runs))
}

/// Something to be copied, in rows of at most so many columns. Only what does not fit is broken, and nothing is added.
pub(super) fn whole(text: &str, role: Role, columns: usize) -> Vec<Row> {
    let units = &Units::default();
    let clock = Clock {
        now: Duration::ZERO,
        units,
    };
    wrap(&Text::from(text.to_owned()), role, columns, clock)
}

/// An entry of a list in rows of at most so many columns. The rest continues to the right of
/// where the next entry begins.
pub(super) fn hanging(text: &str, role: Role, columns: usize) -> Vec<Row> {
    if width(text) <= columns {
        return vec![Row::of(text, role)];
    }
    let mut rows = whole(text, role, columns.saturating_sub(HANG)).into_iter();
    let first = rows.next();
    let others = rows.map(|row| row.indented(HANG));
    first.into_iter().chain(others).collect()
}

/// A grapheme that can be seen, or a space.
struct Cell<'a> {
    text: &'a str,
    role: Role,
    columns: usize,
    is_space: bool,
}

/// A piece as it is read aloud.
struct Run {
    text: String,
    role: Role,
    /// Its spaces end no row.
    kept: bool,
}

fn runs(text: &Text, role: Role, clock: Clock<'_>) -> Vec<Run> {
    let stressed = match role {
        Role::Title => Role::Title,
        _ => Role::Strong,
    };
    text.0
        .iter()
        .map(|piece| {
            let (text, role) = match piece {
                Piece::Plain(text) => (text.clone(), role),
                Piece::Strong(text) => (text.clone(), stressed),
                Piece::Dim(text) => (text.clone(), Role::Dim),
                Piece::Time(timed) => (timed.format(clock.now, clock.units), role),
                Piece::Apart => (Piece::AIR.to_owned(), role),
            };
            let kept = match piece {
                Piece::Strong(_) | Piece::Time(_) => width(&text) <= KEPT,
                Piece::Plain(_) | Piece::Dim(_) | Piece::Apart => false,
            };
            Run { text, role, kept }
        })
        .collect()
}

fn cells(runs: &[Run]) -> impl Iterator<Item = Cell<'_>> {
    runs.iter().flat_map(|run| {
        run.text.graphemes(true).filter_map(|grapheme| {
            let is_space = grapheme.chars().all(is_breaking_space);
            let text = if is_space { " " } else { grapheme };
            let columns = width(text);
            // Controls and stray marks have no cell to stand in.
            (columns > 0).then_some(Cell {
                text,
                role: run.role,
                columns,
                is_space: is_space && !run.kept,
            })
        })
    })
}

fn row_of<'a>(cells: impl IntoIterator<Item = impl Borrow<Cell<'a>>>) -> Row {
    let mut row = Row::default();
    for cell in cells {
        let cell = cell.borrow();
        row.push_grapheme(cell.text, cell.role, cell.columns);
    }
    row
}

fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// The parts between which a row may end: at spaces, and where scripts that are written without them have it.
fn words<'a>(cells: &'a [Cell<'_>]) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += cells[at..].iter().take_while(|cell| cell.is_space).count();
        let start = at;
        let first = cells.get(start)?;
        at += 1;
        let mut last = first;
        while let Some(next) = cells.get(at)
            && !next.is_space
            && !may_break(last.text, next.text)
        {
            last = next;
            at += 1;
        }
        Some(start..at)
    })
}

struct Rows<'a> {
    cells: &'a [Cell<'a>],
    columns: usize,
    done: Vec<Row>,
    open: Range<usize>,
}

impl<'a> Rows<'a> {
    fn new(cells: &'a [Cell<'a>], columns: usize) -> Self {
        Self {
            cells,
            columns: columns.max(1),
            done: Vec::new(),
            open: 0..0,
        }
    }

    fn add(&mut self, word: Range<usize>) {
        if !self.open.is_empty() && self.fits(self.open.start..word.end) {
            self.open.end = word.end;
            return;
        }
        self.close();
        self.open = word;
        while !self.fits(self.open.clone()) && self.open.len() > 1 {
            let (start, end) = (self.open.start, self.open.end);
            let breaks = (start + 1..end).take_while(|at| self.fits(start..*at));
            let at = self.joint(start, breaks.last().unwrap_or(start + 1));
            self.open.end = at;
            self.close();
            self.open = at..end;
        }
    }

    /// Where a word that continues behind `most` is broken: between two of its parts, unless that leaves half of the
    /// row empty.
    fn joint(&self, start: usize, most: usize) -> usize {
        let halfway = start + (most - start).div_ceil(2);
        let is_joint = |at: &usize| is_joint(self.cells[at - 1].text, self.cells[*at].text);
        let joint = (halfway.max(start + 1)..=most).rev().find(is_joint);
        joint.unwrap_or(most)
    }

    fn fits(&self, range: Range<usize>) -> bool {
        let columns: usize = self.cells[range].iter().map(|cell| cell.columns).sum();
        columns <= self.columns
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        if !open.is_empty() {
            self.done.push(row_of(&self.cells[open]));
        }
    }

    fn finish(mut self) -> Vec<Row> {
        self.close();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, columns: usize) -> Vec<Row> {
        whole(text, Role::Plain, columns)
    }

    fn plain(rows: &[&str]) -> Vec<Row> {
        rows.iter().map(|row| Row::of(*row, Role::Plain)).collect()
    }

    #[test]
    fn rows_break_between_words_and_keep_runs_of_spaces() {
        assert_eq!(wrapped("one two  three", 9), plain(&["one two", "three"]));
        assert_eq!(wrapped("one two  three", 14), plain(&["one two  three"]));
    }

    #[test]
    fn what_does_not_fit_is_broken_between_its_parts_without_anything_added() {
        let link = "https://example.org/abc";
        let found = wrapped(link, 10);
        assert_eq!(found, plain(&["https://", "example", ".org/abc"]));
        let found = wrapped("@robin:example.org", 9);
        assert_eq!(found, plain(&["@robin:", "example", ".org"]));
        // Half an empty row is worse than a broken part.
        assert_eq!(wrapped("a/bcdefghijk", 6), plain(&["a/bcde", "fghijk"]));
        let found = wrapped(&format!("see {link}"), 23);
        assert_eq!(found, plain(&["see", "https://example.org/abc"]));
    }

    #[test]
    fn a_number_in_groups_stays_whole_where_it_fits() {
        let clock = Clock {
            now: Duration::ZERO,
            units: &Units::default(),
        };
        let number = || Piece::strong("+1 201-555-0123");
        let text = Text(vec![Piece::plain("Texted to "), number()]);
        let rows = wrap(&text, Role::Plain, 20, clock);
        let whole = Row::of("+1 201-555-0123", Role::Strong);
        assert_eq!(rows, [Row::of("Texted to", Role::Plain), whole]);
    }

    #[test]
    fn wide_text_breaks_anywhere_and_numbers_stay_whole() {
        assert_eq!(wrapped("日本語です", 5), plain(&["日本", "語で", "す"]));
        assert_eq!(wrapped("日本語。です", 6), plain(&["日本", "語。で", "す"]));
        assert_eq!(wrapped("to +1\u{a0}201", 6), plain(&["to", "+1\u{a0}201"]));
    }
}
