//! The window changes its size.

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
