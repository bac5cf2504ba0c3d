//! Each language says everything that English says, in its own words.

use std::collections::{BTreeMap, BTreeSet};

use mxid::domain::Language;
use mxid::text::Texts;

use super::locale::{arguments, messages, variants, words};

/// The parts that are the same in every language: names of hosts and of standards. So are the names of keys
/// (`help-key-…`).
const SAME_EVERYWHERE: [&str; 6] = [
    "cause-code",
    "cause-status",
    "done-iamb-ready",
    "probe-oauth",
    "server-placeholder",
    "terms-name",
];

/// The messages that happen to be the same in some languages.
const SAME: [(&str, &[&str]); 20] = [
    ("action-in", &["de"]),
    ("details-attempt", &["fr"]),
    ("details-failed", &["de", "fr", "es", "pt-BR", "ja"]),
    ("details-title", &["de"]),
    ("minutes", &["de", "fr", "es", "pt-BR"]),
    ("hours", &["fr", "es", "pt-BR"]),
    ("page-browser", &["de"]),
    ("page-contact", &["fr"]),
    ("page-server", &["de"]),
    ("page-token", &["fr"]),
    ("plain-ask-code", &["de"]),
    ("plain-problem", &["de"]),
    ("probe-software", &["de"]),
    ("review-contact", &["fr"]),
    ("review-id", &["uk", "ja", "zh-Hans"]),
    ("review-server", &["de"]),
    ("review-token", &["fr"]),
    ("word-details", &["de"]),
    ("word-message", &["fr"]),
    ("word-phrase", &["fr"]),
];

fn translations() -> impl Iterator<Item = Language> {
    let others = Language::ALL.into_iter();
    others.filter(|language| *language != Language::English)
}

/// The plural categories of whole numbers (CLDR), of which Fluent lets the last stand for what is left.
fn categories(language: Language) -> &'static [&'static str] {
    match language {
        Language::English
        | Language::German
        | Language::French
        | Language::Spanish
        | Language::Portuguese => &["one", "other"],
        Language::Ukrainian => &["few", "many", "one"],
        Language::Japanese | Language::Chinese => &["other"],
    }
}

#[test]
fn every_language_has_every_message_and_no_other() {
    let english = messages(Language::English);
    let ids = |messages: &BTreeMap<String, String>| messages.keys().cloned().collect();
    let wanted: BTreeSet<String> = ids(&english);
    for language in translations() {
        let there: BTreeSet<String> = ids(&messages(language));
        let missing: Vec<_> = wanted.difference(&there).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
        let unknown: Vec<_> = there.difference(&wanted).collect();
        assert!(unknown.is_empty(), "{language} has {unknown:?}");
    }
}

#[test]
fn every_translation_takes_the_arguments_of_the_message() {
    let english = messages(Language::English);
    for language in translations() {
        for (id, pattern) in messages(language) {
            let wanted = english.get(&id).map(|pattern| arguments(pattern));
            assert_eq!(Some(arguments(&pattern)), wanted, "{id} in {language}");
        }
    }
}

#[test]
fn every_message_is_translated() {
    let english = messages(Language::English);
    for language in translations() {
        let rightly_same = |id: &str| {
            let row = SAME.iter().find(|(same, _)| *same == id);
            SAME_EVERYWHERE.contains(&id)
                || id.starts_with("help-key-")
                || row.is_some_and(|(_, languages)| languages.contains(&language.tag()))
        };
        let ours = messages(language);
        let has_words = |pattern: &str| words(pattern).contains(char::is_alphabetic);
        let same: Vec<_> = ours
            .iter()
            .filter(|(id, pattern)| english.get(*id) == Some(pattern) && has_words(pattern))
            .map(|(id, _)| id)
            .filter(|id| !rightly_same(id))
            .collect();
        assert!(same.is_empty(), "untranslated in {language}: {same:?}");
        // Nothing stands in the tables that is translated since.
        let listed = SAME.iter().map(|(id, _)| id).chain(&SAME_EVERYWHERE);
        for id in listed.filter(|id| rightly_same(id)) {
            assert_eq!(ours.get(*id), english.get(*id), "{id} in {language}");
        }
    }
}

/// A language may say all numbers in one way, but who tells them apart does it by its own rules.
#[test]
fn numbers_are_told_apart_as_the_language_does() {
    let english = messages(Language::English);
    for language in Language::ALL {
        for (id, pattern) in messages(language) {
            let found = variants(&pattern);
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            let counts = english
                .get(&id)
                .is_some_and(|english| english.contains("->"));
            assert!(counts || found.is_empty(), "{id} in {language}");
            if pattern.contains("->") {
                assert_eq!(found, categories(language), "{id} in {language}");
            } else if counts {
                assert_eq!(categories(language), ["other"], "{id} in {language}");
            }
        }
    }
}

#[test]
fn every_message_formats_whole_in_every_language() {
    for language in Language::ALL {
        let texts = Texts::of(language);
        for (id, pattern) in messages(language) {
            for count in [1_i64, 3, 5, 21] {
                let names = arguments(&pattern);
                let values = names.iter().map(|name| (name.as_str(), count.into()));
                let text = texts.get_args_concrete(&id, values.collect());
                assert!(!text.is_empty() && text != id, "{id} in {language}: {text}");
                assert!(
                    !text.contains(['{', '}', '$']),
                    "{id} in {language}: {text}"
                );
            }
            // The test can fail: without its arguments a message does not come out whole.
            if pattern.contains("{ $") && !pattern.contains("->") {
                assert!(texts.get(&id).contains("{$"), "{id}");
            }
        }
    }
}

#[test]
fn the_tone_is_calm_in_every_language() {
    for language in Language::ALL {
        for (id, pattern) in messages(language) {
            // An ellipsis is what shows that something was cut.
            let loud = pattern.contains(['!', '！', '¡', '…', '\t']);
            assert!(!loud, "{id} in {language}: {pattern}");
            let is_aligned = id.starts_with("review-server") || id.starts_with("strip-");
            let airy = pattern.contains("  ") && !pattern.contains("->") && !is_aligned;
            assert!(!airy, "{id} in {language}: {pattern}");
        }
    }
}

/// Whether a key's name stands in a pattern as a word.
fn names(pattern: &str, key: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric();
    pattern.match_indices(key).any(|(at, _)| {
        !pattern[..at].ends_with(is_part) && !pattern[at + key.len()..].starts_with(is_part)
    })
}

/// A key is called the same in a sentence as on the keyboard and in the footer.
#[test]
fn every_translation_names_the_keys_of_the_message() {
    const KEYS: [&str; 22] = [
        "F5",
        "Ctrl-_",
        "Alt-/",
        "Enter",
        "Esc",
        "Tab",
        "F2",
        "F3",
        "Ctrl-C",
        "Ctrl-L",
        "Ctrl-N",
        "Ctrl-O",
        "Ctrl-P",
        "Ctrl-R",
        "Ctrl-T",
        "Ctrl-X",
        "Ctrl-Y",
        "ctrl-n",
        "ctrl-t",
        "↑",
        "↓",
        "mxid resume",
    ];
    let english = messages(Language::English);
    for language in translations() {
        for (id, pattern) in messages(language) {
            let Some(english) = english.get(&id) else {
                continue;
            };
            // There it is a verb.
            let english = &english.replace("Enter the code", "");
            for key in KEYS {
                let both = [english, &pattern].map(|pattern| names(pattern, key));
                assert_eq!(both[0], both[1], "{key} in {id} in {language}: {pattern}");
            }
        }
    }
}
