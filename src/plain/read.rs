//! The meaning of a typed line, as an answer to the question.

use super::ask::{Ask, actions, are_numbered, ask, checks, fields, keeps_words};
use super::words::{self, Reading};
use crate::field::{Typed, code};
use crate::screen::{Act, Command, FieldId, Screen};
use crate::text::Texts;

#[derive(Clone, Debug, PartialEq)]
pub enum Doing {
    /// Continue with what is there.
    GoOn,
    /// Continue with what is in this field.
    Keep(FieldId),
    /// This is the text of the field.
    Fill(FieldId, Typed),
    /// This entry of the list, counted from 0.
    Choose(usize),
    /// Agree to this document or no longer, counted from 0.
    Toggle(usize),
    Act(Act),
    Command(Command),
    Nothing,
}

/// Reads a line without its end. `listed` is how many entries of the screen's list were listed so far.
pub(super) fn read(line: &str, screen: &Screen, listed: usize, texts: &Texts) -> Doing {
    let ask = ask(screen);
    let reading = match &ask {
        Ask::Text(field) if field.id.is_masked() => Reading::Secret,
        Ask::Text(_) | Ask::Code | Ask::Country(_) => Reading::Text,
        _ => Reading::Free,
    };
    let more = super::ask::list(screen).is_some_and(|list| listed < list.items.len());
    let command = |line: &str| {
        let works = |command| works(command, screen, more);
        words::command(line, reading, works, texts)
    };
    if let Some(command) = command(line) {
        return match command {
            Command::Continue => empty(&ask, screen),
            command => Doing::Command(command),
        };
    }
    let is_word =
        |line: &str| keeps_words(&ask) && words::command(line, reading, |_| true, texts).is_some();
    if is_word(line) {
        return Doing::Nothing;
    }
    let is_empty = match reading {
        Reading::Secret => line.is_empty(),
        Reading::Text | Reading::Free => line.trim().is_empty(),
    };
    if is_empty {
        return empty(&ask, screen);
    }
    let at = number(line, reading);
    if let Some(chosen) = at.and_then(|at| by_number(at, &ask, screen, listed)) {
        return chosen;
    }
    // A word with = before it is that word as a text.
    let is_kept = |rest: &str| {
        let word = rest.trim_start_matches('=');
        command(word).is_some() || is_word(word)
    };
    let text = match line.strip_prefix('=') {
        Some(rest) if is_kept(rest) => rest,
        _ => line,
    };
    match ask {
        Ask::Text(field) => Doing::Fill(field.id, text.into()),
        Ask::Country(_) => Doing::Fill(FieldId::Country, text.trim().into()),
        // A whole message may be pasted.
        Ask::Code => Doing::Fill(
            FieldId::Code,
            code::code_in(text).unwrap_or_else(|| text.into()),
        ),
        _ => Doing::Nothing,
    }
}

/// Whether a command works here. `more` says that a list has entries which were not listed.
pub(super) fn works(command: Command, screen: &Screen, more: bool) -> bool {
    match command {
        Command::Act(Act::Leave) | Command::Redraw => true,
        // It is the word for an empty line.
        Command::Continue => empty(&ask(screen), screen) != Doing::Nothing,
        Command::PageDown => more,
        Command::Next | Command::Previous => fields(screen).count() > 1,
        // Only a password says what the phrase would be for, and a name may be the same word.
        Command::Act(Act::MakePassPhrase) => {
            let is_password = matches!(ask(screen), Ask::Text(field) if field.id.is_masked());
            is_password && screen.allows(command)
        }
        command => screen.allows(command),
    }
}

/// The meaning of a number, counted from 0; `None` if nothing has it.
fn by_number(at: usize, ask: &Ask<'_>, screen: &Screen, listed: usize) -> Option<Doing> {
    match ask {
        Ask::Country(list) => (at < listed.min(list.items.len())).then_some(Doing::Choose(at)),
        Ask::Choice(list) => (at < list.items.len()).then_some(Doing::Choose(at)),
        Ask::Agree(_) => (at < checks(screen).len()).then_some(Doing::Toggle(at)),
        _ if are_numbered(ask) => {
            let act = actions(screen).nth(at)?.act;
            // The same as its word, where that works. It takes no focus, so the next empty line does not do it once
            // more.
            let command = Command::Act(act);
            Some(match works(command, screen, false) {
                true => Doing::Command(command),
                false => Doing::Act(act),
            })
        }
        _ => None,
    }
}

/// The meaning of an empty line.
fn empty(ask: &Ask<'_>, screen: &Screen) -> Doing {
    match ask {
        Ask::Text(field) => Doing::Keep(field.id),
        Ask::Code => Doing::Keep(FieldId::Code),
        Ask::Country(_) => Doing::Keep(FieldId::Country),
        // The focus may be on a line that does nothing here.
        Ask::Act => match actions(screen).find(|item| item.focused) {
            Some(item) => Doing::Act(item.act),
            None => Doing::Nothing,
        },
        Ask::Leave => Doing::Command(Command::Back),
        Ask::Choice(_) | Ask::Agree(_) | Ask::Enter => Doing::GoOn,
    }
}

/// A number from 1 on, counted from 0; a secret is none.
fn number(line: &str, reading: Reading) -> Option<usize> {
    let digits = line.trim().trim_end_matches('.');
    let is_plain = reading != Reading::Secret && digits.bytes().all(|b| b.is_ascii_digit());
    let number: usize = digits.parse().ok().filter(|_| is_plain)?;
    number.checked_sub(1)
}
