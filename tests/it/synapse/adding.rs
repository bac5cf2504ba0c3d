//! Adding a contact to an account that exists, and that no session is left on it.

use std::time::Duration;

use super::account::Stage;
use super::browser;
use super::servers::{Homeserver, homeserver};
use super::variants::OPEN;
use crate::terminal::{Exit, Key, Program, Terminal};

const PASSWORD: &str = "signed in to add 7";

/// How long any page may take to come on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// The wizard, at the sign-in page for an account that was just made.
fn adding(server: &Homeserver, name: &str, flags: &[&str]) -> Terminal {
    server.register(name, PASSWORD, &Stage::Dummy).expect(200);
    let begin = ["add-contact", "--server", &server.url, "--username", name];
    let terminal = Program::new(env!("CARGO_BIN_EXE_mxid"))
        .args(&[&begin, flags].concat())
        .patience(PATIENCE)
        .start();
    terminal.wait_for("Sign in to your account");
    terminal
}

#[track_caller]
fn leave_with(terminal: &Terminal, result: &str) {
    terminal.wait_for("The session that this needed is closed again.");
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    let left = terminal.text();
    assert!(left.contains(result), "{left}");
    assert!(!terminal.text().contains(PASSWORD));
}

#[test]
fn adds_an_email_address_when_its_link_is_opened() {
    let server = homeserver(&OPEN);
    let address = "siskin@example.org";
    let terminal = adding(&server, "siskin", &["--email", address]);
    terminal.enter(PASSWORD);
    terminal.wait_for("Everything right?");
    terminal.press(Key::Enter);
    terminal.wait_for("Open the link in your mail");
    // A look before the link: the password is taken, and the address is not proven yet.
    terminal.press(Key::Enter);
    terminal.wait_for("Not opened yet.");
    browser::open(server.mail.wait_for(address).link());
    leave_with(
        &terminal,
        "siskin@example.org was added to @siskin:localhost",
    );
    assert_eq!(server.mail.count(address), 1);
    server.assert_account("siskin", PASSWORD, &[("email", address)]);
}

#[test]
fn adds_a_phone_number_with_the_code_from_the_text() {
    let server = homeserver(&OPEN);
    let flags = ["--phone", "201 555 0177", "--country", "US"];
    let terminal = adding(&server, "dipper", &flags);
    terminal.enter("another password");
    terminal.wait_for("does not accept this name with this password");
    terminal.press(Key::Ctrl('u'));
    terminal.enter(PASSWORD);
    terminal.wait_for("Everything right?");
    terminal.press(Key::Enter);
    terminal.wait_for("Enter the code we texted");
    terminal.send(server.texts.wait_for("12015550177").code());
    leave_with(&terminal, "+1 201-555-0177 was added to @dipper:localhost");
    server.assert_account("dipper", PASSWORD, &[("msisdn", "12015550177")]);
}

#[test]
fn an_address_of_their_own_is_said_before_any_message_and_leaving_logs_out() {
    let server = homeserver(&OPEN);
    let address = "pipit@example.org";
    server.register_with_email("pipit", PASSWORD, address);
    let begin = ["add-contact", "--server", &server.url];
    let flags = ["--username", address, "--email", "Pipit@Example.org"];
    let terminal = Program::new(env!("CARGO_BIN_EXE_mxid"))
        .args(&[&begin[..], &flags[..]].concat())
        .patience(PATIENCE)
        .start();
    terminal.wait_for("Sign in to your account");
    terminal.enter(PASSWORD);
    terminal.wait_for("This email address is on your account already.");
    assert_eq!(server.mail.count(address), 1, "the one of the sign-up");
    terminal.press(Key::Ctrl('c'));
    terminal.wait_for("Leave now?");
    terminal.press(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    server.assert_account("pipit", PASSWORD, &[("email", address)]);
}
