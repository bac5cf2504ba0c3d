//! From one task to the other, with server and address kept.

use mxid::protocol::{ErrCode, Medium, Purpose};
use mxid::wizard::{Act, FieldId, Focus, Media, PageId, ProblemKind, Task};

use super::answers::*;
use super::play::Play;
use super::snapshot;

#[test]
fn an_address_in_use_leads_to_a_reset_with_it() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, refused(400, ErrCode::ThreepidInUse));
    assert_eq!(
        play.problem(),
        Some(ProblemKind::AddressInUse(Medium::Email))
    );
    play.transcript();
    play.act(Act::Switch);
    play.answer_lookup();
    play.enter();
    play.enter();
    play.enter();
    play.answer(RESET_EMAIL, by_link("1"));
    snapshot!(play);
    assert_eq!(play.page(), PageId::NewPassword);
    let typed_before = Focus::Field(FieldId::Password);
    assert_eq!(play.wizard.focus(), typed_before, "seen before it is used");
    let messages = play.messages();
    assert_eq!(messages[1].purpose, Purpose::ResetPassword);
    assert_ne!(messages[0].client_secret, messages[1].client_secret);
    assert_eq!(messages[1].send_attempt.get(), 1);
}

#[test]
fn an_unknown_address_leads_to_a_sign_up_with_it() {
    let mut play = Play::asking_to_reset();
    play.answer(RESET_EMAIL, refused(400, ErrCode::ThreepidNotFound));
    assert_eq!(
        play.problem(),
        Some(ProblemKind::AddressUnknown(Medium::Email))
    );
    play.event(Act::Switch);
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[DUMMY], &[EMAIL]], &[]));
    assert_eq!(play.wizard.task(), Task::SignUp);
    play.enter();
    assert_eq!(play.page(), PageId::Address, "the same kind of contact");
    assert_eq!(play.wizard.form().text(FieldId::Email), "robin@example.net");
}

#[test]
fn without_a_reason_there_is_no_other_goal_to_turn_to() {
    let mut play = Play::waiting_for_link();
    play.event(Act::Switch);
    assert_eq!(play.wizard.task(), Task::SignUp);
    assert_eq!(play.page(), PageId::Verify);
}

#[test]
fn another_kind_of_contact_can_be_proven_instead() {
    let mut play = Play::sign_up(&[&[EMAIL], &[MSISDN], &[DUMMY]]);
    play.by_email();
    play.account();
    play.enter();
    play.answer(
        REGISTER,
        demands("S1", &[&[EMAIL], &[MSISDN], &[DUMMY]], &[]),
    );
    play.answer(REGISTER_EMAIL, by_link("1"));
    play.seconds(1);
    play.act(Act::UseInstead(Media::PHONE));
    assert_eq!(play.page(), PageId::Country);
    assert_eq!(play.wizard.next_deadline(), None, "the mail is not polled");
    play.back_to(PageId::Contact);
    play.contact(Media::NONE);
    play.enter();
    play.enter();
    assert_eq!(play.awaited(), [REGISTER], "another plan, another exchange");
}
