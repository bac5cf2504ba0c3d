//! The machine's inputs.

use crate::domain::{BaseUrl, Judged, ServerName};
use crate::field::{Edit, Typed};
use crate::protocol::{Callback, Failure, Reply};

use super::act::Act;
use super::effect::RequestId;
use super::form::field::FieldId;
use super::saves::SaveFault;
use super::saves::{ResumeFault, SavedTask};

/// Something that happened: a user's act in semantic terms (never a key), the answer to an
/// effect, or a deadline that passed.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// An edit of the focused field.
    Edit(Edit),
    /// A whole value for a field of this page or a later one, wherever the focus is.
    Fill(FieldId, Typed),
    /// A move in the focused list.
    Choose(Choose),
    /// A move of the focus.
    Focus(Move),
    Continue,
    /// Go back one page, or close what lies over the page.
    Back,
    /// Do something, if that works now.
    Act(Act),
    /// The face kept only the beginning of the paste that was just edited in.
    PasteCut,
    /// The face was given something for the focused field that it cannot read.
    NotUtf8,
    /// The answer to an effect.
    Answer(RequestId, Answer),
    /// Why the current task is not on the disk; `None` once it is there again.
    Saved(Option<SaveFault>),
    /// The time that [`Wizard::next_deadline`](super::Wizard::next_deadline) named has come.
    Deadline,
    /// The program ends, whatever the user is doing: the terminal is gone, or a signal came.
    End,
}

impl From<Act> for Event {
    fn from(act: Act) -> Self {
        Self::Act(act)
    }
}

impl Event {
    /// Whether what is saved is looked at right after this event. `is_out` says whether a question is still in flight.
    /// A key inside a field waits a moment.
    pub(super) fn concerns_saved(&self, is_out: impl FnOnce(RequestId) -> bool) -> bool {
        match self {
            Self::Answer(id, answer) => matches!(answer, Answer::Call(_)) && is_out(*id),
            Self::Edit(_)
            | Self::Fill(..)
            | Self::Choose(_)
            | Self::Focus(_)
            | Self::PasteCut
            | Self::Saved(_) => false,
            Self::Act(act) => !matches!(
                act,
                Act::Reveal | Act::Help | Act::Details | Act::Copy | Act::OpenLink | Act::ShowQr
            ),
            _ => true,
        }
    }

    /// Whether it belongs to the text that is being typed into a field.
    pub(super) fn continues_typing(&self) -> bool {
        match self {
            Self::Edit(edit) => *edit != Edit::DeleteToStart,
            Self::PasteCut | Self::NotUtf8 => true,
            _ => false,
        }
    }
}

/// A move in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    Up,
    Down,
    PageUp,
    PageDown,
    Index(usize),
    /// Agree to, or no longer agree to, the entry.
    Toggle,
}

/// A move of the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the next place, and from the last to the first.
    Next,
    /// To the place before, and from the first to the last.
    Previous,
}

/// The answer to an effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To `Call`.
    Call(Box<Result<Reply, Failure>>),
    /// To `CheckNumber`.
    Number(Judged),
    /// To `EstimateStrength`.
    Strength(Estimate),
    /// To `OpenLink`: whether a browser was started.
    Opened(bool),
    /// To `Listen`, first: the port, unless this computer cannot.
    Listening(Option<u16>),
    /// To `Listen`, later: what the browser brought.
    CalledBack(Callback),
    /// To `AddProfile`.
    Profile(Result<(), ProfileFault>),
    /// To `Resume`: the task as it was saved last, its times on the clock of this wizard.
    Resumed(Result<Box<SavedTask>, ResumeFault>),
    /// To `StartPractice`.
    Practice(Result<PracticeServer, PracticeFault>),
}

/// How hard a password is to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    VeryWeak,
    Weak,
    /// Resists guessing over the network.
    Fair,
    /// Resists for years, even if its hash was stolen from the server.
    Strong,
    VeryStrong,
}

/// The weakness of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    Common,
    /// It is close to one that many people have.
    NearCommon,
    Word,
    Name,
    /// It is about the user: their name, address or server.
    Personal,
    Keys,
    /// The same again and again.
    Repeats,
    /// Letters or digits in their order.
    Sequence,
    /// A date or a year.
    Date,
    /// Nothing but that it is short.
    Short,
}

/// How hard a password is to guess, and why it is not harder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    pub strength: Strength,
    /// The weakness to remove first; `None` if there is none.
    pub weakness: Option<Weakness>,
}

impl From<Strength> for Estimate {
    fn from(strength: Strength) -> Self {
        Self {
            strength,
            weakness: None,
        }
    }
}

/// The practice server that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeServer {
    pub base: BaseUrl,
    /// The name in its Matrix IDs.
    pub name: ServerName,
    /// An email address that has an account there, to try a reset with.
    pub known_email: String,
    /// Name and password of an account there, to try adding a contact with. Everybody knows them.
    pub known_login: (&'static str, &'static str),
}

/// Why the practice server is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PracticeFault {
    NotBuilt,
    CannotListen,
}

/// Why a profile was not added. The file is unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileFault {
    /// There is one of this name.
    Exists,
    /// The configuration is in a format of earlier versions (`config.json`), which a new file would hide.
    OldFormat,
    /// The profiles are in an inline table (TOML v1.0.0), which takes none at the end of the configuration.
    InlineTable,
    /// The configuration is not understood.
    Unreadable,
    /// The system does not let us read or write it.
    Unwritable,
}
