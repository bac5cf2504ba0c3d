//! Whole flows with the built program, and then a look at everything that is left of them: what is secret was on the
//! line to the server, and is nowhere else.

use std::fs;
use std::path::Path;

use crate::pages::title;
use crate::terminal::{Exit, Key, Program, Terminal};
use crate::world::PLOVER;

use super::tap::{Heard, Tap};
use super::*;

/// The address of the practice server that has an account.
const KNOWN: &str = "robin@example.org";

/// The end of the alternate screen, where the normal one and its scrollback come back.
const BACK: &[u8] = b"\x1b[?1049l";

/// The wizard at a server that is listened to, with a log, and whatever could make it or its libraries talk.
fn wizard(tap: &Tap, arguments: &[&str]) -> Program {
    mxid(arguments)
        .args(["--server", &tap.url, "--log", "requests.log"])
        .env("RUST_LOG", "trace")
        .env("RUST_BACKTRACE", "full")
        .env("MXID_PANIC_ON_F12", "loop")
}

/// Asserts that a text has none of the secrets.
#[track_caller]
fn assert_clean<'a>(place: &str, text: &[u8], secrets: impl IntoIterator<Item = &'a String>) {
    for secret in secrets {
        assert!(!contains(text, secret), "{secret:?} in {place}");
    }
}

/// Looks at the files that the program left: the log has nothing, and no other has a password, a code or a token.
#[track_caller]
fn assert_files_clean(folder: &Path, heard: &Heard) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            assert_files_clean(&path, heard);
            continue;
        }
        let bytes = fs::read(&path).expect("a file");
        let place = path.display().to_string();
        assert_clean(&place, &bytes, &heard.secrets);
        if place.ends_with("requests.log") {
            assert_clean(&place, &bytes, &heard.sessions);
            let lines = bytes.split(|byte| *byte == b'\n').count();
            assert!(lines > 6, "too little in the log");
            assert_eq!(
                std::os::unix::fs::MetadataExt::mode(&entry.metadata().expect("a file")) & 0o777,
                0o600
            );
        }
    }
}

/// Looks at what others on this computer see of the running program.
#[track_caller]
fn assert_process_clean(terminal: &Terminal, heard: &Heard) {
    for what in ["cmdline", "environ"] {
        // Where the system has it, and lets us.
        if let Ok(bytes) = fs::read(format!("/proc/{}/{what}", terminal.process())) {
            assert_clean(what, &bytes, heard.secrets.iter().chain(&heard.sessions));
        }
    }
}

/// Looks at everything that is left of a program that has ended. Codes are seen while they are typed.
#[track_caller]
fn assert_nothing_left(tap: &Tap, terminal: &Terminal) {
    let mut heard = tap.heard();
    let codes: Vec<String> = tap.served.outbox().iter().filter_map(code).collect();
    let written = terminal.raw_output();
    let typed_openly = |secret: &&String| !codes.contains(*secret);
    let unseen = heard.secrets.iter().filter(typed_openly);
    assert_clean("the terminal", &written, unseen.chain(&heard.sessions));
    let back = written.windows(BACK.len()).rposition(|bytes| bytes == BACK);
    let after = &written[back.expect("the normal screen came back")..];
    heard.secrets.extend(codes);
    assert_clean("the scrollback", after, &heard.secrets);
    assert_files_clean(terminal.home(), &heard);
    assert!(!heard.secrets.is_empty() && heard.sessions.len() > 1);
}

fn code(message: &serde_json::Value) -> Option<String> {
    Some(message["code"].as_str()?.to_owned())
}

fn passwords(terminal: &Terminal) {
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.wait_for("Passwords match");
    terminal.press(Key::Enter);
}

fn follow_link(tap: &Tap) {
    let outbox = tap.served.outbox();
    let link = outbox.last().and_then(|mail| mail["link"].as_str());
    let link = link.expect("a mail has a link");
    let path = link.splitn(4, '/').nth(3).expect("a path");
    // A link shows a page, or proves the address at once; the button of the page is at the same path.
    for method in ["GET", "POST"] {
        tap.served.visit(method, &format!("/{path}"));
    }
}

fn finish(tap: &Tap, terminal: &Terminal) {
    terminal.wait_for("▸ Finish");
    assert_process_clean(terminal, &tap.heard());
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    assert_nothing_left(tap, terminal);
}

/// A sign-up by phone that waits for its code.
fn at_code(tap: &Tap) -> Terminal {
    let number = ["--phone", "201 555 0123", "--country", "us"];
    let terminal = wizard(tap, &["sign-up", "--username", "swift"])
        .args(number)
        .start();
    terminal.wait_for(title::ACCOUNT);
    passwords(&terminal);
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    terminal.wait_for(title::CODE);
    terminal
}

#[test]
fn a_sign_up_by_phone_leaves_nothing_secret() {
    let tap = Tap::start();
    let terminal = at_code(&tap);
    assert_files_clean(terminal.home(), &tap.heard());
    terminal.send(code(&tap.served.outbox()[0]).expect("a text has a code"));
    terminal.wait_for(title::DONE);
    finish(&tap, &terminal);
}

#[test]
fn a_sign_up_by_email_leaves_nothing_secret() {
    let tap = Tap::start();
    let address = ["--email", "swift@example.org"];
    let terminal = wizard(&tap, &["sign-up", "--username", "swift"])
        .args(address)
        .start();
    terminal.wait_for(title::ACCOUNT);
    passwords(&terminal);
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    terminal.wait_for(title::LINK);
    assert_files_clean(terminal.home(), &tap.heard());
    follow_link(&tap);
    terminal.wait_for(title::DONE);
    finish(&tap, &terminal);
}

#[test]
fn a_reset_leaves_nothing_secret() {
    let tap = Tap::start();
    let terminal = wizard(&tap, &["reset-password", "--email", KNOWN]).start();
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    terminal.wait_for(title::NEW_PASSWORD);
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.press(Key::Down);
    terminal.wait_for("▸ Leave them signed in");
    terminal.press(Key::Enter);
    terminal.wait_for(title::LINK);
    follow_link(&tap);
    terminal.wait_for(title::RESET_DONE);
    finish(&tap, &terminal);
}

#[test]
fn a_contact_that_is_added_leaves_nothing_secret() {
    let tap = Tap::start();
    let (name, password) = PLOVER;
    let number = ["--phone", "201 555 0123", "--country", "us"];
    let terminal = wizard(&tap, &["add-contact", "--username", name])
        .args(number)
        .start();
    terminal.wait_for(title::SIGN_IN);
    terminal.send(password);
    terminal.wait_for(&"•".repeat(password.len()));
    terminal.press(Key::Enter);
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    terminal.wait_for(title::CODE);
    terminal.send(code(&tap.served.outbox()[0]).expect("a text has a code"));
    terminal.wait_for(title::NUMBER_ADDED);
    finish(&tap, &terminal);
}

#[test]
fn what_ends_half_way_leaves_nothing_secret() {
    type Ends = fn(&Terminal);
    let ends: [(Ends, Exit); 4] = [
        (|terminal| terminal.send("\x03\x03"), Exit::Status(130)),
        (|terminal| terminal.signal("TERM"), Exit::Status(143)),
        (|terminal| terminal.signal("HUP"), Exit::Status(129)),
        (|terminal| terminal.send("\x1b[24~"), Exit::Status(101)),
    ];
    // Only a debug build panics on demand.
    let ends = ends
        .into_iter()
        .take(if cfg!(debug_assertions) { 4 } else { 3 });
    for (end, exit) in ends {
        let tap = Tap::start();
        let terminal = at_code(&tap);
        let code = code(&tap.served.outbox()[0]).expect("a text has a code");
        terminal.send(&code[..5]);
        terminal.wait_for(&format!("│ {} │", &code[4..5]));
        end(&terminal);
        assert_eq!(terminal.wait_exit(), exit);
        assert_nothing_left(&tap, &terminal);
    }
}

#[test]
fn what_is_killed_half_way_leaves_no_password_code_or_token_in_a_file() {
    let tap = Tap::start();
    let terminal = at_code(&tap);
    let code = code(&tap.served.outbox()[0]).expect("a text has a code");
    terminal.send(&code[..5]);
    terminal.signal("KILL");
    terminal.wait_exit();
    let mut heard = tap.heard();
    heard.secrets.insert(code);
    assert_files_clean(terminal.home(), &heard);
}
