//! A line of the picture before it has a place: pieces with roles, and perhaps the caret.
//!
//! Widgets make rows, the page stacks and scrolls them, and only then are they drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::theme::{Role, Theme};
use crate::field::{cut, width};

/// A column of a rule or a border.
const RULE: &str = "─";

/// A run of text that looks the same. Two of them never share a grapheme.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    text: String,
    role: Role,
    columns: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    spans: Vec<Span>,
    /// The column of the caret, if it is in this row.
    caret: Option<usize>,
}

impl Row {
    pub(super) fn of(text: impl Into<String>, role: Role) -> Self {
        Self::default().then(text, role)
    }

    #[must_use]
    pub(super) fn then(mut self, text: impl Into<String>, role: Role) -> Self {
        self.push(text.into(), role);
        self
    }

    /// The row with a rule of so many columns after it.
    #[must_use]
    pub(super) fn ruled(mut self, columns: usize, role: Role) -> Self {
        self.spans.push(Span {
            text: RULE.repeat(columns),
            role,
            columns,
        });
        self
    }

    fn push(&mut self, text: String, role: Role) {
        let columns = width(&text);
        if columns > 0 {
            self.spans.push(Span {
                text,
                role,
                columns,
            });
        }
    }

    /// Adds a whole grapheme that covers so many columns.
    pub(super) fn push_grapheme(&mut self, grapheme: &str, role: Role, columns: usize) {
        match self.spans.last_mut() {
            Some(last) if last.role == role => {
                last.text.push_str(grapheme);
                last.columns += columns;
            }
            _ => self.spans.push(Span {
                text: grapheme.to_owned(),
                role,
                columns,
            }),
        }
    }

    /// The row with the caret at a column.
    #[must_use]
    pub(super) fn with_caret(mut self, column: Option<usize>) -> Self {
        self.caret = column;
        self
    }

    #[must_use]
    pub(super) fn joined(mut self, other: &Self) -> Self {
        let before = self.width();
        self.caret = self.caret.or(other.caret.map(|column| before + column));
        self.spans.extend(other.spans.iter().cloned());
        self
    }

    /// The row moved to the right.
    #[must_use]
    pub(super) fn indented(self, columns: usize) -> Self {
        Self::default().spaced(columns).joined(&self)
    }

    #[must_use]
    pub(super) fn spaced(self, columns: usize) -> Self {
        self.then(" ".repeat(columns), Role::Plain)
    }

    #[must_use]
    pub(super) fn padded(self, columns: usize) -> Self {
        let missing = columns.saturating_sub(self.width());
        self.spaced(missing)
    }

    /// The row with another at the right end of so many columns; without it when both do not fit with some air.
    #[must_use]
    pub(super) fn with_right(self, right: &Self, columns: usize) -> Self {
        const AIR: usize = 2;
        if right.is_blank() || self.width() + AIR + right.width() > columns {
            return self;
        }
        self.padded(columns - right.width()).joined(right)
    }

    /// The row in at most so many columns, with an ellipsis if some of it is gone.
    #[must_use]
    pub(super) fn cut(self, columns: usize) -> Self {
        if self.width() <= columns {
            return self;
        }
        let mut row = Self::default().with_caret(self.caret);
        for span in self.spans {
            let left = columns - row.width();
            if span.columns <= left {
                row.spans.push(span);
                continue;
            }
            // Where nothing is left, the ellipsis takes the place of the grapheme before.
            let (text, role, room) = match (left, row.spans.pop()) {
                (0, Some(last)) => (last.text + &span.text, last.role, last.columns),
                (_, last) => {
                    row.spans.extend(last);
                    (span.text, span.role, left)
                }
            };
            row.push(cut(&text, room).into_owned(), role);
            break;
        }
        row
    }

    pub(super) fn is_blank(&self) -> bool {
        self.spans.is_empty()
    }

    /// The column of the caret, if it is in this row.
    pub(super) fn caret(&self) -> Option<usize> {
        self.caret
    }

    pub(super) fn width(&self) -> usize {
        self.spans.iter().map(|span| span.columns).sum()
    }

    /// Draws it into the first line of `area`, and says where the caret is.
    pub(super) fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) -> Option<Position> {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return None;
        }
        let mut x = area.x;
        for span in &self.spans {
            let columns = usize::from(area.right() - x);
            let style = theme.style(span.role);
            (x, _) = buffer.set_stringn(x, area.y, &span.text, columns, style);
            if x >= area.right() {
                break;
            }
        }
        let caret = u16::try_from(self.caret?).unwrap_or(u16::MAX);
        let last = area.right() - 1;
        Some(Position::new(
            area.x.saturating_add(caret).min(last),
            area.y,
        ))
    }
}

/// Puts a mark before the first of some rows, and the others under its text.
pub(super) fn marked(mark: &str, role: Role, rows: &[Row]) -> Vec<Row> {
    hung(&Row::of(mark, role).spaced(1), rows)
}

/// Puts a short remark at the right end of the last of some rows, or under it where there is no room.
pub(super) fn put_right(rows: &mut Vec<Row>, remark: &Row, columns: usize) {
    let last = rows.pop().unwrap_or_default();
    let joined = last.clone().with_right(remark, columns);
    let is_joined = joined.width() > last.width();
    rows.push(joined);
    if !is_joined && !remark.is_blank() {
        let left = columns.saturating_sub(remark.width());
        rows.push(remark.clone().indented(left).cut(columns));
    }
}

/// Puts something before the first of some rows, and the others beside it.
pub(super) fn hung(lead: &Row, rows: &[Row]) -> Vec<Row> {
    let beside = Row::default().spaced(lead.width());
    let leads = std::iter::once(lead).chain(std::iter::repeat(&beside));
    leads
        .zip(rows)
        .map(|(lead, row)| lead.clone().joined(row))
        .collect()
}
