//! One message per intent, whatever the network does.

use mxid::protocol::{ErrCode, Medium};
use mxid::wizard::{Act, FieldId, Notice, PageId, ProblemKind};

use super::answers::*;
use super::play::Play;
use super::snapshot;

fn attempts(play: &Play) -> Vec<u32> {
    play.messages()
        .iter()
        .map(|m| m.send_attempt.get())
        .collect()
}

/// The first message is a minute old, and its link was not opened.
fn a_minute_later() -> Play {
    let mut play = Play::waiting_for_link();
    play.seconds(50);
    play.answer_not_yet();
    play.seconds(9);
    play.answer_not_yet();
    play.seconds(2);
    play
}

#[test]
fn send_again_looks_once_more_and_then_asks_for_the_next_message() {
    let mut play = a_minute_later();
    play.transcript();
    play.send_again();
    play.answer(REGISTER_EMAIL, by_link("2"));
    play.seconds(6);
    play.answer_not_yet();
    play.seconds(6);
    snapshot!(play);
    assert_eq!(attempts(&play), [1, 2]);
    let messages = play.messages();
    assert_eq!(messages[0].client_secret, messages[1].client_secret);
}

#[test]
fn send_again_finds_a_link_that_was_just_opened() {
    let mut play = Play::waiting_for_link();
    play.seconds(58);
    play.answer_not_yet();
    play.seconds(2);
    play.event(Act::SendAgain);
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(attempts(&play), [1], "no second message");
}

#[test]
fn send_again_too_soon_says_when_and_sends_nothing() {
    let mut play = Play::waiting_for_code();
    play.seconds(10);
    play.event(Act::SendAgain);
    assert!(matches!(play.wizard.notice(), Some(Notice::TooSoon(_))));
    assert_eq!(attempts(&play), [1]);
    play.seconds(50);
    play.event(Act::SendAgain);
    assert_eq!(attempts(&play), [1, 2]);
    play.event(Act::SendAgain);
    assert_eq!(attempts(&play), [1, 2], "one is on its way");
}

#[test]
fn another_address_gets_a_new_secret_and_begins_at_one() {
    let mut play = Play::waiting_for_link();
    play.seconds(3);
    play.transcript();
    play.act(Act::ChangeAddress);
    play.fill(FieldId::Email, "robin@example.com");
    play.enter();
    play.enter();
    play.enter();
    play.answer(REGISTER_EMAIL, by_link("2"));
    snapshot!(play);
    assert_eq!(attempts(&play), [1, 1]);
    let messages = play.messages();
    assert_ne!(messages[0].client_secret, messages[1].client_secret);
}

#[test]
fn going_back_and_forth_without_a_change_sends_nothing() {
    let mut play = Play::waiting_for_link();
    play.back_to(PageId::Contact);
    play.transcript();
    while play.page() != PageId::Verify {
        play.enter();
    }
    snapshot!(play);
    assert_eq!(attempts(&play), [1]);
    assert_eq!(play.count(REGISTER), 2, "the look-up's and the opening one");
    play.seconds(6);
    assert_eq!(play.awaited(), [REGISTER], "polled as before");
}

#[test]
fn the_first_address_again_finds_its_message_again() {
    let mut play = Play::waiting_for_link();
    for (address, sid) in [
        ("robin@example.com", Some("2")),
        ("robin@example.net", None),
    ] {
        play.event(Act::ChangeAddress);
        play.fill(FieldId::Email, address);
        play.enter();
        play.enter();
        play.enter();
        if let Some(sid) = sid {
            play.answer(REGISTER_EMAIL, by_link(sid));
        }
        assert_eq!(play.page(), PageId::Verify);
    }
    assert_eq!(attempts(&play), [1, 1]);
}

#[test]
fn a_lost_answer_repeats_the_same_attempt() {
    let mut play = Play::asking_by_email();
    play.transcript();
    play.lost_twice(REGISTER_EMAIL);
    play.seconds(5);
    play.answer(REGISTER_EMAIL, lost());
    snapshot!(play);
    assert_eq!(attempts(&play), [1, 1, 1]);
    let messages = play.messages();
    assert!(messages.iter().all(|m| *m == messages[0]), "to the letter");
    // It was shown; what comes now is the user's own word.
    play.seconds(600);
    assert_eq!(attempts(&play), [1, 1, 1]);
    play.enter();
    assert_eq!(attempts(&play), [1, 1, 1, 2]);
}

/// The server acted, so that its message may be out.
#[test]
fn an_answer_that_cannot_be_used_is_asked_for_once_more_to_the_letter() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, garbled());
    play.seconds(3);
    play.answer(REGISTER_EMAIL, garbled());
    assert_eq!(play.problem(), Some(ProblemKind::Unreadable));
    play.seconds(600);
    let messages = play.messages();
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[0], messages[1]);
}

/// On some servers a third try is answered with success although nothing is sent.
#[test]
fn a_gateway_that_failed_is_asked_once_more_by_itself_and_then_by_the_person() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, bare(502));
    play.seconds(3);
    play.answer(REGISTER_EMAIL, bare(502));
    assert_eq!(play.problem(), Some(ProblemKind::ServerFailed));
    play.seconds(600);
    assert_eq!(attempts(&play), [1, 1]);
    play.enter();
    assert_eq!(attempts(&play), [1, 1, 2]);
}

/// Some servers count the attempt before the mail leaves: the same one again would be answered with
/// success, and nothing would be sent.
#[test]
fn a_server_that_says_that_it_failed_is_asked_again_by_the_person_alone() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, refused(500, ErrCode::Unknown));
    let failed = Some(ProblemKind::CannotDeliver(Medium::Email));
    assert_eq!(play.problem(), failed);
    play.seconds(600);
    assert_eq!(attempts(&play), [1]);
    play.enter();
    assert_eq!(attempts(&play), [1, 2]);
}

/// Enter is about the message that is waited for.
#[test]
fn another_message_that_cannot_be_asked_for_is_asked_for_with_send_again_alone() {
    let mut play = a_minute_later();
    play.send_again();
    play.answer(REGISTER_EMAIL, garbled());
    play.seconds(3);
    play.answer(REGISTER_EMAIL, garbled());
    let unreadable = ProblemKind::NotAgain(Box::new(ProblemKind::Unreadable));
    assert_eq!(play.problem(), Some(unreadable));
    play.enter();
    play.answer_not_yet();
    assert_eq!(play.wizard.notice(), Some(Notice::NotYet));
    assert_eq!(attempts(&play), [1, 2, 2]);
    play.event(Act::SendAgain);
    play.answer_not_yet();
    assert_eq!(attempts(&play), [1, 2, 2, 3]);
}

#[test]
fn back_during_a_request_and_forth_again_repeats_it() {
    let mut play = Play::asking_by_email();
    play.back();
    assert_eq!(
        play.page(),
        PageId::Review,
        "the work stops, the page stays"
    );
    assert_eq!(play.awaited(), [""; 0]);
    play.enter();
    assert_eq!(attempts(&play), [1, 1], "it may have been sent already");
}

#[test]
fn an_address_that_the_server_cannot_read_is_tried_again_with_a_new_secret() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, refused(400, ErrCode::InvalidParam));
    assert_eq!(play.page(), PageId::Address);
    assert_eq!(
        play.problem(),
        Some(ProblemKind::AddressInvalid(Medium::Email))
    );
    play.enter();
    play.enter();
    play.enter();
    let messages = play.messages();
    assert_ne!(messages[0].client_secret, messages[1].client_secret);
    assert_eq!(attempts(&play), [1, 1]);
}

#[test]
fn a_second_contact_that_fails_does_not_prove_the_first_again() {
    let mut play = Play::sign_up(BY_BOTH);
    play.by_both();
    play.account();
    play.prove_the_phone();
    play.answer(REGISTER_EMAIL, refused(400, ErrCode::Unknown));
    assert_eq!(play.problem(), Some(ProblemKind::Refused));
    play.enter();
    assert_eq!(play.awaited(), [REGISTER_EMAIL]);
    assert_eq!(play.count(CODE), 1);
}

#[test]
fn a_message_that_failed_is_not_told_for_the_one_before() {
    let mut play = Play::waiting_for_code();
    let first = play.wizard.messages().expect("a message");
    play.seconds(60);
    play.event(Act::SendAgain);
    play.answer(REGISTER_PHONE, refused(400, ErrCode::Unknown));
    let told = play.wizard.messages().expect("a message");
    assert_eq!(
        (told.number, told.asked_at, told.earlier),
        (first.number, first.asked_at, false)
    );
    let written = play.written().expect("a flow");
    let kept = &written.validations[0];
    assert_eq!(
        (kept.answered_attempt, kept.earlier),
        (Some(first.number), false)
    );
    play.event(Act::SendAgain);
    play.answer(REGISTER_PHONE, by_code("2"));
    let told = play.wizard.messages().expect("a message");
    assert_eq!((told.number.get(), told.earlier), (3, true));
}

#[test]
fn a_last_look_that_finds_the_message_expired_asks_for_the_next_in_a_new_session() {
    let mut play = a_minute_later();
    play.event(Act::SendAgain);
    play.answer(AVAILABLE, free());
    play.answer(
        REGISTER,
        demands_still("S1", &[&[EMAIL]], &[], ErrCode::SessionExpired),
    );
    assert_eq!(play.awaited(), [REGISTER_EMAIL], "without another word");
    assert_eq!((play.problem(), attempts(&play)), (None, vec![1, 1]));
    let messages = play.messages();
    assert_ne!(messages[0].client_secret, messages[1].client_secret);
}

#[test]
fn send_again_for_a_contact_that_is_proven_goes_on() {
    let mut play = Play::sign_up(BY_BOTH);
    play.by_both();
    play.account();
    play.prove_the_phone();
    play.answer(REGISTER_EMAIL, refused(400, ErrCode::Unknown));
    play.seconds(600);
    play.event(Act::SendAgain);
    assert_eq!(play.awaited(), [REGISTER_EMAIL], "what comes after it");
    assert_eq!((play.count(REGISTER_PHONE), play.count(CODE)), (1, 1));
}

#[test]
fn a_problem_cancels_the_message_that_waits_for_a_last_look() {
    let mut play = a_minute_later();
    play.event(Act::SendAgain);
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, refused(403, ErrCode::ResourceLimitExceeded));
    assert_eq!(play.problem(), Some(ProblemKind::ServerFull));
    play.enter();
    play.seconds(2);
    play.answer_not_yet();
    assert_eq!(play.wizard.notice(), Some(Notice::NotYet));
    play.seconds(60);
    assert_eq!(attempts(&play), [1]);
}
