//! The words of the table of commands: what is read as a command, and what the help lists.

use crate::screen::{Command, TABLE, Word};
use crate::text::Texts;

/// How freely a line is taken for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A text is asked for: only the words of the table, whatever their case.
    Text,
    /// A secret is asked for: the same, but unchanged.
    Secret,
    /// Neither is asked for: the aliases too.
    Free,
}

/// The command that a line is the word of, if it works.
pub(super) fn command(
    line: &str,
    reading: Reading,
    works: impl Fn(Command) -> bool,
    texts: &Texts,
) -> Option<Command> {
    let is_meant = |word: &Word| {
        let aliases = word.aliases.iter().filter(|_| reading == Reading::Free);
        let mut english = word.english.iter().chain(aliases);
        is_word(line, &(word.own)(texts), reading)
            || english.any(|word| is_word(line, word, reading))
    };
    let meant = TABLE
        .iter()
        .filter(|entry| entry.words.iter().any(is_meant));
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

/// The word of a command, in the user's language; `None` if it has none.
pub(super) fn word(command: impl Into<Command>, texts: &Texts) -> Option<String> {
    let command = command.into();
    let row = TABLE.iter().find(|row| row.command == command)?;
    Some((row.words.first()?.own)(texts))
}

/// The words that work, the commands behind them, and what they do where that is said here.
pub(super) fn working(
    works: impl Fn(Command) -> bool,
    texts: &Texts,
) -> Vec<(String, Command, Option<String>)> {
    let mut all: Vec<(&Word, Command)> = TABLE
        .iter()
        .flat_map(|row| row.words.iter().map(|word| (word, row.command)))
        .filter(|(_, command)| works(*command))
        .collect();
    all.sort_by_key(|(word, _)| word.place);
    let mut listed: Vec<(String, Command, Option<String>)> = Vec::new();
    for (entry, command) in all {
        let word = (entry.own)(texts);
        if !listed.iter().any(|(w, c, _)| *w == word || *c == command) {
            listed.push((word, command, entry.does.map(|does| does(texts))));
        }
    }
    listed
}
