//! What cannot be kept, or removed, is said with its reason.

use super::*;

/// What a program left on the screen, as one line.
fn left(terminal: &Terminal) -> String {
    terminal.text().replace('\n', "")
}

#[test]
fn what_cannot_be_forgotten_is_said_with_the_reason_and_ends_with_1() {
    let state = State::new();
    let folder = state.0.join("mxid");
    fs::create_dir_all(folder.join("aaaaaaaaaaaaaaaa.json")).expect("a folder");
    fs::write(folder.join("bbbbbbbbbbbbbbbb.damaged"), "{").expect("a file");
    let terminal = state.mxid(&["forget"]).start();
    assert_eq!(terminal.wait_exit(), Exit::Status(1));
    let said = left(&terminal);
    assert!(said.contains("because it is no plain file"), "{said}");
    assert!(said.contains("aaaaaaaaaaaaaaaa.json"), "{said}");
    assert!(said.contains("one file that could not be used"), "{said}");
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
    let said = left(&terminal);
    assert!(said.contains("could not be removed from"), "{said}");
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
    let said = left(&terminal);
    assert!(said.contains("names no home folder"), "{said}");
    for command in ["resume", "forget"] {
        let terminal = homeless(&[command]);
        assert_eq!(terminal.wait_exit(), Exit::Status(1), "{command}");
        assert!(left(&terminal).contains("names no home folder"));
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_named_with_the_reason() {
    let state = State::new();
    fs::create_dir_all(&state.0).expect("a folder");
    fs::write(state.0.join("mxid"), "").expect("a file");
    let served = Served::start();
    let flags = ["sign-up", "--server", &served.url, "--username", "swift"];
    let terminal = state.mxid(&flags).start();
    to_account_by_nothing(&terminal);
    terminal.send("\x03\x03");
    assert_eq!(terminal.wait_exit(), Exit::Status(130));
    // The lines may be broken anywhere.
    let said: String = left(&terminal).split_whitespace().collect();
    assert!(said.contains("afileisintheplace"), "{said}");
    let name = state.0.file_name().and_then(|name| name.to_str());
    assert!(said.contains(name.expect("a name")), "{said}");
}
