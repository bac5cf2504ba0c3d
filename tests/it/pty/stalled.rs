//! A terminal that stops reading holds nothing up but what is shown in it.

use std::thread;
use std::time::Duration;

use crate::terminal::{Exit, Key, Terminal};

use super::served::Served;
use super::*;

/// The longest that an end may take whose farewell nobody reads.
const SOON: Duration = Duration::from_secs(3);

/// Lets the terminal stop reading while keys are pressed that have it written to without end, and waits until the
/// program has come to all of them, or cannot.
pub(super) fn flood(terminal: &Terminal, keys: &str) {
    terminal.stall();
    for _ in 0..200 {
        // Keys that come together are one frame.
        terminal.send(keys);
        thread::sleep(Duration::from_millis(5));
    }
    until_idle(terminal);
}

/// Waits until the program uses no processor time any more, and writes nothing.
pub(super) fn until_idle(terminal: &Terminal) {
    let done = || (terminal.cpu_time(), terminal.raw_output().len());
    let (mut still, mut before) = (0, done());
    while still < 6 {
        thread::sleep(Duration::from_millis(50));
        let now = done();
        still = if now == before { still + 1 } else { 0 };
        before = now;
    }
}

pub(super) const CTRL_L: &str = "\x0c";

#[test]
fn a_signal_ends_it_though_nobody_reads() {
    for (signal, status) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let terminal = practising();
        to_contact(&terminal);
        flood(&terminal, CTRL_L);
        terminal.signal(signal);
        assert_eq!(terminal.wait_end(SOON), Exit::Status(status), "{signal}");
    }
}

#[test]
fn so_does_one_in_plain_mode() {
    for (signal, status) in [("TERM", 143), ("HUP", 129)] {
        let terminal = mxid(&["sign-up", "--practice", "--ui", "plain"]).start();
        terminal.wait_for("Enter for 1, Phone number:");
        flood(&terminal, "help\n");
        terminal.signal(signal);
        assert_eq!(terminal.wait_end(SOON), Exit::Status(status), "{signal}");
    }
}

#[test]
fn a_session_is_closed_though_nobody_reads() {
    for (signal, status) in [("TERM", 143), ("HUP", 129)] {
        let served = Served::start();
        let terminal = super::adding::signed_in(&served);
        flood(&terminal, CTRL_L);
        terminal.signal(signal);
        assert_eq!(terminal.wait_end(SOON), Exit::Status(status), "{signal}");
        assert_eq!(served.sessions(), 0, "{signal}");
    }
}

#[test]
fn a_panic_ends_it_though_nobody_reads() {
    if !cfg!(debug_assertions) {
        return; // Only a debug build panics on demand.
    }
    let terminal = at_first_page(mxid(&["--practice"]).env("MXID_PANIC_ON_F12", "loop"));
    flood(&terminal, CTRL_L);
    terminal.send("\x1b[24~");
    assert_eq!(terminal.wait_end(SOON), Exit::Status(101));
}

#[test]
fn once_it_is_read_again_the_page_is_there_as_it_is_now() {
    let terminal = practising();
    to_contact(&terminal);
    to_account(&terminal);
    flood(&terminal, CTRL_L);
    terminal.send("plover");
    let frames = count(&terminal.raw_output(), "\x1b[?2026h");
    terminal.read_on();
    terminal.wait_for("@plover:practice.localhost");
    // Not a frame for every key that was pressed meanwhile.
    let frames = count(&terminal.raw_output(), "\x1b[?2026h") - frames;
    assert!(frames < 100, "{frames} frames");
    terminal.press(Key::Ctrl('c'));
    terminal.wait_for("Leave now?");
    terminal.press(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
}
