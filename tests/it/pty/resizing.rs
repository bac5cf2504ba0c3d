//! The window changes its size.

use std::thread;
use std::time::Duration;

use crate::terminal::{Key, rows};

use super::*;

#[test]
fn a_storm_of_sizes_down_to_one_cell_leaves_the_whole_page_and_what_was_typed() {
    let terminal = practising();
    to_contact(&terminal);
    to_account(&terminal);
    terminal.send("plover");
    terminal.wait_for("@plover:practice.localhost");
    let page = terminal.text();
    let sizes = [(200, 60), (1, 1), (40, 12), (3, 50), (120, 2), (79, 23)];
    for _ in 0..5 {
        for (columns, rows) in sizes {
            terminal.resize(columns, rows);
        }
    }
    terminal.resize(1, 1);
    terminal.resize(80, 24);
    terminal.wait_until("the page as it was", |screen| {
        rows(screen).join("\n") == page
    });
    terminal.send("s");
    terminal.wait_for("@plovers:practice.localhost");
}

#[test]
fn keys_in_a_storm_of_two_hundred_sizes_are_all_heard_and_cost_little() {
    // Over a network an ESC is waited for longest, which this busy machine may need.
    let terminal = at_first_page(mxid(&["--practice"]).env("SSH_TTY", "/dev/pts/0"));
    to_contact(&terminal);
    to_account(&terminal);
    let before = terminal.cpu_time();
    let mut typed = String::new();
    for turn in 0..100_u16 {
        terminal.resize(80 + turn % 40, 24 + turn % 7);
        // Left and right again in two halves, where a lost one misplaces a letter and a false Esc leaves the page.
        let letter = char::from(b'a' + (turn % 26) as u8);
        let keys = match turn % 4 {
            0 => [letter.to_string(), String::new()],
            1 => ["\x1b".into(), "[D".into()],
            2 => ["\x1b".into(), "OC".into()],
            _ => ["\x1b[".into(), "I".into()],
        };
        typed.extend((turn % 4 == 0).then_some(letter));
        terminal.send(&keys[0]);
        terminal.resize(100 - turn % 40, 30 - turn % 7);
        terminal.send(&keys[1]);
        thread::sleep(Duration::from_millis(8));
    }
    terminal.resize(80, 24);
    terminal.wait_for(&format!("@{typed}:practice.localhost"));
    if let (Some(before), Some(after)) = (before, terminal.cpu_time()) {
        let spent = after.saturating_sub(before);
        assert!(spent < Duration::from_secs(3), "{spent:?} for 200 sizes");
    }
    // What stands there is what would be drawn anew.
    let page = terminal.text();
    terminal.press(Key::Ctrl('l'));
    terminal.wait_until("the page as it was", |screen| {
        rows(screen).join("\n") == page
    });
}

#[test]
fn a_window_that_is_too_small_says_so_and_goes_on_when_it_grows() {
    let terminal = practising();
    to_contact(&terminal);
    terminal.resize(20, 5);
    terminal.wait_for("larger to go on.");
    terminal.resize(40, 12);
    terminal.wait_for("How can the server reach you?");
    terminal.press(Key::Down);
    terminal.wait_for("▸ Email address");
}
