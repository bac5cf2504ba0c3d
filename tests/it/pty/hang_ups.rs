//! The terminal's window is closed: the program ends with 129, and logs out first.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::fs::{Mode, OFlags, open};
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

use crate::folder::Folder;
use crate::pages::title;
use crate::terminal::starting;
use crate::world::PLOVER;

use super::served::{Mute, Served};
use super::*;

/// Takes the end-of-input key away from a terminal: its keyboard would press it when it is dropped, and the wizard
/// might hear that first.
fn silence(terminal: &Path) {
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let terminal = open(terminal, flags, Mode::empty()).expect("it can be opened");
    let mut modes = tcgetattr(&terminal).expect("a terminal");
    modes.special_codes[SpecialCodeIndex::VEOF] = 0;
    tcsetattr(&terminal, OptionalActions::Now, &modes).expect("a terminal");
}

/// Starts a wizard in a terminal, sends the keys of each step once its text is shown, waits for the last text, and
/// closes the terminal's window; gives the exit status.
fn hung_up(arguments: &[&str], steps: &[(&str, &str)], shown: &str) -> u32 {
    let home = Folder::new();
    let held = starting();
    let pair = native_pty_system()
        .openpty(PtySize::default())
        .expect("the system has pseudo-terminals");
    let mut command = CommandBuilder::new(MXID);
    command.args(arguments);
    command.env("TERM", "xterm-256color");
    command.env("HOME", home.path());
    let mut child = pair.slave.spawn_command(command).expect("it starts");
    let mut keyboard = pair.master.take_writer().expect("it can be typed at");
    let mut output = pair.master.try_clone_reader().expect("it can be read");
    drop((pair.slave, held));
    // A wait in vain ends with the program.
    let mut killer = child.clone_killer();
    let (waited, in_time) = mpsc::channel::<()>();
    thread::spawn(move || {
        if in_time.recv_timeout(Duration::from_secs(20)) == Err(RecvTimeoutError::Timeout) {
            let _ = killer.kill();
        }
    });
    let mut screen = vt100::Parser::default();
    let mut wait_for = |text: &str| {
        while !screen.screen().contents().contains(text) {
            let mut buffer = [0; 4096];
            let read = output.read(&mut buffer).unwrap_or(0);
            assert!(read > 0, "never shown: {text:?}");
            screen.process(&buffer[..read]);
        }
    };
    for (text, keys) in steps {
        wait_for(text);
        keyboard.write_all(keys.as_bytes()).expect("it takes keys");
    }
    wait_for(shown);
    silence(&pair.master.tty_name().expect("it has a name"));
    drop((output, keyboard, pair.master));
    let status = child.wait().expect("it can be awaited");
    drop(waited);
    status.exit_code()
}

#[test]
fn a_terminal_that_goes_away_ends_it_with_129() {
    assert_eq!(hung_up(&["--practice"], &[], "Create an account"), 129);
}

#[test]
fn a_terminal_that_goes_away_while_a_request_is_out_ends_it_with_129() {
    let mute = Mute::start();
    let arguments = ["sign-up", "--server", &mute.url];
    let asked = (title::SERVER, "\r");
    assert_eq!(
        hung_up(&arguments, &[asked], "Looking for http://127.0.0.1"),
        129
    );
}

/// A shell that ends sends several signals to its jobs within a moment.
#[test]
fn signals_that_come_together_leave_no_session_behind() {
    let served = Served::start();
    let (name, password) = PLOVER;
    for signals in [
        ["HUP", "TERM"],
        ["TERM", "HUP"],
        ["TERM", "TERM"],
        ["INT", "TERM"],
    ] {
        let arguments = ["add-contact", "--server", &served.url, "--username", name];
        let terminal = mxid(&arguments).start();
        terminal.wait_for(title::SIGN_IN);
        terminal.send(password);
        terminal.wait_for(&"•".repeat(password.len()));
        terminal.press(Key::Enter);
        terminal.wait_for(title::ADD_CONTACT);
        let process = terminal.process().to_string();
        // The program may have ended before the second signal.
        let [first, second] = signals;
        let sent = format!("kill -{first} {process} && {{ kill -{second} {process} || true; }}");
        let sent = Command::new("sh").args(["-c", &sent]).status();
        assert!(sent.expect("a shell").success());
        terminal.wait_exit();
        assert_eq!(served.sessions(), 0, "{signals:?}");
    }
}

/// The system sends SIGHUP and SIGCONT together, and which of them is heard of first is chance.
#[test]
fn of_forty_terminals_that_go_away_none_leaves_a_session_behind() {
    let served = Served::start();
    let (name, password) = PLOVER;
    let dots = "•".repeat(password.len());
    let steps = [(title::SIGN_IN, password), (dots.as_str(), "\r")];
    let one = |face: &str| {
        let server = ["--server", &served.url, "--username", name, "--ui", face];
        let arguments = [["add-contact"].as_slice(), &server].concat();
        match face {
            "tui" => hung_up(&arguments, &steps, title::ADD_CONTACT),
            _ => {
                let typed = [password, "\n"].concat();
                let asked = ("Password (not shown", typed.as_str());
                hung_up(&arguments, &[asked], "Enter for 1, Email address")
            }
        }
    };
    let statuses: Vec<u32> = thread::scope(|scope| {
        let several = |face| scope.spawn(move || (0..10).map(|_| one(face)).collect::<Vec<_>>());
        let running = ["tui", "plain", "tui", "tui"].map(several);
        running
            .into_iter()
            .flat_map(|thread| thread.join().expect("each ends"))
            .collect()
    });
    assert_eq!((served.sessions(), statuses), (0, vec![129; 40]));
}
