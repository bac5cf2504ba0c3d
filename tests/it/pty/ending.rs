//! Every way out restores the terminal, leaves nothing secret, and has its own exit status.

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
    let left = terminal.lines();
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
    let left = terminal.lines();
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
    for (signal, status) in [("TERM", 143), ("INT", 130), ("HUP", 129), ("QUIT", 131)] {
        let terminal = with_a_password(mxid(&["--practice"]));
        terminal.signal(signal);
        assert_ended(&terminal, status);
    }
}

/// A wizard in which a password was typed, and which then breaks down in that place.
fn broken_down_in(place: &str) -> Terminal {
    let terminal = with_a_password(mxid(&["--practice"]).env("MXID_PANIC_ON_F12", place));
    terminal.send("\x1b[24~");
    terminal
}

#[test]
fn a_panic_is_reported_on_the_restored_screen() {
    if !cfg!(debug_assertions) {
        return; // Only a debug build panics on demand.
    }
    for place in ["loop", "task"] {
        let terminal = broken_down_in(place);
        assert_ended(&terminal, 101);
        let left = terminal.lines();
        assert!(left.contains("panicked at"), "{place}: {left}");
    }
}

#[test]
fn a_panic_beside_the_loop_ends_a_computation_and_not_the_wizard() {
    if !cfg!(debug_assertions) {
        return; // Only a debug build panics on demand.
    }
    let terminal = broken_down_in("thread");
    terminal.press(Key::BackTab);
    terminal.send("s");
    terminal.wait_for("@martins:practice.localhost");
    assert!(!contains(&terminal.raw_output(), "panicked at"));
    terminal.send("\x03\x03");
    assert_ended(&terminal, 130);
}

#[test]
fn an_unterminated_paste_holds_up_no_signal() {
    let terminal = with_a_password(mxid(&["--practice"]));
    terminal.send("\x1b[200~and it goes on");
    terminal.signal("TERM");
    assert_ended(&terminal, 143);
}
