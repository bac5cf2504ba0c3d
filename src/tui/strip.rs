//! The practice server's strip under every page: that nothing leaves this computer, and the newest message.

use super::row::{Row, hung};
use super::theme::Role;
use super::wrap::{Clock, line, whole};
use crate::field::width;
use crate::screen::Strip;

/// In fewer columns than this a message is worth more than what opens it.
const ROOMY: usize = 60;
/// The rule before the title.
const LEAD: &str = "── ";

/// The lines it asks for.
pub(super) fn height(strip: Option<&Strip>) -> u16 {
    match strip {
        Some(strip) if strip.newest.is_some() => 2,
        Some(_) => 1,
        None => 0,
    }
}

/// The strip in so many lines. In one line the newest message says that it is practice as well as the title does.
pub(super) fn rows(strip: &Strip, columns: usize, height: usize, clock: Clock<'_>) -> Vec<Row> {
    let newest = strip.newest.as_ref().map(|text| {
        let hint = Row::of(&strip.hint, Role::Dim);
        let message = line(text, Role::Plain, clock).indented(1);
        let room = columns.saturating_sub(hint.width() + 3);
        // A code that is cut off is of no use, and the footer names the key as well.
        if message.width() > room && columns < ROOMY {
            return message.cut(columns);
        }
        message
            .cut(room)
            .with_right(&hint, columns.saturating_sub(1))
    });
    // Before the first message, the words that say what this is are worth more than those that say there is none.
    let words = whole(
        &strip.title,
        Role::Strong,
        columns.saturating_sub(width(LEAD)),
    );
    if strip.hint.is_empty() && (2..=height).contains(&words.len()) {
        return hung(&Row::of(LEAD, Role::Border), &words);
    }
    let title = title(&strip.title, columns);
    match newest {
        Some(newest) if height == 1 => vec![newest],
        Some(newest) => vec![title, newest],
        None => vec![title],
    }
}

pub(super) fn title(title: &str, columns: usize) -> Row {
    let row = Row::of(LEAD, Role::Border)
        .then(title, Role::Strong)
        .cut(columns.saturating_sub(1))
        .then(" ", Role::Plain);
    let rest = columns.saturating_sub(row.width());
    row.ruled(rest, Role::Border)
}
