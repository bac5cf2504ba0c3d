//! The built program in a real pseudo-terminal, as a user meets it: keys in, a screen out, and the terminal given back.

mod adding;
mod around;
mod closed_pipes;
mod ending;
mod faults;
mod hang_ups;
mod journeys;
mod keeping;
mod keys;
mod last_requests;
mod leaks;
#[cfg(target_os = "linux")]
mod memory;
mod nonblocking;
mod pasting;
mod plain;
mod proxies;
mod proxy_variables;
mod quiet;
mod resizing;
mod served;
mod server_page;
mod stalled;
mod suspending;
mod tap;
mod usage;
mod web;

use crate::pages::title;
use crate::terminal::{Key, Program, Terminal};

/// The program that cargo built for these tests.
const MXID: &str = env!("CARGO_BIN_EXE_mxid");

/// A password that every server takes. It must never be seen anywhere.
const PASSWORD: &str = "violet-anvil-teapot-9";

/// The title of the first page.
const FIRST: &str = title::TASK;

/// The program with arguments, not started yet.
fn mxid(arguments: &[&str]) -> Program {
    Program::new(MXID).args(arguments)
}

/// The wizard with the practice server, at its first page.
fn practising() -> Terminal {
    at_first_page(mxid(&["--practice"]))
}

/// Starts the wizard and waits for its first page.
fn at_first_page(program: Program) -> Terminal {
    let terminal = program.start();
    terminal.wait_for(FIRST);
    terminal
}

/// From the first page to the one that asks for a contact.
fn to_contact(terminal: &Terminal) {
    terminal.press(Key::Enter);
    terminal.wait_for(title::CONTACT);
}

/// From the first page to the server field of a wizard that does not practise.
fn to_server(terminal: &Terminal) {
    terminal.press(Key::Enter);
    terminal.wait_for(title::SERVER);
}

/// From the contact page to the account page, without a contact.
fn to_account(terminal: &Terminal) {
    terminal.press(Key::Down);
    terminal.wait_for("▸ Email address");
    terminal.press(Key::Down);
    terminal.wait_for("▸ Neither");
    terminal.press(Key::Enter);
    terminal.wait_for(title::ACCOUNT);
}

/// Fills the account page and continues to the review.
fn account(terminal: &Terminal, name: &str) {
    terminal.wait_for(title::ACCOUNT);
    terminal.send(name);
    terminal.wait_for("You will be");
    for _ in 0..2 {
        terminal.press(Key::Tab);
        terminal.send(PASSWORD);
    }
    terminal.press(Key::Enter);
    // Not the title, which a small window has scrolled away.
    terminal.wait_for("Matrix ID   @");
}

/// From the contact page to the code field: a number was given, and a text is out.
fn to_code(terminal: &Terminal, name: &str) {
    terminal.wait_for("▸ Phone number");
    terminal.press(Key::Enter);
    terminal.wait_for(title::COUNTRY);
    terminal.enter("US");
    terminal.wait_for(title::NUMBER);
    terminal.send("2015550123");
    terminal.wait_for("We will text +1 201-555-0123");
    terminal.press(Key::Enter);
    account(terminal, name);
    terminal.press(Key::Enter);
    terminal.wait_for("Enter the code we texted to +1 201-555-0123");
}

/// The code in the practice strip, once a text came.
fn code_in_strip(terminal: &Terminal) -> String {
    const BEFORE: &str = "Your code is ";
    terminal.wait_for(BEFORE);
    let text = terminal.text();
    let (_, after) = text.split_once(BEFORE).expect("just waited for");
    after.chars().take_while(char::is_ascii_digit).collect()
}

/// Asserts that a secret was never written to the terminal.
#[track_caller]
fn assert_never_written(terminal: &Terminal, secret: &str) {
    assert!(
        !contains(&terminal.raw_output(), secret),
        "{secret:?} was written"
    );
}

/// Whether raw output contains a text.
fn contains(raw: &[u8], text: &str) -> bool {
    count(raw, text) > 0
}

/// How often a text occurs in raw output.
fn count(raw: &[u8], text: &str) -> usize {
    raw.windows(text.len())
        .filter(|window| *window == text.as_bytes())
        .count()
}
