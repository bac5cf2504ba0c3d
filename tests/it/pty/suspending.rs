//! Ctrl-Z, and coming back.

use crate::pages::title;
use crate::terminal::{Exit, Key, Program, Terminal, rows};

use super::served::Mute;
use super::*;

/// Waits until the page is there again as it was.
#[track_caller]
fn wait_for_page(terminal: &Terminal, page: &str) {
    terminal.wait_until("the page as it was", |screen| {
        screen.alternate_screen() && rows(screen).join("\n") == page
    });
}

/// A shell with job control, which has the program in `$MXID`.
pub(super) fn shell() -> Terminal {
    let terminal = Program::new("sh")
        .args(["-i"])
        .env("PS1", "ready> ")
        .env("MXID", MXID)
        .start();
    terminal.wait_for("ready>");
    terminal
}

/// Waits until the shell prompts: the typed text before may be lost to it.
#[track_caller]
fn wait_for_prompt(terminal: &Terminal) {
    terminal.wait_until("the shell's prompt", |screen| {
        let rows = rows(screen);
        let last = rows.iter().rfind(|row| !row.is_empty());
        !screen.alternate_screen() && last.is_some_and(|row| row == "ready>")
    });
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_the_page_back() {
    let terminal = shell();
    terminal.enter("\"$MXID\" --practice");
    terminal.wait_for(FIRST);
    to_contact(&terminal);
    to_account(&terminal);
    terminal.send("jay");
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.wait_for(&"•".repeat(PASSWORD.len()));
    terminal.wait_for("@jay:practice.localhost");
    // Once the estimate of the password is in, the page stands still.
    terminal.wait_for("trong");
    let page = terminal.text();

    terminal.press(Key::Ctrl('z'));
    terminal.wait_for("Stopped");
    terminal.wait_until("the normal screen", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    });
    terminal.enter("echo $((6 * 7))");
    terminal.wait_for("42");

    terminal.enter("fg");
    wait_for_page(&terminal, &page);
    terminal.send("\x03\x03");
    wait_for_prompt(&terminal);
    terminal.wait_for("No account was created.");
    terminal.enter("exit $?");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
    assert_never_written(&terminal, PASSWORD);
}

#[test]
fn stopped_by_force_it_comes_back_whole() {
    let terminal = practising();
    to_contact(&terminal);
    let page = terminal.text();
    terminal.signal("STOP");
    terminal.signal("CONT");
    terminal.wait_written("the terminal taken again", |raw| {
        count(raw, "\x1b[?1049h") > 1
    });
    wait_for_page(&terminal, &page);
    terminal.press(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
}

#[test]
fn suspended_while_a_request_is_out_it_comes_back_in_the_size_that_the_window_has_by_then() {
    let mute = Mute::start();
    let terminal = shell();
    terminal.enter(&format!("\"$MXID\" sign-up --server {}", mute.url));
    terminal.wait_for(title::SERVER);
    terminal.press(Key::Enter);
    terminal.wait_for("Looking for http://127.0.0.1");
    terminal.press(Key::Ctrl('z'));
    terminal.wait_for("Stopped");
    wait_for_prompt(&terminal);
    terminal.resize(100, 30);
    terminal.enter("fg");
    terminal.wait_until("the page in the new size", |screen| {
        let mut rows = rows(screen).into_iter();
        screen.alternate_screen() && rows.any(|row| row.chars().count() > 80)
    });
    terminal.wait_for("Looking for http://127.0.0.1");
    terminal.send("\x03\x03");
    wait_for_prompt(&terminal);
    terminal.enter("exit $?");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
}

#[test]
fn continued_in_the_background_it_leaves_the_terminal_to_the_shell() {
    let terminal = shell();
    terminal.enter("\"$MXID\" --practice");
    terminal.wait_for(FIRST);
    to_contact(&terminal);
    let page = terminal.text();
    terminal.press(Key::Ctrl('z'));
    terminal.wait_for("Stopped");
    wait_for_prompt(&terminal);
    terminal.enter("bg; echo $((6 * 7))");
    terminal.wait_for("42");
    wait_for_prompt(&terminal);
    assert!(terminal.text().contains("42"), "{}", terminal.text());
    terminal.enter("fg");
    wait_for_page(&terminal, &page);
    terminal.press(Key::Ctrl('c'));
    wait_for_prompt(&terminal);
    terminal.enter("exit $?");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
}

/// In a window, a pane, a container or an SSH session of its own there is no shell to come back to, and nobody who
/// would continue it: stopping would be a freeze for ever.
#[test]
fn ctrl_z_does_nothing_where_nobody_could_bring_the_wizard_back() {
    let terminal = practising();
    to_contact(&terminal);
    terminal.press(Key::Ctrl('z'));
    terminal.signal("TSTP");
    terminal.press(Key::Down);
    terminal.wait_for("▸ Email address");
    terminal.press(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
}

#[test]
fn a_terminal_without_an_alternate_screen_keeps_nothing_of_what_was_there() {
    let terminal = practising();
    terminal.wait_for(FIRST);
    let written = String::from_utf8_lossy(&terminal.raw_output()).replace("\x1b[?1049h", "");
    let mut without = vt100::Parser::default();
    without.process(b"$ mxid --practice left over\r\n".repeat(24).as_slice());
    without.process(written.as_bytes());
    let shown = rows(without.screen()).join("\n");
    assert!(shown.contains(FIRST), "{shown}");
    let left = ["$", "--practice", "left", "over"];
    assert!(!left.iter().any(|word| shown.contains(word)), "{shown}");
}
