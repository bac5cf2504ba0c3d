//! The faults of a sign-up in the browser, and the end of the token.

use mxid::protocol::{ErrCode, OAuthReply, Reply};
use mxid::wizard::{
    Act, Answer, Effect, Event, Exit, Notice, ProblemKind, SessionEnd, Stop, WebFault,
};

use super::*;

#[test]
fn a_server_that_refuses_the_program_leads_to_the_link_and_says_why() {
    for failure in [
        refused(400, ErrCode::parse("invalid_client_metadata")),
        bare(422),
        bare(404),
        Ok(Reply::LoggedOut),
    ] {
        let mut play = offered();
        play.enter();
        listening(&mut play, Some(PORT));
        play.answer(CLIENT, failure);
        assert_eq!(stop(&play), Some(&Stop::Browser));
        let fault = ProblemKind::Web(WebFault::ClientRefused);
        assert_eq!(play.problem(), Some(fault));
        assert!(!play.listens());
        let link = play.wizard.link().expect("a link");
        assert_eq!(link.as_str(), "https://auth.example.org/account/?lang=en");
        assert!(play.wizard.works(Act::ShowQr));
    }
}

#[test]
fn a_computer_that_cannot_listen_leads_to_the_link() {
    let mut play = offered();
    play.enter();
    listening(&mut play, None);
    assert_eq!(stop(&play), Some(&Stop::Browser));
    let fault = ProblemKind::Web(WebFault::CannotListen);
    assert_eq!(play.problem(), Some(fault));
    assert!(play.awaited().is_empty(), "{:?}", play.awaited());
}

#[test]
fn a_network_that_fails_is_no_refusal_and_enter_tries_again() {
    for failure in [lost(), bare(502), limited(Some(9))] {
        let mut play = offered();
        play.enter();
        listening(&mut play, Some(PORT));
        play.answer(CLIENT, failure);
        assert!(play.wizard.is_web_offer());
        assert!(play.problem().is_some());
        assert!(!play.listens());
        play.enter();
        assert!(play.listens());
        assert_eq!(play.awaited(), [CLIENT]);
        assert_eq!(play.problem(), None);
    }
}

#[test]
fn a_person_who_says_no_can_try_again_and_an_error_leads_to_the_link() {
    let mut play = sent();
    play.browser_brings(denied("access_denied"));
    assert!(play.wizard.is_web_offer());
    let fault = ProblemKind::Web(WebFault::Denied);
    assert_eq!(play.problem(), Some(fault));
    play.enter();
    assert!(play.listens());

    let mut play = sent();
    play.browser_brings(denied("invalid_scope"));
    assert_eq!(stop(&play), Some(&Stop::Browser));
    assert!(matches!(
        play.problem(),
        Some(ProblemKind::Web(WebFault::Refused(_)))
    ));
}

#[test]
fn a_code_that_is_worth_nothing_is_no_account_denied() {
    let worthless = || refused(400, ErrCode::parse("invalid_grant"));
    for first in [None, Some(lost())] {
        let mut play = sent();
        play.browser_brings(code());
        if let Some(first) = first {
            play.answer(TOKENS, first);
            assert_eq!(play.problem(), None, "it is asked again by itself");
            play.seconds(3);
        }
        play.answer(TOKENS, worthless());
        let unknown = ProblemKind::Web(WebFault::AccountUnknown);
        assert_eq!(play.problem(), Some(unknown));
        assert!(play.wizard.may_have_finished());
        assert_eq!(play.count(END), 0);
    }
}

#[test]
fn a_token_is_revoked_even_when_nobody_says_whose_it_was() {
    let mut play = sent();
    play.browser_brings(code());
    play.answer(TOKENS, token());
    play.answer(WHOAMI, bare(500));
    play.seconds(3);
    play.answer(WHOAMI, bare(500));
    assert_eq!(play.awaited(), [END]);
    let unknown = ProblemKind::Web(WebFault::AccountUnknown);
    assert_eq!(play.problem(), Some(unknown));
    play.answer(END, Ok(Reply::OAuth(OAuthReply::Revoked)));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closed));
}

#[test]
fn a_revocation_without_an_answer_is_repeated_once_and_then_told() {
    for (first, second) in [(lost(), lost()), (bare(503), bare(400))] {
        let mut play = sent();
        play.browser_brings(code());
        play.answer(TOKENS, token());
        play.answer(WHOAMI, robin());
        play.answer(END, first);
        assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closing));
        play.answer(END, second);
        assert_eq!(play.wizard.session_end(), Some(SessionEnd::LeftOpen));
        assert_eq!(play.count(END), 2);
    }
}

#[test]
fn a_second_sign_up_leaves_the_end_of_the_first_token_alone() {
    // The first revocation is out while the second sign-up begins, and fails then.
    let mut play = sent();
    play.browser_brings(code());
    play.answer(TOKENS, token());
    play.answer(WHOAMI, bare(500));
    play.back();
    play.enter();
    assert!(play.listens());
    play.answer(END, bare(503));
    assert_eq!(play.count(END), 2, "the first is asked once more");
    play.answer(END, bare(503));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::LeftOpen));

    // An open session is not forgotten over another one that is closed.
    listening(&mut play, Some(PORT));
    play.answer(CLIENT, client());
    play.browser_brings(code());
    play.answer(TOKENS, token());
    play.answer(WHOAMI, robin());
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::LeftOpen));
    assert_eq!(play.count(END), 3);
    play.answer(END, Ok(Reply::OAuth(OAuthReply::Revoked)));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::LeftOpen));
}

#[test]
fn an_account_that_may_exist_is_remembered_on_the_way_back() {
    let mut play = sent();
    play.browser_brings(code());
    play.answer(TOKENS, lost());
    play.back();
    assert!(play.wizard.is_web_offer());
    assert!(play.wizard.may_have_finished());
    play.back();
    assert!(play.wizard.may_have_finished());
}

#[test]
fn a_browser_that_starts_late_is_told_on_no_other_page() {
    let mut play = offered();
    play.enter();
    listening(&mut play, Some(PORT));
    play.answer(CLIENT, client());
    let opens = |effect: &Effect| matches!(effect, Effect::OpenLink { .. });
    assert!(play.awaits(opens));
    play.browser_brings(code());
    play.answer(TOKENS, refused(400, ErrCode::parse("invalid_grant")));
    assert!(!play.awaits(opens));
}

#[test]
fn a_token_is_revoked_also_when_the_person_leaves_half_way() {
    // While the code is redeemed.
    let mut play = sent();
    play.browser_brings(code());
    play.event(Act::Leave);
    play.event(Act::Leave);
    assert_eq!(exits(&play), [Exit::Left]);
    assert!(play.wizard.waiting().closing);
    play.answer(TOKENS, token());
    assert_eq!(play.awaited(), [END]);
    assert!(play.wizard.waiting().closing);
    play.answer(END, Ok(Reply::OAuth(OAuthReply::Revoked)));
    assert!(!play.wizard.waiting().closing);
    assert!(play.wizard.may_have_finished());

    // While it is asked whose the token is, and the program is told to end.
    let mut play = sent();
    play.browser_brings(code());
    play.answer(TOKENS, token());
    play.event(Event::End);
    assert_eq!(play.awaited(), [WHOAMI, END]);
    play.answer(END, Ok(Reply::OAuth(OAuthReply::Revoked)));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closed));
}

#[test]
fn leaving_the_last_page_waits_for_the_revocation_and_asks_it_once() {
    let mut play = sent();
    play.browser_brings(code());
    play.answer(TOKENS, token());
    play.answer(WHOAMI, robin());
    play.enter();
    assert_eq!(exits(&play), [Exit::Done]);
    assert!(play.wizard.waiting().closing);
    assert_eq!(play.count(END), 1);
    play.answer(END, lost());
    assert!(play.wizard.waiting().closing, "it is asked once more");
    play.answer(END, Ok(Reply::OAuth(OAuthReply::Revoked)));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closed));
}

#[test]
fn a_browser_that_does_not_start_is_told_and_the_page_goes_on_waiting() {
    let mut play = offered();
    play.enter();
    listening(&mut play, Some(PORT));
    play.answer(CLIENT, client());
    let opens = |effect: &Effect| matches!(effect, Effect::OpenLink { .. });
    play.answer_with(opens, Answer::Opened(false));
    assert!(play.listens());
    assert_eq!(play.wizard.notice(), Some(Notice::NoBrowser));
    play.event(Act::Copy);
    assert!(matches!(play.told.last(), Some(Effect::Copy(_))));
}
