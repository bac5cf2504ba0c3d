//! Leaving asks once when something would be lost.

use mxid::wizard::{Act, Effect, Exit, FieldId, Overlay, PageId};

use super::answers::*;
use super::play::Play;

fn exit(play: &Play) -> Option<Exit> {
    play.told.iter().find_map(|effect| match effect {
        Effect::Exit(exit) => Some(*exit),
        _ => None,
    })
}

#[test]
fn nothing_typed_nothing_asked() {
    let mut play = Play::new();
    play.event(Act::Leave);
    assert_eq!(exit(&play), Some(Exit::Left));
}

#[test]
fn something_typed_is_asked_about_once() {
    let mut play = Play::new();
    play.enter();
    play.type_text("example.org");
    play.event(Act::Leave);
    assert_eq!(exit(&play), None);
    assert_eq!(play.wizard.overlay(), Some(Overlay::Leave));
    play.event(Act::Leave);
    assert_eq!(exit(&play), Some(Exit::Left));
}

#[test]
fn staying_keeps_everything() {
    let mut play = Play::new();
    play.enter();
    play.type_text("example.org");
    play.event(Act::Leave);
    play.back();
    assert_eq!(play.wizard.overlay(), None);
    assert_eq!(play.page(), PageId::Server);
    assert_eq!(play.wizard.form().text(FieldId::Server), "example.org");
}

#[test]
fn leaving_after_success_is_done_even_when_success_came_meanwhile() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.event(Act::Leave);
    assert_eq!(play.wizard.overlay(), Some(Overlay::Leave));
    play.answer(REGISTER, registered());
    play.event(Act::Leave);
    assert_eq!(exit(&play), Some(Exit::Done));
}

#[test]
fn leaving_a_server_that_cannot_is_not_done() {
    let mut play = Play::sign_up(&[]);
    assert_eq!(play.page(), PageId::Stopped);
    play.event(Act::Leave);
    assert_eq!(exit(&play), Some(Exit::NotDone));
}

#[test]
fn after_the_end_nothing_happens_any_more() {
    let mut play = Play::choosing_a_name();
    play.type_text("robin");
    play.event(Act::Leave);
    play.event(Act::Leave);
    assert_eq!(play.wizard.next_deadline(), None);
    let told = play.told.len();
    play.enter();
    play.back();
    assert_eq!(play.told.len(), told);
}

#[test]
fn help_and_details_lie_over_the_page_and_give_way_to_each_other() {
    let mut play = Play::waiting_for_link();
    play.event(Act::Help);
    assert_eq!(play.wizard.overlay(), Some(Overlay::Help));
    play.event(Act::Details);
    assert_eq!(play.wizard.overlay(), Some(Overlay::Details));
    play.back();
    assert_eq!(play.wizard.overlay(), None);
    assert_eq!(play.page(), PageId::Verify, "Back closed it and no more");
}

#[test]
fn success_that_comes_under_the_question_is_shown() {
    let mut play = Play::creating();
    play.event(Act::Leave);
    assert_eq!(play.wizard.overlay(), Some(Overlay::Leave));
    play.answer(REGISTER, registered());
    assert_eq!((play.page(), play.wizard.overlay()), (PageId::Done, None));
}
