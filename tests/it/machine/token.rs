//! The registration token: which one was checked, and that none of it outlives the end.

use mxid::protocol::{Reply, Request};
use mxid::wizard::{FieldId, Media, PageId, ProblemKind};

use super::answers::*;
use super::play::Play;

const BY_TOKEN: &[&[&str]] = &[&[TOKEN, DUMMY]];

impl Play {
    /// A sign-up by token, up to where the token is being checked.
    fn checking_a_token() -> Self {
        let mut play = Self::sign_up(BY_TOKEN);
        play.contact(Media::NONE);
        play.account();
        play.type_text("let-me-in");
        play.enter();
        assert_eq!(play.awaited(), [REGISTER, TOKEN_CHECK]);
        play
    }

    /// The same, up to the review: the server takes the token.
    fn with_a_token() -> Self {
        let mut play = Self::checking_a_token();
        play.answer(TOKEN_CHECK, Ok(Reply::TokenValid(true)));
        assert_eq!(play.page(), PageId::Review);
        play
    }

    /// The tokens that were checked.
    fn tokens_checked(&self) -> Vec<&str> {
        let mut tokens = Vec::new();
        for (_, request) in &self.requests {
            if let Request::TokenValidity(token) = request {
                tokens.push(token.expose());
            }
        }
        tokens
    }

    /// Whether a token is held that need not be checked.
    fn holds_a_checked_token(&self) -> bool {
        let proving = format!("{:?}", self.wizard.proving());
        let holds = proving.contains("token: Some(");
        assert_ne!(holds, proving.contains("token: None"), "{proving}");
        holds
    }
}

#[test]
fn a_token_that_is_edited_during_its_check_is_not_taken_for_checked() {
    let mut play = Play::checking_a_token();
    play.type_text("-now");
    assert_eq!(play.awaited(), [REGISTER], "that check is of no more use");
    assert!(!play.wizard.waiting().enter);
    play.enter();
    assert_eq!(play.page(), PageId::Token);
    assert_eq!(play.tokens_checked(), ["let-me-in", "let-me-in-now"]);
    play.answer(TOKEN_CHECK, Ok(Reply::TokenValid(false)));
    assert_eq!(play.problem(), Some(ProblemKind::TokenRefused));
}

#[test]
fn a_token_that_was_accepted_is_checked_again_only_after_an_edit_or_a_refusal() {
    let mut play = Play::with_a_token();
    play.back();
    assert_eq!(play.page(), PageId::Token);
    play.enter();
    assert_eq!(play.page(), PageId::Review);
    assert_eq!(play.tokens_checked().len(), 1);
    play.back();
    play.type_text("-now");
    play.enter();
    play.answer(TOKEN_CHECK, Ok(Reply::TokenValid(true)));
    assert_eq!(play.tokens_checked().len(), 2);
    // The stage has the last word.
    play.reviewed(BY_TOKEN);
    play.answer(REGISTER, demands("S1", BY_TOKEN, &[]));
    assert_eq!(play.page(), PageId::Token);
    assert_eq!(play.problem(), Some(ProblemKind::TokenRefused));
    play.enter();
    assert_eq!(play.tokens_checked().len(), 3);
}

#[test]
fn no_token_outlives_success() {
    let mut play = Play::with_a_token();
    play.reviewed(BY_TOKEN);
    play.answer(REGISTER, demands("S1", BY_TOKEN, &[TOKEN]));
    assert!(play.holds_a_checked_token());
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.wizard.form().text(FieldId::Token), "");
    assert!(!play.holds_a_checked_token());
}
