//! A task that is unfinished when the program ends is resumed in the next run, or deleted.

mod several;
mod troubles;

use std::fs;
use std::path::{Path, PathBuf};

use crate::folder::Folder;
use crate::pages::title;
use crate::terminal::{Exit, Key, Terminal};

use super::served::Served;
use super::*;

/// A folder for the state of programs, which several runs have in common.
struct State(Folder);

impl State {
    fn new() -> Self {
        Self(Folder::absent())
    }

    /// The program with this state.
    fn mxid(&self, arguments: &[&str]) -> Program {
        mxid(arguments).env("XDG_STATE_HOME", self.0.path())
    }

    /// The files of unfinished tasks.
    fn flows(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.0.join("mxid")) else {
            return Vec::new();
        };
        entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .collect()
    }

    /// The content of the only unfinished task's file.
    fn text(&self) -> String {
        let flows = self.flows();
        assert_eq!(flows.len(), 1, "{flows:?}");
        fs::read_to_string(&flows[0]).expect("a text")
    }
}

/// A sign-up by phone on a server, at its code page: one text is out.
fn at_code(state: &State, served: &Served) -> Terminal {
    let terminal = state
        .mxid(&[
            "sign-up",
            "--server",
            &served.url,
            "--phone",
            "07700 900123",
            "--country",
            "gb",
            "--username",
            "swift",
        ])
        .start();
    take_number(&terminal);
    fill_passwords(&terminal);
    terminal.wait_for("+44 7700 900123");
    terminal.press(Key::Enter);
    terminal.wait_for("Enter the code we texted to +44 7700 900123");
    assert_eq!(served.outbox().len(), 1);
    terminal
}

/// Continues with the number of a flag, which the tables do not know.
fn take_number(terminal: &Terminal) {
    terminal.wait_for("We don't recognise this number");
    terminal.press(Key::Enter);
}

/// Types the password of a new account twice, and continues.
fn fill_passwords(terminal: &Terminal) {
    terminal.wait_for(title::ACCOUNT);
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.wait_for("Passwords match");
    terminal.press(Key::Enter);
}

fn killed(terminal: &Terminal) {
    terminal.signal("KILL");
    let Exit::Signal(_) = terminal.wait_exit() else {
        panic!("it was killed");
    };
}

/// From the code page to the end.
fn finish(terminal: &Terminal, served: &Served) {
    terminal.wait_for("Enter the code we texted to +44 7700 900123");
    let outbox = served.outbox();
    assert_eq!(outbox.len(), 1, "one message for one intent: {outbox:?}");
    terminal.send(outbox[0]["code"].as_str().expect("a text has a code"));
    terminal.wait_for(title::DONE);
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
}

#[test]
fn a_killed_wizard_is_gone_on_with_and_sends_nothing_again() {
    let (state, served) = (State::new(), Served::start());
    killed(&at_code(&state, &served));
    let text = state.text();
    assert!(!text.contains(PASSWORD), "{text}");
    let code = served.outbox()[0]["code"].as_str().map(str::to_owned);
    assert!(!text.contains(&code.expect("a code")), "{text}");

    let terminal = state.mxid(&["resume"]).start();
    fill_passwords(&terminal);
    finish(&terminal, &served);
    assert!(state.flows().is_empty(), "what is done is not kept");
    assert!(!contains(&terminal.raw_output(), "mxid resume"));
}

#[test]
fn the_first_page_offers_what_is_unfinished() {
    let (state, served) = (State::new(), Served::start());
    killed(&at_code(&state, &served));
    let terminal = state.mxid(&[]).start();
    terminal.wait_for("▸ Continue creating your account on ");
    terminal.press(Key::Enter);
    fill_passwords(&terminal);
    finish(&terminal, &served);
}

/// A way out: its name, how it is taken, and the exit status.
type WayOut = (&'static str, fn(&Terminal), u32);

/// How each way out ends, and what it leaves on the screen.
#[test]
fn every_way_out_keeps_the_flow_and_says_how_to_go_on() {
    let ways: [WayOut; 5] = [
        ("ctrl-c", |terminal| terminal.send("\x03\x03"), 130),
        ("terminated", |terminal| terminal.signal("TERM"), 143),
        ("interrupted", |terminal| terminal.signal("INT"), 130),
        ("hung up", |terminal| terminal.signal("HUP"), 129),
        ("panic", |terminal| terminal.send("\x1b[24~"), 101),
    ];
    for (name, leave, status) in ways {
        if name == "panic" && !cfg!(debug_assertions) {
            continue; // Only a debug build panics on demand.
        }
        let (state, served) = (State::new(), Served::start());
        let terminal = state
            .mxid(&["sign-up", "--server", &served.url, "--username", "swift"])
            .env("MXID_PANIC_ON_F12", "loop")
            .start();
        to_account_by_nothing(&terminal);
        leave(&terminal);
        assert_eq!(terminal.wait_exit(), Exit::Status(status), "{name}");
        terminal.assert_restored();
        let left = terminal.lines();
        if name != "hung up" {
            assert!(left.contains("mxid resume"), "{name}: {left}");
            assert!(left.contains("mxid forget"), "{name}: {left}");
        }
        assert!(state.text().contains("swift"), "{name}");
    }
}

/// To the account page, which has what is worth keeping, and past it to the review.
fn to_account_by_nothing(terminal: &Terminal) {
    terminal.wait_for(title::CONTACT);
    to_account(terminal);
    fill_passwords(terminal);
    terminal.wait_for("Matrix ID   @");
}

#[test]
fn a_flow_that_another_wizard_has_is_not_taken_up_or_forgotten() {
    let (state, served) = (State::new(), Served::start());
    let first = at_code(&state, &served);
    let second = state.mxid(&["resume"]).start();
    assert_eq!(second.wait_exit(), Exit::Status(1));
    assert!(second.text().contains("Another mxid is working"));
    let third = state.mxid(&["forget"]).start();
    assert_eq!(third.wait_exit(), Exit::Status(0));
    assert!(third.text().contains("One is kept"), "{}", third.text());
    assert_eq!(state.flows().len(), 1);
    finish(&first, &served);
}

#[test]
fn what_is_forgotten_is_named_and_gone() {
    let (state, served) = (State::new(), Served::start());
    killed(&at_code(&state, &served));
    let terminal = state.mxid(&["forget"]).start();
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    let said = terminal.lines();
    assert!(said.contains(&served.url), "{said}");
    let left = fs::read_dir(state.0.join("mxid")).expect("the folder");
    assert_eq!(left.count(), 0);
    let again = state.mxid(&["forget"]).start();
    assert_eq!(again.wait_exit(), Exit::Status(0));
    assert!(again.text().contains("nothing unfinished"));
    let resumed = state.mxid(&["resume"]).start();
    assert_eq!(resumed.wait_exit(), Exit::Status(1));
    assert!(resumed.text().contains("nothing to resume"));
}

#[test]
fn with_no_resume_nothing_is_written_or_read() {
    let (state, served) = (State::new(), Served::start());
    killed(&at_code(&state, &served));
    let before = state.text();
    let terminal = state
        .mxid(&["--no-resume", "sign-up", "--server", &served.url])
        .start();
    terminal.wait_for(title::CONTACT);
    to_account(&terminal);
    account(&terminal, "swallow");
    terminal.send("\x03\x03");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    assert!(!terminal.text().contains("mxid resume"));
    assert_eq!(state.text(), before);
    let first = state.mxid(&["--no-resume"]).start();
    first.wait_for(FIRST);
    assert!(!first.text().contains("Continue with"), "{}", first.text());
}

#[test]
fn practice_is_never_kept() {
    let state = State::new();
    let terminal = at_first_page(state.mxid(&["--practice"]));
    to_contact(&terminal);
    to_code(&terminal, "martin");
    terminal.send("\x03\x03");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    assert!(!terminal.text().contains("mxid resume"));
    assert!(!state.0.path().exists(), "not even a folder");
}

#[test]
fn a_damaged_file_is_named_and_the_wizard_begins() {
    let (state, served) = (State::new(), Served::start());
    killed(&at_code(&state, &served));
    let flow = state.flows().remove(0);
    fs::write(&flow, "{").expect("it is ours");
    let terminal = at_first_page(state.mxid(&[]));
    terminal.press(Key::Ctrl('c'));
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    let left = terminal.lines();
    assert!(left.contains("the file is damaged"), "{left}");
    // After the pages: before them, they would cover it.
    let raw = String::from_utf8_lossy(&terminal.raw_output()).into_owned();
    let (said, pages) = (raw.find("the file is damaged"), raw.find("\x1b[?1049l"));
    assert!(pages.is_some() && said > pages, "{raw:?}");
    let aside = flow.with_extension("damaged");
    let aside = aside.file_name().and_then(|name| name.to_str());
    assert!(left.contains(aside.expect("a name")), "{left}");
}

/// A program for which every file is full.
fn with_full_disk(arguments: &[&str]) -> Program {
    const SCRIPT: &str = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"";
    let begin = ["-c", SCRIPT, MXID];
    Program::new("sh").args(begin.iter().chain(arguments))
}

#[test]
fn on_a_full_disk_everything_goes_on_and_it_is_said_on_the_page_and_at_the_end() {
    let (state, served) = (State::new(), Served::start());
    let terminal = with_full_disk(&["sign-up", "--server", &served.url, "--username", "swift"])
        .env("XDG_STATE_HOME", state.0.path())
        .start();
    terminal.wait_for(title::CONTACT);
    to_account(&terminal);
    terminal.wait_for("This can't be saved: there is no space left.");
    fill_passwords(&terminal);
    terminal.wait_for("Matrix ID   @");
    terminal.send("\x03\x03");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    terminal.assert_restored();
    let left = terminal.lines();
    assert!(left.contains("could not be saved"), "{left}");
    assert!(left.contains("there is no space left"), "{left}");
    assert!(!left.contains("mxid resume"), "{left}");
    assert!(state.flows().is_empty(), "no half of a file");
}

#[test]
fn a_disk_that_fills_up_leaves_the_flow_as_it_was() {
    let (state, served) = (State::new(), Served::start());
    killed(&at_code(&state, &served));
    let before = state.text();
    let terminal = with_full_disk(&["resume"])
        .env("XDG_STATE_HOME", state.0.path())
        .start();
    fill_passwords(&terminal);
    terminal.wait_for(title::CODE);
    terminal.send("000000");
    terminal.wait_for("is not the right code");
    terminal.send("\x03\x03");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    assert_eq!(state.text(), before);
    finish_resumed(&state, &served);
}

/// Continues with what is unfinished, to the end.
fn finish_resumed(state: &State, served: &Served) {
    let terminal = state.mxid(&["resume"]).start();
    fill_passwords(&terminal);
    finish(&terminal, served);
}

#[test]
fn where_nothing_can_be_written_everything_goes_on_in_memory() {
    let file = State::new();
    fs::write(file.0.path(), "").expect("a file");
    // Not even root makes a folder there.
    for nowhere in [file.0.path(), Path::new("/proc/self")] {
        let served = Served::start();
        let flags = ["sign-up", "--server", &served.url, "--username", "swift"];
        let terminal = mxid(&flags).env("XDG_STATE_HOME", nowhere).start();
        to_account_by_nothing(&terminal);
        terminal.press(Key::Enter);
        terminal.wait_for(title::DONE);
        terminal.press(Key::Enter);
        assert_eq!(terminal.wait_exit(), Exit::Status(0));
        let left = terminal.lines();
        assert!(!left.contains("kept"), "nothing is lost: {left}");
    }
    fs::remove_file(file.0.path()).expect("it was ours");
}

/// The token of an identity server is nothing that is kept.
#[test]
fn a_flow_with_an_identity_server_needs_its_flags_again() {
    let (state, served) = (State::new(), Served::start());
    fs::create_dir_all(state.0.path()).expect("a folder");
    let token = state.0.join("token");
    fs::write(&token, "identity-token-7").expect("a file");
    let token = token.to_str().expect("a path");
    let identity = [
        "--id-server",
        "id.example.org",
        "--id-access-token-file",
        token,
    ];
    let sign_up = ["sign-up", "--server", &served.url, "--username", "swift"];
    let terminal = state.mxid(&[&sign_up[..], &identity].concat()).start();
    to_account_by_nothing(&terminal);
    killed(&terminal);
    assert!(!state.text().contains("identity-token-7"));

    let without = state.mxid(&["resume"]).start();
    assert_eq!(without.wait_exit(), Exit::Status(2));
    let said = without.lines();
    assert!(said.contains("id.example.org"), "{said}");
    let with = state.mxid(&[&["resume"], &identity[..]].concat()).start();
    fill_passwords(&with);
    with.wait_for(title::REVIEW);
}
