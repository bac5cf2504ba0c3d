//! A session that was opened is closed again, whatever happens.

use mxid::protocol::{ErrCode, Reply, Request};
use mxid::wizard::{Act, Effect, Event, Exit, FieldId, Media, Notice, PageId, SessionEnd};

use super::answers::*;
use super::play::Play;

/// The tokens whose sessions were closed.
fn closed(play: &Play) -> Vec<&str> {
    fn token(request: &Request) -> Option<&str> {
        match request {
            Request::Logout(token) => Some(token.expose()),
            _ => None,
        }
    }
    play.requests.iter().filter_map(|(_, r)| token(r)).collect()
}

#[test]
fn going_back_before_the_sign_in_page_closes_it() {
    let mut play = Play::signed_in();
    play.back();
    assert_eq!(play.page(), PageId::SignIn);
    assert_eq!(closed(&play), [""; 0], "it may be gone on with");
    play.enter();
    assert_eq!(play.page(), PageId::Contact, "without another login");
    play.back();
    play.back();
    assert_eq!(play.page(), PageId::Server);
    assert_eq!(closed(&play), ["a token"]);
    play.enter();
    play.enter();
    assert!(play.awaited().contains(&LOGIN), "anew");
}

#[test]
fn leaving_from_anywhere_closes_it_before_the_end() {
    for from in [Play::signed_in, Play::adding_by_link, Play::adding_by_code] {
        let mut play = from();
        play.event(Act::Leave);
        play.event(Act::Leave);
        assert_eq!(closed(&play), ["a token"]);
        assert_eq!(play.told.last(), Some(&Effect::Exit(Exit::Left)));
        assert!(play.wizard.waiting().closing);
        play.answer(LOGOUT, Ok(Reply::LoggedOut));
        assert!(!play.wizard.waiting().closing);
        assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closed));
    }
}

#[test]
fn an_end_from_outside_closes_it_even_under_a_question() {
    for overlay in [
        None,
        Some(Event::Act(Act::Help)),
        Some(Event::Act(Act::Leave)),
    ] {
        let mut play = Play::adding_by_link();
        if let Some(event) = overlay {
            play.event(event);
        }
        play.event(Event::End);
        assert_eq!(closed(&play), ["a token"]);
        play.event(Event::End);
        assert_eq!(closed(&play).len(), 1, "once");
        assert_eq!(play.wizard.next_deadline(), None);
    }
}

#[test]
fn a_login_whose_answer_nobody_waits_for_any_more_is_closed_as_well() {
    // Back waits for the answer, because the session could not be closed without it.
    let mut play = Play::adding();
    play.sign_in();
    play.back();
    assert_eq!(play.page(), PageId::SignIn);
    assert_eq!(play.wizard.notice(), Some(Notice::BackWaits));
    play.answer(LOGIN, logged_in());
    assert_eq!(play.page(), PageId::Server);
    assert_eq!(closed(&play), ["a token"]);
    assert_eq!(play.count(CAPABILITIES), 0);

    let mut play = Play::adding();
    play.sign_in();
    play.event(Event::End);
    assert!(play.wizard.waiting().closing);
    play.answer(LOGIN, logged_in());
    assert_eq!(closed(&play), ["a token"]);

    let mut play = Play::adding();
    play.sign_in();
    play.event(Event::End);
    play.answer(LOGIN, refused(403, ErrCode::Forbidden));
    assert!(!play.wizard.waiting().closing);
}

#[test]
fn a_logout_without_answer_is_repeated_once_and_then_said() {
    let done = || {
        let mut play = Play::adding_by_link();
        play.seconds(6);
        play.answer(ADD, Ok(Reply::ContactAdded));
        assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closing));
        play
    };
    let mut play = done();
    play.answer(LOGOUT, lost());
    play.answer(LOGOUT, Ok(Reply::LoggedOut));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closed));

    let mut play = done();
    play.answer(LOGOUT, bare(502));
    play.answer(LOGOUT, lost());
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::LeftOpen));
    assert!(!play.wizard.waiting().closing);

    // The first request was heard, or the server had ended the session by itself.
    let mut play = done();
    play.answer(LOGOUT, lost());
    play.answer(LOGOUT, refused(401, ErrCode::UnknownToken));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closed));
}

#[test]
fn a_session_that_the_server_ended_leads_back_to_the_sign_in_page() {
    use mxid::wizard::{ProblemKind, SignInProblem};
    let ended = refused(401, ErrCode::UnknownToken);
    let wrong = demands_still("S1", &[&[PASSWORD_STAGE]], &[], ErrCode::Forbidden);
    for (answer, problem) in [
        (ended, SignInProblem::Ended),
        (wrong, SignInProblem::Refused),
    ] {
        let mut play = Play::adding_by_link();
        play.seconds(6);
        play.answer(ADD, answer);
        assert_eq!(play.page(), PageId::SignIn);
        assert_eq!(play.problem(), Some(ProblemKind::SignIn(problem)));
        let kept = play.wizard.form().text(FieldId::Email);
        assert_eq!(kept, "robin@example.net");
        play.enter();
        assert!(play.awaited().contains(&LOGIN), "another session");
        play.answer(LOGIN, logged_in());
        play.answer(CAPABILITIES, contact_changes(true));
        play.answer(ACCOUNT, account_has(&[]));
        play.contact(Media::EMAIL);
        play.enter();
        play.enter();
        assert_eq!(play.page(), PageId::Verify);
        assert_eq!(play.messages().len(), 1, "the message is good still");
    }
}
