//! Several unfinished tasks, and the typed text in a field that was not left.

use std::thread;
use std::time::{Duration, Instant};

use super::*;
use crate::pages::title;

/// A sign-up without a contact, told to end at its review.
fn at_review(state: &State, served: &Served) {
    let flags = ["sign-up", "--server", &served.url, "--username", "martin"];
    let terminal = state.mxid(&flags).start();
    to_account_by_nothing(&terminal);
    terminal.signal("TERM");
    assert_eq!(terminal.wait_exit(), Exit::Status(143));
}

/// The pages of a sign-up by phone before that of the account, the last first.
const BEFORE_THE_ACCOUNT: [&str; 4] =
    [title::NUMBER, title::COUNTRY, title::CONTACT, title::SERVER];

fn go_back(terminal: &Terminal, pages: &[&str]) {
    for page in pages {
        terminal.press(Key::Esc);
        terminal.wait_for(page);
    }
}

#[test]
fn with_several_resume_asks_with_which_to_go_on() {
    let (state, served) = (State::new(), Served::start());
    killed(&at_code(&state, &served));
    at_review(&state, &served);
    assert_eq!(state.flows().len(), 2);
    let terminal = state.mxid(&["resume"]).start();
    terminal.wait_for(FIRST);
    let page = terminal.text();
    let (newer, older) = (page.find("martin"), page.find("swift"));
    assert!(newer.is_some() && newer < older, "{page}");
    terminal.press(Key::Down);
    terminal.press(Key::Enter);
    fill_passwords(&terminal);
    finish(&terminal, &served);
    assert!(
        state.text().contains("martin"),
        "the other one is still there"
    );
}

#[test]
fn a_flow_that_was_left_for_the_first_page_is_gone_on_with_from_there() {
    let (state, served) = (State::new(), Served::start());
    killed(&at_code(&state, &served));
    let terminal = state.mxid(&["resume"]).start();
    terminal.wait_for(title::ACCOUNT);
    go_back(&terminal, &BEFORE_THE_ACCOUNT);
    go_back(&terminal, &["▸ Continue creating your account on "]);
    terminal.press(Key::Enter);
    fill_passwords(&terminal);
    finish(&terminal, &served);
}

#[test]
fn two_wizards_that_show_their_first_page_offer_the_same_flow_and_one_gets_it() {
    let (state, served) = (State::new(), Served::start());
    killed(&at_code(&state, &served));
    let begun = || {
        let terminal = state.mxid(&[]).start();
        terminal.wait_for("▸ Continue creating your account on ");
        terminal
    };
    let (first, second) = (begun(), begun());
    first.press(Key::Enter);
    first.wait_for(title::ACCOUNT);
    second.press(Key::Enter);
    second.wait_for("Another mxid is working on this one");
    assert!(second.text().contains("▸ Continue creating your account"));
    fill_passwords(&first);
    finish(&first, &served);
}

#[test]
fn a_flow_that_was_left_for_another_server_is_nobody_elses_before_its_wizard_ends() {
    let (state, here, there) = (State::new(), Served::start(), Served::start());
    let terminal = at_code(&state, &here);
    go_back(&terminal, &["Matrix ID   @", title::ACCOUNT]);
    go_back(&terminal, &BEFORE_THE_ACCOUNT);
    terminal.press(Key::Ctrl('u'));
    terminal.send(&there.url);
    terminal.press(Key::Enter);
    terminal.wait_for(title::CONTACT);
    let patience = Instant::now();
    while state.flows().len() < 2 {
        assert!(
            patience.elapsed() < Duration::from_secs(20),
            "the other one is never written"
        );
        thread::sleep(Duration::from_millis(20));
    }
    let second = state.mxid(&["resume"]).start();
    assert_eq!(second.wait_exit(), Exit::Status(1));
    assert!(second.text().contains("Another mxid is working"));
}

#[test]
fn everything_that_is_forgotten_is_named() {
    let (state, served) = (State::new(), Served::start());
    killed(&at_code(&state, &served));
    at_review(&state, &served);
    let terminal = state.mxid(&["forget"]).start();
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    let said = terminal.lines();
    let named = said.matches("Deleted: an account on ").count();
    assert_eq!(named, 2, "{said}");
    assert!(
        said.contains("(martin)") && said.contains("swift, 07700 900123"),
        "{said}"
    );
    assert!(state.flows().is_empty());
}

#[test]
fn what_is_in_a_field_survives_a_kill() {
    let (state, served) = (State::new(), Served::start());
    let terminal = state.mxid(&["sign-up", "--server", &served.url]).start();
    terminal.wait_for(title::CONTACT);
    to_account(&terminal);
    terminal.send("swif");
    let patience = Instant::now();
    let is_written = |flow: &PathBuf| {
        let text = fs::read_to_string(flow);
        text.is_ok_and(|text| text.contains("\"swif\""))
    };
    while !state.flows().iter().any(is_written) {
        assert!(
            patience.elapsed() < Duration::from_secs(20),
            "it is never written"
        );
        thread::sleep(Duration::from_millis(20));
    }
    killed(&terminal);
    let terminal = state.mxid(&["resume"]).start();
    terminal.wait_for("You will be @swif");
}
