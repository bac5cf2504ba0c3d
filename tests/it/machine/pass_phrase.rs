//! A pass phrase that is made here: whole, shown, and of the machine's own chance.

use mxid::protocol::PasswordPolicy;
use mxid::wizard::{Action, Choose, Event, FieldId, Focus, PageId, password_rules};

use super::answers::*;
use super::play::Play;

fn phrase(play: &Play) -> &str {
    play.wizard.draft().text(FieldId::Password)
}

#[test]
fn one_key_fills_both_fields_and_shows_what_is_in_them() {
    let mut play = Play::choosing_a_name();
    play.event(Event::MakePassPhrase);
    let draft = play.wizard.draft();
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
    one.event(Event::MakePassPhrase);
    let first = phrase(&one).to_owned();
    one.act(Action::MakePassPhrase);
    assert_ne!(phrase(&one), first);
    other.event(Event::MakePassPhrase);
    assert_eq!(phrase(&other), first);
}

#[test]
fn it_is_no_pass_phrase_any_more_once_it_is_edited() {
    for field in [FieldId::Password, FieldId::PasswordAgain] {
        let mut play = Play::choosing_a_name();
        play.event(Event::MakePassPhrase);
        play.fill(field, "something else");
        assert_eq!(play.wizard.draft().pass_phrase, None);
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
    play.event(Event::MakePassPhrase);
    for (rule, kept) in password_rules(&rules, phrase(&play)) {
        assert!(kept, "{rule:?}: {}", phrase(&play));
    }
}

#[test]
fn the_focus_goes_to_what_is_still_to_do() {
    let mut play = Play::choosing_a_new_password();
    play.event(Event::MakePassPhrase);
    assert_eq!(play.wizard.focus(), Focus::List, "what of other sessions");
    play.event(Event::Choose(Choose::Down));
    play.act(Action::MakePassPhrase);
    let password = Focus::Field(FieldId::Password);
    assert_eq!(play.wizard.focus(), password, "nothing but to read it");
    play.enter();
    assert_eq!(play.page(), PageId::Verify);
}

#[test]
fn there_is_none_where_a_password_exists_already() {
    let mut play = Play::new();
    play.event(Event::MakePassPhrase);
    assert_eq!(phrase(&play), "");
}
