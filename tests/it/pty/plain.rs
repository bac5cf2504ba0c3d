//! The face in lines: every flow in a terminal that can do nothing else, and from a pipe.

mod again;
mod piped;
mod servers;
mod ways_out;

use crate::pages::title;
use crate::terminal::{Exit, Terminal};

use super::*;

/// The wizard in a terminal that places no text.
fn dumb(arguments: &[&str]) -> Terminal {
    let terminal = mxid(arguments).env("TERM", "dumb").size(200, 200).start();
    terminal.wait_for("Plain mode: type each answer and press Enter.");
    terminal
}

/// A sign-up at the practice server where the user takes one of the contacts of the list.
fn signing_up(contact: &str) -> Terminal {
    let terminal = dumb(&["sign-up", "--practice"]);
    answer(&terminal, "Enter for 1, Phone number", contact);
    terminal
}

const BY_EMAIL: &str = "2";
const WITHOUT: &str = "3";

/// Waits for a question, and answers it.
#[track_caller]
fn answer(terminal: &Terminal, question: &str, answer: &str) {
    terminal.wait_until(&format!("{question:?} before the cursor"), |screen| {
        let (row, columns) = (screen.cursor_position().0, screen.size().1);
        let line = screen.rows(0, columns.get()).nth(usize::from(row));
        line.is_some_and(|line| line.contains(question) && line.trim_end().ends_with(':'))
    });
    terminal.enter(answer);
}

/// Answers the questions of the account page.
fn account(terminal: &Terminal, name: &str) {
    answer(terminal, "User name", name);
    answer(terminal, "Password (not shown as you type)", PASSWORD);
    answer(
        terminal,
        "Repeat password (not shown as you type)",
        PASSWORD,
    );
}

/// The last question, and what is left then: nothing that draws, and no secret.
#[track_caller]
fn leave_with(terminal: &Terminal, result: &str) {
    answer(terminal, "Enter for 1, Finish", "");
    ended_with(terminal, result);
}

#[track_caller]
fn ended_with(terminal: &Terminal, result: &str) {
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    terminal.assert_restored();
    let left = terminal.text();
    assert!(left.contains(result), "{left}");
    let raw = terminal.raw_output();
    assert!(!contains(&raw, "\x1b"), "an escape sequence");
    assert!(!contains(&raw, "\x07"), "a bell");
    assert_never_written(terminal, PASSWORD);
    assert_eq!(count(&raw, "Plain mode:"), 1);
}

/// The code of the practice server's text.
fn code(terminal: &Terminal) -> String {
    const BEFORE: &str = "Your code is ";
    terminal.wait_for(BEFORE);
    let text = terminal.text();
    let (_, after) = text.split_once(BEFORE).expect("just waited for");
    after.chars().take_while(char::is_ascii_digit).collect()
}

fn number(terminal: &Terminal) {
    answer(terminal, "Country", "United States");
    answer(terminal, "United States (+1)", "2015550123");
}

#[test]
fn sign_up_by_phone() {
    let terminal = dumb(&["--practice"]);
    answer(&terminal, "Enter for 1, Create an account", "1");
    answer(&terminal, "Enter for 1, Phone number", "");
    answer(&terminal, "Country", "US");
    answer(&terminal, "United States (+1)", "20");
    terminal.wait_for("digits are missing.");
    answer(&terminal, "United States (+1)", "2015550123");
    account(&terminal, "wren");
    terminal.wait_for("Phone: +1 201-555-0123, United States");
    answer(&terminal, "Enter for 1, Send the code", "");
    let code = code(&terminal);
    answer(&terminal, "Code", "000000");
    terminal.wait_for("Problem: 000 000 is not the right code.");
    answer(&terminal, "Code", &code);
    leave_with(&terminal, "Your Matrix ID is @wren:practice.localhost");
    for (line, times) in [
        ("practice server: nothing leaves", 1),
        ("Number, or Enter for 1, Create an account", 1),
        ("digits are missing.", 1),
        ("1. United States", 0),
    ] {
        assert_eq!(count(&terminal.raw_output(), line), times, "{line}");
    }
}

#[test]
fn a_country_that_is_not_found_gives_the_list_back_and_a_code_is_one() {
    let terminal = signing_up("");
    answer(&terminal, "Country", "qqqq");
    terminal.wait_for("No country matches");
    answer(&terminal, "Country", "1");
    answer(&terminal, "(+", "back");
    answer(&terminal, "Country", "GB");
    answer(&terminal, "United Kingdom (+44)", "07!");
    // A refused answer is not offered again.
    answer(&terminal, "United Kingdom (+44)", "leave");
    assert!(!terminal.text().contains("Enter keeps 07"));
}

#[test]
fn sign_up_by_email_with_every_word_on_the_way() {
    let terminal = signing_up(BY_EMAIL);
    answer(&terminal, "Email address (you@example.org)", "help");
    terminal.wait_for("The server mails a link to this address.");
    terminal.wait_for("back: goes back one page; your entries are kept");
    answer(
        &terminal,
        "Email address (you@example.org)",
        "lark@gmial.com",
    );
    terminal.wait_for("Warning: Did you mean lark@gmail.com?");
    terminal.wait_for("1. Take lark@gmail.com");
    answer(&terminal, "Enter keeps lark@gmial.com", "take");
    answer(
        &terminal,
        "Enter keeps lark@gmail.com",
        "Lark <lark@example.org>",
    );
    terminal.wait_for("We will send a mail to lark@example.org");
    account(&terminal, "lark");
    answer(&terminal, "Enter for 1, Send the mail", "back");
    answer(&terminal, "User name (Enter keeps lark)", "");
    answer(&terminal, "Enter for 1, Send the mail", "repeat");
    answer(&terminal, "Enter for 1, Send the mail", "1");
    terminal.wait_for("Mail to lark@example.org: ");
    answer(&terminal, "Enter for 1, Check now", "again");
    terminal.wait_for("You can ask again in ");
    answer(&terminal, "Enter for 1, Check now", "details");
    terminal.wait_for("Requests, the newest first");
    answer(&terminal, "Enter for 1, Check now", "nonsense");
    terminal.wait_for("That is not an option here. “help” lists the options.");
    answer(&terminal, "Enter for 1, Check now", "open");
    terminal.wait_for("Email lark@example.org is verified");
    leave_with(&terminal, "Your Matrix ID is @lark:practice.localhost");
    assert_eq!(count(&terminal.raw_output(), title::LINK), 1);
}

#[test]
fn sign_up_without_a_contact_and_a_password_mistyped() {
    let terminal = signing_up(WITHOUT);
    answer(&terminal, "User name", "fin!ch");
    terminal.wait_for("Problem: A user name can't contain !.");
    answer(&terminal, "User name", "finch");
    answer(&terminal, "Password", "short");
    terminal.wait_for("also requires: at least 8 characters");
    answer(&terminal, "Password", PASSWORD);
    answer(&terminal, "Repeat password", "something-else-1");
    terminal.wait_for("Problem: The passwords don't match.");
    answer(&terminal, "Password", PASSWORD);
    answer(&terminal, "Repeat password", PASSWORD);
    answer(&terminal, "Enter for 1, Create the account", "");
    terminal.wait_for("Warning: No contact was added");
    leave_with(&terminal, "Your Matrix ID is @finch:practice.localhost");
}

#[test]
fn sign_up_with_a_pass_phrase_that_is_told_once() {
    let terminal = signing_up(WITHOUT);
    answer(&terminal, "User name", "heron");
    terminal.wait_for("“phrase”: Pick random words for me");
    answer(&terminal, "Password (not shown as you type)", "phrase");
    terminal.wait_for("Write it down before you continue.");
    let text = terminal.text();
    let mut before = text.lines().take_while(|line| !line.contains("Random ("));
    let phrase = before.by_ref().last().expect("just waited for").trim();
    assert!(phrase.split('-').count() > 3, "{phrase}");
    answer(&terminal, "Enter keeps what you typed", "repeat");
    answer(&terminal, "Enter keeps what you typed", "back");
    answer(&terminal, "Enter for 3", "");
    answer(&terminal, "User name (Enter keeps heron)", "next");
    answer(&terminal, "Enter keeps what you typed", "");
    answer(&terminal, "Enter for 1, Create the account", "");
    leave_with(&terminal, "Your Matrix ID is @heron:practice.localhost");
    let raw = terminal.raw_output();
    assert_eq!((count(&raw, phrase), count(&raw, "•")), (1, 0));
}

#[test]
fn a_forgotten_password_is_reset() {
    let terminal = dumb(&["reset-password", "--practice"]);
    answer(&terminal, "Enter for 1, Email address", "");
    answer(&terminal, "Email address", "robin@example.org");
    answer(&terminal, "Enter for 1, Send the mail", "");
    answer(&terminal, "Password", PASSWORD);
    answer(&terminal, "Repeat password", PASSWORD);
    terminal.wait_for("2. Sign them all out");
    answer(&terminal, "Number", "1");
    answer(&terminal, "Enter for 1, Check now", "open");
    // The page behind this link has a button.
    answer(&terminal, "Press Enter to continue", "");
    leave_with(&terminal, "The password was changed on practice.localhost.");
    assert_eq!(count(&terminal.raw_output(), title::LINK), 1);
}

#[test]
fn a_contact_is_added() {
    let terminal = dumb(&["add-contact", "--practice"]);
    answer(&terminal, "Matrix ID, user name", "plover@gmial.com");
    terminal.wait_for("“take”: Take plover@gmail.com");
    answer(&terminal, "Enter keeps plover@gmial.com", "plover");
    answer(&terminal, "Password (not shown as you type)", PASSWORD);
    terminal.wait_for("Problem: The name or the password is wrong.");
    answer(&terminal, "Password", "practice-makes-perfect");
    answer(&terminal, "Enter for 1, Email address", "2");
    number(&terminal);
    answer(&terminal, "Enter for 1, Send the code", "");
    let code = code(&terminal);
    answer(&terminal, "Code", &code);
    terminal.wait_for("You have been signed out again.");
    leave_with(
        &terminal,
        "+1 201-555-0123 was added to @plover:practice.localhost",
    );
}
