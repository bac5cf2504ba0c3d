//! The one table of keys: what the event loop acts on and what the footer shows.
//!
//! Letters are text wherever a field has the focus. Ctrl-S and Ctrl-Q stop and start some terminals, Ctrl-Z suspends,
//! and the keys of line editors belong to fields, so none of them stands here. Everything on a function key can be
//! reached without one, by a control key or as an action on the page, because phones and multiplexers lack them.

mod edit;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::screen::{Block, Command, Screen};

pub use edit::edit;

/// A key with what is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPattern {
    /// The key. Letters in lower case.
    pub code: KeyCode,
    /// What is held with it. Shift is left out for letters and where a key does the same with it.
    pub modifiers: KeyModifiers,
}

/// A command, the keys it stands on, and how they are called.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What it does.
    pub command: Command,
    /// The keys, the usual one first.
    pub keys: &'static [KeyPattern],
    /// How the usual one is called in the footer.
    pub shown: &'static str,
}

const fn key(code: KeyCode) -> KeyPattern {
    KeyPattern {
        code,
        modifiers: KeyModifiers::NONE,
    }
}

const fn ctrl(letter: char) -> KeyPattern {
    KeyPattern {
        code: KeyCode::Char(letter),
        modifiers: KeyModifiers::CONTROL,
    }
}

const fn binding(command: Command, keys: &'static [KeyPattern], shown: &'static str) -> Binding {
    Binding {
        command,
        keys,
        shown,
    }
}

/// Every key that is no text.
pub const BINDINGS: [Binding; 24] = [
    binding(Command::Continue, &[key(KeyCode::Enter)], "enter"),
    binding(Command::Back, &[key(KeyCode::Esc)], "esc"),
    binding(Command::Next, &[key(KeyCode::Tab)], "tab"),
    binding(Command::Previous, &[key(KeyCode::BackTab)], "shift-tab"),
    // The footer speaks of the pair.
    binding(Command::Up, &[key(KeyCode::Up)], "↑↓"),
    binding(Command::Down, &[key(KeyCode::Down)], "↑↓"),
    binding(Command::PageUp, &[key(KeyCode::PageUp)], "pgup"),
    binding(Command::PageDown, &[key(KeyCode::PageDown)], "pgdn"),
    binding(Command::Toggle, &[key(KeyCode::Char(' '))], "space"),
    binding(Command::SendAgain, &[ctrl('r')], "ctrl-r"),
    binding(Command::ChangeAddress, &[key(KeyCode::F(4))], "f4"),
    binding(Command::Switch, &[ctrl('x')], "ctrl-x"),
    binding(Command::TakeSuggestion, &[key(KeyCode::F(3))], "f3"),
    binding(Command::MakePassPhrase, &[key(KeyCode::F(5))], "f5"),
    binding(Command::Reveal, &[ctrl('t')], "ctrl-t"),
    binding(Command::Practise, &[ctrl('p')], "ctrl-p"),
    binding(Command::Copy, &[ctrl('y')], "ctrl-y"),
    binding(Command::OpenLink, &[key(KeyCode::Char('o'))], "o"),
    binding(Command::ShowQr, &[key(KeyCode::Char('q'))], "q"),
    binding(Command::OpenMessage, &[ctrl('n')], "ctrl-n"),
    binding(Command::Help, &[key(KeyCode::F(1)), ctrl('g')], "f1"),
    binding(Command::Details, &[key(KeyCode::F(2)), ctrl('o')], "f2"),
    binding(Command::Redraw, &[ctrl('l')], "ctrl-l"),
    binding(Command::Leave, &[ctrl('c')], "ctrl-c"),
];

/// The command that a key gives on a screen, if it works there. Leaving and drawing anew work everywhere, and so do the
/// page keys, because a page may be longer than the terminal.
#[must_use]
pub fn command(key: &KeyEvent, screen: &Screen) -> Option<Command> {
    let pattern = pattern(key);
    let binding = BINDINGS
        .iter()
        .find(|binding| binding.keys.contains(&pattern))?;
    let is_text = matches!(key.code, KeyCode::Char(_)) && edit(key).is_some();
    if is_text && takes_text(screen) {
        return None;
    }
    let command = binding.command;
    let always = matches!(
        command,
        Command::Leave | Command::Redraw | Command::PageUp | Command::PageDown
    );
    (always || screen.allows(command)).then_some(command)
}

/// How the key of a command is called.
#[must_use]
pub fn shown(command: Command) -> &'static str {
    BINDINGS
        .iter()
        .find(|binding| binding.command == command)
        .map_or("", |binding| binding.shown)
}

/// What a key is in the table: letters without case, and without Shift where that changes nothing.
fn pattern(key: &KeyEvent) -> KeyPattern {
    let plain = key.modifiers - KeyModifiers::SHIFT;
    let (code, modifiers) = match key.code {
        KeyCode::Char(letter) => (KeyCode::Char(letter.to_ascii_lowercase()), plain),
        code @ (KeyCode::BackTab | KeyCode::Enter) => (code, plain),
        code => (code, key.modifiers),
    };
    KeyPattern { code, modifiers }
}

/// Whether a field has the focus, so that letters are text.
fn takes_text(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| match block {
        Block::Field(field) => field.focused,
        Block::Code(code) => code.focused,
        _ => false,
    })
}
