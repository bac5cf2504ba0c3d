//! The record of each step of a walk.

use mxid::wizard::{Act, Effect, Event, FieldId, Focus, Overlay, PageId, Task, Time, Wizard};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    Person,
    Answer,
    /// An answer came that nobody waits for.
    Stale,
    Deadline,
}

/// One event, with the state on both sides of it.
pub struct Moment<'a> {
    pub cause: Cause,
    pub event: &'a Event,
    pub before: &'a Seen,
    pub after: &'a Seen,
    pub effects: &'a [Effect],
    /// Every question that is out after the event.
    pub out: &'a [Effect],
    pub wizard: &'a Wizard,
    pub now: Time,
}

/// The difference that can be seen from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub page: PageId,
    pub focus: Focus,
    pub texts: Vec<String>,
    pub enter_waits: bool,
    pub list: (usize, Option<usize>),
    pub agreed: Vec<String>,
    pub overlay: Option<Overlay>,
    pub deadline: Option<Time>,
    pub task: Task,
    /// The base URL of the server that the page is about.
    pub server: Option<String>,
    pub may_have_finished: bool,
    /// Everything that the state shows of itself, around a stale reply.
    pub all: String,
}

impl Seen {
    pub(super) fn of(wizard: &Wizard, whole: bool) -> Self {
        let draft = wizard.form();
        Self {
            page: wizard.page(),
            focus: wizard.focus(),
            texts: FieldId::ALL
                .map(|field| draft.text(field).to_owned())
                .to_vec(),
            enter_waits: wizard.waiting().enter,
            list: wizard.list_position(),
            agreed: draft.agreed.clone(),
            overlay: wizard.overlay(),
            deadline: wizard.next_deadline(),
            task: wizard.task(),
            server: wizard.server().map(|server| server.base.to_string()),
            may_have_finished: wizard.may_have_finished(),
            all: match whole {
                true => format!("{wizard:?}"),
                false => String::new(),
            },
        }
    }
}

/// Whether the user said that they want another message.
pub fn asks_for_a_message(event: &Event, focus: Focus) -> bool {
    match event {
        Event::Act(Act::SendAgain) => true,
        Event::Continue => focus == Focus::Action(Act::SendAgain),
        _ => false,
    }
}
