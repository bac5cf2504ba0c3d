//! The prompt, in words.

use super::ask::{Ask, actions, is_secret};
use super::words;
use crate::screen::{Act, Field, FieldId, Screen};
use crate::t;
use crate::text::Texts;

/// The text before the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    pub text: String,
    /// Whether the answer is not to be seen.
    pub secret: bool,
}

/// The prompt of what is asked.
pub(super) fn prompt(ask: &Ask<'_>, screen: &Screen, texts: &Texts) -> Prompt {
    let word = |act: Act| words::word(act, texts).unwrap_or_default();
    let text = match ask {
        Ask::Text(field) => return field_prompt(field, texts),
        Ask::Code => t!(texts, "plain-ask-code"),
        Ask::Country(list) => match list.chosen.and_then(|at| list.items.get(at)) {
            Some(chosen) => t!(texts, "plain-ask-country-or", label = chosen.label.as_str()),
            None => t!(texts, "plain-ask-country"),
        },
        Ask::Choice(list) => {
            let chosen = list.chosen.and_then(|at| Some((at, list.items.get(at)?)));
            number(chosen.map(|(at, item)| (at, item.label.as_str())), texts)
        }
        Ask::Act => {
            let focused = actions(screen).enumerate().find(|(_, item)| item.focused);
            number(focused.map(|(at, item)| (at, item.label.as_str())), texts)
        }
        Ask::Agree(check) if !check.agreed => {
            t!(texts, "plain-ask-agree", label = check.label.as_str())
        }
        Ask::Leave => t!(
            texts,
            "plain-ask-leave",
            leave = word(Act::Leave),
            stay = t!(texts, "word-stay")
        ),
        Ask::Agree(_) | Ask::Enter => t!(texts, "plain-ask-enter"),
    };
    Prompt {
        text,
        secret: false,
    }
}

/// Asks for a number; `default` is what an empty line means.
fn number(default: Option<(usize, &str)>, texts: &Texts) -> String {
    match default {
        Some((at, label)) => {
            let number = at + 1;
            t!(texts, "plain-ask-number-or", number = number, label = label)
        }
        None => t!(texts, "plain-ask-number"),
    }
}

fn field_prompt(field: &Field, texts: &Texts) -> Prompt {
    let label = match field.id {
        FieldId::Email => t!(texts, "contact-email"),
        _ if field.label.is_empty() => t!(texts, "plain-answer"),
        _ => field.label.clone(),
    };
    let secret = is_secret(field.id);
    // A refused text is not worth keeping, and a script's misplaced answer may be a password.
    let text = match (secret, field.kept) {
        (true, false) => t!(texts, "plain-ask-secret", label = label),
        (true, true) => t!(texts, "plain-ask-secret-kept", label = label),
        (false, false) if field.placeholder.is_empty() => t!(texts, "plain-ask", label = label),
        (false, false) => {
            let example = field.placeholder.as_str();
            t!(texts, "plain-ask-like", label = label, example = example)
        }
        (false, true) => {
            let value = field.text.as_str();
            t!(texts, "plain-ask-kept", label = label, value = value)
        }
    };
    Prompt { text, secret }
}
