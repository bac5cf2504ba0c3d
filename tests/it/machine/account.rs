//! Name and password: taken, refused, weak.

use mxid::domain::{CleanText, UsernameError};
use mxid::protocol::{ErrCode, PasswordPolicy};
use mxid::wizard::{Event, FieldId, Focus, Move, PageId, PasswordRule, ProblemKind};

use super::answers::*;
use super::play::Play;
use super::snapshot;

#[test]
fn a_taken_name_is_said_at_once_with_everything_still_typed() {
    let mut play = Play::choosing_a_name();
    play.name_and_password();
    play.answer(AVAILABLE, refused(400, ErrCode::UserInUse));
    assert_eq!(play.page(), PageId::Account);
    assert_eq!(play.problem(), Some(ProblemKind::NameTaken));
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::Username));
    assert_eq!(play.wizard.form().text(FieldId::Password), PASSWORD);
    play.fill(FieldId::Username, "robin2");
    assert_eq!(play.problem(), None);
    play.enter();
    play.answer(AVAILABLE, free());
    assert_eq!(play.page(), PageId::Review);
}

#[test]
fn a_whole_matrix_id_names_an_account_on_its_own_server_only() {
    let mut play = Play::choosing_a_name();
    play.type_text("@robin:example.net");
    play.enter();
    let other = UsernameError::OtherServer(CleanText::new("example.net"));
    assert_eq!(play.problem(), Some(ProblemKind::Username(other)));
    assert_eq!(
        play.wizard.form().text(FieldId::Username),
        "@robin:example.net"
    );
    play.fill(FieldId::Username, "@robin:Example.org");
    play.fill(FieldId::Password, PASSWORD);
    play.fill(FieldId::PasswordAgain, PASSWORD);
    play.enter();
    play.answer(AVAILABLE, free());
    assert_eq!(play.page(), PageId::Review);
}

/// Some servers look at the name only after the proof of the address is used up.
#[test]
fn a_name_taken_meanwhile_is_found_before_the_proof_is_used_up() {
    let mut play = Play::waiting_for_code();
    play.seconds(90);
    play.transcript();
    play.code_accepted();
    play.answer(AVAILABLE, refused(400, ErrCode::UserInUse));
    play.fill(FieldId::Username, "robin2");
    play.enter();
    play.answer(AVAILABLE, free());
    play.enter();
    play.answer(REGISTER, demands("S2", &[&[MSISDN]], &[]));
    play.answer(REGISTER, registered());
    snapshot!(play);
    assert_eq!(play.messages().len(), 1, "the proof serves the other name");
}

#[test]
fn a_name_that_was_checked_a_moment_ago_is_not_checked_again() {
    let mut play = Play::waiting_for_code();
    play.code_accepted();
    assert_eq!(play.awaited(), [REGISTER]);
    assert_eq!(play.count(AVAILABLE), 1);
}

#[test]
fn a_server_that_cannot_check_names_is_not_in_the_way() {
    let mut play = Play::choosing_a_name();
    play.name_and_password();
    play.answer(AVAILABLE, unrecognized());
    assert_eq!(play.page(), PageId::Review);
}

#[test]
fn a_name_that_the_account_itself_is_refused_for_goes_back_to_its_page() {
    for (code, kind) in [
        (ErrCode::UserInUse, ProblemKind::NameTaken),
        (ErrCode::InvalidUsername, ProblemKind::NameRefused),
        (ErrCode::Exclusive, ProblemKind::NameReserved),
    ] {
        let mut play = Play::waiting_for_link();
        play.seconds(6);
        play.answer(REGISTER, refused(400, code));
        assert_eq!(play.page(), PageId::Account);
        assert_eq!(play.problem(), Some(kind));
    }
}

#[test]
fn a_password_that_the_server_finds_weak_goes_back_before_any_message() {
    let mut play = Play::sign_up(&[&[EMAIL]]);
    play.by_email();
    play.account();
    play.transcript();
    play.enter();
    play.answer(REGISTER, refused(400, ErrCode::PasswordNoSymbol));
    snapshot!(play);
    assert_eq!(
        play.problem(),
        Some(ProblemKind::PasswordRefused(Some(PasswordRule::Symbol)))
    );
    assert_eq!(play.messages(), []);
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::Password));
}

#[test]
fn the_rules_of_the_server_are_checked_before_it_has_to() {
    let mut play = Play::choosing_a_password(PasswordPolicy {
        minimum_length: Some(30),
        ..PasswordPolicy::default()
    });
    play.fill(FieldId::Username, "robin");
    // The second is too short for any server; the length to reach is this server's all the same.
    for typed in [PASSWORD, "short"] {
        play.fill(FieldId::Password, typed);
        play.fill(FieldId::PasswordAgain, typed);
        play.enter();
        assert_eq!(
            play.problem(),
            Some(ProblemKind::PasswordRule(PasswordRule::Length(Some(30)))),
            "{typed}"
        );
    }
    assert_eq!(play.awaited(), [""; 0]);
}

#[test]
fn enter_goes_down_the_fields_before_it_complains() {
    let mut play = Play::choosing_a_name();
    play.type_text("robin");
    play.enter();
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::Password));
    play.type_text(PASSWORD);
    play.enter();
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::PasswordAgain));
    assert_eq!(play.problem(), None);
    play.type_text("something else");
    play.enter();
    assert_eq!(play.problem(), Some(ProblemKind::Mismatch));
}

#[test]
fn strength_is_estimated_when_typing_pauses() {
    let mut play = Play::choosing_a_name();
    play.type_text("robin");
    play.enter();
    play.type_text("correct");
    play.type_text(" horse");
    assert_eq!(play.wizard.form().strength(), None);
    play.seconds(1);
    assert!(play.wizard.form().strength().is_some());
    play.type_text(" battery");
    assert_eq!(play.wizard.form().strength(), None, "of another password");
}

#[test]
fn another_name_has_the_password_judged_anew() {
    let mut play = Play::choosing_a_name();
    play.type_text("kay");
    play.enter();
    play.type_text("robina1!robina");
    play.seconds(1);
    assert!(play.wizard.form().strength().is_some());
    play.event(Event::Focus(Move::Previous));
    play.type_text("robina1");
    assert_eq!(play.wizard.form().strength(), None, "the name may be in it");
    play.seconds(1);
    assert!(play.wizard.form().strength().is_some());
}

#[test]
fn a_server_that_says_closed_when_the_name_is_checked_is_closed() {
    let mut play = Play::choosing_a_name();
    play.name_and_password();
    play.answer(AVAILABLE, refused(403, ErrCode::Forbidden));
    assert_eq!(play.page(), PageId::Stopped);
}

/// The check of the name and the opening of the registration leave together.
#[test]
fn whichever_answer_says_that_the_name_is_taken_what_is_typed_next_is_another_name() {
    let taken = || refused(400, ErrCode::UserInUse);
    for endpoint in [AVAILABLE, REGISTER] {
        let mut play = Play::choosing_a_name();
        play.name_and_password();
        play.answer(endpoint, taken());
        assert_eq!(play.problem(), Some(ProblemKind::NameTaken));
        play.type_text("2");
        assert_eq!(play.wizard.form().text(FieldId::Username), "robin2");
    }
}
