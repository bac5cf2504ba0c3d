//! What keys mean to the machine.

use crate::screen::Command;
use crate::wizard::{Choose, Event, Move};

/// The machine's event for a command; none for what is the loop's own.
pub(super) fn event(command: Command) -> Option<Event> {
    Some(match command {
        Command::Continue => Event::Continue,
        Command::Back => Event::Back,
        Command::Next => Event::Focus(Move::Next),
        Command::Previous => Event::Focus(Move::Previous),
        Command::Up => Event::Choose(Choose::Up),
        Command::Down => Event::Choose(Choose::Down),
        Command::PageUp => Event::Choose(Choose::PageUp),
        Command::PageDown => Event::Choose(Choose::PageDown),
        Command::Toggle => Event::Choose(Choose::Toggle),
        Command::SendAgain => Event::SendAgain,
        Command::ChangeAddress => Event::ChangeAddress,
        Command::Switch => Event::Switch,
        Command::TakeSuggestion => Event::TakeSuggestion,
        Command::MakePassPhrase => Event::MakePassPhrase,
        Command::Reveal => Event::Reveal,
        Command::Practise => Event::Practise,
        Command::Copy => Event::Copy,
        Command::OpenLink => Event::OpenLink,
        Command::ShowQr => Event::ShowQr,
        Command::Help => Event::Help,
        Command::Details => Event::Details,
        Command::Leave => Event::Leave,
        Command::OpenMessage | Command::Redraw => return None,
    })
}
