//! The messages of a locale, read as the text that they are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mxid::domain::Language;

/// The messages of a language: id and pattern, with its variants on one line.
pub fn messages(language: Language) -> BTreeMap<String, String> {
    messages_of(language, "mxid.ftl")
}

/// Those of one of its files.
pub fn messages_of(language: Language, file: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales");
    let path = root.join(language.tag()).join(file);
    let text = std::fs::read_to_string(path).expect("a locale");
    let mut messages = BTreeMap::new();
    let mut last = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(char::is_alphabetic) {
            let (id, pattern) = line.split_once(" = ").expect("a message");
            let before = messages.insert(id.to_owned(), pattern.to_owned());
            assert_eq!(before, None, "{id} is there twice");
            last = Some(id.to_owned());
        } else if let (Some(pattern), false) = (
            last.as_ref().and_then(|id| messages.get_mut(id)),
            line.is_empty(),
        ) {
            pattern.push_str(line);
        }
    }
    messages
}

/// The names after the dollar signs.
pub fn arguments(pattern: &str) -> BTreeSet<String> {
    let name = |rest: &str| {
        rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .next()
            .map(String::from)
    };
    pattern.split('$').skip(1).filter_map(name).collect()
}

/// The names of the variants that a pattern chooses from.
pub fn variants(pattern: &str) -> BTreeSet<String> {
    let Some((_, choices)) = pattern.split_once("->") else {
        return BTreeSet::new();
    };
    let name = |rest: &str| Some(rest.split_once(']')?.0.to_owned());
    choices.split('[').skip(1).filter_map(name).collect()
}

/// A pattern without its arguments.
pub fn words(pattern: &str) -> String {
    let parts = pattern.split('{');
    parts
        .enumerate()
        .map(|(at, part)| match at {
            0 => part,
            _ => part.split_once('}').map_or("", |(_, after)| after),
        })
        .collect()
}
