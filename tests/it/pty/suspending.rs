//! Ctrl-Z, and coming back.

use crate::terminal::{Exit, Key, Program, Terminal, rows};

use super::*;

/// Waits until the page is there again as it was.
#[track_caller]
fn wait_for_page(terminal: &Terminal, page: &str) {
    terminal.wait_until("the page as it was", |screen| {
        screen.alternate_screen() && rows(screen).join("\n") == page
    });
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_the_page_back() {
    let terminal = Program::new("sh")
        .args(["-i"])
        .env("PS1", "ready> ")
        .env("MXID", MXID)
        .start();
    terminal.wait_for("ready>");
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
    // The shell has its terminal back when it prompts: what is typed before may be lost to it.
    terminal.wait_until("the shell's prompt", |screen| {
        let rows = rows(screen);
        let last = rows.iter().rfind(|row| !row.is_empty());
        last.is_some_and(|row| row == "ready>")
    });
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
