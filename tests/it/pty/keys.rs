//! Keys as terminals send them: in pieces, alone, and as queries that must not be.

use std::thread;
use std::time::Duration;

use crate::pages::title;
use crate::terminal::{Exit, Key, rows};

use super::*;

#[test]
fn an_arrow_that_arrives_in_pieces_is_an_arrow_and_not_back() {
    let terminal = practising();
    to_contact(&terminal);
    for (expected, pause) in [("▸ Email address", 5), ("▸ Neither", 45)] {
        for byte in Key::Down.bytes() {
            terminal.send([byte]);
            thread::sleep(Duration::from_millis(pause));
        }
        terminal.wait_for(expected);
    }
    terminal.wait_for(title::CONTACT);
}

#[test]
fn a_lone_esc_goes_back() {
    let terminal = practising();
    to_contact(&terminal);
    terminal.press(Key::Esc);
    terminal.wait_for(title::SERVER);
    terminal.press(Key::Esc);
    terminal.wait_for(FIRST);
}

#[test]
fn going_back_and_forth_keeps_what_was_typed() {
    let terminal = practising();
    to_contact(&terminal);
    to_account(&terminal);
    terminal.send("heron");
    terminal.wait_for("@heron:practice.localhost");
    terminal.press(Key::Esc);
    terminal.wait_for("▸ Neither");
    terminal.press(Key::Enter);
    terminal.wait_for("@heron:practice.localhost");
}

#[test]
fn a_terminal_that_answers_nothing_is_asked_nothing() {
    let terminal = practising();
    to_contact(&terminal);
    // Drawing anew and coming back are where the cursor's place would be asked for.
    let page = terminal.text();
    let cleared = count(&terminal.raw_output(), "\x1b[2J");
    terminal.press(Key::Ctrl('l'));
    terminal.wait_written("a cleared screen", |raw| count(raw, "\x1b[2J") > cleared);
    terminal.wait_until("the page as it was", |screen| {
        rows(screen).join("\n") == page
    });
    terminal.signal("STOP");
    terminal.signal("CONT");
    terminal.wait_written("the terminal taken again", |raw| {
        count(raw, "\x1b[?1049h") > 1
    });
    terminal.resize(100, 30);
    terminal.wait_until("the page in the new size", |screen| {
        rows(screen).iter().any(|row| row.contains(title::CONTACT))
    });
    let raw = terminal.raw_output();
    for query in [
        "\x1b[6n", "\x1b[5n", "\x1b[c", "\x1b[0c", "\x1b[>", "\x1b]1", "$p", "\x1b[?u",
    ] {
        assert!(!contains(&raw, query), "the terminal is asked {query:?}");
    }
}

#[test]
fn help_and_details_close_again() {
    let terminal = practising();
    to_contact(&terminal);
    terminal.press(Key::F(1));
    terminal.wait_for("goes back one page; your entries are kept");
    terminal.press(Key::Esc);
    terminal.wait_for(title::CONTACT);
    terminal.press(Key::Ctrl('o'));
    terminal.wait_for("Requests, the newest first");
    terminal.press(Key::Esc);
    terminal.wait_for(title::CONTACT);
    terminal.press(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
}

#[test]
fn a_password_in_latin1_is_not_taken_and_that_is_said() {
    let terminal = practising();
    to_contact(&terminal);
    to_account(&terminal);
    terminal.send("swift");
    for _ in 0..2 {
        terminal.press(Key::Tab);
        terminal.send(b"Gr\xfc\xdfe-aus-K\xf6ln");
        terminal.wait_for("Your terminal sent a character that is not UTF-8");
    }
    for _ in 0..3 {
        terminal.press(Key::Enter);
        terminal.wait_for(title::ACCOUNT);
    }
    terminal.wait_for("Type a password");
    for field in ["Password", "Repeat password"] {
        terminal.wait_until(field, |screen| !screen.contents().contains('•'));
    }
    // The text that is typed anew is the password.
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.wait_for("Passwords match");
    terminal.press(Key::Enter);
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    terminal.wait_for(title::DONE);
}
