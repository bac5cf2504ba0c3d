//! Every way out of plain mode gives the terminal back, and none is taken by accident.

use super::*;
use crate::terminal::Key;

#[test]
fn leaving_asks_first_and_ctrl_c_twice_leaves_at_once() {
    let terminal = dumb(&["sign-up", "--practice", "--email", "lark@example.org"]);
    answer(&terminal, "User name", "lark");
    // No echo now, and it is given back all the same.
    terminal.wait_for("Password (not shown as you type):");
    terminal.press(Key::Ctrl('c'));
    answer(&terminal, "“leave” or “stay”", "stay");
    terminal.wait_until("the password again", |screen| {
        screen.contents().matches("Password (not shown").count() == 2
    });
    terminal.send("half of it");
    terminal.press(Key::Ctrl('c'));
    terminal.wait_until("the question again", |screen| {
        screen.contents().matches("“leave” or “stay”:").count() == 2
    });
    terminal.press(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
    assert_never_written(&terminal, "half of it");
}

#[test]
fn the_end_of_the_input_and_of_the_terminal_leave_too() {
    let terminal = dumb(&["sign-up", "--practice", "--email", "lark@example.org"]);
    terminal.wait_for("User name:");
    terminal.press(Key::Ctrl('d'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
    for (signal, status) in [("TERM", 143), ("HUP", 129), ("QUIT", 131)] {
        let terminal = dumb(&["sign-up", "--practice", "--username", "lark"]);
        answer(&terminal, "Enter for 1, Phone number", "3");
        terminal.wait_for("Password (not shown as you type):");
        terminal.signal(signal);
        assert_eq!(terminal.wait_exit(), Exit::Status(status), "{signal}");
        terminal.assert_restored();
    }
}

#[test]
fn who_ends_their_input_on_a_page_that_waits_is_not_told_that_it_goes_on() {
    let terminal = dumb(&["sign-up", "--practice", "--email", "lark@example.org"]);
    account(&terminal, "lark");
    answer(&terminal, "Enter for 1, Send the mail", "");
    terminal.wait_for("Number, or Enter for 1, Check now:");
    terminal.press(Key::Ctrl('d'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    let text = terminal.text();
    assert!(!text.contains("There are no more answers"), "{text}");
}

#[test]
fn accessible_is_a_wish_for_lines_that_a_flag_overrules() {
    let terminal = mxid(&["--practice"]).env("ACCESSIBLE", "1").start();
    terminal.wait_for("Plain mode:");
    assert!(!contains(&terminal.raw_output(), "\x1b"));
    let terminal = mxid(&["--practice", "--ui", "tui"])
        .env("ACCESSIBLE", "1")
        .start();
    terminal.wait_for("▸ Create an account");
}

#[test]
fn ctrl_z_gives_the_echo_back_and_fg_takes_it_again() {
    let terminal = super::super::suspending::shell();
    terminal.enter("TERM=dumb \"$MXID\" sign-up --practice --email lark@example.org");
    answer(&terminal, "User name", "lark");
    terminal.wait_for("Password (not shown as you type):");
    terminal.press(Key::Ctrl('z'));
    terminal.wait_for("Stopped");
    terminal.enter("echo $((6 * 7))");
    // The shell shows the typed text.
    terminal.wait_for("echo $((6 * 7))");
    terminal.wait_for("42");
    terminal.enter("fg");
    terminal.wait_until("the password again", |screen| {
        screen.contents().matches("Password (not shown").count() == 2
    });
    terminal.enter(PASSWORD);
    terminal.wait_for("Repeat password");
    assert_never_written(&terminal, PASSWORD);
    terminal.press(Key::Ctrl('c'));
    answer(&terminal, "“leave” or “stay”", "leave");
    terminal.wait_for("No account was created.");
}
