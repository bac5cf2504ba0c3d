//! The code of a text message.

use mxid::field::Edit;
use mxid::protocol::{ErrCode, Request};
use mxid::wizard::{Act, Event, FieldId, PageId, ProblemKind};

use super::answers::*;
use super::play::Play;
use super::snapshot;

#[test]
fn each_different_complete_code_is_checked_as_it_is_completed() {
    let mut play = Play::waiting_for_code();
    play.transcript();
    play.type_text("000000");
    play.answer(CODE, refused(400, ErrCode::Unknown));
    for digit in "111111".chars() {
        play.type_text(&digit.to_string());
    }
    assert_eq!(play.count(CODE), 2, "without Enter");
    play.answer(CODE, refused(400, ErrCode::TokenIncorrect));
    play.seconds(60);
    play.event(Act::SendAgain);
    play.answer(REGISTER_PHONE, by_code("1"));
    play.fill(FieldId::Code, "222222");
    assert_eq!(play.count(CODE), 3, "another message, another time");
    snapshot!(play);
}

#[test]
fn a_refused_code_is_not_sent_again_to_the_same_message() {
    let mut play = Play::waiting_for_code();
    let wrong = Some(ProblemKind::WrongCode);
    for code in ["000000", "111111"] {
        play.type_text(code);
        play.answer(CODE, refused(400, ErrCode::Unknown));
        for _ in 0..4 {
            play.enter();
            assert_eq!(play.problem(), wrong, "it is said again");
        }
    }
    assert_eq!(play.count(CODE), 2, "Enter costs no try");
    // Neither is the one before, typed again.
    play.type_text("000000");
    assert_eq!(play.problem(), None, "a longer code may begin like this");
    play.enter();
    assert_eq!((play.count(CODE), play.problem()), (2, wrong));
    // Another message may bring the same digits.
    play.seconds(60);
    play.event(Act::SendAgain);
    play.answer(REGISTER_PHONE, by_code("1"));
    play.fill(FieldId::Code, "000000");
    assert_eq!(play.count(CODE), 3);
}

#[test]
fn the_first_digit_after_a_refusal_starts_afresh() {
    let mut play = Play::waiting_for_code();
    play.type_text("111111");
    play.answer(CODE, refused(400, ErrCode::Unknown));
    let code = |play: &Play| play.wizard.form().text(FieldId::Code).to_owned();
    play.type_text("6");
    assert_eq!((code(&play), play.problem()), ("6".into(), None));
    play.type_text("54321");
    assert_eq!(code(&play), "654321");
    let Some((_, Request::SubmitCode(request))) = play.requests.last() else {
        panic!("nothing was submitted");
    };
    assert_eq!(request.token.expose(), "654321");
    // A caret that was moved into the code is there to correct it.
    play.answer(CODE, refused(400, ErrCode::Unknown));
    play.event(Event::Edit(Edit::Left));
    play.event(Event::Edit(Edit::DeleteBack));
    play.type_text("9");
    assert_eq!(code(&play), "654391");
    assert_eq!(play.count(CODE), 3);
}

#[test]
fn the_rest_of_a_longer_code_is_sent_with_its_beginning() {
    for code in ["41720355", "4172035"] {
        let mut play = Play::waiting_for_code();
        for (at, digit) in code.char_indices() {
            play.type_text(&digit.to_string());
            if at == 5 {
                play.answer(CODE, refused(400, ErrCode::Unknown));
            }
        }
        play.enter();
        let Some((_, Request::SubmitCode(request))) = play.requests.last() else {
            panic!("nothing was submitted");
        };
        assert_eq!(request.token.expose(), code);
        assert_eq!(play.wizard.form().text(FieldId::Code), code, "in sight");
    }
    // Another code in between is no rest.
    let mut play = Play::waiting_for_code();
    for code in ["111111", "222222"] {
        play.type_text(code);
        play.answer(CODE, refused(400, ErrCode::Unknown));
    }
    play.type_text("3");
    play.event(Event::Edit(Edit::DeleteBack));
    play.type_text("4");
    play.enter();
    let Some((_, Request::SubmitCode(request))) = play.requests.last() else {
        panic!("nothing was submitted");
    };
    assert_eq!(request.token.expose(), "4");
}

#[test]
fn deleting_completes_no_code() {
    let mut play = Play::waiting_for_code();
    play.type_text("1234567");
    play.event(Event::Edit(Edit::DeleteBack));
    assert_eq!(play.count(CODE), 0);
}

#[test]
fn a_longer_code_is_typed_on_while_its_beginning_is_checked() {
    let mut play = Play::waiting_for_code();
    play.type_text("417203");
    play.type_text("55");
    play.enter();
    play.answer(CODE, refused(400, ErrCode::Unknown));
    assert_eq!(play.wizard.form().text(FieldId::Code), "41720355");
    assert_eq!(play.problem(), None, "nothing is wrong with what is there");
    assert_eq!(play.awaited(), [CODE], "Enter was about the whole code");
}

#[test]
fn another_number_is_another_message_for_its_code() {
    let mut play = Play::waiting_for_code();
    play.type_text("000000");
    play.answer(CODE, refused(400, ErrCode::Unknown));
    play.event(Act::ChangeAddress);
    play.fill(FieldId::Number, "201 555 0124");
    play.enter();
    play.enter();
    play.enter();
    play.answer(REGISTER_PHONE, by_code("2"));
    play.type_text("417203");
    assert_eq!(play.count(CODE), 2);
}

#[test]
fn going_away_and_back_checks_another_code_and_no_refused_one() {
    let mut play = Play::waiting_for_code();
    play.type_text("000000");
    play.answer(CODE, refused(400, ErrCode::Unknown));
    play.back();
    assert_eq!(
        play.wizard.form().text(FieldId::Code),
        "",
        "gone with its page"
    );
    play.enter();
    assert_eq!(play.page(), PageId::Verify);
    play.type_text("000000");
    assert_eq!(play.count(CODE), 1);
    play.fill(FieldId::Code, "111111");
    assert_eq!(play.count(CODE), 2);
}

#[test]
fn a_pasted_message_gives_its_code() {
    let mut play = Play::waiting_for_code();
    play.paste("Your code is 417-203.");
    let Some((_, Request::SubmitCode(request))) = play.requests.last() else {
        panic!("nothing was submitted");
    };
    assert_eq!(request.token.expose(), "417203");
}

#[test]
fn a_code_pasted_behind_a_refused_one_replaces_it() {
    let mut play = Play::waiting_for_code();
    play.type_text("000000");
    play.answer(CODE, refused(400, ErrCode::Unknown));
    play.paste("417203");
    assert_eq!(play.wizard.form().text(FieldId::Code), "417203");
}

#[test]
fn what_is_no_code_of_digits_is_sent_as_typed() {
    let mut play = Play::waiting_for_code();
    play.type_text("ab-12 c");
    play.enter();
    let Some((_, Request::SubmitCode(request))) = play.requests.last() else {
        panic!("nothing was submitted");
    };
    assert_eq!(request.token.expose(), "ab-12 c");
}

#[test]
fn enter_on_an_empty_code_asks_whether_a_link_was_used() {
    let mut play = Play::waiting_for_code();
    play.transcript();
    play.enter();
    play.answer(
        REGISTER,
        demands_still("S1", &[&[MSISDN]], &[], ErrCode::Unauthorized),
    );
    play.enter();
    play.answer(REGISTER, registered());
    snapshot!(play);
}

#[test]
fn a_code_typed_while_the_server_is_asked_is_submitted_after_the_answer() {
    let mut play = Play::waiting_for_code();
    play.enter();
    play.type_text("417203");
    assert_eq!(play.awaited(), [REGISTER], "one at a time");
    play.answer(
        REGISTER,
        demands_still("S1", &[&[MSISDN]], &[], ErrCode::Unauthorized),
    );
    assert_eq!(play.problem(), None);
    assert_eq!(play.awaited(), [CODE]);
}

#[test]
fn an_expired_session_asks_for_a_new_message_with_a_new_secret() {
    let mut play = Play::waiting_for_code();
    play.transcript();
    play.type_text("417203");
    play.answer(CODE, refused(400, ErrCode::SessionExpired));
    play.enter();
    assert_eq!(play.problem(), Some(ProblemKind::MessageExpired));
    play.event(Act::SendAgain);
    play.answer(REGISTER_PHONE, by_code("2"));
    snapshot!(play);
    let messages = play.messages();
    assert_ne!(messages[0].client_secret, messages[1].client_secret);
    assert_eq!(messages[1].send_attempt.get(), 1);
}

#[test]
fn a_code_that_was_accepted_in_vain_is_asked_for_again() {
    for code in [Some(ErrCode::Unauthorized), None] {
        let mut play = Play::waiting_for_code();
        play.code_accepted();
        let still = match code {
            Some(code) => demands_still("S1", &[&[MSISDN]], &[], code),
            None => demands("S1", &[&[MSISDN]], &[]),
        };
        play.answer(REGISTER, still);
        assert_eq!(play.problem(), Some(ProblemKind::WrongCode));
        play.enter();
        assert_eq!(play.awaited(), [CODE]);
    }
}

#[test]
fn a_lost_answer_repeats_the_same_code() {
    let mut play = Play::waiting_for_code();
    play.type_text("417203");
    play.answer(CODE, lost());
    assert_eq!(play.problem(), None);
    play.seconds(3);
    assert_eq!(play.awaited(), [CODE]);
}

#[test]
fn another_text_is_not_submitted_for_the_one_before() {
    let mut play = Play::waiting_for_code();
    play.type_text("417203");
    play.answer(CODE, limited(Some(30)));
    play.fill(FieldId::Code, "41");
    play.seconds(60);
    assert_eq!(play.count(CODE), 1);
}

#[test]
fn after_five_wrong_codes_another_message_is_needed_and_its_session_is_new() {
    let mut play = Play::waiting_for_code();
    play.seconds(60);
    for tried in 0..5 {
        assert_ne!(play.problem(), Some(ProblemKind::TooManyCodes), "{tried}");
        play.fill(FieldId::Code, &format!("00000{tried}"));
        if play.awaited().contains(&AVAILABLE) {
            play.answer(AVAILABLE, free());
        }
        play.answer(CODE, refused(400, ErrCode::Unknown));
    }
    assert_eq!(play.problem(), Some(ProblemKind::TooManyCodes));
    play.event(Act::SendAgain);
    play.answer(REGISTER_PHONE, by_code("2"));
    let messages = play.messages();
    assert_ne!(messages[0].client_secret, messages[1].client_secret);
    assert_eq!(messages[1].send_attempt.get(), 1);
}

#[test]
fn a_code_goes_with_the_newest_sid_and_so_does_its_proof() {
    let mut play = Play::waiting_for_code();
    play.seconds(60);
    play.event(Act::SendAgain);
    play.answer(REGISTER_PHONE, by_code("2"));
    // Without a code it is looked whether a link was opened, and each look takes the next sid.
    play.enter();
    play.answer(AVAILABLE, free());
    let not_yet = demands_still("S1", &[&[MSISDN]], &[], ErrCode::Unauthorized);
    play.answer(REGISTER, not_yet);
    play.code_accepted();
    let code = play.requests.iter().find_map(|(_, request)| match request {
        Request::SubmitCode(request) => Some(request.sid.expose()),
        _ => None,
    });
    assert_eq!(code, Some("2"));
    let proofs = play.proofs();
    let sids: Vec<_> = proofs.iter().map(|proof| proof.sid.expose()).collect();
    assert_eq!(sids, ["2", "2"], "the look, and the code");
}
