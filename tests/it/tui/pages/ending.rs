//! Pages from the review to the end, and help.

use std::time::Duration;

use mxid::screen::{Block, Check, Code, Command, Mark, Row, Screen};
use mxid::text::{Piece, Text, Timed};
use mxid::wizard::Act;

use super::{action, hint, page, problem, text};

pub fn review() -> Screen {
    let row = |name: &str, value: &str| Row {
        name: name.into(),
        value: text(value),
    };
    let mut proceed = action(Act::Proceed, "Send the code");
    proceed.focused = true;
    page(
        2,
        "Check your details",
        vec![
            Block::Table(vec![
                row("Server", "example.org  (matrix.example.org)"),
                row("Matrix ID", "@robin:example.org"),
                row("Phone", "+1 201-555-0123, United States"),
                row("Agreed", "Privacy policy 1.0, Terms of use 2.3"),
            ]),
            Block::Gap,
            Block::Paragraph(text(
                "Next: a text message with a code is sent to this number. You won't stay signed in on this computer.",
            )),
            Block::Gap,
            Block::Actions(vec![
                proceed,
                action(Act::ChangeAddress, "Change the number"),
                action(Act::ChangeAccount, "Change name or password"),
            ]),
        ],
    )
}

pub fn code() -> Screen {
    let asked = Timed::Since(Duration::from_secs(10));
    let again = Timed::Until(Duration::from_secs(70));
    let mut send = action(Act::SendAgain, "Send again");
    (send.at, send.at_label) = (Some(again), "in".into());
    let mut screen = page(
        3,
        "Enter the code we texted to +1 201-555-0123",
        vec![
            Block::Code(Code {
                text: "417".into(),
                caret: 3,
                boxes: Some(6),
                focused: true,
            }),
            Block::Gap,
            Block::Paragraph(Text(vec![
                Piece::plain("Asked for "),
                asked.into(),
                Piece::plain(" ago · message 1"),
            ])),
            Block::Gap,
            Block::Actions(vec![send, action(Act::ChangeAddress, "Use another number")]),
        ],
    );
    screen.keys = vec![
        hint(Command::Continue, "submit"),
        hint(Command::Back, "back"),
        hint(Act::SendAgain, "send again"),
        hint(Act::Details, "details"),
        hint(Act::Help, "help"),
    ];
    screen
}

pub fn code_wrong() -> Screen {
    let mut screen = code();
    screen.problem = Some(problem(
        "417 203 is not the right code.",
        "Check the newest message. You can try again, or ask for another one.",
    ));
    screen
}

pub fn mail() -> Screen {
    let asked = Timed::Since(Duration::ZERO);
    let mut look = action(Act::LookNow, "Check now");
    look.focused = true;
    let mut send = action(Act::SendAgain, "Send again");
    send.at = Some(Timed::Until(Duration::from_secs(100)));
    send.at_label = "in".into();
    let mut screen = page(
        3,
        "Open the link in your mail",
        vec![
            Block::Paragraph(Text(vec![
                Piece::plain("Asked for "),
                asked.into(),
                Piece::plain(" ago · message 1"),
            ])),
            Block::Gap,
            Block::Actions(vec![
                look,
                send,
                action(Act::ChangeAddress, "Use another address"),
            ]),
            Block::Gap,
            Block::Paragraph(text(
                "Nothing arrived? Check your spam folder. Some servers send nothing if an address is already in use.",
            )),
        ],
    );
    screen.lead = vec![Text(vec![
        Piece::plain("On its way to "),
        Piece::strong("robin@example.net"),
        Piece::plain(
            ", if that address can be used here. Open the link on any device; this page goes on by itself.",
        ),
    ])];
    screen
}

pub fn terms() -> Screen {
    let check = |label: &str, link: &str| Check {
        label: label.into(),
        link: link.into(),
        agreed: false,
        focused: false,
    };
    let mut first = check("Privacy policy 1.0", "https://example.org/privacy");
    first.agreed = true;
    let mut second = check("Terms of use 2.3", "https://example.org/terms/of/use");
    second.focused = true;
    page(
        2,
        "Two documents to agree to",
        vec![Block::Checks(vec![first, second])],
    )
}

pub fn done() -> Screen {
    let mut leave = action(Act::Leave, "Leave");
    leave.focused = true;
    let mut screen = page(
        4,
        "Your account is ready",
        vec![
            Block::Alone("@robin:example.org".into()),
            Block::Gap,
            Block::Remark(
                Mark::Good,
                text("Phone +1 201-555-0123 is verified and can recover it."),
            ),
            Block::Remark(Mark::Good, text("You are not signed in on this computer.")),
            Block::Gap,
            Block::Heading("Next".into()),
            Block::Table(vec![Row {
                name: "iamb".into(),
                value: text("iamb -P robin"),
            }]),
            Block::Remark(
                Mark::Doubt,
                text(
                    "First login: set up key backup, or you lose encrypted messages if you lose the device.",
                ),
            ),
            Block::Gap,
            Block::Actions(vec![leave, action(Act::Copy, "Copy the Matrix ID")]),
        ],
    );
    screen.keys = vec![
        hint(Command::Continue, "leave"),
        hint(Act::Copy, "copy the Matrix ID"),
        hint(Act::Help, "help"),
    ];
    screen
}

/// A page with nothing that could have the focus, longer than a small terminal.
pub fn help() -> Screen {
    let mut screen = page(3, "Help", Vec::new());
    let row = |at: usize| Row {
        name: format!("key {at}"),
        value: text("what it does"),
    };
    screen.blocks = vec![Block::Table((0..40).map(row).collect())];
    screen.keys = vec![
        hint(Command::Up, "more"),
        hint(Command::Down, ""),
        hint(Command::PageUp, ""),
        hint(Command::PageDown, ""),
        hint(Command::Back, "back"),
    ];
    screen
}
