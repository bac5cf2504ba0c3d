//! Flows whose session holds what no other session can be given again: a token that is good for one account, a proof
//! that the server forgets once it was shown.

use mxid::protocol::Reply;
use mxid::wizard::{Act, FieldId, Media, PageId, PasswordCheck, Stage};

use super::answers::*;
use super::play::Play;

const TOKEN_CHECK: &str = "/register/m.login.registration_token/validity";
const BY_TOKEN: &[&[&str]] = &[&[TOKEN, DUMMY]];

/// The token was sent, and nobody has answered.
fn sending_a_token() -> Play {
    let mut play = Play::sign_up(BY_TOKEN);
    play.contact(Media::NONE);
    play.account();
    play.type_text("let-me-in");
    play.enter();
    play.answer(TOKEN_CHECK, Ok(Reply::TokenValid(true)));
    play.enter();
    play.answer(REGISTER, demands("S1", BY_TOKEN, &[]));
    assert_eq!(play.awaited(), [REGISTER]);
    play
}

/// Killed, and past the account page of the next run at a server with these demands.
fn back(play: Play, demanded: &[&[&str]]) -> Play {
    let mut play = play.killed();
    play.found_again(Some(demands("probe", demanded, &[])));
    play.passwords();
    if play.awaited().contains(&AVAILABLE) {
        play.answer(AVAILABLE, free());
    }
    play
}

/// Past the token page of another run, where the server says that the token is used up.
fn back_past_the_token(play: Play) -> Play {
    let mut play = back(play, BY_TOKEN);
    assert_eq!(play.page(), PageId::Token);
    play.type_text("let-me-in");
    play.enter();
    play.answer(TOKEN_CHECK, Ok(Reply::TokenValid(false)));
    assert_eq!(play.page(), PageId::Review, "it may be ours that used it");
    play.enter();
    play
}

#[test]
fn a_token_that_an_earlier_run_has_sent_is_gone_on_with_in_its_session() {
    let mut play = back_past_the_token(sending_a_token());
    assert_eq!(play.session(), Some("S1"));
    play.answer(REGISTER, demands("S1", BY_TOKEN, &[TOKEN]));
    assert_eq!(play.session(), Some("S1"));
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    // The session may have kept the password of then.
    assert_eq!(play.wizard.password_check(), Some(&PasswordCheck::Offered));
    assert_eq!(play.wizard.perhaps_made(), None);
}

#[test]
fn a_token_that_nobody_here_has_sent_is_refused_when_it_is_not_valid() {
    let mut play = Play::sign_up(BY_TOKEN);
    play.contact(Media::NONE);
    play.account();
    play.type_text("let-me-in");
    play.enter();
    play.answer(TOKEN_CHECK, Ok(Reply::TokenValid(false)));
    assert_eq!(play.page(), PageId::Token);
    assert!(play.problem().is_some());
}

#[test]
fn nothing_may_be_done_where_only_a_token_was_sent() {
    let play = sending_a_token().killed();
    assert!(!play.wizard.may_have_finished());
}

/// Both contacts; the code was accepted, and its stage is done.
fn with_the_phone_proven() -> Play {
    let mut play = Play::sign_up(BY_BOTH);
    play.by_both();
    play.account();
    play.prove_the_phone();
    play.answer(REGISTER_EMAIL, by_link("2"));
    play
}

#[test]
fn a_contact_that_was_proven_is_not_proven_again_after_a_kill() {
    let mut play = back(with_the_phone_proven(), BY_BOTH);
    play.seconds(0);
    assert!(
        matches!(play.wizard.stage(), Stage::Verify(_, sent) if !sent.by_code),
        "the mail is waited for"
    );
    assert_eq!(play.session(), Some("S1"));
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.messages(), []);
}

#[test]
fn another_address_is_not_taken_to_a_session_that_proves_the_first() {
    let mut play = back(with_the_phone_proven(), BY_BOTH);
    play.act(Act::ChangeAddress);
    assert_eq!(play.page(), PageId::Address);
    play.fill(FieldId::Email, "wren@example.net");
    play.enter();
    play.enter();
    assert_eq!(play.session(), None, "a session of its own");
}

#[test]
fn asked_again_during_a_look_at_an_old_session_the_message_is_asked_for() {
    let by_phone = |session| demands(session, &[&[MSISDN]], &[]);
    // The second run looks whether the code was typed elsewhere, and is killed over it.
    let mut play = Play::waiting_for_code().killed();
    play.found_again(Some(by_phone("probe")));
    play.passwords();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, by_phone("S1"));
    play.seconds(0);
    assert_eq!(play.awaited(), [REGISTER]);
    let mut play = play.killed();
    play.found_again(Some(by_phone("probe")));
    play.passwords();
    play.seconds(0);
    assert_eq!(play.session(), Some("S1"));
    play.act(Act::SendAgain);
    assert_eq!(play.messages(), [], "what is out may be the end");
    play.answer(REGISTER, by_phone("S1"));
    play.answer(REGISTER, by_phone("S2"));
    assert_eq!(play.awaited(), [REGISTER_PHONE]);
}
