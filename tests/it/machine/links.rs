//! Waiting for a link to be opened.

use std::time::Duration;

use mxid::protocol::ErrCode;
use mxid::wizard::{Act, Notice, PageId, ProblemKind};

use super::answers::*;
use super::play::Play;
use super::snapshot;

/// Polls until `minutes` have passed, and gives when each one left, in seconds since the message.
fn polls(play: &mut Play, minutes: u64) -> Vec<f64> {
    let start = play.now;
    let mut left = Vec::new();
    while play.now - start < Duration::from_secs(minutes * 60) {
        play.advance(Duration::from_millis(100));
        match play.awaited().first() {
            Some(&AVAILABLE) => play.answer(AVAILABLE, free()),
            Some(_) => {
                left.push((play.now - start).as_secs_f64());
                play.answer_not_yet();
            }
            None => {}
        }
    }
    left
}

#[test]
fn polls_grow_rarer_with_the_age_of_the_message() {
    let mut play = Play::waiting_for_link();
    let left = polls(&mut play, 59);
    let pause = |from: f64, to: f64, least: f64, most: f64| {
        for pair in left.windows(2).filter(|p| p[0] > from && p[1] < to) {
            let pause = pair[1] - pair[0];
            assert!((least..=most).contains(&pause), "{pause} at {}", pair[0]);
        }
    };
    assert!((4.5..=5.7).contains(&left[0]), "{}", left[0]);
    pause(0.0, 120.0, 4.5, 5.8);
    pause(120.0, 600.0, 9.0, 11.2);
    pause(600.0, 3600.0, 27.0, 33.3);
}

#[test]
fn after_an_hour_the_wait_ends_and_the_next_message_has_a_new_secret() {
    let mut play = Play::waiting_for_link();
    polls(&mut play, 62);
    assert_eq!(play.problem(), Some(ProblemKind::MessageExpired));
    assert_eq!(play.wizard.next_deadline(), None, "nothing is waited for");
    play.enter();
    assert_eq!(play.page(), PageId::Verify);
    assert_eq!(play.problem(), Some(ProblemKind::MessageExpired));
    play.event(Act::SendAgain);
    play.answer(REGISTER_EMAIL, by_link("2"));
    let messages = play.messages();
    assert_ne!(messages[0].client_secret, messages[1].client_secret);
    assert_eq!(messages[1].send_attempt.get(), 1);
    play.seconds(6);
    assert_eq!(play.problem(), None);
    assert_ne!(play.awaited(), [""; 0], "polled again");
}

#[test]
fn enter_looks_at_once_but_not_more_often_than_every_two_seconds() {
    let mut play = Play::waiting_for_link();
    play.transcript();
    play.enter();
    play.answer_not_yet();
    play.enter();
    assert_eq!(play.awaited(), [""; 0]);
    play.seconds(2);
    assert_eq!(play.awaited(), [REGISTER]);
    play.answer_not_yet();
    assert_eq!(
        play.wizard.notice(),
        Some(Notice::NotYet),
        "it was asked for"
    );
    snapshot!(play);
}

#[test]
fn a_look_in_vain_says_so() {
    let mut play = Play::waiting_for_link();
    play.enter();
    play.answer_not_yet();
    assert_eq!(play.wizard.notice(), Some(Notice::NotYet));
}

#[test]
fn not_yet_is_understood_in_every_dialect() {
    let still = |code| demands_still("S1", &[&[EMAIL]], &[], code);
    for answer in [
        still(ErrCode::Unauthorized),
        still(ErrCode::ThreepidAuthFailed),
        still(ErrCode::Forbidden),
        still(ErrCode::SessionNotValidated),
        demands("S1", &[&[EMAIL]], &[]),
        refused(401, ErrCode::Unauthorized),
        bare(401),
    ] {
        let mut play = Play::waiting_for_link();
        play.seconds(6);
        play.answer(REGISTER, answer.clone());
        assert_eq!(play.problem(), None, "{answer:?}");
        play.seconds(6);
        assert_eq!(play.awaited(), [REGISTER], "{answer:?}");
    }
}

#[test]
fn while_the_network_is_down_polls_back_off_and_go_on() {
    let mut play = Play::waiting_for_link();
    play.transcript();
    play.seconds(6);
    for pause in [3, 5, 10, 20, 40, 80] {
        play.answer(REGISTER, lost());
        assert_eq!(play.problem(), None);
        assert!(
            play.wizard.waiting().look_again_at.is_some(),
            "nothing says so"
        );
        play.seconds(pause);
    }
    assert_eq!(play.awaited().len(), 1);
    snapshot!(play);
}

#[test]
fn a_limited_poll_waits_as_told_and_goes_on() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.answer(REGISTER, limited(Some(20)));
    play.seconds(19);
    assert_eq!(play.awaited(), [""; 0]);
    play.seconds(1);
    assert_eq!(play.awaited(), [REGISTER]);
}

#[test]
fn a_lost_session_is_replaced_once_in_a_row() {
    let mut play = Play::waiting_for_link();
    play.transcript();
    play.seconds(6);
    play.answer(REGISTER, refused(400, ErrCode::Unknown));
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    play.seconds(6);
    play.answer(REGISTER, refused(400, ErrCode::Unknown));
    snapshot!(play);
    assert_eq!(play.problem(), Some(ProblemKind::Refused));
    assert_eq!(play.messages().len(), 1, "the message serves both");
}

#[test]
fn a_session_lost_again_after_it_worked_is_replaced_again() {
    let mut play = Play::waiting_for_link();
    for session in ["S2", "S3", "S4"] {
        play.seconds(6);
        play.answer(REGISTER, refused(400, ErrCode::InvalidParam));
        play.answer(REGISTER, demands(session, &[&[EMAIL]], &[]));
        play.seconds(6);
        play.answer(
            REGISTER,
            demands_still(session, &[&[EMAIL]], &[], ErrCode::ThreepidAuthFailed),
        );
        assert_eq!(play.problem(), None);
    }
}

#[test]
fn every_sid_is_polled_in_turn() {
    let mut play = Play::waiting_for_link();
    play.seconds(61);
    play.answer_not_yet();
    play.event(Act::SendAgain);
    for answer in [free(), demands("S1", &[&[EMAIL]], &[])] {
        let endpoint = play.awaited()[0];
        play.answer(endpoint, answer);
    }
    play.answer(REGISTER_EMAIL, by_link("2"));
    for _ in 0..4 {
        play.seconds(6);
        play.answer_not_yet();
    }
    let proofs = play.proofs();
    let sids: Vec<_> = proofs.iter().map(|proof| proof.sid.expose()).collect();
    let newest = &sids[sids.len() - 4..];
    assert_eq!(
        newest.iter().filter(|sid| **sid == "1").count(),
        2,
        "{sids:?}"
    );
    assert_ne!(newest[0], newest[1]);
}

#[test]
fn a_poll_that_falls_due_during_another_request_comes_after_it() {
    let mut play = Play::waiting_for_link();
    play.seconds(58);
    play.answer_not_yet();
    play.seconds(2);
    // The user wants another message, which takes its time and fails.
    play.send_again();
    assert_eq!(play.awaited(), [REGISTER_EMAIL]);
    play.seconds(20);
    play.answer(REGISTER_EMAIL, refused(403, ErrCode::Unknown));
    assert!(play.problem().is_some());
    assert_eq!(play.page(), PageId::Verify);
    play.seconds(6);
    assert_eq!(
        play.awaited(),
        [REGISTER],
        "the first message is still good"
    );
}

#[test]
fn back_while_a_poll_may_be_success_waits_for_its_answer() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.transcript();
    play.back();
    assert_eq!(play.page(), PageId::Verify);
    play.answer_not_yet();
    snapshot!(play);
    assert_eq!(play.page(), PageId::Review);
    assert_eq!(play.wizard.next_deadline(), None);
}

#[test]
fn back_while_a_poll_is_success_is_done() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.back();
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
}

#[test]
fn changing_the_address_waits_for_the_poll_too() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.event(Act::ChangeAddress);
    assert_eq!(play.wizard.notice(), Some(Notice::BackWaits));
    play.answer_not_yet();
    assert_eq!(play.page(), PageId::Address);
}

#[test]
fn a_server_full_of_users_is_said_and_polls_end() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.answer(REGISTER, refused(403, ErrCode::ResourceLimitExceeded));
    assert_eq!(play.problem(), Some(ProblemKind::ServerFull));
    assert_eq!(play.wizard.next_deadline(), None);
}

#[test]
fn a_look_in_vain_says_so_also_when_the_name_is_checked_before_it() {
    let mut play = Play::waiting_for_link();
    // The server wants to be left alone for longer than the check of the name is good for.
    play.seconds(6);
    play.answer(REGISTER, limited(Some(300)));
    play.seconds(70);
    play.enter();
    assert_eq!(play.wizard.notice(), Some(Notice::LookTooSoon));
    assert_eq!(play.count(AVAILABLE), 1, "asking earlier makes it longer");
    play.seconds(230);
    play.answer(AVAILABLE, free());
    play.answer_not_yet();
    assert_eq!(play.wizard.notice(), Some(Notice::NotYet));
}

#[test]
fn a_look_that_has_to_wait_a_moment_is_known_to_come() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.answer_not_yet();
    assert!(
        !play.wizard.proving().polling().is_about_to_look(),
        "nobody asked for it"
    );
    play.enter();
    assert_eq!(play.awaited(), [""; 0], "it was looked just now");
    assert!(play.wizard.proving().polling().is_about_to_look());
    play.seconds(6);
    assert!(!play.wizard.proving().polling().is_about_to_look());
    play.answer(REGISTER, limited(Some(300)));
    play.enter();
    assert_eq!(play.wizard.notice(), Some(Notice::LookTooSoon));
    assert!(
        !play.wizard.proving().polling().is_about_to_look(),
        "that takes longer"
    );
}
