//! The output: nothing while nothing changes, no queries, and no colour when none is wanted.

use std::thread;
use std::time::Duration;

use super::*;

#[test]
fn nothing_is_written_while_nothing_changes() {
    let terminal = practising();
    // The last thing to come: the server is there.
    terminal.wait_for("No messages yet");
    let first = terminal.raw_output().len();
    thread::sleep(Duration::from_secs(3));
    assert_eq!(terminal.raw_output().len(), first, "the first page ticks");
    to_contact(&terminal);
    to_account(&terminal);
    terminal.send("rail");
    terminal.wait_for("@rail:practice.localhost");
    // The caret's page too, once it has settled.
    thread::sleep(Duration::from_millis(500));
    let second = terminal.raw_output().len();
    thread::sleep(Duration::from_secs(3));
    assert_eq!(
        terminal.raw_output().len(),
        second,
        "a page with a field ticks"
    );
}

#[test]
fn a_countdown_is_drawn_once_a_second_at_most() {
    let terminal = practising();
    to_contact(&terminal);
    to_code(&terminal, "tern");
    let _ = code_in_strip(&terminal);
    terminal.wait_for("in 0:5");
    let frames = || count(&terminal.raw_output(), "\x1b[?2026h");
    let before = frames();
    thread::sleep(Duration::from_secs(3));
    let drawn = frames() - before;
    assert!((1..=4).contains(&drawn), "{drawn} frames in three seconds");
}

#[test]
fn no_colour_is_written_when_none_is_wanted() {
    let terminal = at_first_page(mxid(&["--practice"]).env("NO_COLOR", "1"));
    to_contact(&terminal);
    assert_eq!(colours(&terminal.raw_output()), [0; 0]);
    // The same pages do have colours otherwise.
    let terminal = practising();
    to_contact(&terminal);
    assert_ne!(colours(&terminal.raw_output()), [0; 0]);
}

/// The parameters of all "select graphic rendition" sequences that set a colour.
fn colours(raw: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(raw);
    text.split("\x1b[")
        .filter_map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
            rest[end..].starts_with('m').then_some(&rest[..end])
        })
        .flat_map(|parameters| parameters.split(';'))
        .filter_map(|parameter| parameter.parse().ok())
        .filter(|code| matches!(code, 30..=38 | 40..=48 | 90..=97 | 100..=107))
        .collect()
}
