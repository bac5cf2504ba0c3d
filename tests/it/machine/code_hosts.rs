//! A code for another host than the homeserver's.

use mxid::field::Edit;
use mxid::protocol::ErrCode;
use mxid::wizard::{Act, Event, FieldId, ProblemKind};

use super::answers::*;
use super::play::Play;

#[test]
fn a_code_goes_to_another_host_only_after_a_word() {
    let mut play = Play::waiting_for_code();
    play.seconds(60);
    play.event(Act::SendAgain);
    play.answer(
        REGISTER_PHONE,
        by_code_at("1", "https://id.example.net/submit"),
    );
    play.type_text("417203");
    let asks = |host: &str| Some(ProblemKind::ForeignCodeHost(host.into()));
    assert_eq!(play.problem(), asks("id.example.net"));
    assert_eq!(play.count(CODE), 0);
    // Another message, another host, and its code typed: asked again.
    play.seconds(60);
    play.event(Act::SendAgain);
    play.answer(
        REGISTER_PHONE,
        by_code_at("1", "https://other.example.net/submit"),
    );
    play.fill(FieldId::Code, "555555");
    assert_eq!(play.problem(), asks("other.example.net"));
    assert_eq!(play.count(CODE), 0);
    play.enter();
    assert_eq!(play.count(CODE), 1);
}

/// A wizard at the field of a code that goes to this address.
fn with_a_code_for(url: &str) -> Play {
    let mut play = Play::asking_by_phone();
    play.answer(REGISTER_PHONE, by_code_at("1", url));
    play
}

#[test]
fn a_word_for_another_host_counts_while_the_question_is_in_sight() {
    let host = "https://id.example.net/submit";
    let asks = Some(ProblemKind::ForeignCodeHost("id.example.net".into()));
    let edits: [fn(&mut Play); 4] = [
        |play| play.event(Event::Edit(Edit::DeleteBack)),
        |play| play.fill(FieldId::Code, "12345678"),
        |play| play.type_text("9"),
        |play| {
            play.event(Event::Edit(Edit::DeleteToStart));
            play.type_text("1234567");
        },
    ];
    for edit in edits {
        let mut play = with_a_code_for(host);
        play.type_text("417203");
        assert_eq!(play.problem(), asks);
        edit(&mut play);
        assert_eq!(play.problem(), None, "out of sight");
        play.enter();
        assert_eq!(play.count(CODE), 0, "it has to be asked again");
        assert_eq!(play.problem(), asks);
        play.enter();
        assert_eq!(play.count(CODE), 1);
    }
}

#[test]
fn a_word_for_another_host_counts_for_its_port() {
    let mut play = with_a_code_for("https://example.org:8443/submit");
    play.type_text("417203");
    let asks = |host: &str| Some(ProblemKind::ForeignCodeHost(host.into()));
    assert_eq!(play.problem(), asks("example.org:8443"));
    play.enter();
    play.answer(CODE, refused(400, ErrCode::Unknown));
    play.type_text("555555");
    assert_eq!(play.count(CODE), 2, "this port was agreed to");
    play.answer(CODE, refused(400, ErrCode::Unknown));
    play.seconds(60);
    play.event(Act::SendAgain);
    play.answer(
        REGISTER_PHONE,
        by_code_at("1", "https://example.org:9443/submit"),
    );
    play.type_text("666666");
    assert_eq!(play.problem(), asks("example.org:9443"));
    assert_eq!(play.count(CODE), 2);
}

#[test]
fn a_code_never_goes_to_an_address_that_is_out_of_bounds() {
    let mut play = Play::waiting_for_code();
    play.seconds(60);
    play.event(Act::SendAgain);
    play.answer(REGISTER_PHONE, by_code_at("1", "https://10.0.0.1/submit"));
    play.type_text("417203");
    assert_eq!(play.problem(), Some(ProblemKind::BadCodeAddress));
    play.enter();
    assert_eq!(play.count(CODE), 0);
}
