//! Pasted text: cleaned, never lost, and submitting nothing but a code.

use std::time::{Duration, Instant};

use crate::pages::title;
use crate::terminal::Key;

use super::*;

/// A wizard at its server field, and an address at which nothing listens.
fn at_server_field() -> Terminal {
    let terminal = at_first_page(mxid(&[]));
    to_server(&terminal);
    terminal
}

#[test]
fn a_paste_into_the_server_field_loses_line_ends_and_submits_nothing() {
    let terminal = at_server_field();
    terminal.paste("127.0.\n0.1\r\n:1\n");
    terminal.wait_for("│ 127.0.0.1:1 ");
    // Text that is typed behind it still goes into the field.
    terminal.send("0");
    terminal.wait_for("│ 127.0.0.1:10 ");
    terminal.wait_for(title::SERVER);
}

#[test]
fn a_code_pasted_with_spaces_submits() {
    let terminal = practising();
    to_contact(&terminal);
    to_code(&terminal, "crane");
    let code = code_in_strip(&terminal);
    let (front, back) = code.split_at(3);
    terminal.paste(&format!("  {front} {back}\n"));
    terminal.wait_for(title::DONE);
}

#[test]
fn a_whole_message_pasted_submits_the_code_in_it() {
    let terminal = practising();
    to_contact(&terminal);
    to_code(&terminal, "stork");
    let code = code_in_strip(&terminal);
    terminal.paste(&format!("Your code is {code}\r\n"));
    terminal.wait_for(title::DONE);
}

/// Far more than a megabyte takes in a debug build on a busy machine, and far less than a freeze.
const MEGABYTE: Duration = Duration::from_secs(10);

#[test]
fn a_megabyte_of_paste_is_cut_and_said_so_and_the_next_key_is_answered() {
    let terminal = at_server_field();
    let begun = Instant::now();
    terminal.paste(&"x".repeat(1 << 20));
    terminal.press(Key::Ctrl('g'));
    terminal.wait_for("continues, or does the marked action");
    let took = begun.elapsed();
    println!("a megabyte of paste, and the key behind it: {took:?}");
    assert!(took < MEGABYTE, "{took:?}");
    terminal.press(Key::Ctrl('g'));
    terminal.wait_for(title::SERVER);
    terminal.press(Key::Ctrl('u'));
    terminal.enter("127.0.0.1:1");
    terminal.wait_for("refused the connection");
}

#[test]
fn a_paste_that_lost_its_end_says_so_however_little_of_it_a_field_takes() {
    for text in ["x".repeat(1 << 20), "\n".repeat(1 << 17)] {
        let terminal = at_server_field();
        terminal.paste(&text);
        terminal.wait_for("The pasted text was too long, so its end was cut off.");
        terminal.press(Key::Ctrl('u'));
        terminal.enter("127.0.0.1:1");
        terminal.wait_for("refused the connection");
    }
}

#[test]
fn a_paste_that_never_ends_is_taken_and_later_keys_still_work() {
    let terminal = at_server_field();
    terminal.send("\x1b[200~127.0.0.1");
    terminal.wait_for("│ 127.0.0.1 ");
    terminal.send(":1");
    terminal.wait_for("│ 127.0.0.1:1 ");
    terminal.press(Key::Enter);
    terminal.wait_for("refused the connection");
}
