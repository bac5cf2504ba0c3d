//! Adding a contact, and that no session of ours is left behind on the server.

use crate::pages::title;
use crate::terminal::{Exit, Key, Terminal};

use crate::world::PLOVER;

use super::served::Served;
use super::*;

/// Fills the sign-in page, whose name a flag may have given.
fn sign_in(terminal: &Terminal, name: &str) {
    let (_, password) = PLOVER;
    terminal.wait_for(title::SIGN_IN);
    if !name.is_empty() {
        terminal.send(name);
        terminal.press(Key::Tab);
    }
    terminal.send(password);
    terminal.wait_for(&"•".repeat(password.len()));
    terminal.press(Key::Enter);
}

/// A wizard that was signed in with flags, and asks what to add.
pub(super) fn signed_in(served: &Served) -> Terminal {
    let (name, _) = PLOVER;
    let terminal = mxid(&["add-contact", "--server", &served.url, "--username", name]).start();
    sign_in(&terminal, "");
    terminal.wait_for(title::ADD_CONTACT);
    assert_eq!(served.sessions(), 1, "the session that this needs");
    terminal
}

#[track_caller]
fn leave_with(terminal: &Terminal, result: &str) {
    terminal.wait_for("You have been signed out again.");
    terminal.wait_for("▸ Finish");
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    terminal.assert_restored();
    let left = terminal.lines();
    assert!(left.contains(result), "{left}");
    assert!(!left.contains("may still be open"), "{left}");
}

#[test]
fn a_phone_number_is_added_with_the_code_from_the_strip() {
    let terminal = practising();
    for task in ["▸ Reset a forgotten", "▸ Add an email address"] {
        terminal.press(Key::Down);
        terminal.wait_for(task);
    }
    terminal.press(Key::Enter);
    terminal.wait_for("The practice server has an account plover");
    sign_in(&terminal, PLOVER.0);
    terminal.wait_for(title::ADD_CONTACT);
    terminal.press(Key::Down);
    terminal.wait_for("▸ Phone number");
    terminal.press(Key::Enter);
    terminal.wait_for(title::COUNTRY);
    terminal.enter("US");
    terminal.wait_for(title::NUMBER);
    terminal.send("2015550123");
    terminal.wait_for("We will text +1 201-555-0123");
    terminal.press(Key::Enter);
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    terminal.wait_for("Enter the code we texted to +1 201-555-0123");
    terminal.send(code_in_strip(&terminal));
    terminal.wait_for(title::NUMBER_ADDED);
    leave_with(
        &terminal,
        "+1 201-555-0123 was added to @plover:practice.localhost",
    );
}

#[test]
fn an_email_address_is_added_by_flags_once_its_link_was_opened() {
    let served = Served::start();
    let terminal = mxid(&[
        "add-contact",
        "--server",
        &served.url,
        "--username",
        PLOVER.0,
        "--email",
        "lark@example.org",
    ])
    .start();
    sign_in(&terminal, "");
    terminal.wait_for(title::REVIEW);
    terminal.wait_for("@plover:practice.localhost");
    assert_eq!(served.outbox().len(), 0, "a mail before the review page");
    terminal.press(Key::Enter);
    terminal.wait_for(title::LINK);
    let outbox = served.outbox();
    assert_eq!(outbox.len(), 1, "{outbox:?}");
    let link = outbox[0]["link"].as_str().expect("a mail has a link");
    served.get(link.trim_start_matches(served.url.as_str()));
    terminal.wait_for(title::EMAIL_ADDED);
    leave_with(
        &terminal,
        "lark@example.org was added to @plover:practice.localhost",
    );
    assert_eq!(served.sessions(), 0);
    assert_never_written(&terminal, PLOVER.1);
}

#[test]
fn leaving_half_way_leaves_no_session_behind() {
    let served = Served::start();
    let terminal = signed_in(&served);
    terminal.press(Key::Ctrl('c'));
    terminal.wait_for("Leave now?");
    assert_eq!(served.sessions(), 1);
    terminal.press(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
    let left = terminal.lines();
    assert!(left.contains("No contact was added."), "{left}");
    assert!(!left.contains("may still be open"), "{left}");
    assert_eq!(served.sessions(), 0);
}

#[test]
fn a_signal_leaves_no_session_behind() {
    for (signal, status) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        let served = Served::start();
        let terminal = signed_in(&served);
        terminal.signal(signal);
        assert_eq!(terminal.wait_exit(), Exit::Status(status));
        terminal.assert_restored();
        assert_eq!(served.sessions(), 0, "{signal}");
    }
}

#[test]
fn going_back_before_the_sign_in_page_leaves_no_session_behind() {
    let served = Served::start();
    let terminal = signed_in(&served);
    terminal.press(Key::Esc);
    terminal.wait_for(title::SIGN_IN);
    terminal.press(Key::Esc);
    terminal.wait_for(title::RESET_SERVER);
    let asked = std::time::Instant::now();
    while served.sessions() > 0 {
        assert!(asked.elapsed().as_secs() < 10, "the session stays open");
    }
}
