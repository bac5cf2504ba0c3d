//! The field for a code: a box a digit, as far as it is a number and there is room.
//!
//! ```text
//! ┌───┐ ┌───┐ ┌───┐ ┌───┐
//! │ 4 │ │ 1 │ │ _ │ │   │      [ 4 1 _ _ ]      [ 4f-k21         ]
//! └───┘ └───┘ └───┘ └───┘
//! ```

use unicode_segmentation::UnicodeSegmentation;

use super::field;
use super::prelude::*;
use crate::screen::{Code, Field, FieldId};

/// The columns from one box to the next.
const STEP: usize = 6;
/// The sign for a missing digit.
const MISSING: &str = "_";

pub(in crate::tui) fn code(code: &Code, form: Form, columns: usize) -> Part {
    let digits: Vec<&str> = code.text.graphemes(true).collect();
    let narrow = digits.iter().all(|digit| width(digit) == 1);
    let rows = match code.boxes.filter(|_| narrow).map(|n| n.max(digits.len())) {
        Some(boxes) if form != Form::Flat && boxes * STEP - 1 <= columns => {
            boxed(code, &digits, boxes)
        }
        Some(boxes) if 2 * boxes + 3 <= columns => vec![flat(code, &digits, boxes)],
        _ => return line(code, form, columns),
    };
    Part {
        focus: code.focused.then_some(0..rows.len()),
        rows,
    }
}

/// The box where the caret is: the last one when all are full.
fn current(code: &Code, boxes: usize) -> usize {
    let before = code.text.get(..code.caret).unwrap_or(&code.text);
    before.graphemes(true).count().min(boxes.saturating_sub(1))
}

/// Whether the caret is behind the last digit of full boxes, where there is no box for it.
fn is_behind(code: &Code, boxes: usize) -> bool {
    code.caret >= code.text.len() && code.text.graphemes(true).count() == boxes
}

fn boxed(code: &Code, digits: &[&str], boxes: usize) -> Vec<Row> {
    let here = current(code, boxes);
    let [mut upper, mut middle, mut lower] = [Row::default(), Row::default(), Row::default()];
    for at in 0..boxes {
        let border = match code.focused && at == here {
            true => Role::BorderFocused,
            false => Role::Border,
        };
        let (digit, role) = match digits.get(at) {
            Some(digit) => (*digit, Role::Strong),
            None if code.focused && at == here => (MISSING, Role::Dim),
            None => (" ", Role::Plain),
        };
        let apart = usize::from(at > 0);
        upper = upper.spaced(apart).then("┌───┐", border);
        middle = middle
            .spaced(apart)
            .then("│ ", border)
            .then(digit, role)
            .then(" │", border);
        lower = lower.spaced(apart).then("└───┘", border);
    }
    let caret = here * STEP + 2 + usize::from(is_behind(code, boxes));
    let caret = code.focused.then_some(caret);
    vec![upper, middle.with_caret(caret), lower]
}

fn flat(code: &Code, digits: &[&str], boxes: usize) -> Row {
    let border = match code.focused {
        true => Role::BorderFocused,
        false => Role::Border,
    };
    let mut row = Row::of("[", border);
    for at in 0..boxes {
        let (digit, role) = match digits.get(at) {
            Some(digit) => (*digit, Role::Strong),
            None => (MISSING, Role::Dim),
        };
        row = row.then(" ", Role::Plain).then(digit, role);
    }
    let caret = 2 * current(code, boxes) + 2 + usize::from(is_behind(code, boxes));
    row.then(" ", Role::Plain)
        .then("]", border)
        .with_caret(code.focused.then_some(caret))
}

fn line(code: &Code, form: Form, columns: usize) -> Part {
    let plain = Field {
        id: FieldId::Code,
        label: String::new(),
        aside: None,
        text: code.text.clone(),
        caret: code.caret,
        placeholder: String::new(),
        focused: code.focused,
        bad: false,
        kept: false,
        made: false,
    };
    field(&plain, form, columns)
}
