//! Another program set `O_NONBLOCK` on the terminal that it shares with the wizard: the wizard continues, and leaves
//! the flag alone.

use std::fs;
use std::io::stdin;
use std::process::Command;
use std::thread;
use std::time::Duration;

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};

use crate::terminal::{Exit, Key, Program, Terminal};

use super::stalled::{CTRL_L, flood, until_idle};
use super::*;

/// Names the arguments of the wizard, one a line, to the program beside it.
const ARGUMENTS: &str = "MXID_TEST_BESIDE";
/// The file in its home folder that tells the program beside the wizard to set the flag.
const SET_NOW: &str = "set-now";
/// And the one in which that says that it did.
const IS_SET: &str = "is-set";
/// The exit status that says that the flag is gone.
const CLEARED: i32 = 77;

/// Starts the wizard beside a program that shares its terminal: this one, in the test below.
fn beside(arguments: &[&str]) -> Program {
    let this = std::env::current_exe().expect("it runs");
    Program::new(this)
        .args([
            "--exact",
            "pty::nonblocking::the_program_beside",
            "--nocapture",
        ])
        .env(ARGUMENTS, arguments.join("\n"))
}

fn is_set() -> bool {
    fcntl_getfl(stdin()).is_ok_and(|flags| flags.contains(OFlags::NONBLOCK))
}

/// No test by itself, but the program that sets the flag.
#[test]
fn the_program_beside() {
    let Ok(arguments) = std::env::var(ARGUMENTS) else {
        return;
    };
    let mut wizard = Command::new(MXID);
    wizard.args(arguments.lines());
    let mut wizard = wizard.spawn().expect("it starts");
    let status = loop {
        if fs::exists(SET_NOW).is_ok_and(|there| there) && !fs::exists(IS_SET).is_ok_and(|set| set)
        {
            let flags = fcntl_getfl(stdin()).expect("a terminal");
            fcntl_setfl(stdin(), flags | OFlags::NONBLOCK).expect("a terminal");
            fs::write(IS_SET, "").expect("the home folder");
        }
        if let Some(status) = wizard.try_wait().expect("it runs") {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    std::process::exit(match is_set() {
        true => status.code().unwrap_or(1),
        false => CLEARED,
    });
}

/// Sets the flag, and waits until it is.
fn set(terminal: &Terminal) {
    fs::write(terminal.home().join(SET_NOW), "").expect("the home folder");
    let begun = std::time::Instant::now();
    while !terminal.home().join(IS_SET).exists() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it is never set");
    }
}

/// A wizard at its first page, which shares its terminal with a program that sets the flag before it or then.
fn nonblocking(arguments: &[&str], first: &str, before: bool) -> Terminal {
    let program = beside(arguments);
    if before {
        fs::write(program.home().join(SET_NOW), "").expect("the home folder");
    }
    let terminal = program.start();
    terminal.wait_for(first);
    set(&terminal);
    terminal
}

#[test]
fn the_wizard_goes_on() {
    for before in [true, false] {
        let terminal = nonblocking(&["--practice"], FIRST, before);
        to_contact(&terminal);
        to_account(&terminal);
        // More than the terminal takes at once.
        flood(&terminal, CTRL_L);
        terminal.send("plover");
        terminal.read_on();
        terminal.wait_for("@plover:practice.localhost");
        terminal.press(Key::Ctrl('c'));
        terminal.wait_for("Leave now?");
        terminal.press(Key::Ctrl('c'));
        assert_eq!(terminal.wait_exit(), Exit::Status(130), "{before}");
        terminal.assert_restored();
        let left = terminal.lines();
        assert!(left.contains("No account was created."), "{left}");
    }
}

#[test]
fn so_it_does_in_plain_mode() {
    let arguments = ["sign-up", "--practice", "--ui", "plain"];
    for before in [true, false] {
        let terminal = nonblocking(&arguments, "Enter for 1, Phone number:", before);
        flood(&terminal, "help\n");
        terminal.read_on();
        until_idle(&terminal);
        terminal.enter("3");
        terminal.wait_for("User name:");
        terminal.enter("plover");
        terminal.wait_for("Password (not shown as you type):");
        terminal.press(Key::Ctrl('d'));
        assert_eq!(terminal.wait_exit(), Exit::Status(130), "{before}");
        terminal.assert_restored();
    }
}
