//! Flows that were left behind: nothing of theirs is lost, and nothing of it comes into another.

use mxid::protocol::{Reply, Request};
use mxid::wizard::{
    Choose, Done, Effect, Event, FieldId, Media, PageId, SavedTask, SessionEnd, Task,
};

use super::answers::*;
use super::play::Play;
use super::resuming::by_email;

/// The device of an earlier run: those that the plays make are the same in each.
const DEVICE: &str = "EARLIERONE";

impl Play {
    /// Leaves the flow that was taken up for a new one of the same kind, at the same server.
    fn begin_another(&mut self) {
        self.back_to(PageId::Task);
        let goals = Task::ALL.iter();
        let at = goals.take_while(|task| **task != self.wizard.task());
        let at = self.wizard.saves().offers().len() + at.count();
        self.event(Event::Choose(Choose::Index(at)));
        self.enter();
        self.enter();
        assert_eq!(self.page(), PageId::Contact);
    }

    /// The account of this name answers the sign-in page.
    fn sign_in_as(&mut self, name: &str) {
        self.fill(FieldId::SignInName, name);
        self.fill(FieldId::SignInPassword, PASSWORD);
        self.enter();
        self.answer(LOGIN, logged_in());
        self.answer(CAPABILITIES, contact_changes(true));
        self.answer(ACCOUNT, account_has(&[]));
    }

    /// The devices that the logins so far asked for.
    fn devices(&self) -> Vec<String> {
        let device = |request: &Request| match request {
            Request::Login(login) => login.device_id.clone(),
            _ => None,
        };
        self.requests
            .iter()
            .filter_map(|(_, r)| device(r))
            .collect()
    }

    /// A wizard that continues with a contact, after a login with [`DEVICE`] in the run before.
    fn adding_after_a_kill() -> Self {
        let mut play = Play::adding_by_link();
        for effect in &mut play.told {
            if let Effect::Save(flow) = effect {
                flow.device_id = Some(DEVICE.to_owned());
            }
        }
        let mut play = play.killed();
        play.found_again(None);
        play
    }

    fn flow(&self) -> SavedTask {
        self.written().expect("a flow")
    }
}

#[test]
fn as_another_account_nothing_is_gone_past_and_the_session_of_before_is_not_said_to_be_closed() {
    let mut play = Play::adding_after_a_kill();
    play.sign_in_as("wren");
    assert_eq!(play.page(), PageId::Contact);
    assert_eq!(play.messages(), []);
    assert_ne!(
        play.devices(),
        [DEVICE],
        "it is the device of somebody else"
    );
    for page in [PageId::Address, PageId::Review, PageId::Verify] {
        play.enter();
        assert_eq!(play.page(), page, "each page is the person's to leave");
    }
    play.seconds(0);
    play.answer(ADD, demands("S1", &[&[PASSWORD_STAGE]], &[]));
    play.seconds(6);
    play.answer(ADD, Ok(Reply::ContactAdded));
    play.answer(LOGOUT, Ok(Reply::LoggedOut));
    assert!(matches!(
        play.wizard.done(),
        Some(Done::ContactAdded { .. })
    ));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::LeftOpen));
}

#[test]
fn as_another_account_and_then_as_the_same_again_the_first_device_is_used() {
    let mut play = Play::adding_after_a_kill();
    for (name, page) in [("wren", PageId::Contact), ("robin", PageId::Contact)] {
        play.sign_in_as(name);
        assert_eq!(play.page(), page);
        play.back_to(PageId::SignIn);
    }
    let devices = play.devices();
    assert_eq!(devices[1..], [DEVICE]);
    assert_ne!(devices[0], DEVICE);
}

#[test]
fn something_new_has_no_secret_and_no_doubt_of_the_flow_that_was_taken_up() {
    let before = Play::waiting_for_link();
    let [asked] = &before.messages()[..] else {
        panic!("one message");
    };
    let asked = asked.clone();
    let mut play = before.killed_and_back();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Verify);
    play.begin_another();
    play.contact(Media::EMAIL);
    play.enter();
    assert_eq!(play.page(), PageId::Account);
    assert_eq!(play.flow().validations, []);
    assert_eq!(play.flow().committing, None);
    play.passwords();
    play.answer(AVAILABLE, free());
    play.enter();
    while play.messages().is_empty() {
        play.answer(REGISTER, demands("S3", &[&[EMAIL]], &[]));
    }
    let [again] = &play.messages()[..] else {
        panic!("one message");
    };
    assert_ne!(again.client_secret, asked.client_secret);
    assert_eq!(play.flows.len(), 2);
}

#[test]
fn something_new_is_signed_in_to_with_a_device_of_its_own() {
    let mut play = Play::adding_after_a_kill();
    play.back_to(PageId::Task);
    let at = play.wizard.saves().offers().len() + 2;
    play.event(Event::Choose(Choose::Index(at)));
    assert_eq!(play.wizard.task(), Task::AddContact);
    play.enter();
    play.enter();
    play.sign_in_as("wren");
    assert_ne!(play.devices(), [DEVICE]);
}

#[test]
fn a_flow_that_is_left_for_another_server_keeps_its_place() {
    let mut play = Play::waiting_for_link();
    let here = play.flow();
    assert_eq!(here.reached, PageId::Verify);
    play.back_to(PageId::Server);
    play.fill(FieldId::Server, "example.com");
    play.enter();
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Contact);
    let left = play.flows.iter().find(|flow| flow.id == here.id);
    assert_eq!(left.map(|flow| flow.reached), Some(PageId::Verify));
}
