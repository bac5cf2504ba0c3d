//! The one table of words: what is read as a command, and what the help lists.
//!
//! Each word is taken in the person's language and in English. Where a text is asked for, only these words are no text;
//! elsewhere the other English ones below mean the same.

use crate::screen::Command;
use crate::t;
use crate::text::Texts;

/// A word as it is written down here.
struct Entry {
    command: Command,
    /// In English, in every language.
    english: &'static [&'static str],
    /// Other English words, where no text is asked for.
    aliases: &'static [&'static str],
    /// In the person's language.
    own: fn(&Texts) -> String,
    /// What it does; where there is nothing, the footer's name of the command says it.
    does: Option<fn(&Texts) -> String>,
}

const fn entry(
    command: Command,
    english: &'static [&'static str],
    aliases: &'static [&'static str],
    own: fn(&Texts) -> String,
    does: Option<fn(&Texts) -> String>,
) -> Entry {
    Entry {
        command,
        english,
        aliases,
        own,
        does,
    }
}

/// Every word. Of two commands with the same word, the first that works counts.
const ENTRIES: [Entry; 19] = [
    entry(
        Command::Continue,
        &["continue"],
        &["ok", "yes", "agree"],
        |texts| t!(texts, "word-continue"),
        Some(|texts| t!(texts, "word-does-continue")),
    ),
    entry(
        Command::Back,
        &["back"],
        &["close"],
        |texts| t!(texts, "word-back"),
        Some(|texts| t!(texts, "help-esc")),
    ),
    entry(
        Command::SendAgain,
        &["again"],
        &["resend"],
        |texts| t!(texts, "word-again"),
        Some(|texts| t!(texts, "help-again")),
    ),
    entry(
        Command::ChangeAddress,
        &["change"],
        &[],
        |texts| t!(texts, "word-change"),
        None,
    ),
    entry(
        Command::Switch,
        &["instead"],
        &["switch"],
        |texts| t!(texts, "word-instead"),
        None,
    ),
    entry(
        Command::TakeSuggestion,
        &["take"],
        &[],
        |texts| t!(texts, "word-take"),
        None,
    ),
    entry(
        Command::MakePassPhrase,
        &["phrase"],
        &[],
        |texts| t!(texts, "word-phrase"),
        Some(|texts| t!(texts, "help-pass-phrase")),
    ),
    entry(
        Command::Practise,
        &["practise"],
        &["practice"],
        |texts| t!(texts, "word-practise"),
        None,
    ),
    entry(
        Command::OpenLink,
        &["open"],
        &["browser"],
        |texts| t!(texts, "word-open"),
        Some(|texts| t!(texts, "help-open")),
    ),
    entry(
        Command::OpenMessage,
        &["open"],
        &[],
        |texts| t!(texts, "word-open"),
        Some(|texts| t!(texts, "help-message")),
    ),
    entry(
        Command::OpenMessage,
        &["message"],
        &["inbox"],
        |texts| t!(texts, "word-message"),
        Some(|texts| t!(texts, "help-message")),
    ),
    entry(
        Command::Next,
        &["next"],
        &[],
        |texts| t!(texts, "word-next"),
        Some(|texts| t!(texts, "word-does-next")),
    ),
    entry(
        Command::Previous,
        &["previous"],
        &[],
        |texts| t!(texts, "word-previous"),
        Some(|texts| t!(texts, "word-does-previous")),
    ),
    entry(
        Command::PageDown,
        &["more"],
        &[],
        |texts| t!(texts, "word-more"),
        Some(|texts| t!(texts, "word-does-more")),
    ),
    entry(
        Command::Redraw,
        &["repeat"],
        &["read", "page"],
        |texts| t!(texts, "word-repeat"),
        Some(|texts| t!(texts, "word-does-repeat")),
    ),
    entry(
        Command::Details,
        &["details"],
        &[],
        |texts| t!(texts, "word-details"),
        Some(|texts| t!(texts, "help-details")),
    ),
    entry(
        Command::Help,
        &["help", "?"],
        &[],
        |texts| t!(texts, "word-help"),
        None,
    ),
    entry(
        Command::Leave,
        &["leave", "quit", "exit"],
        &[],
        |texts| t!(texts, "word-leave"),
        Some(|texts| t!(texts, "help-leave")),
    ),
    entry(
        Command::Back,
        &["stay"],
        &["no"],
        |texts| t!(texts, "word-stay"),
        None,
    ),
];

/// How freely a line is taken for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A text is asked for: only the words of the table, whatever their case.
    Text,
    /// A secret is asked for: the same, but to the letter.
    Secret,
    /// Neither: the aliases too.
    Free,
}

/// The command that a line is the word of, if it works.
pub(super) fn command(
    line: &str,
    reading: Reading,
    works: impl Fn(Command) -> bool,
    texts: &Texts,
) -> Option<Command> {
    let is_meant = |entry: &&Entry| {
        let aliases = entry.aliases.iter().filter(|_| reading == Reading::Free);
        let mut english = entry.english.iter().chain(aliases);
        is_word(line, &(entry.own)(texts), reading)
            || english.any(|word| is_word(line, word, reading))
    };
    let meant = ENTRIES.iter().filter(is_meant);
    meant.map(|entry| entry.command).find(|c| works(*c))
}

/// Whether a line is a word. No copy of the line is made: it may be a password.
fn is_word(line: &str, word: &str, reading: Reading) -> bool {
    let typed = line.trim().chars().flat_map(char::to_lowercase);
    match reading {
        Reading::Secret => line == word,
        Reading::Text | Reading::Free => typed.eq(word.chars().flat_map(char::to_lowercase)),
    }
}

/// The word of a command, in the person's language; none if it has none.
pub(super) fn word(command: Command, texts: &Texts) -> Option<String> {
    let entry = ENTRIES.iter().find(|entry| entry.command == command)?;
    Some((entry.own)(texts))
}

/// The words that work, the commands behind them, and what they do where that is said here.
pub(super) fn working(
    works: impl Fn(Command) -> bool,
    texts: &Texts,
) -> Vec<(String, Command, Option<String>)> {
    let mut listed: Vec<(String, Command, Option<String>)> = Vec::new();
    for entry in &ENTRIES {
        let word = (entry.own)(texts);
        let is_there = |(known, command, _): &(String, Command, _)| {
            *known == word || *command == entry.command
        };
        if works(entry.command) && !listed.iter().any(is_there) {
            listed.push((word, entry.command, entry.does.map(|does| does(texts))));
        }
    }
    listed
}
