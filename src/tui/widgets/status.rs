//! The one place under a page that says what is in the way, what is under way, and what is worth a line.
//!
//! ```text
//! ! The server did not accept 417 203.
//!   Check the newest message. You can try again, or ask for
//!   another one.                         M_UNKNOWN · HTTP 400
//!   “Invalid token”
//! ```

use super::prelude::*;
use super::prose::MARK;
use crate::screen::{ProblemView, Screen};
use crate::tui::spinner::UnderWay;

/// How much of it is shown. The result stays longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::tui) enum Detail {
    What,
    How,
    /// And the code behind it, what is under way, and what is worth a line.
    Code,
    /// And the server's own words.
    Quote,
}

impl Detail {
    pub(in crate::tui) const LADDER: [Self; 4] = [Self::Quote, Self::Code, Self::How, Self::What];
}

/// The rows of it. The problem stands first.
pub(in crate::tui) fn status(
    screen: &Screen,
    under_way: Option<UnderWay<'_>>,
    detail: Detail,
    columns: usize,
    clock: Clock<'_>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(view) = &screen.problem {
        rows.extend(problem(view, detail, columns, clock));
        if detail < Detail::Code {
            return rows;
        }
    }
    if let Some(UnderWay { text, mark, role }) = under_way {
        match mark {
            Some(mark) => {
                let text = wrap(text, role, columns.saturating_sub(MARK), clock);
                let mark_role = match role {
                    Role::Dim => Role::Dim,
                    _ => Role::Accent,
                };
                rows.extend(marked(mark, mark_role, &text));
            }
            None => rows.extend(wrap(text, role, columns, clock)),
        }
    }
    if let Some(notice) = &screen.notice {
        rows.extend(wrap(notice, Role::Plain, columns, clock));
    }
    rows
}

fn problem(problem: &ProblemView, detail: Detail, columns: usize, clock: Clock<'_>) -> Vec<Row> {
    let room = columns.saturating_sub(MARK);
    let mut rows = wrap(&problem.what, Role::Title, room, clock);
    if detail >= Detail::How {
        rows.extend(wrap(&problem.how, Role::Plain, room, clock));
    }
    if let Some(code) = problem.code.as_ref().filter(|_| detail >= Detail::Code) {
        put_right(&mut rows, &Row::of(code, Role::Dim), room);
    }
    if let Some(quote) = problem.quoted.as_ref().filter(|_| detail >= Detail::Quote) {
        rows.extend(whole(quote, Role::Dim, room));
    }
    marked("!", Role::Bad, &rows)
}
