//! Adding a contact to an account.

use mxid::protocol::{AuthStage, ErrCode, Medium, Reply, Request};
use mxid::wizard::{Act, Done, FieldId, Media, Notice, PageId, ProblemKind, Stop};

use super::answers::*;
use super::play::Play;
use super::snapshot;

/// "Not validated yet", as Synapse says it: after the password, and outside the authentication.
fn not_validated() -> Answered {
    refused(400, ErrCode::ThreepidAuthFailed)
}

fn added(play: &Play) -> bool {
    matches!(play.wizard.done(), Some(Done::ContactAdded { user_id, .. })
        if user_id.as_str() == "@robin:example.org")
}

/// The stages that the requests to add answered: none for the opening, "session" for it alone.
fn asked_to_add(play: &Play) -> Vec<&'static str> {
    let asked = |request: &Request| match request {
        Request::AddContact(r) => Some(match r.auth.as_ref().map(|auth| &auth.stage) {
            None => "opening",
            Some(None) => "session",
            Some(Some(AuthStage::Password { .. })) => "password",
            Some(Some(_)) => "another stage",
        }),
        _ => None,
    };
    play.requests.iter().filter_map(|(_, r)| asked(r)).collect()
}

#[test]
fn by_email_and_the_session_is_closed_again() {
    let mut play = Play::adding();
    play.transcript();
    play.sign_in();
    play.answer(LOGIN, logged_in());
    play.answer(ACCOUNT, account_has(&[]));
    play.answer(CAPABILITIES, contact_changes(true));
    play.by_email();
    play.enter();
    play.answer(ADD_EMAIL, by_link("1"));
    play.answer(ADD, demands("S1", &[&[PASSWORD_STAGE]], &[]));
    play.seconds(6);
    play.answer(ADD, not_validated());
    play.seconds(6);
    play.answer(ADD, Ok(Reply::ContactAdded));
    play.answer(LOGOUT, Ok(Reply::LoggedOut));
    snapshot!(play);
    assert!(added(&play));
}

#[test]
fn by_phone_and_its_code() {
    let mut play = Play::signed_in();
    play.transcript();
    play.by_phone();
    play.enter();
    play.answer(ADD_PHONE, by_code("1"));
    play.answer(ADD, demands("S1", &[&[PASSWORD_STAGE]], &[]));
    play.code_accepted();
    play.answer(ADD, Ok(Reply::ContactAdded));
    play.answer(LOGOUT, Ok(Reply::LoggedOut));
    snapshot!(play);
    assert!(added(&play));
}

#[test]
fn a_late_answer_does_not_lead_on_from_an_earlier_page() {
    let mut play = Play::signed_in();
    play.by_phone();
    play.enter();
    play.answer(ADD_PHONE, by_code("1"));
    assert_eq!(play.page(), PageId::Verify);
    play.seconds(61);
    play.event(Act::SendAgain);
    play.answer(ADD_PHONE, unrecognized());
    assert_eq!(play.page(), PageId::Contact);
    play.answer(ADD, demands("S1", &[&[PASSWORD_STAGE]], &[]));
    assert_eq!(play.page(), PageId::Contact, "the person is elsewhere");
}

#[test]
fn the_password_is_sent_once_and_then_the_session_alone() {
    let mut play = Play::adding_by_link();
    for _ in 0..3 {
        play.seconds(6);
        play.answer(ADD, not_validated());
    }
    let asked = asked_to_add(&play);
    assert_eq!(asked, ["opening", "password", "session", "session"]);
}

#[test]
fn a_server_that_spends_its_sessions_is_asked_anew() {
    let mut play = Play::adding_by_link();
    for session in ["S2", "S3"] {
        play.seconds(6);
        play.answer(ADD, refused(403, ErrCode::ThreepidAuthFailed));
        play.seconds(6);
        play.answer(ADD, refused(400, ErrCode::InvalidParam));
        play.answer(ADD, demands(session, &[&[PASSWORD_STAGE]], &[]));
        assert_eq!(asked_to_add(&play).last(), Some(&"password"));
        play.answer(ADD, refused(403, ErrCode::ThreepidAuthFailed));
        assert_eq!(play.problem(), None);
    }
    play.seconds(6);
    play.answer(ADD, Ok(Reply::ContactAdded));
    assert!(added(&play));
}

/// A server that has just seen the password does not ask for it again.
#[test]
fn a_server_that_asks_for_no_authentication_is_content_with_the_first_request() {
    let mut play = Play::asking_to_add();
    play.answer(ADD_EMAIL, by_link("1"));
    play.answer(ADD, not_validated());
    play.seconds(6);
    play.answer(ADD, Ok(Reply::ContactAdded));
    assert!(added(&play));
    assert_eq!(asked_to_add(&play), ["opening", "opening"]);
}

#[test]
fn enter_looks_at_once_and_says_that_nothing_was_found() {
    let mut play = Play::adding_by_link();
    play.seconds(2);
    play.enter();
    play.answer(ADD, not_validated());
    assert_eq!(play.wizard.notice(), Some(Notice::NotYet));
    play.seconds(3);
    play.enter();
    play.answer(ADD, Ok(Reply::ContactAdded));
    assert!(added(&play));
}

#[test]
fn what_is_on_the_account_is_said_before_any_message() {
    for (media, medium, has) in [
        (Media::EMAIL, Medium::Email, "robin@example.net"),
        (Media::PHONE, Medium::Msisdn, "12015550123"),
    ] {
        let mut play = Play::adding();
        play.sign_in();
        play.answer(LOGIN, logged_in());
        play.answer(CAPABILITIES, contact_changes(true));
        play.answer(ACCOUNT, account_has(&[(medium, has)]));
        play.contact(media);
        if media == Media::PHONE {
            play.number("201 555 0123");
        } else {
            play.type_text("Robin@Example.net");
            play.enter();
        }
        let on_account = Some(ProblemKind::AddressOnAccount(medium));
        assert_eq!(play.problem(), on_account);
        assert!(play.messages().is_empty());
    }
}

#[test]
fn a_server_without_changes_of_contacts_is_said_so_and_left() {
    let mut play = Play::adding();
    play.sign_in();
    play.answer(LOGIN, logged_in());
    play.answer(ACCOUNT, account_has(&[]));
    play.answer(CAPABILITIES, contact_changes(false));
    let stopped = |play: &Play| matches!(play.wizard.stop(), Some(Stop::NoContactChanges(_)));
    assert!(stopped(&play));
    assert_eq!(play.count(LOGOUT), 1);
    // Some say so only when they are asked for the message.
    for status in [400, 403] {
        let mut play = Play::asking_to_add();
        play.answer(ADD_EMAIL, refused(status, ErrCode::Forbidden));
        assert!(stopped(&play), "{status}");
        assert_eq!(play.count(LOGOUT), 1);
    }
    // And some only at the very end.
    let mut play = Play::adding_by_link();
    play.seconds(6);
    play.answer(ADD, refused(400, ErrCode::Forbidden));
    assert!(stopped(&play));
    assert_eq!(play.count(LOGOUT), 1);
}

#[test]
fn an_address_that_another_account_got_meanwhile_is_said_on_its_page() {
    let mut play = Play::adding_by_link();
    play.seconds(6);
    play.answer(ADD, refused(400, ErrCode::ThreepidInUse));
    assert_eq!(play.page(), PageId::Address);
    assert_eq!(
        play.problem(),
        Some(ProblemKind::AddressInUse(Medium::Email))
    );
}

#[test]
fn a_lost_last_answer_is_asked_for_once_more_in_the_same_session() {
    let mut play = Play::adding_by_code();
    play.code_accepted();
    play.transcript();
    play.answer(ADD, lost());
    play.seconds(3);
    play.answer(ADD, Ok(Reply::ContactAdded));
    snapshot!(play);
    assert!(added(&play));
}

#[test]
fn after_a_lost_answer_the_account_tells() {
    let email = (Medium::Email, "robin@example.net");
    let mut play = Play::adding_by_link();
    play.seconds(6);
    play.answer(ADD, lost());
    play.seconds(10);
    play.answer(ADD, refused(400, ErrCode::InvalidParam));
    assert_eq!(play.awaited(), [ACCOUNT]);
    play.answer(ACCOUNT, account_has(&[email]));
    assert!(added(&play));

    // It is not there: the wait continues.
    let mut play = Play::adding_by_link();
    play.seconds(6);
    play.answer(ADD, lost());
    play.seconds(10);
    play.answer(ADD, not_validated());
    play.answer(ACCOUNT, account_has(&[]));
    assert_eq!((play.page(), play.problem()), (PageId::Verify, None));
    play.seconds(6);
    assert_eq!(play.awaited(), [ADD]);
}

#[test]
fn after_two_lost_answers_the_account_tells_what_became_of_a_code() {
    let phone = (Medium::Msisdn, "12015550123");
    let doubted = || {
        let mut play = Play::adding_by_code();
        play.code_accepted();
        play.lost_twice(ADD);
        assert_eq!(play.awaited(), [ACCOUNT]);
        play
    };
    let mut play = doubted();
    play.answer(ACCOUNT, account_has(&[phone]));
    assert!(added(&play));

    let mut play = doubted();
    play.answer(ACCOUNT, account_has(&[]));
    assert_eq!(play.problem(), Some(ProblemKind::NotAdded));
    play.seconds(600);
    assert!(play.awaited().is_empty(), "nothing goes on by itself");
    play.enter();
    assert_eq!(play.awaited(), [ADD]);

    let mut play = doubted();
    play.answer(ACCOUNT, lost());
    assert_eq!(play.problem(), Some(ProblemKind::AnswerLost));
    assert!(play.wizard.may_have_finished());
    play.enter();
    play.answer(ADD, not_validated());
    play.answer(ACCOUNT, account_has(&[phone]));
    assert!(added(&play));
}

/// Somebody whose account is elsewhere proves in a browser that it is theirs; the link of the mail is
/// waited for after that.
#[test]
fn another_stage_than_the_password_is_done_in_the_browser() {
    let sso: &[&[&str]] = &[&["m.login.sso"]];
    let mut play = Play::asking_to_add();
    play.answer(ADD_EMAIL, by_link("1"));
    play.answer(ADD, demands("S1", sso, &[]));
    assert_eq!(play.page(), PageId::Browser);
    play.seconds(6);
    play.answer(ADD, demands("S1", sso, &[]));
    assert_eq!((play.page(), play.problem()), (PageId::Browser, None));
    play.seconds(6);
    play.answer(ADD, not_validated());
    assert_eq!((play.page(), play.problem()), (PageId::Verify, None));
    play.seconds(6);
    play.answer(ADD, Ok(Reply::ContactAdded));
    assert!(added(&play));
    assert_eq!(play.messages().len(), 1);
    assert_eq!(play.count(LOGOUT), 1);
}

#[test]
fn a_browser_page_that_is_missing_ends_it_and_the_session() {
    let mut play = Play::asking_to_add();
    play.answer(ADD_EMAIL, by_link("1"));
    play.answer(ADD, demands("S1", &[&["m.login.sso"]], &[]));
    let page = play.awaited()[0];
    play.answer(page, unrecognized());
    assert!(matches!(play.wizard.stop(), Some(Stop::NeedsStages(_))));
    assert_eq!(play.count(LOGOUT), 1);
}

#[test]
fn back_and_forth_without_a_change_sends_no_other_message() {
    let mut play = Play::adding_by_link();
    play.back();
    assert_eq!(play.page(), PageId::Review);
    play.enter();
    assert_eq!(play.page(), PageId::Verify);
    assert_eq!(play.messages().len(), 1);
    // Another address needs another message, and the same session.
    play.event(Act::ChangeAddress);
    play.fill(FieldId::Email, "robin@example.com");
    play.enter();
    play.enter();
    play.answer(ADD_EMAIL, by_link("2"));
    assert_eq!(play.page(), PageId::Verify);
    assert_eq!((play.messages().len(), play.count(LOGIN)), (2, 2));
    assert_eq!(play.count(LOGOUT), 0);
}
