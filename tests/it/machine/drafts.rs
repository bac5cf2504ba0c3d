//! Text in a field that was not left yet is saved a moment later, and not with each key.

use std::time::Duration;

use mxid::wizard::{Act, Effect, FieldId, Media, PageId};

use super::answers::*;
use super::play::Play;
use super::resuming::by_email;

impl Play {
    /// How often a flow was saved.
    fn saves(&self) -> usize {
        let saves = |effect: &&Effect| matches!(effect, Effect::Save(_));
        self.told.iter().filter(saves).count()
    }

    fn milliseconds(&mut self, milliseconds: u64) {
        self.advance(Duration::from_millis(milliseconds));
    }
}

fn at_address() -> Play {
    let mut play = Play::sign_up(&[&[EMAIL]]);
    play.contact(Media::EMAIL);
    assert_eq!(play.page(), PageId::Address);
    play
}

#[test]
fn a_draft_is_written_down_a_second_after_its_first_key() {
    let mut play = at_address();
    play.type_text("r");
    // Further typing does not postpone it.
    for key in ["o", "b", "i", "n", "@"] {
        play.milliseconds(150);
        play.type_text(key);
    }
    assert_eq!(play.written(), None);
    play.milliseconds(250);
    let flow = play.written().expect("a flow");
    assert_eq!((&*flow.email, flow.reached), ("robin@", PageId::Address));
    assert_eq!(play.saves(), 1, "not with each key");
    let mut play = play.killed();
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Address);
    assert_eq!(play.wizard.form().text(FieldId::Email), "robin@");
}

#[test]
fn an_idle_wizard_is_not_woken_for_a_draft() {
    let mut play = at_address();
    let idle = play.wizard.next_deadline();
    play.type_text("robin");
    assert_ne!(play.wizard.next_deadline(), idle);
    play.seconds(1);
    assert_eq!(play.wizard.next_deadline(), idle);
    play.event(Act::Help);
    play.event(Act::Help);
    assert_eq!(play.wizard.next_deadline(), idle, "nothing was typed");
}

#[test]
fn a_page_that_is_left_at_once_is_written_down_once() {
    let mut play = at_address();
    play.type_text("robin@example.net");
    play.enter();
    assert_eq!((play.page(), play.saves()), (PageId::Account, 1));
    play.seconds(5);
    assert_eq!(play.saves(), 1);
}

#[test]
fn passwords_wake_nobody_and_are_in_no_draft() {
    let mut play = at_address();
    play.type_text("robin@example.net");
    play.enter();
    let before = play.written();
    play.fill(FieldId::Password, PASSWORD);
    play.fill(FieldId::PasswordAgain, PASSWORD);
    play.seconds(5);
    assert_eq!((play.written(), play.saves()), (before, 1));
}

#[test]
fn before_the_server_page_is_left_nothing_is_written_down() {
    let mut play = Play::new();
    play.enter();
    play.type_text("example.org");
    play.fill(FieldId::Email, "robin@example.net");
    play.seconds(5);
    assert_eq!(play.saves(), 0);
}

#[test]
fn another_address_that_is_begun_and_not_reviewed_gets_no_message() {
    let mut play = Play::waiting_for_link();
    play.event(Act::ChangeAddress);
    play.fill(FieldId::Email, "wren@exam");
    play.seconds(1);
    let mut play = play.killed();
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Address);
    assert_eq!(play.wizard.form().text(FieldId::Email), "wren@exam");
    assert_eq!(play.messages(), []);
}

#[test]
fn another_name_that_was_typed_on_the_way_back_is_reviewed_after_a_kill_too() {
    let mut play = Play::waiting_for_link().killed();
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Account);
    play.fill(FieldId::Username, "wren");
    play.seconds(1);
    let mut play = play.killed_and_back();
    play.answer(AVAILABLE, free());
    assert_eq!(play.page(), PageId::Review);
}
