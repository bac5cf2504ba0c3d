//! Every way out restores the terminal, leaves nothing secret, and has its own exit status.

use std::io::Read;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::terminal::{Exit, Key, Program, Terminal};

use super::*;

/// A wizard in which a password was typed.
fn with_a_password(program: Program) -> Terminal {
    let terminal = at_first_page(program);
    to_contact(&terminal);
    to_account(&terminal);
    terminal.send("martin");
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.wait_for(&"•".repeat(PASSWORD.len()));
    terminal
}

/// Asserts the end of a wizard in which a password was typed.
#[track_caller]
fn assert_ended(terminal: &Terminal, status: u32) {
    assert_eq!(terminal.wait_exit(), Exit::Status(status));
    terminal.assert_restored();
    assert_never_written(terminal, PASSWORD);
    // Nothing of the page stands on the normal screen.
    let left = terminal.text();
    assert!(!left.contains("martin"), "{left}");
}

#[test]
fn ctrl_c_leaves_the_first_page_at_once() {
    let terminal = practising();
    terminal.press(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
}

#[test]
fn ctrl_c_asks_once_when_something_was_typed_and_twice_leaves() {
    let terminal = with_a_password(mxid(&["--practice"]));
    terminal.press(Key::Ctrl('c'));
    terminal.wait_for("Leave now?");
    terminal.press(Key::Esc);
    terminal.wait_for("@martin:practice.localhost");
    terminal.press(Key::Ctrl('c'));
    terminal.wait_for("Leave now?");
    terminal.press(Key::Ctrl('c'));
    assert_ended(&terminal, 130);
    let left = terminal.text();
    assert!(left.contains("No account was created."), "{left}");
}

#[test]
fn ctrl_c_twice_in_one_breath_leaves() {
    let terminal = with_a_password(mxid(&["--practice"]));
    terminal.send("\x03\x03");
    assert_ended(&terminal, 130);
}

#[test]
fn a_signal_ends_it_with_the_status_of_that_signal() {
    for (signal, status) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        let terminal = with_a_password(mxid(&["--practice"]));
        terminal.signal(signal);
        assert_ended(&terminal, status);
    }
}

#[test]
fn a_panic_is_reported_on_the_restored_screen() {
    if !cfg!(debug_assertions) {
        return; // Only a debug build panics on demand.
    }
    let terminal = with_a_password(mxid(&["--practice"]).env("MXID_PANIC_ON_F12", "1"));
    terminal.send("\x1b[24~");
    assert_ended(&terminal, 101);
    let left = terminal.text();
    assert!(left.contains("panicked at"), "{left}");
}

#[test]
fn a_terminal_that_goes_away_ends_it_with_129() {
    let pair = native_pty_system()
        .openpty(PtySize::default())
        .expect("the system has pseudo-terminals");
    let mut command = CommandBuilder::new(MXID);
    command.arg("--practice");
    command.env("TERM", "xterm-256color");
    let mut child = pair.slave.spawn_command(command).expect("it starts");
    drop(pair.slave);
    let mut output = pair.master.try_clone_reader().expect("it can be read");
    let mut shown = Vec::new();
    while !contains(&shown, "Create an account") {
        let mut buffer = [0; 4096];
        let read = output.read(&mut buffer).expect("it draws a page");
        shown.extend_from_slice(&buffer[..read]);
    }
    drop(output);
    drop(pair.master);
    let status = child.wait().expect("it can be awaited");
    assert_eq!(status.exit_code(), 129, "{status:?}");
}
