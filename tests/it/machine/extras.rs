//! Parameters of messages that only flags set: where a browser goes after the link, and an identity server.

use mxid::domain::ServerName;
use mxid::protocol::IdentityServer;
use mxid::wizard::{
    Act, Choose, Config, Event, Extras, Media, PageId, Preset, SavedTask, Task, TaskSummary, Time,
};
use url::Url;

use super::answers::*;
use super::play::Play;
use super::resuming::{BEGIN, by_email};

fn identity() -> Option<IdentityServer> {
    Some(IdentityServer {
        host: ServerName::parse("id.example.org").expect("a name"),
        access_token: "an access token".into(),
    })
}

fn leading_to(page: &str) -> Option<Url> {
    Some(Url::parse(&format!("https://example.org/{page}")).expect("a URL"))
}

fn config(page: &str) -> Config {
    Config {
        extras: Extras {
            next_link: leading_to(page),
            identity: identity(),
        },
        ..Config::default()
    }
}

/// A wizard at example.org whose flags lead to `/first`.
fn with_flags(task: Task) -> Play {
    let mut play = Play::with(config("first"));
    let at = Task::ALL.iter().position(|one| *one == task);
    play.event(Event::Choose(Choose::Index(at.expect("a goal"))));
    play.server("example.org");
    play.answer_lookup();
    play
}

/// A sign-up by email whose message is being asked for.
fn asking() -> Play {
    let mut play = with_flags(Task::SignUp);
    play.answer(REGISTER, by_email());
    play.by_email();
    play.account();
    play.reviewed(&[&[EMAIL]]);
    play
}

/// Another message, after a last look for the link of the one before.
fn send_again(play: &mut Play) {
    let asked = play.messages().len();
    play.seconds(61);
    while play.messages().len() == asked {
        match play.awaited().first() {
            Some(&AVAILABLE) => play.answer(AVAILABLE, free()),
            Some(&REGISTER) => play.answer_not_yet(),
            _ => play.event(Act::SendAgain),
        }
    }
}

/// Holds that so many messages and so many proofs at least name it all.
#[track_caller]
fn names_it_all(play: &Play, messages: usize, proofs: usize, page: &str) {
    assert_eq!(play.messages().len(), messages);
    for message in play.messages() {
        assert_eq!(message.next_link, leading_to(page));
        assert_eq!(message.identity, identity());
    }
    assert!(play.proofs().len() >= proofs);
    for proof in play.proofs() {
        assert_eq!(proof.identity, identity());
    }
}

#[test]
fn every_message_of_a_sign_up_and_every_proof_names_them() {
    let mut play = asking();
    play.answer(REGISTER_EMAIL, lost());
    play.seconds(3);
    names_it_all(&play, 2, 0, "first");
    play.answer(REGISTER_EMAIL, by_link("1"));
    send_again(&mut play);
    play.answer(REGISTER_EMAIL, by_link("2"));
    play.seconds(6);
    play.answer(REGISTER, registered());
    names_it_all(&play, 3, 3, "first");
}

#[test]
fn so_do_those_of_a_reset_and_of_an_addition() {
    let mut play = with_flags(Task::Reset);
    play.by_email();
    play.enter();
    play.answer(RESET_EMAIL, by_link("1"));
    play.new_password();
    play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
    play.seconds(6);
    names_it_all(&play, 1, 1, "first");

    let mut play = with_flags(Task::AddContact);
    play.sign_in();
    play.answer(LOGIN, logged_in());
    play.answer(CAPABILITIES, contact_changes(true));
    play.answer(ACCOUNT, account_has(&[]));
    play.by_phone();
    play.enter();
    play.answer(ADD_PHONE, by_code("1"));
    play.answer(ADD, demands("S1", &[&[PASSWORD_STAGE]], &[]));
    play.code_accepted();
    names_it_all(&play, 1, 2, "first");
}

/// A wizard whose flags lead to `/second`, and whose first page offers a flow.
fn beside(flow: &SavedTask, resume: bool) -> Play {
    let config = Config {
        offers: vec![TaskSummary::of(flow, Time::default())],
        preset: Preset {
            resume,
            ..Preset::default()
        },
        ..config("second")
    };
    Play::beside(vec![flow.clone()], BEGIN, config)
}

/// Past the account page of a flow that was taken up, to the message that nobody has answered.
fn back_to_its_message(play: &mut Play) {
    play.found_again(Some(by_email()));
    play.passwords();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
}

#[test]
fn a_flow_that_is_gone_on_with_leads_where_it_led_before() {
    let before = asking();
    let flow = before.written().expect("a flow");
    let mut play = beside(&flow, true);
    back_to_its_message(&mut play);
    assert_eq!(play.messages(), before.messages(), "to the letter");
    play.answer(REGISTER_EMAIL, by_link("1"));
    send_again(&mut play);
    names_it_all(&play, 2, 1, "first");
}

#[test]
fn a_new_flow_leads_where_the_flag_of_now_says() {
    let flow = asking().written().expect("a flow");
    let mut play = beside(&flow, false);
    play.enter();
    play.found_again(Some(by_email()));
    assert!(play.wizard.saves().is_resumed());
    play.back_to(PageId::Task);
    play.event(Event::Choose(Choose::Index(1)));
    play.enter();
    assert!(!play.wizard.saves().is_resumed());
    play.enter();
    play.contact(Media::EMAIL);
    play.enter();
    play.account();
    play.reviewed(&[&[EMAIL]]);
    names_it_all(&play, 1, 0, "second");
}
