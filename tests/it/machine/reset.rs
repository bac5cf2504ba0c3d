//! Resetting a forgotten password.

use mxid::protocol::{ErrCode, Medium, Reply, Request};
use mxid::wizard::{Act, Choose, Done, Event, FieldId, Focus, Media, PageId, ProblemKind, Stop};

use super::answers::*;
use super::play::Play;
use super::snapshot;

#[test]
fn by_email_while_the_message_is_on_its_way() {
    let mut play = Play::reset();
    play.transcript();
    play.by_email();
    play.enter();
    play.answer(RESET_EMAIL, by_link("1"));
    play.seconds(30);
    play.new_password();
    play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
    play.seconds(6);
    play.answer(
        RESET,
        demands_still("S1", &[&[EMAIL]], &[], ErrCode::Unauthorized),
    );
    play.seconds(6);
    play.answer(RESET, Ok(Reply::PasswordReset));
    snapshot!(play);
}

#[test]
fn on_a_server_that_wants_the_stage_at_once_without_a_session() {
    let mut play = Play::choosing_a_new_password();
    play.transcript();
    play.new_password();
    play.answer(RESET, refused(401, ErrCode::MissingToken));
    play.seconds(6);
    play.answer(RESET, refused(403, ErrCode::Forbidden));
    play.seconds(6);
    play.answer(RESET, Ok(Reply::PasswordReset));
    snapshot!(play);
}

#[test]
fn what_happens_to_other_sessions_is_asked_and_sent() {
    for (at, logout) in [(0, false), (1, true)] {
        let mut play = Play::choosing_a_new_password();
        play.fill(FieldId::Password, PASSWORD);
        play.fill(FieldId::PasswordAgain, PASSWORD);
        assert_eq!(play.wizard.form().logout_devices, None, "not preselected");
        play.enter();
        assert_eq!(play.wizard.focus(), Focus::List, "Enter asks first");
        play.enter();
        assert_eq!(play.problem(), Some(ProblemKind::NoLogoutChoice));
        play.event(Event::Choose(Choose::Index(at)));
        play.enter();
        let Some((_, Request::ResetPassword(request))) = play.requests.last() else {
            panic!("nothing was asked");
        };
        assert_eq!(request.logout_devices, logout);
        play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
        play.seconds(30);
        play.answer(RESET, Ok(Reply::PasswordReset));
        assert!(
            matches!(play.wizard.done(), Some(Done::PasswordReset { logout_devices, .. }) if *logout_devices == logout)
        );
    }
}

#[test]
fn by_phone_is_tried_and_its_absence_explained() {
    let mut play = Play::reset();
    play.by_phone();
    play.transcript();
    play.enter();
    play.answer(RESET_PHONE, unrecognized());
    snapshot!(play);
    assert_eq!(
        play.problem(),
        Some(ProblemKind::MediumUnsupported(Medium::Msisdn))
    );
    assert_eq!(play.page(), PageId::Contact);
}

#[test]
fn a_server_that_offers_no_reset_by_this_contact_is_named_as_such() {
    let mut play = Play::choosing_a_new_password();
    play.new_password();
    play.answer(RESET, demands("S1", &[&["m.login.password"]], &[]));
    assert!(
        matches!(play.wizard.stop(), Some(Stop::NoReset(Medium::Email))),
        "{:?}",
        play.wizard.stop()
    );
}

#[test]
fn a_validated_address_without_an_account_is_said_on_its_page() {
    let mut play = Play::resetting();
    play.seconds(6);
    play.answer(RESET, refused(404, ErrCode::NotFound));
    assert_eq!(play.page(), PageId::Address);
    assert_eq!(
        play.problem(),
        Some(ProblemKind::AddressUnknown(Medium::Email))
    );
}

#[test]
fn a_password_that_the_server_finds_weak_is_changed_without_a_new_message() {
    let mut play = Play::choosing_a_new_password();
    play.new_password();
    play.answer(RESET, refused(400, ErrCode::PasswordNoDigit));
    assert_eq!(play.page(), PageId::NewPassword);
    assert!(matches!(
        play.problem(),
        Some(ProblemKind::PasswordRefused(_))
    ));
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::Password));
    play.fill(FieldId::Password, "correct horse 8attery");
    play.fill(FieldId::PasswordAgain, "correct horse 8attery");
    play.enter();
    play.enter();
    assert_eq!(play.page(), PageId::Verify);
    assert_eq!(play.awaited(), [RESET], "a new exchange");
    assert_eq!(play.messages().len(), 1, "the same message");
}

/// The first poll falls due before the server has said what it demands.
#[test]
fn a_slow_opening_does_not_end_the_polling() {
    let mut play = Play::choosing_a_new_password();
    play.new_password();
    play.seconds(20);
    play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
    play.seconds(6);
    assert_eq!(play.awaited(), [RESET], "a poll");
}

#[test]
fn a_refusal_that_makes_no_sense_here_leads_to_no_page_of_a_sign_up() {
    let mut play = Play::choosing_a_new_password();
    play.new_password();
    play.answer(RESET, refused(400, ErrCode::UserInUse));
    assert_eq!(play.page(), PageId::Verify);
    assert!(play.problem().is_some());
    play.back();
    assert_eq!(play.page(), PageId::NewPassword);
}

#[test]
fn a_server_that_resets_by_nothing_is_said_so_once_both_were_refused() {
    let mut play = Play::asking_to_reset();
    play.answer(RESET_EMAIL, unrecognized());
    assert_eq!(play.page(), PageId::Contact);
    assert!(
        play.wizard.proving().is_refused(Media::EMAIL)
            && !play.wizard.proving().is_refused(Media::PHONE)
    );
    // The other one is chosen already.
    play.enter();
    play.number("201 555 0123");
    play.enter();
    play.answer(RESET_PHONE, unrecognized());
    assert!(matches!(play.wizard.stop(), Some(Stop::NoReset(_))));
}

/// Without a session nothing tells a link that was not opened from a success whose answer was lost.
#[test]
fn a_doubtful_reset_without_a_session_says_so_and_still_sends_again() {
    let mut play = Play::choosing_a_new_password();
    play.new_password();
    play.answer(RESET, refused(401, ErrCode::MissingToken));
    play.seconds(6);
    play.answer(RESET, lost());
    play.seconds(60);
    while play.awaited().contains(&RESET) {
        play.answer(RESET, refused(403, ErrCode::Forbidden));
    }
    assert_eq!(play.problem(), Some(ProblemKind::AnswerLost));
    play.event(Act::SendAgain);
    play.answer(RESET, refused(403, ErrCode::Forbidden));
    assert_eq!(play.awaited(), [RESET_EMAIL]);
    assert_eq!(play.messages().len(), 2);
}

/// A gateway wants a password of its own, or the answer was cut off.
#[test]
fn a_401_without_a_word_of_matrix_is_no_sign_that_nothing_is_reset_here() {
    let mut play = Play::choosing_a_new_password();
    play.new_password();
    play.answer(RESET, bare(401));
    assert_eq!(play.problem(), Some(ProblemKind::Refused));
    play.enter();
    assert_eq!(play.awaited(), [RESET]);
}
