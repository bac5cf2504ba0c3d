//! Flows that may be done already: what is said of them, and how it is found out.

use mxid::protocol::{ErrCode, Reply};
use mxid::wizard::{Act, Done, Event, FieldId, Notice, PageId, PasswordCheck, ProblemKind};

use super::answers::*;
use super::play::Play;
use super::resuming::{by_email, finishing};

#[test]
fn killed_at_the_last_request_it_is_repeated_once_in_the_old_session() {
    let mut play = finishing().killed_and_back();
    // The name is not asked about: it may be taken by what was done.
    play.seconds(0);
    assert_eq!(play.awaited(), [REGISTER]);
    assert_eq!(play.session(), Some("S1"));
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.messages(), []);
    // That proves the account, and not the password.
    assert_eq!(
        play.wizard.login().password_check(),
        Some(&PasswordCheck::Offered)
    );
    play.act(Act::CheckPassword);
    play.answer(LOGIN, logged_in());
    assert_eq!(
        play.wizard.login().password_check(),
        Some(&PasswordCheck::Right)
    );
    assert_eq!(play.awaited(), [LOGOUT]);
}

#[test]
fn a_password_of_now_that_is_not_the_accounts_is_said_to_be_wrong() {
    let mut play = finishing().killed_and_back();
    play.seconds(0);
    play.answer(REGISTER, registered());
    play.act(Act::CheckPassword);
    play.answer(LOGIN, lost());
    assert!(matches!(
        play.wizard.login().password_check(),
        Some(PasswordCheck::Unanswered(_))
    ));
    play.act(Act::CheckPassword);
    play.answer(LOGIN, refused(403, ErrCode::Forbidden));
    assert_eq!(
        play.wizard.login().password_check(),
        Some(&PasswordCheck::Wrong)
    );
    assert_eq!(play.page(), PageId::Done);
    assert!(!play.wizard.actions().contains(&Act::CheckPassword));
}

#[test]
fn where_nothing_was_finished_a_new_session_takes_the_password_of_now() {
    let mut play = finishing().killed_and_back();
    play.seconds(0);
    play.answer_not_yet();
    // The opening of another one.
    assert_eq!(play.session(), None);
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Verify);
    assert!(!play.wizard.may_have_finished());
    play.seconds(35);
    // The name was not asked about in this run.
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.wizard.login().password_check(), None);
    assert_eq!(play.messages(), []);
}

#[test]
fn where_the_old_session_is_gone_a_taken_name_is_probably_ours() {
    let mut play = finishing().killed_and_back();
    play.seconds(0);
    play.answer(REGISTER, refused(403, ErrCode::Forbidden));
    play.answer(AVAILABLE, refused(400, ErrCode::UserInUse));
    assert!(matches!(
        play.wizard.done(),
        Some(Done::ProbablyCreated { .. })
    ));
    play.act(Act::CheckPassword);
    play.answer(LOGIN, logged_in());
    assert!(
        matches!(play.wizard.done(), Some(Done::Created { user_id, .. })
            if user_id.as_str() == "@robin:example.org")
    );
}

#[test]
fn killed_at_the_last_request_of_a_reset_the_password_is_in_doubt() {
    let mut play = Play::resetting();
    play.seconds(6);
    assert_eq!(play.awaited(), [RESET]);
    let mut play = play.killed();
    play.found_again(None);
    assert_eq!(play.wizard.form().logout_devices, Some(false));
    play.passwords();
    play.enter();
    play.seconds(0);
    play.answer(RESET, Ok(Reply::PasswordReset));
    assert_eq!(
        play.wizard.login().password_check(),
        Some(&PasswordCheck::Offered)
    );
}

#[test]
fn what_may_be_done_is_not_forgotten_over_another_password() {
    let mut play = Play::creating();
    play.lost_twice(REGISTER);
    assert!(play.wizard.may_have_finished());
    play.back();
    assert_eq!(play.page(), PageId::Account);
    play.fill(FieldId::Password, "another horse battery");
    play.fill(FieldId::PasswordAgain, "another horse battery");
    play.enter();
    // The name is not asked about: it may be ours.
    assert_eq!(play.page(), PageId::Review);
    assert!(play.wizard.may_have_finished());
    assert!(play.written().expect("a flow").committing.is_some());
    play.enter();
    assert_eq!(play.session(), Some("S1"));
    play.answer(REGISTER, registered());
    assert_eq!(
        play.wizard.login().password_check(),
        Some(&PasswordCheck::Offered)
    );
}

#[test]
fn a_wizard_that_goes_on_never_says_that_nothing_happened() {
    let play = finishing().killed();
    assert!(play.wizard.may_have_finished());
    assert!(play.wizard.has_asked_for_messages());
    let play = Play::waiting_for_link().killed();
    assert!(!play.wizard.may_have_finished());
    assert!(play.wizard.has_asked_for_messages());
}

#[test]
fn after_an_answer_that_nothing_is_done_yet_no_later_wizard_doubts_it() {
    let may_be_done = |play: &Play| {
        let flow = play.written().expect("a flow");
        flow.committing.map(|exchange| exchange.may_be_done)
    };
    let mut play = finishing();
    assert_eq!(may_be_done(&play), Some(true), "it was written down first");
    play.answer_not_yet();
    assert_eq!(may_be_done(&play), Some(false));
    play.event(Act::Leave);
    play.event(Act::Leave);
    assert_eq!(may_be_done(&play), Some(false));
    assert!(!play.killed().wizard.may_have_finished());
    // The next one counts again, until it has its answer.
    let mut play = finishing();
    play.answer_not_yet();
    play.seconds(6);
    assert_eq!(play.awaited(), [REGISTER]);
    assert_eq!(may_be_done(&play), Some(true));
    play.answer(REGISTER, lost());
    assert_eq!(may_be_done(&play), Some(true));
    assert!(play.killed().wizard.may_have_finished());
}

#[test]
fn an_account_of_another_name_that_may_exist_is_remembered() {
    let mut play = finishing().killed();
    play.found_again(Some(by_email()));
    play.fill(FieldId::Username, "wren");
    play.passwords();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    play.enter();
    play.seconds(0);
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    let other = play.wizard.proving().perhaps_made().expect("a name");
    assert_eq!(other.as_str(), "robin");
}

#[test]
fn who_leaves_while_a_request_is_about_to_be_repeated_is_past_the_review() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, lost());
    let asked = play.messages();
    play.event(Event::End);
    assert_eq!(play.written().expect("a flow").reached, PageId::Verify);
    let mut play = play.killed_and_back();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    assert_eq!(play.messages(), asked[..1]);
}

#[test]
fn a_reset_whose_answer_was_lost_with_its_session_may_still_be_done() {
    let mut play = Play::resetting();
    play.seconds(6);
    play.answer(RESET, lost());
    play.seconds(60);
    play.answer(RESET, refused(400, ErrCode::Unknown));
    assert_eq!(play.problem(), Some(ProblemKind::AnswerLost));
    assert!(play.wizard.may_have_finished());
    assert!(play.written().expect("a flow").committing.is_some());
    // The next one asks anew, with the same password and no other message.
    play.enter();
    play.answer(RESET, demands("S2", &[&[EMAIL]], &[]));
    play.seconds(6);
    play.answer(RESET, Ok(Reply::PasswordReset));
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.messages().len(), 1);
}

#[test]
fn an_old_session_that_is_answered_with_another_stays_in_doubt() {
    let mut play = finishing().killed_and_back();
    play.seconds(0);
    assert_eq!(play.session(), Some("S1"));
    // That tells nothing of the old one.
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    assert_eq!(play.session(), None, "begun anew");
    play.answer(REGISTER, demands("S3", &[&[EMAIL]], &[]));
    assert!(play.wizard.may_have_finished());
    play.seconds(35);
    // The name is not asked about: it may be ours.
    assert_eq!(play.session(), Some("S3"));
    play.answer(
        REGISTER,
        demands_still("S3", &[&[EMAIL]], &[], ErrCode::Unauthorized),
    );
    assert!(play.wizard.may_have_finished(), "S3 goes on, and not S1");
    let flow = play.written().expect("a flow");
    assert!(flow.committing.is_some_and(|exchange| exchange.may_be_done));
    play.seconds(35);
    play.answer(REGISTER, refused(400, ErrCode::UserInUse));
    assert!(matches!(
        play.wizard.done(),
        Some(Done::ProbablyCreated { .. })
    ));
    assert_eq!(play.messages(), []);
}

/// The server does not know which of its flows is followed here.
#[test]
fn a_stage_with_which_another_flow_would_be_done_may_be_the_last() {
    for (demanded, may_be) in [
        (&[&[MSISDN][..], &[MSISDN, EMAIL]][..], true),
        (BY_BOTH, false),
    ] {
        let mut play = Play::sign_up(BY_BOTH);
        play.by_both();
        play.account();
        play.reviewed(demanded);
        play.answer(REGISTER_PHONE, by_code("1"));
        play.code_accepted();
        assert_eq!(play.awaited(), [REGISTER]);
        assert_eq!(play.wizard.may_have_finished(), may_be);
        let exchange = play.written().expect("a flow").committing;
        assert_eq!(exchange.map(|exchange| exchange.may_be_done), Some(may_be));
        play.back();
        let waits = play.wizard.notice() == Some(Notice::BackWaits);
        assert_eq!(waits, may_be);
        if may_be {
            play.answer(REGISTER, registered());
            assert_eq!(play.page(), PageId::Done);
        }
    }
}
