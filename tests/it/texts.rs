//! Every sentence that a user reads is in the locale, complete, used, and calm.

mod languages;
pub mod locale;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use mxid::domain::Language;

use locale::arguments;

fn messages() -> BTreeMap<String, String> {
    locale::messages(Language::English)
}

/// The files below a folder whose names end so.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == ending) {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty());
    found
}

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let read = |path: PathBuf| {
        let source = std::fs::read_to_string(&path).expect("a source");
        (path, code(&source))
    };
    files(folder, "rs").into_iter().map(read).collect()
}

/// A source without comments and without the tests at its foot.
fn code(source: &str) -> String {
    let body = source
        .split("#[cfg(test)]\nmod ")
        .next()
        .unwrap_or_default();
    let lines = body
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// The string literals of a source, in order, with what stands before each.
fn literals(source: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(from) = source[at..].find('"').map(|from| at + from + 1) {
        if source[..from - 1].ends_with('\'') {
            // A quotation mark as a character.
            at = from;
            continue;
        }
        let mut escaped = false;
        let end = source[from..].find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some(end) = end.map(|end| from + end) else {
            break;
        };
        found.push((&source[..from - 1], &source[from..end]));
        at = end + 1;
    }
    found
}

/// A use of a message: its id and the names of its arguments.
fn uses() -> Vec<(PathBuf, String, BTreeSet<String>)> {
    let mut uses = Vec::new();
    for (path, source) in sources("src") {
        for (before, id) in literals(&source) {
            // In the table of commands, the texts come later.
            if before.ends_with("says!(") || before.ends_with("name!(") {
                uses.push((path.clone(), id.to_owned(), BTreeSet::new()));
                continue;
            }
            let call = before.rfind("t!(").max(before.rfind("rich!("));
            // Between the macro's name and the id stands nothing but the texts.
            let Some(call) = call.filter(|call| {
                let between =
                    &before[before[*call..].find('(').map_or(*call, |at| call + at + 1)..];
                let whole_word =
                    !before[..*call].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                whole_word
                    && between.trim_end().ends_with(',')
                    && between.matches(',').count() == 1
                    && !between.contains('(')
            }) else {
                continue;
            };
            let open = call + before[call..].find('(').expect("an opening") + 1;
            uses.push((path.clone(), id.to_owned(), named(&source[open..])));
        }
        let tables = in_tables(&source).into_iter();
        uses.extend(tables.map(|(id, given)| (path.clone(), id, given)));
    }
    uses
}

/// The messages of tables: every literal in one is an id, and its arguments stand in brackets behind it.
fn in_tables(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("    table! {") {
        let table = source[at..].split("\n    }\n").next().unwrap_or_default();
        for (before, id) in literals(table) {
            let behind = &table[before.len() + id.len() + 2..];
            let given = behind.strip_prefix('[').map(named).unwrap_or_default();
            found.push((id.to_owned(), given));
        }
    }
    found
}

/// The names that are given values at the top level of a macro call, which begins after its bracket.
fn named(call: &str) -> BTreeSet<String> {
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in call.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {}
        }
        if let (Some(part), true) = (parts.last_mut(), c != ',') {
            part.push(c);
        }
    }
    let name = |part: &String| {
        part.split_once(" = ")
            .map(|(name, _)| name.trim().to_owned())
    };
    parts.iter().filter_map(name).collect()
}

#[test]
fn every_message_is_used_and_none_is_missing() {
    let messages = messages();
    let uses = uses();
    assert!(uses.len() > 300, "only {} uses were found", uses.len());
    let used: BTreeSet<&String> = uses.iter().map(|(_, id, _)| id).collect();
    let there: BTreeSet<&String> = messages.keys().collect();
    let unknown: Vec<_> = used.difference(&there).collect();
    assert!(unknown.is_empty(), "unknown: {unknown:?}");
    let unused: Vec<_> = there.difference(&used).collect();
    assert!(unused.is_empty(), "unused: {unused:?}");
}

/// A missing argument does not fail when the program is compiled.
#[test]
fn every_use_gives_exactly_the_arguments_of_its_message() {
    let messages = messages();
    for (path, id, given) in uses() {
        let wanted = messages.get(&id).map(|pattern| arguments(pattern));
        assert_eq!(Some(given), wanted, "{id} in {}", path.display());
    }
}

#[test]
fn the_words_are_plain() {
    for (id, pattern) in messages() {
        for word in [
            "please", "Please", "oops", "Oops", "invalid", "Invalid", "illegal", "UIA", "3PID",
        ] {
            let words = || pattern.split(|c: char| !c.is_alphanumeric());
            assert!(!words().any(|w| w == word), "{id}: {pattern}");
        }
    }
}

#[test]
fn no_kept_picture_shows_the_bones_of_a_message() {
    let snapshots = files("tests/it/snapshots", "snap");
    assert!(snapshots.len() > 60);
    for path in snapshots {
        let text = std::fs::read_to_string(&path).expect("a snapshot");
        assert!(!text.contains("{$"), "{}", path.display());
        assert!(
            !text.contains(|c: char| c >= '\u{f0000}'),
            "{}",
            path.display()
        );
    }
}

/// Two words with a blank between them are prose.
#[test]
fn no_sentence_stands_in_the_code() {
    let is_word = |word: &str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
        word.len() > 1 && word.chars().all(char::is_alphabetic)
    };
    let is_prose = |text: &str| {
        // Text in braces is filled in.
        let words: Vec<&str> = text.split(' ').filter(|word| !word.contains('{')).collect();
        words
            .windows(2)
            .any(|pair| is_word(pair[0]) && is_word(pair[1]))
    };
    assert!(is_prose("What would you like to do?"));
    let mut prose = Vec::new();
    for folder in [
        "src/screen",
        "src/tui",
        "src/wizard",
        "src/text",
        "src/probe",
        "src/plain",
    ] {
        for (path, source) in sources(folder) {
            for (before, text) in literals(&source) {
                // The output of `Debug` is for developers.
                let debug = before.trim_end().ends_with("write!(f,")
                    || before.trim_end().ends_with("reason =");
                let is_test = |name: &std::ffi::OsStr| name == "tests" || name == "tests.rs";
                let testing = path.ends_with("wizard/testing.rs") || path.iter().any(is_test);
                if is_prose(text) && !debug && !testing {
                    prose.push(format!("{}: {text}", path.display()));
                }
            }
        }
    }
    assert_eq!(prose, [""; 0]);
}
