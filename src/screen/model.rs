//! The content of a screen, for any face to lay out.
//!
//! All text is resolved. Nothing is told by colour or place alone: a mark says what a line is.

use super::commands::Command;
use crate::text::{Text, Timed, Units};
use crate::wizard::{Act, FieldId, Time};

/// One page as a user meets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// The task: the header's left.
    pub task: Option<String>,
    /// The server's name: the header's right.
    pub server: Option<String>,
    /// The way, with where the user is; empty where there is none.
    pub rail: Vec<Step>,
    /// The question of the page.
    pub title: Text,
    /// One or two sentences under it.
    pub lead: Vec<Text>,
    pub blocks: Vec<Block>,
    pub status: Option<Status>,
    pub problem: Option<ProblemView>,
    pub notice: Option<Text>,
    /// The keys that work now, the most useful first.
    pub keys: Vec<KeyHint>,
    /// Whether it asks before leaving, and nothing else.
    pub asks_to_leave: bool,
    /// The newest message of the practice server, while that is in use.
    pub strip: Option<Strip>,
    /// How spans are written, for [`Timed::format`].
    pub units: Units,
}

/// A step of the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub label: String,
    /// Where the user is relative to it.
    pub state: StepState,
}

/// Where the user is relative to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Here,
    ToCome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Good,
    /// Something to look at twice.
    Doubt,
    Bad,
    Working,
    Open,
    /// No mark: stands under the line before it.
    None,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A text field in a box.
    Field(Field),
    /// The field for a code, a box a digit.
    Code(Code),
    /// A list of which one is chosen.
    Choices(Choices),
    Checks(Vec<Check>),
    /// Things that can be done, one a line.
    Actions(Vec<ActionItem>),
    Table(Vec<Row>),
    /// A line with a mark.
    Remark(Mark, Text),
    Paragraph(Text),
    /// Something to be copied, alone on its line; never wrapped inside a word.
    Alone(String),
    /// A code to be scanned.
    Qr(Qr),
    /// A heading within the page.
    Heading(String),
    Gap,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub id: FieldId,
    /// Its name, above it; empty when the title is name enough.
    pub label: String,
    /// Something at the right of its name.
    pub aside: Option<String>,
    /// Its text as it is shown: grouped, or masked.
    pub text: String,
    /// The caret, as a byte offset into that.
    pub caret: usize,
    /// Shown dim while there is no text.
    pub placeholder: String,
    /// Whether it has the focus.
    pub focused: bool,
    /// Whether the problem of the page is about it.
    pub bad: bool,
    /// Whether its text can be resumed, for a face that offers to keep it.
    pub kept: bool,
    /// Whether its text was made here and is not masked, so that a face which echoes no secrets tells it all the same.
    pub made: bool,
}

/// The field for a code.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    pub text: String,
    /// The caret, as a byte offset into that.
    pub caret: usize,
    /// So many boxes; `None` for a line, when the text is no number.
    pub boxes: Option<usize>,
    /// Whether it has the focus.
    pub focused: bool,
}

/// A list of which one is chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    pub items: Vec<Choice>,
    pub chosen: Option<usize>,
    /// Whether it has the focus.
    pub focused: bool,
    /// How many entries are worth showing at once; the face scrolls.
    pub window: usize,
    /// Said when there is nothing to choose from.
    pub empty: String,
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub label: String,
    /// Its other name, such as the two letters of a country; may be empty.
    pub code: String,
    /// A short remark at its right.
    pub aside: String,
    /// A remark that may go when there is no room.
    pub note: Text,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub label: String,
    /// Where it can be read, whole.
    pub link: String,
    /// Whether it was agreed to.
    pub agreed: bool,
    /// Whether it has the focus.
    pub focused: bool,
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionItem {
    pub act: Act,
    pub label: String,
    /// When it can be done, if not yet.
    pub at: Option<Timed>,
    pub at_label: String,
    /// Whether it has the focus.
    pub focused: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules a side, without the light ones around it.
    pub size: usize,
    /// Whether a module is dark, row after row: `size` times `size`.
    pub dark: Vec<bool>,
    /// Said where there is no room for it.
    pub no_room: String,
}

/// A name and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub name: String,
    pub value: Text,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    pub text: Text,
    /// Since when; a face shows a spinner if that is a while ago.
    pub since: Time,
    /// Whether a request is in flight, so that a spinner may turn.
    pub spins: bool,
}

/// A problem, and how to continue.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemView {
    /// The fact, in one plain sentence.
    pub what: Text,
    /// The advice: names the key.
    pub how: Text,
    /// The code and status behind it.
    pub code: Option<String>,
    /// The server's own words, cleaned, to be shown quoted.
    pub quote: Option<String>,
    /// The same in the quotation marks of the user's language.
    pub quoted: Option<String>,
}

/// A command that works now, and its name in the footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHint {
    pub command: Command,
    /// Its name; empty when it works without being shown.
    pub label: String,
}

/// The practice server's line under every page.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// That nothing leaves this computer.
    pub title: String,
    /// The newest message, if there is one.
    pub newest: Option<Text>,
    pub hint: String,
}

impl Choice {
    pub(super) fn new(label: String, note: impl Into<Text>) -> Self {
        Self {
            label,
            code: String::new(),
            aside: String::new(),
            note: note.into(),
        }
    }
}

impl Row {
    pub(super) fn new(name: impl Into<String>, value: impl Into<Text>) -> Self {
        let (name, value) = (name.into(), value.into());
        Self { name, value }
    }
}

impl Screen {
    /// When the screen next looks different although nothing happens; the spinner is the face's.
    pub fn next_change(&self, now: Time) -> Option<Time> {
        let texts = self
            .lead
            .iter()
            .chain([&self.title])
            .chain(self.notice.iter())
            .chain(self.status.iter().map(|s| &s.text))
            .chain(self.problem.iter().flat_map(|p| [&p.what, &p.how]))
            .chain(self.strip.iter().filter_map(|s| s.newest.as_ref()));
        let blocks = self.blocks.iter().flat_map(Block::texts);
        let actions = self.blocks.iter().flat_map(Block::times);
        texts
            .chain(blocks)
            .filter_map(|text| text.next_change(now.0))
            .chain(actions.filter_map(|at| at.next_change(now.0)))
            .min()
            .map(Time)
    }

    /// Whether a command works now.
    pub fn allows(&self, command: impl Into<Command>) -> bool {
        let command = command.into();
        self.keys.iter().any(|hint| hint.command == command)
    }
}

impl Block {
    fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Remark(_, text) | Self::Paragraph(text) => vec![text],
            Self::Choices(choices) => choices.items.iter().map(|item| &item.note).collect(),
            Self::Table(rows) => rows.iter().map(|row| &row.value).collect(),
            _ => Vec::new(),
        }
    }

    fn times(&self) -> Vec<Timed> {
        match self {
            Self::Actions(items) => items.iter().filter_map(|item| item.at).collect(),
            _ => Vec::new(),
        }
    }
}
