//! Screens made by hand, with everything that a screen can have.

mod asking;
mod ending;

pub use asking::*;
pub use ending::*;

use std::time::Duration;

use mxid::screen::{
    ActionItem, Block, Choice, Command, Field, KeyHint, ProblemView, Screen, Step, StepState, Strip,
};
use mxid::text::{Piece, Text, Texts, Timed};
use mxid::wizard::{Act, FieldId};

const STEPS: [&str; 5] = ["Server", "Phone", "Account", "Verify", "Done"];

pub fn text(text: &str) -> Text {
    Text::from(text.to_owned())
}

pub fn hint(command: impl Into<Command>, label: &str) -> KeyHint {
    KeyHint {
        command: command.into(),
        label: label.to_owned(),
    }
}

/// A page of the sign-up at a step of the rail.
pub fn page(here: usize, title: &str, blocks: Vec<Block>) -> Screen {
    let state = |at: usize| match at.cmp(&here) {
        std::cmp::Ordering::Less => StepState::Done,
        std::cmp::Ordering::Equal => StepState::Here,
        std::cmp::Ordering::Greater => StepState::ToCome,
    };
    let step = |(at, label): (usize, &&str)| Step {
        label: (*label).to_owned(),
        state: state(at),
    };
    Screen {
        task: Some("create an account".into()),
        server: Some("example.org".into()),
        rail: STEPS.iter().enumerate().map(step).collect(),
        title: text(title),
        lead: Vec::new(),
        blocks,
        status: None,
        problem: None,
        notice: None,
        keys: vec![
            hint(Command::Continue, "continue"),
            hint(Command::Back, "back"),
            hint(Command::Next, ""),
            hint(Act::Help, "help"),
        ],
        asks_to_leave: false,
        strip: None,
        units: Texts::english().units(),
    }
}

pub fn field(id: FieldId, label: &str, value: &str) -> Field {
    Field {
        id,
        label: label.into(),
        aside: None,
        text: value.into(),
        caret: value.len(),
        placeholder: String::new(),
        focused: false,
        bad: false,
        kept: false,
        made: false,
    }
}

pub fn choice(label: &str, aside: &str, note: &str) -> Choice {
    Choice {
        label: label.into(),
        code: String::new(),
        aside: aside.into(),
        note: note.to_owned().into(),
    }
}

pub fn action(act: Act, label: &str) -> ActionItem {
    ActionItem {
        act,
        label: label.into(),
        at: None,
        at_label: String::new(),
        focused: false,
    }
}

pub fn problem(what: &str, how: &str) -> ProblemView {
    ProblemView {
        what: text(what),
        how: text(how),
        code: Some("M_UNKNOWN · HTTP 400".into()),
        quote: None,
        quoted: None,
    }
}

pub fn with_strip(mut screen: Screen) -> Screen {
    screen.strip = Some(Strip {
        title: "practice server: nothing leaves this computer".into(),
        newest: Some(Text(vec![
            Piece::plain("SMS to +1 201-555-0123  "),
            Timed::Since(Duration::ZERO).into(),
            Piece::plain("   Your code is "),
            Piece::strong("417203"),
        ])),
        hint: "ctrl-n opens it".into(),
    });
    screen
}

pub fn all() -> Vec<(&'static str, Screen)> {
    vec![
        ("goal", task()),
        ("server", server()),
        ("server-failed", server_failed()),
        ("looking", looking()),
        ("country", country()),
        ("account", account()),
        ("account-taken", account_taken()),
        ("review", review()),
        ("code", code()),
        ("code-wrong", code_wrong()),
        ("mail", mail()),
        ("terms", terms()),
        ("done", done()),
        ("help", help()),
        ("practice", with_strip(code())),
        ("practice-taken", with_strip(account_taken())),
    ]
}
