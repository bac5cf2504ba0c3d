//! The built program while one request goes wrong, at its own pace: a timeout takes a minute.

use std::time::Duration;

use crate::faults::fault::{Fault, Span, Target};
use crate::faults::site::Site;
use crate::terminal::{Exit, Key};

use super::served::Served;
use super::*;

/// Signs up by phone with a fault at one request, and gives how many texts there were.
fn sign_up(fault: Fault, name: &str, nth: usize) -> usize {
    let served = Served::start();
    let name = name.to_owned();
    let fault_at = Some((Target { name, nth }, fault, Span::Once));
    let site = Site::plain(&served.url, fault_at);
    let terminal = mxid(&["sign-up", "--server", &site.url(), "--no-resume"])
        .args(["--phone", "201 555 0123", "--country", "us"])
        .args(["--username", "swift"])
        .patience(Duration::from_secs(120))
        .start();
    terminal.wait_for("Choose your name and password");
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.wait_for("Both are the same");
    terminal.press(Key::Enter);
    terminal.wait_for("Everything right?");
    terminal.press(Key::Enter);
    if fault == Fault::Failed && nth == 0 {
        // What the server says for itself is shown, and the person asks again.
        terminal.wait_for("Enter asks again");
        terminal.press(Key::Enter);
    }
    terminal.wait_for("Enter the code we texted to +1 201-555-0123");
    let outbox = served.outbox();
    terminal.send(outbox[0]["code"].as_str().expect("a text has a code"));
    terminal.wait_for("Your account is ready");
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    assert!(site.hits() > 0, "the fault never happened");
    served.outbox().len()
}

/// Signs up with each fault at the request for the text and at the last, all at once.
fn one_text_comes_whatever(faults: &[Fault]) {
    // The look-up, the opening and then the last.
    const AT: [(&str, usize); 2] = [
        ("POST /register/msisdn/requestToken", 0),
        ("POST /register", 2),
    ];
    std::thread::scope(|scope| {
        for fault in faults {
            for (name, nth) in AT {
                scope.spawn(move || {
                    let texts = sign_up(*fault, name, nth);
                    println!("the binary, {} at {name}: {texts} text", fault.name());
                    assert_eq!(texts, 1, "{fault:?} at {name}");
                });
            }
        }
    });
}

#[test]
fn an_answer_that_was_lost_is_asked_for_again_and_one_text_comes() {
    one_text_comes_whatever(&[Fault::ResetAfter]);
}

#[cfg(feature = "fault-table")]
#[test]
fn one_text_comes_whatever_happens_to_a_request() {
    one_text_comes_whatever(&[
        Fault::ResetBefore,
        Fault::Timeout,
        Fault::LimitedFor,
        Fault::Failed,
    ]);
}
