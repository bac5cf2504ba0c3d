//! Answers that were lost to requests that may have finished everything.

use mxid::protocol::ErrCode;
use mxid::wizard::{Done, FieldId, Notice, PageId, ProblemKind};

use super::answers::*;
use super::play::Play;
use super::snapshot;

fn is_probable(play: &Play) -> bool {
    matches!(play.wizard.done(), Some(Done::ProbablyCreated { .. }))
}

#[test]
fn a_lost_last_answer_is_asked_for_once_more_in_the_same_session() {
    let mut play = Play::creating();
    play.transcript();
    play.answer(REGISTER, lost());
    play.seconds(3);
    play.answer(REGISTER, registered());
    snapshot!(play);
}

#[test]
fn while_it_may_be_done_nobody_says_that_it_is_not() {
    let mut play = Play::creating();
    assert!(play.wizard.may_have_finished(), "its request is out");
    play.answer(REGISTER, lost());
    assert!(play.wizard.may_have_finished(), "its answer was lost");
    let mut play = Play::waiting_for_link();
    assert!(!play.wizard.may_have_finished());
    assert!(play.wizard.has_asked_for_messages());
    play.back();
    assert!(play.wizard.messages_are_out(), "going on sends no other");
}

#[test]
fn a_last_answer_that_cannot_be_used_is_asked_for_once_more_too() {
    let mut play = Play::creating();
    play.answer(REGISTER, garbled());
    assert_eq!(play.problem(), None);
    play.seconds(3);
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
}

#[test]
fn lost_twice_it_is_said_and_not_tried_by_itself_again() {
    let mut play = Play::creating();
    let asked = play.count(REGISTER);
    play.lost_twice(REGISTER);
    assert_eq!(play.problem(), Some(ProblemKind::AnswerLost));
    play.seconds(600);
    assert_eq!(play.count(REGISTER), asked + 1);
    // The user may ask again, in the same session.
    play.enter();
    assert_eq!(play.awaited(), [REGISTER]);
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
}

#[test]
fn a_taken_name_after_a_lost_answer_is_probably_our_own_success() {
    let mut play = Play::creating();
    play.transcript();
    play.answer(REGISTER, lost());
    play.seconds(3);
    play.answer(REGISTER, refused(400, ErrCode::UserInUse));
    snapshot!(play);
    assert!(is_probable(&play));
    assert_eq!(play.wizard.form().text(FieldId::Password), "");
}

/// Continuwuity forgets a session with its success.
#[test]
fn a_session_gone_after_a_lost_answer_is_judged_by_the_name() {
    let mut play = Play::creating();
    play.transcript();
    play.answer(REGISTER, lost());
    play.seconds(3);
    play.answer(REGISTER, refused(400, ErrCode::InvalidParam));
    play.answer(AVAILABLE, refused(400, ErrCode::UserInUse));
    snapshot!(play);
    assert!(is_probable(&play));
}

#[test]
fn a_session_gone_with_the_name_still_free_is_begun_anew() {
    let mut play = Play::creating();
    play.answer(REGISTER, lost());
    play.seconds(3);
    play.answer(REGISTER, refused(400, ErrCode::InvalidParam));
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", &[&[DUMMY]], &[]));
    // Some servers call every name free.
    play.answer(REGISTER, refused(400, ErrCode::UserInUse));
    assert!(is_probable(&play));
}

#[test]
fn a_session_that_goes_on_ends_the_doubt() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.answer(REGISTER, lost());
    play.seconds(6);
    play.answer_not_yet();
    play.seconds(6);
    play.answer(REGISTER, refused(400, ErrCode::UserInUse));
    assert_eq!(play.page(), PageId::Account);
    assert_eq!(play.problem(), Some(ProblemKind::NameTaken));
}

#[test]
fn a_taken_name_without_a_lost_answer_is_taken() {
    let mut play = Play::creating();
    play.answer(REGISTER, refused(400, ErrCode::UserInUse));
    assert_eq!(play.problem(), Some(ProblemKind::NameTaken));
    assert_eq!(play.page(), PageId::Account);
}

#[test]
fn back_waits_until_what_became_of_a_lost_answer_is_known() {
    let mut play = Play::creating();
    play.back();
    assert_eq!(play.wizard.notice(), Some(Notice::BackWaits));
    play.answer(REGISTER, lost());
    assert_eq!(play.page(), PageId::Review, "it is asked for once more");
    play.seconds(3);
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
}

#[test]
fn a_lost_answer_is_not_hidden_by_a_back_from_before() {
    let mut play = Play::creating();
    play.answer(REGISTER, lost());
    play.back();
    play.seconds(3);
    play.answer(REGISTER, lost());
    assert_eq!(play.problem(), Some(ProblemKind::AnswerLost));
    play.back();
    assert_eq!(play.page(), PageId::Account);
}

#[test]
fn a_reset_in_doubt_says_so_and_can_be_tried_again() {
    let mut play = Play::resetting();
    play.seconds(6);
    play.answer(RESET, lost());
    play.seconds(6);
    play.answer(RESET, refused(400, ErrCode::InvalidParam));
    assert_eq!(play.problem(), Some(ProblemKind::AnswerLost));
    play.enter();
    assert_eq!(play.awaited(), [RESET], "a new exchange");
    assert_eq!(play.messages().len(), 1, "with the same message");
}
