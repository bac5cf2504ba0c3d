//! The messages of plain mode, in every language.

use std::collections::{BTreeMap, BTreeSet};

use mxid::domain::Language;
use mxid::plain::Face;
use mxid::text::Texts;

use crate::screens::scenes;
use crate::texts::locale::{arguments, messages, messages_of};

/// The messages of plain mode in a language.
fn otherwise(language: Language) -> BTreeMap<String, String> {
    messages_of(language, "plain.ftl")
}

#[test]
fn each_stands_for_a_message_and_has_no_other_arguments() {
    for language in Language::ALL {
        let usual = messages(language);
        for (id, pattern) in otherwise(language) {
            let Some(usual) = usual.get(&id) else {
                panic!("{id} in {language} stands for nothing");
            };
            let differs = pattern != *usual || language != Language::English;
            assert!(differs, "{id} reads as it does with keys");
            let (given, known) = (arguments(&pattern), arguments(usual));
            assert!(given.is_subset(&known), "{id} in {language}: {given:?}");
            let drawn = pattern.contains(['!', '！', '¡', '…', '↑', '✓']);
            assert!(!drawn, "{id} in {language}: {pattern}");
        }
    }
}

#[test]
fn the_same_reads_otherwise_in_every_language_with_the_same_words() {
    // The messages of words that a pattern refers to.
    let words = |pattern: &String| -> BTreeSet<String> {
        let parts = pattern.split("{ word-").skip(1);
        let name = |rest: &str| rest.split(' ').next().unwrap_or_default().to_owned();
        parts.map(name).collect()
    };
    let english = otherwise(Language::English);
    for language in Language::ALL {
        let ours = otherwise(language);
        assert!(ours.keys().eq(english.keys()), "{language}");
        for (id, pattern) in &english {
            let (ours, theirs) = (&ours[id], pattern);
            assert_eq!(words(ours), words(theirs), "{id} in {language}");
            assert_eq!(arguments(ours), arguments(theirs), "{id} in {language}");
        }
    }
}

#[test]
fn a_colon_stands_as_the_language_has_it() {
    let texts = Texts::in_words(Language::French);
    let families = scenes::all_in(Language::French).into_iter();
    let scenes = families.flat_map(|family| family.scenes);
    // The practice server has words of its own.
    for scene in scenes.filter(|scene| scene.name != "its link followed") {
        let said = Face::default().news(&scene.in_words, scene.now, &texts);
        for line in said {
            let mut colons = line.match_indices(": ");
            let is_french = colons.all(|(at, _)| line[..at].ends_with('\u{a0}'));
            assert!(is_french, "{}: {line}", scene.name);
        }
    }
}

/// A sentence that names a key, or a place on the page, is of no use to somebody who hears it.
#[test]
fn every_message_that_names_a_key_reads_otherwise() {
    let plain = otherwise(Language::English);
    // The messages that plain mode never says.
    let unheard = [
        "key-",
        "help-key-",
        "help-tab",
        "strip-",
        "password-reveal",
        "password-hide",
    ];
    let unheard_marks = ["password-same"];
    for (id, pattern) in messages(Language::English) {
        let names = [
            "Ctrl-", "ctrl-", "F1", "F2", "F3", "F4", "F5", "Esc", "Tab", "arrow", "above", "↑",
            "✓", "○",
        ];
        let named = names.iter().find(|name| pattern.contains(**name));
        let is_heard = !unheard.iter().any(|begin| id.starts_with(begin))
            && !unheard_marks.contains(&id.as_str())
            && id != "plain-input-ended";
        if let Some(name) = named.filter(|_| is_heard) {
            assert!(plain.contains_key(&id), "{id} names {name}: {pattern}");
        }
    }
}

/// A word with a blank in it could not be told from a text, and of two commands with the same word one would be lost.
#[test]
fn each_word_is_one_word_and_no_other() {
    for language in Language::ALL {
        let mut seen = BTreeSet::new();
        for (id, word) in messages(language) {
            if id.starts_with("word-") && !id.starts_with("word-does-") {
                assert!(
                    !word.contains(char::is_whitespace),
                    "{id} in {language}: {word}"
                );
                assert!(seen.insert(word.clone()), "{id} in {language}: {word}");
            }
        }
    }
}

#[test]
fn each_word_is_documented() {
    let page = include_str!("../../../docs/plain.md");
    for (id, word) in messages(Language::English) {
        let is_word = id.starts_with("word-") && !id.starts_with("word-does-");
        assert!(!is_word || page.contains(&format!("`{word}`")), "{word}");
    }
}
