//! One semantic screen for every face: a state of the wizard described in words, not in cells.
//!
//! [`describe`] reads a [`Wizard`] and what only the runtime knows ([`Surroundings`]), and gives a
//! [`Screen`]. Faces lay that out and add nothing, so they cannot drift apart.

mod commands;
mod keys;
mod model;
mod overlays;
mod pages;
mod password;
mod problem;
mod rail;
mod save_warning;
mod status;
mod strip;

use crate::t;
use crate::text::{Text, Texts};
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
pub use strip::{InboxItem, InboxKind, MessagePage};

/// What the runtime knows and the machine does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surroundings {
    /// The messages of the practice server, the oldest first.
    pub inbox: Vec<InboxItem>,
    /// The practice message that is open as a page.
    pub open: Option<MessagePage>,
    /// Whether the unfinished task outlives the program.
    pub kept: bool,
}

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

/// The middle of a screen.
struct Page {
    title: Text,
    lead: Vec<Text>,
    blocks: Vec<Block>,
}

impl Page {
    fn new(title: impl Into<Text>) -> Self {
        Self {
            title: title.into(),
            lead: Vec::new(),
            blocks: Vec::new(),
        }
    }

    fn lead(mut self, text: impl Into<Text>) -> Self {
        self.lead.push(text.into());
        self
    }

    fn block(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    fn blocks(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    fn gap(self) -> Self {
        self.block(Block::Gap)
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

/// A page's name in the rail and in the help.
fn page_name(page: PageId, texts: &Texts) -> String {
    match page {
        PageId::Task => t!(texts, "page-goal"),
        PageId::Server => t!(texts, "page-server"),
        PageId::SignIn => t!(texts, "page-sign-in"),
        PageId::Contact => t!(texts, "page-contact"),
        PageId::Country | PageId::Number => t!(texts, "page-phone"),
        PageId::Address => t!(texts, "page-email"),
        PageId::Account => t!(texts, "page-account"),
        PageId::Token => t!(texts, "page-token"),
        PageId::Terms => t!(texts, "page-terms"),
        PageId::Review => t!(texts, "page-review"),
        PageId::NewPassword => t!(texts, "page-password"),
        PageId::Browser | PageId::Web => t!(texts, "page-browser"),
        PageId::Verify => t!(texts, "page-verify"),
        PageId::Done => t!(texts, "page-done"),
        PageId::Stopped => t!(texts, "page-server"),
    }
}
