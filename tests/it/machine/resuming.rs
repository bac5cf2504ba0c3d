//! Wizards that ended before their flow: what the next one asks for, and what it does not.

use std::time::Duration;

use mxid::domain::{BaseUrl, SendAttempt};
use mxid::protocol::{ErrCode, Request};
use mxid::wizard::{
    Act, Config, Done, Effect, FieldId, Media, Notice, PageId, Preset, SavedTask, TaskSummary, Time,
};

use super::answers::*;
use super::play::Play;

/// When a resumed wizard's clock begins.
pub const BEGIN: Time = Time(Duration::from_secs(24 * 3600));

impl Play {
    pub fn written(&self) -> Option<SavedTask> {
        let mut written = None;
        for effect in &self.told {
            match effect {
                Effect::Save(flow) => written = Some((**flow).clone()),
                Effect::Forget(_) => written = None,
                _ => {}
            }
        }
        written
    }

    /// How many flows were forgotten.
    fn forgotten(&self) -> usize {
        let forgets = |effect: &&Effect| matches!(effect, Effect::Forget(_));
        self.told.iter().filter(forgets).count()
    }

    /// Ten minutes after this wizard was killed, another one takes its flow up.
    pub fn killed(self) -> Self {
        let mut flow = self.written().expect("a flow that was written down");
        let shift = |at: Time| Time(BEGIN.0 - Duration::from_secs(600) - (self.now - at));
        for validation in &mut flow.validations {
            validation.asked_at = validation.asked_at.map(shift);
        }
        Self::resuming(vec![flow])
    }

    /// `mxid resume` where these are on the disk, the newest first.
    pub fn resuming(flows: Vec<SavedTask>) -> Self {
        let preset = Preset {
            resume: true,
            ..Preset::default()
        };
        Self::offered(flows, preset)
    }

    /// A wizard whose first page offers these, the newest first: a minute and a half old, and each
    /// an hour older than the one before.
    pub fn offered(flows: Vec<SavedTask>, preset: Preset) -> Self {
        let offer = |(at, flow): (u64, &SavedTask)| {
            let age = Duration::from_secs(90 + at * 3600);
            TaskSummary::of(flow, Time(BEGIN.0 - age))
        };
        let config = Config {
            offers: (0..).zip(&flows).map(offer).collect(),
            preset,
            ..Config::default()
        };
        Self::beside(flows, BEGIN, config)
    }

    /// Answers the look-up of a flow that was taken up.
    pub fn found_again(&mut self, probe: Option<Answered>) {
        self.answer_lookup();
        if let Some(probe) = probe {
            self.answer(REGISTER, probe);
        }
    }

    /// The same in a sign-up by email, up to past the account page: its passwords were typed again.
    pub fn killed_and_back(self) -> Self {
        let mut play = self.killed();
        play.found_again(Some(by_email()));
        play.passwords();
        play
    }
}

pub fn by_email() -> Answered {
    demands("probe", &[&[EMAIL]], &[])
}

/// A sign-up whose last request is in flight: the link was opened.
pub fn finishing() -> Play {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    assert_eq!(play.awaited(), [REGISTER]);
    play
}

#[test]
fn nothing_is_written_down_before_anything_would_be_missed() {
    let mut play = Play::sign_up(&[&[EMAIL]]);
    play.contact(Media::EMAIL);
    assert_eq!(play.written(), None);
    play.type_text("robin@example.net");
    assert_eq!(play.written(), None, "a key is not worth a file");
    play.enter();
    let flow = play.written().expect("a flow");
    assert_eq!(flow.email, "robin@example.net");
    assert_eq!(flow.reached, PageId::Account);
    assert_eq!(flow.validations, []);
}

#[test]
fn a_message_is_written_down_before_it_is_asked_for() {
    let play = Play::asking_by_email();
    assert_eq!(play.awaited(), [REGISTER_EMAIL]);
    let [validation] = &play.written().expect("a flow").validations[..] else {
        panic!("one session");
    };
    assert_eq!(validation.attempt, Some(SendAttempt::FIRST));
    assert_eq!(validation.secret, play.messages()[0].client_secret);
}

#[test]
fn killed_before_the_answer_the_same_message_is_asked_for_to_the_letter() {
    let play = Play::asking_by_email();
    let asked = play.messages();
    let mut play = play.killed();
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Account);
    assert_eq!(play.wizard.notice(), Some(Notice::Resumed));
    play.passwords();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    assert_eq!(play.messages(), asked);
}

#[test]
fn killed_while_waiting_for_a_link_no_other_message_is_asked_for_and_it_is_looked_for_at_once() {
    let mut play = Play::waiting_for_link().killed_and_back();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Verify);
    play.seconds(0);
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.messages(), []);
    assert_eq!(play.written(), None, "what is done is forgotten");
    assert_eq!(play.wizard.login().password_check(), None);
}

#[test]
fn killed_while_waiting_for_a_code_the_code_is_still_good() {
    let mut play = Play::waiting_for_code().killed();
    play.found_again(Some(demands("probe", &[&[MSISDN]], &[])));
    assert_eq!(play.page(), PageId::Account);
    play.passwords();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", &[&[MSISDN]], &[]));
    assert_eq!(play.page(), PageId::Verify);
    // It may have been used before the end: a look tells.
    play.seconds(0);
    let not_yet = demands_still("S2", &[&[MSISDN]], &[], ErrCode::Unauthorized);
    play.answer(REGISTER, not_yet);
    play.type_text("123456");
    assert_eq!(play.awaited(), [CODE]);
    assert_eq!(play.messages(), []);
}

#[test]
fn after_send_again_every_sid_and_the_number_are_kept() {
    let mut play = Play::waiting_for_link();
    play.seconds(61);
    play.event(Act::SendAgain);
    while play.awaited() == [REGISTER] {
        play.answer_not_yet();
    }
    play.answer(REGISTER_EMAIL, by_link("2"));
    let asked = play.messages().len() as u32;
    let flow = play.written().expect("a flow");
    let [validation] = &flow.validations[..] else {
        panic!("one session");
    };
    let sids: Vec<&str> = validation.sids.iter().map(|sid| sid.expose()).collect();
    assert_eq!(sids, ["2", "1"]);
    assert_eq!(validation.attempt.map(SendAttempt::get), Some(asked));
    let secret = validation.secret.clone();
    let mut play = play.killed_and_back();
    // Nothing was finished, so that the name may be asked about.
    play.answer(AVAILABLE, free());
    play.seconds(0);
    play.answer_not_yet();
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    play.event(Act::SendAgain);
    play.answer_not_yet();
    let [again] = &play.messages()[..] else {
        panic!("one message");
    };
    assert_eq!(again.send_attempt.get(), asked + 1);
    assert_eq!(again.client_secret, secret);
}

#[test]
fn killed_during_a_reset_the_new_password_is_asked_for_and_no_message() {
    let mut play = Play::choosing_a_new_password().killed();
    play.found_again(None);
    assert_eq!(play.page(), PageId::NewPassword);
    play.new_password();
    play.answer(RESET, demands("S2", &[&[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Verify);
    play.seconds(0);
    play.answer(RESET, Ok(mxid::protocol::Reply::PasswordReset));
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.messages(), []);
}

#[test]
fn killed_while_adding_the_next_login_takes_the_place_of_the_session() {
    let play = Play::adding_by_link();
    let device = |play: &Play| {
        let login = play.requests.iter().find_map(|(_, request)| match request {
            Request::Login(login) => login.device_id.clone(),
            _ => None,
        });
        login.expect("a login with a device")
    };
    let before = device(&play);
    let mut play = play.killed();
    play.found_again(None);
    assert_eq!(play.page(), PageId::SignIn);
    assert_eq!(play.wizard.form().text(FieldId::SignInName), "robin");
    play.fill(FieldId::SignInPassword, PASSWORD);
    play.enter();
    play.answer(LOGIN, logged_in());
    assert_eq!(device(&play), before);
    play.answer(CAPABILITIES, contact_changes(true));
    play.answer(ACCOUNT, account_has(&[]));
    assert_eq!(play.page(), PageId::Verify);
    assert_eq!(play.messages(), []);
}

#[test]
fn a_contact_that_was_added_before_the_end_is_done() {
    let mut play = Play::adding_by_link().killed();
    play.found_again(None);
    play.fill(FieldId::SignInPassword, PASSWORD);
    play.enter();
    play.answer(LOGIN, logged_in());
    play.answer(CAPABILITIES, contact_changes(true));
    let here = account_has(&[(mxid::protocol::Medium::Email, "robin@example.net")]);
    play.answer(ACCOUNT, here);
    assert!(matches!(
        play.wizard.done(),
        Some(Done::ContactAdded { .. })
    ));
    assert_eq!(play.awaited(), [LOGOUT]);
    assert_eq!(play.forgotten(), 0, "the next one could close the session");
    play.answer(LOGOUT, Ok(mxid::protocol::Reply::LoggedOut));
    assert_eq!(play.forgotten(), 1);
}

#[test]
fn a_session_that_is_closed_after_the_end_is_waited_for_before_its_flow_is_forgotten() {
    let mut play = Play::adding_by_link();
    play.seconds(6);
    play.answer(ADD, Ok(mxid::protocol::Reply::ContactAdded));
    play.event(Act::Leave);
    assert_eq!((play.awaited(), play.forgotten()), (vec![LOGOUT], 0));
    play.answer(LOGOUT, Ok(mxid::protocol::Reply::LoggedOut));
    assert_eq!(play.forgotten(), 1);
}

#[test]
fn at_another_base_url_nothing_is_gone_past_and_no_secret_is_used() {
    let mut play = Play::waiting_for_link();
    for effect in &mut play.told {
        if let Effect::Save(flow) = effect {
            flow.base = BaseUrl::parse("https://elsewhere.example.org").expect("a base URL");
        }
    }
    let mut play = play.killed();
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Contact);
    assert_eq!(play.wizard.form().text(FieldId::Email), "robin@example.net");
}

#[test]
fn what_the_person_saw_failing_is_not_tried_without_them() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, refused(500, ErrCode::Unknown));
    let mut play = play.killed_and_back();
    play.answer(AVAILABLE, free());
    assert_eq!(play.page(), PageId::Review);
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    assert_eq!(play.messages(), []);
    play.enter();
    assert_eq!(play.messages()[0].send_attempt.get(), 2);
}

/// Back from the kill of a sign-up by email whose link is waited for, at the verification.
fn verifying_again() -> Play {
    let mut play = Play::waiting_for_link().killed_and_back();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    play.seconds(0);
    play.answer(
        REGISTER,
        demands_still("S2", &[&[EMAIL]], &[], ErrCode::Unauthorized),
    );
    assert_eq!(play.page(), PageId::Verify);
    play
}

/// Another address, killed before its review, and back.
fn with_another_address(mut play: Play) -> Play {
    play.act(Act::ChangeAddress);
    assert_eq!(play.page(), PageId::Address);
    assert_eq!(play.wizard.notice(), None);
    play.fill(FieldId::Email, "wren@example.net");
    play.enter();
    assert_eq!(play.page(), PageId::Account);
    play.killed_and_back()
}

#[test]
fn an_address_that_was_not_reviewed_gets_no_message() {
    let mut play = with_another_address(verifying_again());
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S3", &[&[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Review);
    assert_eq!(play.messages(), []);
}

#[test]
fn what_may_be_done_with_another_address_is_remembered_with_the_next() {
    let mut play = verifying_again();
    play.seconds(35);
    play.answer(REGISTER, lost());
    let mut play = with_another_address(play);
    play.answer(REGISTER, demands("S3", &[&[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Review);
    assert_eq!(play.messages(), []);
    // The name may be taken by what was done with the address of before.
    play.enter();
    play.answer(REGISTER_EMAIL, by_link("9"));
    play.seconds(6);
    play.answer(AVAILABLE, refused(400, ErrCode::UserInUse));
    assert!(matches!(
        play.wizard.done(),
        Some(Done::ProbablyCreated { .. })
    ));
}

#[test]
fn a_name_that_was_not_reviewed_is_not_asked_for() {
    let mut play = Play::waiting_for_link().killed();
    play.found_again(Some(by_email()));
    play.fill(FieldId::Username, "wren");
    play.passwords();
    play.answer(AVAILABLE, free());
    assert_eq!(play.page(), PageId::Review);
}

#[test]
fn a_message_that_was_asked_for_again_and_not_answered_is_repeated_to_the_letter() {
    let mut play = verifying_again();
    play.event(Act::SendAgain);
    play.answer(
        REGISTER,
        demands_still("S2", &[&[EMAIL]], &[], ErrCode::Unauthorized),
    );
    let [asked] = &play.messages()[..] else {
        panic!("one message");
    };
    let asked = asked.clone();
    assert_eq!(asked.send_attempt.get(), 2);
    let mut play = play.killed_and_back();
    while play.messages().is_empty() {
        match play.awaited().last() {
            Some(&AVAILABLE) => play.answer(AVAILABLE, free()),
            Some(&REGISTER) => play.answer(REGISTER, demands("S4", &[&[EMAIL]], &[])),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(play.messages(), [asked]);
}
