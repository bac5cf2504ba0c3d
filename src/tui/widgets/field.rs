//! A text field.
//!
//! ```text
//! Boxed                  Joined                 Flat
//! User name     aside    ┌ User name ─ aside ┐  User name     aside
//! ┌─────────────────┐    │ robin             │  [ robin           ]
//! │ robin           │    └───────────────────┘
//! └─────────────────┘
//! ```
//!
//! A name that is too long for the upper border stands above it.

use super::prelude::*;
use crate::field::window;
use crate::screen::Field;

/// The border and the air at both sides of the text.
const AROUND: usize = 4;

pub(in crate::tui) fn field(field: &Field, form: Form, columns: usize) -> Part {
    let border = border(field);
    let inside = columns.saturating_sub(2);
    let form = match form {
        Form::Joined if width(&field.label) + AROUND > columns => Form::Boxed,
        form => form,
    };
    let mut rows = match form {
        Form::Joined => Vec::new(),
        Form::Boxed | Form::Flat => name(field, columns),
    };
    match form {
        Form::Boxed => rows.push(edge("┌", inside, "┐", border)),
        Form::Joined => rows.push(upper_edge(field, columns, border)),
        Form::Flat => {}
    }
    let ends = match form {
        Form::Flat => ["[", "]"],
        Form::Boxed | Form::Joined => ["│", "│"],
    };
    rows.push(text(field, ends, border, columns));
    if form != Form::Flat {
        rows.push(edge("└", inside, "┘", border));
    }
    Part {
        focus: field.focused.then_some(0..rows.len()),
        rows,
    }
}

fn border(field: &Field) -> Role {
    match (field.bad, field.focused) {
        (true, _) => Role::BorderBad,
        (false, true) => Role::BorderFocused,
        (false, false) => Role::Border,
    }
}

fn name(field: &Field, columns: usize) -> Vec<Row> {
    let aside = Row::of(field.aside.clone().unwrap_or_default(), Role::Dim);
    let mut rows = whole(&field.label, Role::Plain, columns);
    if let Some(last) = rows.last_mut() {
        *last = std::mem::take(last).with_right(&aside, columns);
    }
    rows
}

fn edge(left: &str, inside: usize, right: &str, border: Role) -> Row {
    Row::of(left, border)
        .ruled(inside, border)
        .then(right, border)
}

fn upper_edge(field: &Field, columns: usize, border: Role) -> Row {
    let titled = |text: &str, role| match text {
        "" => Row::default(),
        text => Row::of(" ", role).then(text, role).then(" ", role),
    };
    let name = titled(&field.label, Role::Plain);
    let aside = field.aside.as_deref().unwrap_or_default();
    let mut aside = titled(aside, Role::Dim);
    if name.width() + aside.width() + AROUND > columns {
        aside = Row::default();
    }
    let line = columns.saturating_sub(2 + name.width() + aside.width());
    Row::of("┌", border)
        .joined(&name)
        .ruled(line, border)
        .joined(&aside)
        .then("┐", border)
}

/// The line of the text, which moves under the window when it is longer. Arrows say that there is more of it.
fn text(field: &Field, [left, right]: [&str; 2], border: Role, columns: usize) -> Row {
    let room = columns.saturating_sub(AROUND);
    let shown = window::visible(
        &field.text,
        field.caret,
        u16::try_from(room).unwrap_or(u16::MAX),
    );
    let (text, role) = match field.text.is_empty() {
        true => (cut(&field.placeholder, room), Role::Dim),
        false => (shown.text.into(), Role::Plain),
    };
    let before = if shown.clipped_left { "‹" } else { " " };
    let (after, after_role) = match (shown.clipped_right, field.bad) {
        (true, _) => ("›", Role::Dim),
        (false, true) => ("!", Role::Bad),
        (false, false) => (" ", Role::Plain),
    };
    let air = room.saturating_sub(width(&text));
    Row::of(left, border)
        .then(before, Role::Dim)
        .then(text, role)
        .spaced(air)
        .then(after, after_role)
        .then(right, border)
        .with_caret(field.focused.then_some(usize::from(shown.caret) + 2))
}
