//! What reads otherwise in plain mode.

use std::collections::{BTreeMap, BTreeSet};

const USUAL: &str = include_str!("../../../assets/locales/en/mxid.ftl");
const PLAIN: &str = include_str!("../../../assets/locales/en/plain.ftl");

/// The messages of a locale that stand on one line, by id.
fn messages(text: &str) -> BTreeMap<&str, &str> {
    let lines = text
        .lines()
        .filter(|line| line.starts_with(char::is_alphabetic));
    lines.filter_map(|line| line.split_once(" = ")).collect()
}

fn arguments(pattern: &str) -> BTreeSet<&str> {
    let parts = pattern.split('$').skip(1);
    parts
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next())
        .collect()
}

#[test]
fn each_stands_for_a_message_and_has_no_other_arguments() {
    let usual = messages(USUAL);
    for (id, pattern) in messages(PLAIN) {
        let Some(usual) = usual.get(id) else {
            panic!("{id} stands for nothing");
        };
        assert_ne!(pattern, *usual, "{id}");
        let (given, known) = (arguments(pattern), arguments(usual));
        assert!(given.is_subset(&known), "{id}: {given:?}");
        assert!(!pattern.contains(['!', '↑', '✓']), "{id}: {pattern}");
    }
}

/// A sentence that names a key, or a place on the page, is of no use to somebody who hears it.
#[test]
fn every_message_that_names_a_key_reads_otherwise() {
    let plain = messages(PLAIN);
    // What is said nowhere in plain mode.
    let unheard = [
        "key-",
        "help-key-",
        "help-tab",
        "strip-",
        "password-reveal",
        "password-hide",
    ];
    let unheard_marks = ["password-same"];
    for (id, pattern) in messages(USUAL) {
        let names = [
            "Ctrl-", "ctrl-", "F1", "F2", "F3", "F4", "F5", "Esc", "Tab", "arrow", "above", "↑",
            "✓", "○",
        ];
        let named = names.iter().find(|name| pattern.contains(**name));
        let is_heard = !unheard.iter().any(|begin| id.starts_with(begin))
            && !unheard_marks.contains(&id)
            && id != "plain-input-ended";
        if let Some(name) = named.filter(|_| is_heard) {
            assert!(plain.contains_key(id), "{id} names {name}: {pattern}");
        }
    }
}

/// A word with a blank in it could not be told from a text.
#[test]
fn each_word_is_one_word() {
    for (id, word) in messages(USUAL) {
        if id.starts_with("word-") && !id.starts_with("word-does-") {
            assert!(!word.contains(char::is_whitespace), "{id}: {word}");
        }
    }
}
