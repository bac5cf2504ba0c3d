//! The question of a screen: one thing at a time, where the screen has the focus.

use crate::screen::{Act, ActionItem, Block, Check, Choice, Choices, Field, FieldId, Screen};

#[derive(Clone, Copy, Debug)]
pub(super) enum Ask<'a> {
    /// A text, or a secret.
    Text(&'a Field),
    /// A code, of which this is there.
    Code,
    /// A country: a text that filters the list, or an entry of it.
    Country(&'a Choices),
    /// An entry of a list.
    Choice(&'a Choices),
    Agree(&'a Check),
    Act,
    Leave,
    Enter,
}

/// The question of a screen.
pub(super) fn ask(screen: &Screen) -> Ask<'_> {
    if screen.asks_to_leave {
        return Ask::Leave;
    }
    let focused = screen.blocks.iter().find_map(|block| match block {
        Block::Field(field) if field.focused && field.id == FieldId::Country => {
            list(screen).map(Ask::Country)
        }
        Block::Field(field) if field.focused => Some(Ask::Text(field)),
        Block::Code(code) if code.focused => Some(Ask::Code),
        Block::Choices(list) if list.focused => Some(Ask::Choice(list)),
        Block::Checks(checks) => checks.iter().find(|check| check.focused).map(Ask::Agree),
        _ => None,
    });
    // With an action in the focus, a page that has a field continues asking for its text: actions are done by number.
    let field = || {
        screen.blocks.iter().find_map(|block| match block {
            Block::Code(_) => Some(Ask::Code),
            Block::Field(field) => Some(Ask::Text(field)),
            _ => None,
        })
    };
    let rest = match actions(screen).next() {
        Some(_) => Ask::Act,
        None => Ask::Enter,
    };
    focused.or_else(field).unwrap_or(rest)
}

/// Whether the text of a field is hidden: lines stay on the screen, and a log keeps them.
pub(super) fn is_secret(field: FieldId) -> bool {
    field.is_masked() || field == FieldId::Token
}

/// The text fields of a screen.
pub(super) fn fields(screen: &Screen) -> impl Iterator<Item = &Field> {
    screen.blocks.iter().filter_map(|block| match block {
        Block::Field(field) => Some(field),
        _ => None,
    })
}

/// The list of a screen.
pub(super) fn list(screen: &Screen) -> Option<&Choices> {
    screen.blocks.iter().find_map(|block| match block {
        Block::Choices(list) => Some(list),
        _ => None,
    })
}

/// The document that a screen asks agreement to; `None` elsewhere.
pub(super) fn checks(screen: &Screen) -> &[Check] {
    let checks = screen.blocks.iter().find_map(|block| match block {
        Block::Checks(checks) => Some(checks.as_slice()),
        _ => None,
    });
    checks.unwrap_or_default()
}

/// What a screen has to agree to first, counted from 0, where it has the focus on something that was agreed to: to go
/// on would lead there, and not on.
#[must_use]
pub fn first_open(screen: &Screen) -> Option<usize> {
    let checks = checks(screen);
    let is_behind = checks.iter().any(|check| check.focused && check.agreed);
    let open = checks.iter().position(|check| !check.agreed);
    open.filter(|_| is_behind)
}

/// The choices of a screen, without those that only a drawing terminal has.
pub(super) fn actions(screen: &Screen) -> impl Iterator<Item = &ActionItem> {
    let all = screen.blocks.iter().flat_map(|block| match block {
        Block::Actions(items) => items.as_slice(),
        _ => &[],
    });
    // An empty line does the same where a field is asked for.
    let has_field = fields(screen).next().is_some();
    all.filter(move |item| match item.act {
        Act::Copy | Act::ShowQr => false,
        Act::Proceed => !has_field,
        _ => true,
    })
}

/// Whether actions are done by number where this is asked: not where a number may be the answer.
pub(super) fn are_numbered(ask: &Ask<'_>) -> bool {
    match ask {
        Ask::Act | Ask::Code => true,
        Ask::Text(field) => matches!(field.id, FieldId::Number | FieldId::Email),
        _ => false,
    }
}

/// Whether every word of the table is kept from being an answer here, even where it does nothing: it would be taken
/// without a question. A `=` in front makes it one.
pub(super) fn keeps_words(ask: &Ask<'_>) -> bool {
    match ask {
        Ask::Code | Ask::Country(_) => true,
        Ask::Text(field) => !is_secret(field.id),
        _ => false,
    }
}

/// Whether a text is asked for, which may be the same as a word.
pub(super) fn may_be_a_word(screen: &Screen) -> bool {
    matches!(ask(screen), Ask::Code | Ask::Country(_) | Ask::Text(_))
}

/// Whether the text above a list leaves one entry, or is the name or the code of the first.
#[must_use]
pub fn names_one(screen: &Screen) -> bool {
    let text = fields(screen)
        .next()
        .map(|field| field.text.trim().to_lowercase());
    let is_meant = |name: &String| text.as_ref() == Some(&name.to_lowercase());
    let items = list(screen).map_or(&[][..], |list| &list.items);
    let is_named = |first: &Choice| is_meant(&first.label) || is_meant(&first.code);
    items.len() == 1 || items.first().is_some_and(is_named)
}

/// Whether the text above a list leaves no entry.
#[must_use]
pub fn finds_none(screen: &Screen) -> bool {
    list(screen).is_some_and(|list| list.items.is_empty())
}
