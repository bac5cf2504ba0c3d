//! The built program while one request goes wrong, at its own pace: a timeout takes a minute.

use std::time::Duration;

use crate::faults::fault::{Fault, Span, Target};
use crate::faults::site::Site;
use crate::pages::title;
use crate::terminal::{Exit, Key};
use crate::world::{ADD_EMAIL, PLOVER};

use super::served::Served;
use super::*;

/// A flow of the program, and the two of its requests that matter most.
struct Flow {
    name: &'static str,
    flags: &'static [&'static str],
    /// As far as the review.
    to_review: fn(&Terminal),
    /// From the message that was asked for to the page that waits for its proof.
    to_proof: fn(&Terminal),
    prove: fn(&Terminal, &Served),
    /// Title of the last page.
    done: &'static str,
    /// The request for the message.
    message: &'static str,
    /// The request that finishes the flow.
    last: &'static str,
}

const FLOWS: [Flow; 3] = [
    Flow {
        name: "sign-up by phone",
        flags: &[
            "sign-up",
            "--phone",
            "201 555 0123",
            "--country",
            "us",
            "--username",
            "swift",
        ],
        to_review: |terminal| {
            terminal.wait_for(title::ACCOUNT);
            type_twice(terminal);
            terminal.press(Key::Enter);
        },
        to_proof: |terminal| terminal.wait_for("Enter the code we texted to +1 201-555-0123"),
        prove: |terminal, served| {
            let outbox = served.outbox();
            terminal.send(outbox[0]["code"].as_str().expect("a text has a code"));
        },
        done: title::DONE,
        message: "POST /register/msisdn/requestToken",
        last: "POST /register",
    },
    Flow {
        name: "reset by email",
        flags: &["reset-password", "--email", "robin@example.org"],
        to_review: |_| {},
        to_proof: |terminal| {
            terminal.wait_for(title::NEW_PASSWORD);
            type_twice(terminal);
            terminal.press(Key::Tab);
            terminal.press(Key::Down);
            terminal.wait_for("▸ Leave them signed in");
            terminal.press(Key::Enter);
            terminal.wait_for(title::LINK);
        },
        prove: open_link,
        done: title::RESET_DONE,
        message: "POST /account/password/email/requestToken",
        last: "POST /account/password",
    },
    Flow {
        name: "add an email",
        flags: &ADD_EMAIL,
        to_review: |terminal| {
            let (_, password) = PLOVER;
            terminal.wait_for(title::SIGN_IN);
            terminal.send(password);
            terminal.wait_for(&"•".repeat(password.len()));
            terminal.press(Key::Enter);
        },
        to_proof: |terminal| terminal.wait_for(title::LINK),
        prove: open_link,
        done: title::EMAIL_ADDED,
        message: "POST /account/3pid/email/requestToken",
        last: "POST /account/3pid/add",
    },
];

fn type_twice(terminal: &Terminal) {
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    terminal.wait_for("Passwords match");
}

/// Opens the link of the mail, and presses the button that its page may have.
fn open_link(_: &Terminal, served: &Served) {
    let outbox = served.outbox();
    let link = outbox[0]["link"].as_str().expect("a mail has a link");
    let path = link.trim_start_matches(served.url.as_str());
    for method in ["GET", "POST"] {
        served.visit(method, path);
    }
}

/// At which request the fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Message,
    Last,
}

/// Goes through a flow with a fault at one request, and gives how many messages there were.
fn walk(flow: &Flow, fault: Fault, at: At) -> usize {
    let served = Served::start();
    let name = flow.message.to_owned();
    let at_message = (Target { name, nth: 0 }, fault, Span::Once);
    let site = Site::plain(&served.url, Some(at_message).filter(|_| at == At::Message));
    let terminal = mxid(flow.flags)
        .args(["--server", &site.url(), "--no-resume"])
        .patience(Duration::from_secs(150))
        .start();
    (flow.to_review)(&terminal);
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    if fault == Fault::Failed && at == At::Message {
        // The server's own words are shown, and the user asks again.
        terminal.wait_for("Press Enter to ask again");
        terminal.press(Key::Enter);
    }
    (flow.to_proof)(&terminal);
    if at == At::Last {
        // A look before the proof is a request to the same place: the one after it counts.
        site.arm(flow.last, fault);
        (flow.prove)(&terminal, &served);
        site.heal_after_next();
    } else {
        (flow.prove)(&terminal, &served);
    }
    terminal.wait_for(flow.done);
    terminal.wait_for("▸ Finish");
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    assert!(site.hits() > 0, "the fault never happened");
    served.outbox().len()
}

/// Goes through each flow with each fault at the request for its message and at its last, all at once.
fn one_message_comes_whatever(faults: &[Fault]) {
    std::thread::scope(|scope| {
        for fault in faults {
            for flow in &FLOWS {
                for at in [At::Message, At::Last] {
                    scope.spawn(move || {
                        let messages = walk(flow, *fault, at);
                        let cell = format!("{}, {} at {at:?}", flow.name, fault.name());
                        println!("the binary, {cell}: {messages} message");
                        assert_eq!(messages, 1, "{cell}");
                    });
                }
            }
        }
    });
}

#[test]
fn an_answer_that_was_lost_is_asked_for_again_and_one_message_comes() {
    one_message_comes_whatever(&[Fault::ResetAfter]);
}

#[cfg(feature = "fault-table")]
#[test]
fn one_message_comes_whatever_happens_to_a_request() {
    one_message_comes_whatever(&[
        Fault::ResetBefore,
        Fault::Timeout,
        Fault::LimitedFor,
        Fault::Failed,
    ]);
}
