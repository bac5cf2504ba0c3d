//! Whole ways, from the first key to the normal screen.

use crate::pages::title;
use crate::terminal::{Exit, Key, Terminal};

use super::served::Served;
use super::*;

/// Leaves the last page, and asserts what is left: the result, nothing secret, and the terminal as it was.
#[track_caller]
fn leave_with(terminal: &Terminal, result: &str) {
    terminal.wait_for("▸ Finish");
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    terminal.assert_restored();
    let left = terminal.lines();
    assert!(left.contains(result), "{left}");
    assert!(left.contains("Homeserver: http://127.0.0.1:"), "{left}");
    assert_never_written(terminal, PASSWORD);
}

/// Opens the newest practice message, and follows its link.
fn follow_newest_mail(terminal: &Terminal, to: &str) {
    terminal.wait_for(&format!("Mail to {to}"));
    terminal.press(Key::Ctrl('n'));
    terminal.wait_for("This is the practice inbox.");
    terminal.press(Key::Enter);
}

#[test]
fn sign_up_by_phone_with_the_code_from_the_strip_ends_with_a_matrix_id() {
    let terminal = practising();
    to_contact(&terminal);
    to_code(&terminal, "wren");
    let code = code_in_strip(&terminal);
    assert_eq!(code.len(), 6, "{code:?}");
    terminal.send(&code);
    terminal.wait_for(title::DONE);
    terminal.wait_for("+1 201-555-0123 is verified");
    leave_with(&terminal, "Your Matrix ID is @wren:practice.localhost");
    assert!(!terminal.text().contains(&code), "{}", terminal.text());
}

#[test]
fn sign_up_by_email_goes_on_by_itself_once_the_link_was_followed() {
    let terminal = practising();
    to_contact(&terminal);
    terminal.press(Key::Down);
    terminal.wait_for("▸ Email address");
    terminal.press(Key::Enter);
    terminal.wait_for(title::ADDRESS);
    terminal.send("lark@example.org");
    terminal.wait_for("We will send a mail to lark@example.org");
    terminal.press(Key::Enter);
    account(&terminal, "lark");
    terminal.press(Key::Enter);
    terminal.wait_for(title::LINK);
    follow_newest_mail(&terminal, "lark@example.org");
    // Nothing else is pressed: the message closes when the page behind it continues.
    terminal.wait_for(title::DONE);
    terminal.wait_for("lark@example.org is verified");
    leave_with(&terminal, "Your Matrix ID is @lark:practice.localhost");
}

#[test]
fn sign_up_without_a_contact_says_what_that_means_and_ends_with_a_matrix_id() {
    let terminal = practising();
    to_contact(&terminal);
    to_account(&terminal);
    account(&terminal, "finch");
    terminal.wait_for("you can't reset a forgotten password");
    terminal.press(Key::Enter);
    terminal.wait_for("No contact was added: keep the password safe.");
    leave_with(&terminal, "Your Matrix ID is @finch:practice.localhost");
}

#[test]
fn a_whole_sign_up_fits_in_40_by_12() {
    let terminal = at_first_page(mxid(&["--practice"]).size(40, 12));
    to_contact(&terminal);
    to_account(&terminal);
    account(&terminal, "dove");
    terminal.press(Key::Enter);
    terminal.wait_for("5/5 Done");
    // The page is longer than the window: it opens at its beginning and can be turned.
    terminal.wait_for(title::DONE);
    terminal.wait_for("@dove:practice.localhost");
    terminal.press(Key::PageDown);
    terminal.press(Key::PageDown);
    terminal.wait_for("▸ Finish");
    leave_with(&terminal, "Your Matrix ID is @dove:practice.");
}

#[test]
fn a_forgotten_password_is_reset_by_the_email_that_the_page_names() {
    let terminal = practising();
    terminal.press(Key::Down);
    terminal.wait_for("▸ Reset a forgotten password");
    terminal.press(Key::Enter);
    terminal.wait_for(title::RESET_CONTACT);
    terminal.press(Key::Enter);
    terminal.wait_for(title::RESET_ADDRESS);
    terminal.wait_for("The practice server has an account with");
    let known = known_address(&terminal.text());
    terminal.send(&known);
    terminal.wait_for(&format!("We will send a mail to {known}"));
    terminal.press(Key::Enter);
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    terminal.wait_for(title::NEW_PASSWORD);
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.wait_until("no choice", |screen| !screen.contents().contains('▸'));
    terminal.press(Key::Down);
    terminal.wait_for("▸ Leave them signed in");
    terminal.press(Key::Enter);
    terminal.wait_for(title::LINK);
    follow_newest_mail(&terminal, &known);
    terminal.wait_for("Press Enter to press the button on this page.");
    terminal.press(Key::Enter);
    terminal.wait_for(title::RESET_DONE);
    terminal.wait_for("Your other sessions stay signed in.");
    leave_with(&terminal, "The password was changed on practice.localhost.");
}

/// The address in the hint of the reset page; the field's example stands above it.
fn known_address(text: &str) -> String {
    let (_, hint) = text
        .split_once("The practice server has an account with")
        .expect("the hint is there");
    let address = hint
        .split_whitespace()
        .find(|word| word.contains('@'))
        .expect("the hint names an address");
    address.trim_end_matches('.').to_owned()
}

#[test]
fn flags_answer_their_questions_and_a_server_that_runs_by_itself_does_as_well() {
    let served = Served::start();
    let terminal = mxid(&[
        "sign-up",
        "--server",
        &served.url,
        "--phone",
        "07700 900123",
        "--country",
        "uk",
        "--username",
        "swift",
    ])
    .start();
    // A number in doubt is the user's to look at.
    terminal.wait_for("We don't recognise this number");
    terminal.press(Key::Enter);
    terminal.wait_for(title::ACCOUNT);
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.wait_for("Passwords match");
    terminal.press(Key::Enter);
    terminal.wait_for("+44 7700 900123");
    assert_eq!(served.outbox().len(), 0, "a text before the review page");
    terminal.press(Key::Enter);
    terminal.wait_for("Enter the code we texted to +44 7700 900123");
    let outbox = served.outbox();
    assert_eq!(outbox.len(), 1, "{outbox:?}");
    let code = outbox[0]["code"].as_str().expect("a text has a code");
    terminal.send(code);
    terminal.wait_for(title::DONE);
    leave_with(&terminal, "Your Matrix ID is @swift:");
    assert_eq!(served.outbox().len(), 1, "one message for one intent");
}
