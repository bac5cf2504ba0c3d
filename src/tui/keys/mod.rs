//! Keys: which command of the table a key gives on a screen, and which edit it makes.

mod edit;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::screen::{Act, Block, Command, Key, Screen, TABLE};

pub use edit::edit;

/// The key of the table as the terminal has it.
#[must_use]
pub fn press(key: Key) -> KeyEvent {
    let code = match key {
        Key::Enter => KeyCode::Enter,
        Key::Esc => KeyCode::Esc,
        Key::Tab => KeyCode::Tab,
        Key::BackTab => KeyCode::BackTab,
        Key::Up => KeyCode::Up,
        Key::Down => KeyCode::Down,
        Key::PageUp => KeyCode::PageUp,
        Key::PageDown => KeyCode::PageDown,
        Key::Char(letter) | Key::Ctrl(letter) => KeyCode::Char(letter),
        Key::F(number) => KeyCode::F(number),
    };
    let held = match key {
        Key::Ctrl(_) => KeyModifiers::CONTROL,
        _ => KeyModifiers::NONE,
    };
    KeyEvent::new(code, held)
}

/// The command that a key gives on a screen, if it works there. Leaving and drawing anew work everywhere, and so do the
/// page keys, because a page may be longer than the terminal.
#[must_use]
pub fn command(key: &KeyEvent, screen: &Screen) -> Option<Command> {
    let plain = plain(key);
    let is_meant = |known: &Key| press(*known) == plain;
    let entry = TABLE.iter().find(|entry| entry.keys.iter().any(is_meant))?;
    let is_text = matches!(key.code, KeyCode::Char(_)) && edit(key).is_some();
    if is_text && takes_text(screen) {
        return None;
    }
    let command = entry.command;
    let always = matches!(
        command,
        Command::Act(Act::Leave) | Command::Redraw | Command::PageUp | Command::PageDown
    );
    (always || screen.allows(command)).then_some(command)
}

/// The usual key of a command.
pub(super) fn of(command: Command) -> Option<Key> {
    let entry = TABLE.iter().find(|entry| entry.command == command)?;
    entry.keys.first().copied()
}

/// A key without what changes nothing: the case of a letter, and Shift with a letter or where it does the same.
fn plain(key: &KeyEvent) -> KeyEvent {
    let held = key.modifiers - KeyModifiers::SHIFT;
    match key.code {
        KeyCode::Char(letter) => KeyEvent::new(KeyCode::Char(letter.to_ascii_lowercase()), held),
        code @ (KeyCode::BackTab | KeyCode::Enter) => KeyEvent::new(code, held),
        code => KeyEvent::new(code, key.modifiers),
    }
}

/// Whether a field has the focus, so that letters are text.
fn takes_text(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| match block {
        Block::Field(field) => field.focused,
        Block::Code(code) => code.focused,
        _ => false,
    })
}
