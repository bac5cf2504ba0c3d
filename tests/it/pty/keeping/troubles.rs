//! A task that cannot be saved, or removed, is named with the reason.

use std::time::{Duration, Instant};

use crate::faults::fault::{Fault, Span, Target};
use crate::faults::site::Site;
use crate::pages::title;

use super::*;

#[test]
fn what_cannot_be_forgotten_is_said_with_the_reason_and_ends_with_1() {
    let state = State::new();
    let folder = state.0.join("mxid");
    fs::create_dir_all(folder.join("aaaaaaaaaaaaaaaa.json")).expect("a folder");
    fs::write(folder.join("bbbbbbbbbbbbbbbb.damaged"), "{").expect("a file");
    let terminal = state.mxid(&["forget"]).start();
    assert_eq!(terminal.wait_exit(), Exit::Status(1));
    let said = terminal.lines();
    assert!(said.contains("because it is not a regular file"), "{said}");
    assert!(said.contains("aaaaaaaaaaaaaaaa.json"), "{said}");
    assert!(said.contains("one unusable file"), "{said}");
}

#[test]
fn a_finished_flow_that_cannot_be_removed_is_said() {
    let (state, served) = (State::new(), Served::start());
    let terminal = at_code(&state, &served);
    let flow = state.flows().remove(0);
    // A save may be under way, and put the file there again.
    while fs::create_dir(&flow).is_err() {
        let _ = fs::remove_file(&flow);
    }
    finish(&terminal, &served);
    let said = terminal.lines();
    assert!(said.contains("could not be removed"), "{said}");
    assert!(said.contains("mxid forget"), "{said}");
}

#[test]
fn without_a_folder_of_the_person_everything_goes_on_and_it_is_said() {
    let served = Served::start();
    let homeless = |flags: &[&str]| mxid(flags).env("HOME", "nowhere").start();
    let terminal = homeless(&["sign-up", "--server", &served.url, "--username", "swift"]);
    to_account_by_nothing(&terminal);
    terminal.send("\x03\x03");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    let said = terminal.lines();
    assert!(said.contains("names no home folder"), "{said}");
    for command in ["resume", "forget"] {
        let terminal = homeless(&[command]);
        assert_eq!(terminal.wait_exit(), Exit::Status(1), "{command}");
        assert!(terminal.lines().contains("names no home folder"));
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_named_with_the_reason() {
    let state = State::new();
    fs::create_dir_all(state.0.path()).expect("a folder");
    fs::write(state.0.join("mxid"), "").expect("a file");
    let served = Served::start();
    let flags = ["sign-up", "--server", &served.url, "--username", "swift"];
    let terminal = state.mxid(&flags).start();
    to_account_by_nothing(&terminal);
    terminal.send("\x03\x03");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    // The lines may be broken anywhere.
    let said: String = terminal.lines().split_whitespace().collect();
    assert!(said.contains("afilehasthename"), "{said}");
    let name = state.0.path().file_name().and_then(|name| name.to_str());
    assert!(said.contains(name.expect("a name")), "{said}");
}

/// The folder that keeps a flow from being written anew.
fn blocked(flow: &Path) -> PathBuf {
    flow.with_extension("new")
}

/// Has every write of a flow fail from now on.
fn block(flow: &Path) {
    // A save may be under way, and have its file there.
    while fs::create_dir(blocked(flow)).is_err() {
        let _ = fs::remove_file(blocked(flow));
    }
}

/// The warning of a page.
const NOT_SAVED: &str = "This can't be saved: the system could not do it.";

#[test]
fn a_save_that_fails_is_said_on_the_page_and_again_after_one_that_worked() {
    let (state, served) = (State::new(), Served::start());
    let terminal = at_code(&state, &served);
    let flow = state.flows().remove(0);
    // The server counts wrong codes, and so does the wizard, on the disk.
    let right = served.outbox()[0]["code"].as_str().map(str::to_owned);
    let mut wrong = (0..).map(|number| format!("00000{number}"));
    let mut wrong_code = || {
        let code = wrong
            .find(|code| Some(code) != right.as_ref())
            .expect("many");
        terminal.press(Key::Ctrl('u'));
        terminal.send(&code);
        code.replacen("000", "000 ", 1)
    };

    block(&flow);
    // Six digits submit themselves, once.
    let refused = wrong_code();
    terminal.wait_for(&format!("{refused} is not the right code"));
    terminal.wait_for(NOT_SAVED);
    fs::remove_dir(blocked(&flow)).expect("it is ours");
    let refused = wrong_code();
    terminal.wait_for(&format!("{refused} is not the right code"));
    let until = Instant::now() + Duration::from_secs(20);
    while !state.text().contains("\"wrong_codes\":2") {
        assert!(Instant::now() < until, "not saved: {}", state.text());
        std::thread::yield_now();
    }
    terminal.wait_gone(NOT_SAVED);
    block(&flow);
    // An Enter behind it could come after the warning, and pass it.
    wrong_code();
    terminal.wait_for(NOT_SAVED);
    terminal.send("\x03\x03");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    let left: String = terminal.lines().split_whitespace().collect();
    assert!(left.contains("couldnotbesavedin"), "{left}");
}

/// Continuing with it would use the number of the second message again, and the server would send nothing for it.
#[test]
fn what_is_out_of_date_and_cannot_be_replaced_is_not_offered_again() {
    let (state, served) = (State::new(), Served::start());
    let first = Target {
        name: "POST /register/msisdn/requestToken".to_owned(),
        nth: 0,
    };
    let site = Site::plain(&served.url, Some((first, Fault::Failed, Span::Once)));
    let terminal = state
        .mxid(&["sign-up", "--server", &site.url(), "--username", "swift"])
        .args(["--phone", "07700 900123", "--country", "gb"])
        .start();
    take_number(&terminal);
    fill_passwords(&terminal);
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    terminal.wait_for("Press Enter to ask again");
    block(&state.flows().remove(0));
    terminal.press(Key::Enter);
    terminal.wait_for("Enter the code we texted to +44 7700 900123");
    terminal.wait_for(NOT_SAVED);
    killed(&terminal);
    assert!(state.flows().is_empty(), "it can be resumed");
    let terminal = state.mxid(&["resume"]).start();
    assert_eq!(terminal.wait_exit(), Exit::Status(1));
}

#[test]
fn where_something_cannot_be_read_it_is_not_said_that_nothing_is_there() {
    let state = State::new();
    fs::create_dir_all(state.0.join("mxid/aaaaaaaaaaaaaaaa.json")).expect("a folder");
    let terminal = state.mxid(&["resume"]).start();
    assert_eq!(terminal.wait_exit(), Exit::Status(1));
    let said = terminal.lines();
    assert!(said.contains("because it is not a regular file"), "{said}");
    assert!(!said.contains("nothing to resume"), "{said}");
}

#[test]
fn a_folder_that_is_removed_meanwhile_is_made_again() {
    let (state, served) = (State::new(), Served::start());
    let terminal = at_code(&state, &served);
    let folder = state.0.join("mxid");
    // A save may be under way, and put its file there again.
    while folder.exists() {
        let _ = fs::remove_dir_all(&folder);
    }
    let right = served.outbox()[0]["code"].as_str().map(str::to_owned);
    let wrong = ["000000", "000001"].map(str::to_owned);
    let wrong = wrong.into_iter().find(|code| Some(code) != right.as_ref());
    terminal.send(wrong.expect("one of two"));
    terminal.wait_for("is not the right code");
    let until = Instant::now() + Duration::from_secs(20);
    while !folder.exists() || state.flows().is_empty() {
        assert!(Instant::now() < until, "not saved: {}", terminal.text());
        std::thread::yield_now();
    }
    killed(&terminal);
    finish_resumed(&state, &served);
}
