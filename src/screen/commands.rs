//! Commands, and the rows of their table: keys, words and names.

mod names;
mod table;

use crate::text::Texts;
use crate::wizard::{Act, Choose, Event, Move, Wizard};

pub(super) use names::is_in_list;
pub use table::TABLE;

/// Something that a key or a word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    Continue,
    Back,
    Next,
    Previous,
    Up,
    Down,
    /// Far up in a list.
    PageUp,
    /// Far down in a list.
    PageDown,
    Toggle,
    Redraw,
    /// The newest practice message, as a page.
    OpenMessage,
    /// An act, which the machine does.
    Act(Act),
}

impl From<Act> for Command {
    fn from(act: Act) -> Self {
        Self::Act(act)
    }
}

impl Command {
    /// The machine's event for it; `None` for what is the face's own.
    #[must_use]
    pub fn event(self) -> Option<Event> {
        Some(match self {
            Self::Continue => Event::Continue,
            Self::Back => Event::Back,
            Self::Next => Event::Focus(Move::Next),
            Self::Previous => Event::Focus(Move::Previous),
            Self::Up => Event::Choose(Choose::Up),
            Self::Down => Event::Choose(Choose::Down),
            Self::PageUp => Event::Choose(Choose::PageUp),
            Self::PageDown => Event::Choose(Choose::PageDown),
            Self::Toggle => Event::Choose(Choose::Toggle),
            Self::Redraw | Self::OpenMessage => return None,
            Self::Act(act) => Event::Act(act),
        })
    }
}

/// A key of the table, with its letter in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// Enter, which leads on from most places.
    Enter,
    /// Esc, which leads back from most places.
    Esc,
    /// Tab, to the next place.
    Tab,
    /// Shift and Tab, to the place before.
    BackTab,
    /// The arrow that points up.
    Up,
    /// The arrow that points down.
    Down,
    /// The key for a page up.
    PageUp,
    /// The key for a page down.
    PageDown,
    /// A key that prints this letter.
    Char(char),
    /// Ctrl, held with this letter.
    Ctrl(char),
    /// The function key of this number.
    F(u8),
}

type Name = fn(&Texts) -> String;
type Says = fn(&Wizard, &Texts) -> String;

/// A row of the table: all that faces have for a command.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The command that all this is for.
    pub command: Command,
    /// The keys it stands on, the usual one first.
    pub keys: &'static [Key],
    /// The words that are typed for it, the usual one first.
    pub words: &'static [Word],
    /// Where it stands in the footer, and its name there, which may be empty.
    pub(super) footer: (u8, Says),
    /// How its keys are called in the help, if that has them.
    pub(super) help: Option<Name>,
    /// Their effect, if the footer's name is not enough.
    pub(super) does: Option<Says>,
    /// Its name as a line of a page, if it is one.
    pub(super) line: Option<Says>,
}

/// A word that is typed for a command.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it stands in a list of words.
    pub place: u8,
    pub own: fn(&Texts) -> String,
    /// In English, in every language.
    pub english: &'static [&'static str],
    /// Other English words, where no text is asked for.
    pub aliases: &'static [&'static str],
    /// Its effect, if the name of the command is not enough.
    pub does: Option<fn(&Texts) -> String>,
}
