//! A pass phrase that is made here: whole, shown, and of the machine's own chance.

use mxid::field::Edit;
use mxid::protocol::PasswordPolicy;
use mxid::wizard::{Act, Choose, Event, FieldId, Focus, Move, Notice, PageId, password_rules};

use super::answers::*;
use super::play::Play;

fn phrase(play: &Play) -> &str {
    play.wizard.form().text(FieldId::Password)
}

#[test]
fn one_key_fills_both_fields_and_shows_what_is_in_them() {
    let mut play = Play::choosing_a_name();
    play.event(Act::MakePassPhrase);
    let draft = play.wizard.form();
    assert_eq!(phrase(&play), draft.text(FieldId::PasswordAgain));
    assert_eq!(phrase(&play).split('-').count(), 6, "{}", phrase(&play));
    assert!(draft.reveal, "it has to be written down");
    assert_eq!(draft.pass_phrase, Some(62));
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::Username));
    play.type_text("robin");
    play.enter();
    play.answer(AVAILABLE, free());
    assert_eq!(play.page(), PageId::Review);
}

#[test]
fn each_is_another_one_and_the_same_seed_makes_the_same() {
    let (mut one, mut other) = (Play::choosing_a_name(), Play::choosing_a_name());
    one.event(Act::MakePassPhrase);
    let first = phrase(&one).to_owned();
    one.event(Act::MakePassPhrase);
    assert_ne!(phrase(&one), first);
    other.event(Act::MakePassPhrase);
    assert_eq!(phrase(&other), first);
}

#[test]
fn it_is_no_pass_phrase_any_more_once_it_is_edited() {
    for field in [FieldId::Password, FieldId::PasswordAgain] {
        let mut play = Play::choosing_a_name();
        play.event(Act::MakePassPhrase);
        play.fill(field, "something else");
        assert_eq!(play.wizard.form().pass_phrase, None);
    }
}

#[test]
fn it_keeps_the_rules_of_the_server() {
    let rules = PasswordPolicy {
        minimum_length: Some(50),
        digit: true,
        symbol: true,
        uppercase: true,
        lowercase: true,
    };
    let mut play = Play::choosing_a_password(rules);
    play.event(Act::MakePassPhrase);
    for (rule, kept) in password_rules(&rules, phrase(&play)) {
        assert!(kept, "{rule:?}: {}", phrase(&play));
    }
}

#[test]
fn the_focus_goes_to_what_is_still_to_do() {
    let mut play = Play::choosing_a_new_password();
    play.event(Act::MakePassPhrase);
    assert_eq!(play.wizard.focus(), Focus::List, "what of other sessions");
    play.event(Event::Choose(Choose::Down));
    play.event(Act::MakePassPhrase);
    let password = Focus::Field(FieldId::Password);
    assert_eq!(play.wizard.focus(), password, "nothing but to read it");
    play.enter();
    assert_eq!(play.page(), PageId::Verify);
}

#[test]
fn there_is_none_where_a_password_exists_already() {
    let mut play = Play::new();
    play.event(Act::MakePassPhrase);
    assert_eq!(phrase(&play), "");
}

/// The text of both password fields.
fn passwords(play: &Play) -> [&str; 2] {
    [FieldId::Password, FieldId::PasswordAgain].map(|field| play.wizard.form().text(field))
}

/// Name and password typed as a form teaches: Tab after each.
fn typed_with_tabs() -> Play {
    let mut play = Play::choosing_a_name();
    for text in ["robin", PASSWORD, PASSWORD] {
        play.type_text(text);
        play.event(Event::Focus(Move::Next));
    }
    play
}

#[test]
fn the_last_tab_stop_goes_on_and_replaces_nothing() {
    let mut play = typed_with_tabs();
    assert_eq!(play.wizard.focus(), Focus::Action(Act::Proceed));
    play.enter();
    assert_eq!(passwords(&play), [PASSWORD; 2]);
    play.answer(AVAILABLE, free());
    assert_eq!(play.page(), PageId::Review);

    let mut play = Play::choosing_a_new_password();
    for _ in 0..2 {
        play.type_text(PASSWORD);
        play.event(Event::Focus(Move::Next));
    }
    play.event(Event::Choose(Choose::Index(0)));
    let places = play.wizard.focusables();
    assert_eq!(places.last(), Some(&Focus::Action(Act::Proceed)));
    assert!(!places.contains(&Focus::Action(Act::MakePassPhrase)));
    play.act(Act::Proceed);
    assert_eq!(play.page(), PageId::Verify);
}

#[test]
fn random_words_are_a_stop_while_no_password_is_typed() {
    let play = Play::choosing_a_name();
    let places = play.wizard.focusables();
    let [.., words, last] = places.as_slice() else {
        panic!("{places:?}");
    };
    assert_eq!(*words, Focus::Action(Act::MakePassPhrase));
    assert_eq!(*last, Focus::Action(Act::Proceed));
}

#[test]
fn one_undo_brings_both_typed_passwords_back() {
    let mut play = typed_with_tabs();
    play.event(Event::Focus(Move::Previous));
    let draft = play.wizard.form();
    let revealed = draft.reveal;
    play.event(Act::MakePassPhrase);
    assert_ne!(phrase(&play), PASSWORD);
    assert_eq!(play.wizard.notice(), Some(Notice::PasswordReplaced));
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(passwords(&play), [PASSWORD; 2]);
    let draft = play.wizard.form();
    assert_eq!((draft.reveal, draft.pass_phrase), (revealed, None));
    // Two different ones come back as they were, also after several tries.
    let mut play = Play::choosing_a_name();
    play.fill(FieldId::Password, PASSWORD);
    play.fill(FieldId::PasswordAgain, "a slip");
    play.event(Act::MakePassPhrase);
    play.event(Act::MakePassPhrase);
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(passwords(&play), [PASSWORD, "a slip"]);
}

#[test]
fn nothing_comes_back_once_the_phrase_was_edited_or_its_page_left() {
    let mut play = typed_with_tabs();
    play.event(Act::MakePassPhrase);
    play.type_text("x");
    let edited = phrase(&play).to_owned();
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(phrase(&play), edited);

    let mut play = typed_with_tabs();
    play.event(Act::MakePassPhrase);
    let made = phrase(&play).to_owned();
    play.back();
    play.enter();
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(phrase(&play), made);
}
