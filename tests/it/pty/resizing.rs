//! The window changes its size.

use std::thread;
use std::time::Duration;

use crate::pages::title;
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
    let terminal = practising();
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
    // The screen is the same as a new drawing.
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
    terminal.wait_for("larger to continue.");
    terminal.resize(40, 12);
    terminal.wait_for(title::CONTACT);
    terminal.press(Key::Down);
    terminal.wait_for("▸ Email address");
}

/// Whether a page reaches beyond the 80th column.
fn is_wide(screen: &vt100::Screen) -> bool {
    rows(screen).iter().any(|row| row.chars().count() > 80)
}

#[test]
fn a_terminal_that_knows_no_size_is_taken_for_one_of_80_by_24_until_it_has_one() {
    let terminal = at_first_page(mxid(&["--practice"]).size(100, 30).sizeless());
    to_contact(&terminal);
    terminal.wait_until("a page of 80×24", |screen| {
        let rows = rows(screen);
        let last = rows.iter().rposition(|row| !row.is_empty());
        last == Some(23) && !is_wide(screen)
    });
    terminal.resize(100, 30);
    terminal.wait_until("a page of the new size", |screen| {
        is_wide(screen) && !rows(screen)[29].is_empty()
    });
}

#[test]
fn a_terminal_that_knows_no_size_has_the_one_of_the_environment() {
    for (columns, lines, (wide, last)) in [
        ("100", "30", (true, 29)),
        ("-1", "many", (false, 23)),
        ("0", "99999", (false, 23)),
    ] {
        let program = mxid(&["--practice"]).size(120, 40).sizeless();
        let terminal = at_first_page(program.env("COLUMNS", columns).env("LINES", lines));
        terminal.wait_until(&format!("a page of {columns}×{lines}"), |screen| {
            let at = rows(screen).iter().rposition(|row| !row.is_empty());
            (is_wide(screen), at) == (wide, Some(last))
        });
    }
}
