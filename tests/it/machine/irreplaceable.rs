//! Flows whose session holds what no other session can be given again: a token that is good for one account, a proof
//! that the server forgets once it was shown.

use mxid::protocol::{ErrCode, Reply};
use mxid::wizard::{Act, FieldId, Media, PageId, PasswordCheck};

use super::answers::*;
use super::play::Play;

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
    assert_eq!(
        play.wizard.login().password_check(),
        Some(&PasswordCheck::Offered)
    );
    assert_eq!(play.wizard.proving().perhaps_made(), None);
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
        play.page() == PageId::Verify && !play.wizard.asks_code(),
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
    // The second run checks whether the code was typed elsewhere, and is killed over it.
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

/// The account of robin may exist, and in the session for wren the phone is proven.
fn with_the_phone_proven_for_another_name() -> Play {
    let mut play = with_the_phone_proven();
    play.seconds(6);
    assert_eq!(play.awaited(), [REGISTER], "the mail is looked for");
    let mut play = play.killed();
    play.found_again(Some(demands("probe", BY_BOTH, &[])));
    play.fill(FieldId::Username, "wren");
    play.passwords();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", BY_BOTH, &[]));
    play.enter();
    assert_eq!(play.session(), Some("S2"));
    play.answer(REGISTER, demands("S2", BY_BOTH, &[MSISDN]));
    play
}

/// The name of the exchange in the file, and whether it may be done.
fn in_the_file(play: &Play) -> Option<(String, bool)> {
    let exchange = play.written().expect("a flow").committing?;
    let name = exchange.username.expect("a name");
    Some((name.as_str().to_owned(), exchange.may_be_done))
}

#[test]
fn the_file_has_this_exchange_in_doubt_else_the_one_remembered_else_one_with_a_proof() {
    let of = |name: &str, may_be_done| Some((name.to_owned(), may_be_done));
    assert_eq!(in_the_file(&Play::waiting_for_link()), None);
    assert_eq!(in_the_file(&with_the_phone_proven()), of("robin", false));
    let mut play = with_the_phone_proven_for_another_name();
    assert_eq!(in_the_file(&play), of("robin", true), "not the proof");
    play.seconds(0);
    assert_eq!(play.session(), Some("S2"));
    assert_eq!(in_the_file(&play), of("wren", true), "its last request");
    play.answer(
        REGISTER,
        demands_still("S2", BY_BOTH, &[MSISDN], ErrCode::Unauthorized),
    );
    assert_eq!(in_the_file(&play), of("robin", true));
}

#[test]
fn a_proof_that_is_spent_does_not_displace_an_exchange_in_doubt() {
    for (mut play, remembered) in [
        (with_the_phone_proven(), ("robin".to_owned(), false)),
        (
            with_the_phone_proven_for_another_name(),
            ("robin".to_owned(), true),
        ),
    ] {
        play.back_to(PageId::Account);
        play.fill(FieldId::Username, "lark");
        play.enter();
        play.answer(AVAILABLE, free());
        play.answer(REGISTER, demands("S3", BY_BOTH, &[]));
        assert_eq!(play.page(), PageId::Review);
        assert_eq!(in_the_file(&play), Some(remembered));
    }
}
