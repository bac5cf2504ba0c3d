//! One semantic screen for every face: a state of the wizard described in words, not in cells.
//!
//! [`describe`] reads a [`Wizard`] and what only the runtime knows ([`Surroundings`]), and gives a
//! [`Screen`]. Faces lay that out and add nothing, so they cannot drift apart.

mod commands;
mod keys;
mod model;
mod overlays;
mod page;
mod pages;
mod password;
mod problem;
mod rail;
mod save_warning;
mod status;
mod strip;
mod surroundings;

use crate::t;
use crate::text::Texts;
use crate::wizard::{Overlay, PageId, Task, Wizard};

pub use crate::wizard::{Act, FieldId, Time};
pub use commands::{Command, Entry, Key, TABLE, Word};
pub use model::{
    ActionItem, Block, Check, Choice, Choices, Code, Field, KeyHint, Mark, ProblemView, Qr, Row,
    Screen, Status, Step, StepState, Strip,
};
pub use pages::why_no_profile;
pub use password::rule_text;
pub use problem::{About, explain};
pub use save_warning::{disk_fault, why_not_saved};
pub use surroundings::{InboxItem, InboxKind, MessagePage, Surroundings};

use page::Page;

/// Describes the wizard as it stands.
pub fn describe(wizard: &Wizard, around: &Surroundings, texts: &Texts) -> Screen {
    let page = match (&around.open, wizard.overlay()) {
        (_, Some(Overlay::Leave)) => overlays::leave(wizard, around, texts),
        (Some(message), _) => overlays::message(message, texts),
        (None, Some(Overlay::Help)) => overlays::help(wizard, around, texts),
        (None, Some(Overlay::Details)) => overlays::details(wizard, texts),
        (None, Some(Overlay::Qr)) => overlays::qr(wizard, texts),
        (None, None) => pages::page(wizard, texts),
    };
    let covered = around.open.is_some() || wizard.overlay().is_some();
    Screen {
        task: task(wizard, texts),
        server: wizard.server().map(|s| s.display_name()),
        rail: rail::steps(wizard, texts),
        title: page.title,
        lead: page.lead,
        blocks: page.blocks,
        status: status::view(wizard, texts).filter(|_| !covered),
        problem: problem::view(wizard, texts).filter(|_| !covered),
        notice: status::notice(wizard, texts).filter(|_| !covered),
        keys: keys::hints(wizard, around, texts),
        asks_to_leave: wizard.overlay() == Some(Overlay::Leave),
        strip: strip::view(wizard, around, texts),
        units: texts.units(),
    }
}

fn task(wizard: &Wizard, texts: &Texts) -> Option<String> {
    if wizard.page() == PageId::Task {
        return None;
    }
    Some(match wizard.task() {
        Task::SignUp => t!(texts, "goal-sign-up-short"),
        Task::Reset => t!(texts, "goal-reset-short"),
        Task::AddContact => t!(texts, "goal-add-short"),
    })
}
