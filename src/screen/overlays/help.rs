//! The help: what this page is about, and the keys that work on it.

use crate::screen::model::{Block, Command, Row};
use crate::screen::{Page, Surroundings, keys};
use crate::t;
use crate::text::{Text, Texts};
use crate::wizard::{Focus, PageId, Wizard};

/// A key as the help has it.
struct Key {
    /// What it is there for: it is listed where that works.
    command: Command,
    /// How it is called.
    name: fn(&Texts) -> String,
    /// What it does, if the footer's word for it is not enough.
    does: Option<fn(&Wizard, &Texts) -> String>,
}

const fn key(
    command: Command,
    name: fn(&Texts) -> String,
    does: fn(&Wizard, &Texts) -> String,
) -> Key {
    Key {
        command,
        name,
        does: Some(does),
    }
}

/// A key of which the footer says enough.
const fn brief(command: Command, name: fn(&Texts) -> String) -> Key {
    Key {
        command,
        name,
        does: None,
    }
}

/// The keys in their order.
const KEYS: [Key; 19] = [
    key(
        Command::Continue,
        |texts| t!(texts, "help-key-enter"),
        |_, texts| t!(texts, "help-enter"),
    ),
    key(
        Command::Back,
        |texts| t!(texts, "help-key-esc"),
        |_, texts| t!(texts, "help-esc"),
    ),
    key(
        Command::Next,
        |texts| t!(texts, "help-key-tab"),
        |_, texts| t!(texts, "help-tab"),
    ),
    key(
        Command::Up,
        |texts| t!(texts, "help-key-arrows"),
        |_, texts| t!(texts, "help-arrows"),
    ),
    brief(Command::Toggle, |texts| t!(texts, "help-key-toggle")),
    key(
        Command::Details,
        |texts| t!(texts, "help-key-details"),
        |_, texts| t!(texts, "help-details"),
    ),
    key(
        Command::Redraw,
        |texts| t!(texts, "help-key-redraw"),
        |_, texts| t!(texts, "help-redraw"),
    ),
    key(
        Command::Leave,
        |texts| t!(texts, "help-key-leave"),
        |_, texts| t!(texts, "help-leave"),
    ),
    brief(Command::TakeSuggestion, |texts| t!(texts, "help-key-take")),
    brief(Command::Practise, |texts| t!(texts, "help-key-practise")),
    brief(Command::Switch, |texts| t!(texts, "help-key-switch")),
    key(
        Command::MakePassPhrase,
        |texts| t!(texts, "help-key-pass-phrase"),
        |_, texts| t!(texts, "help-pass-phrase"),
    ),
    key(
        Command::Reveal,
        |texts| t!(texts, "help-key-reveal"),
        |_, texts| t!(texts, "help-reveal"),
    ),
    key(
        Command::Copy,
        |texts| t!(texts, "help-key-copy"),
        |wizard, texts| match wizard.link() {
            Some(_) => t!(texts, "help-copy"),
            None => t!(texts, "action-copy"),
        },
    ),
    key(
        Command::ShowQr,
        |texts| t!(texts, "help-key-qr"),
        |_, texts| t!(texts, "help-qr"),
    ),
    key(
        Command::OpenLink,
        |texts| t!(texts, "help-key-open"),
        |_, texts| t!(texts, "help-open"),
    ),
    key(
        Command::SendAgain,
        |texts| t!(texts, "help-key-again"),
        |_, texts| t!(texts, "help-again"),
    ),
    brief(Command::ChangeAddress, |texts| t!(texts, "help-key-change")),
    key(
        Command::OpenMessage,
        |texts| t!(texts, "help-key-message"),
        |_, texts| t!(texts, "help-message"),
    ),
];

/// The help for the page under it.
pub(in crate::screen) fn help(wizard: &Wizard, around: &Surroundings, texts: &Texts) -> Page {
    let row = |name: String, does: String| Row {
        name,
        value: Text::from(does),
    };
    let hints = keys::of_page(wizard, around, texts);
    let rows = KEYS.iter().filter_map(|key| {
        let hint = hints.iter().find(|hint| hint.command == key.command)?;
        let does = match key.does {
            Some(does) => does(wizard, texts),
            None => hint.label.clone(),
        };
        Some(row((key.name)(texts), does))
    });
    // An edit is taken back by the field, and no command.
    let keeps_edits = |field| !wizard.draft().line(field).kind().secret;
    let undo = matches!(wizard.focus(), Focus::Field(field) if keeps_edits(field));
    let undo = undo.then(|| row(t!(texts, "help-key-undo"), t!(texts, "help-undo")));
    Page::new(t!(texts, "help-title"))
        .block(Block::Paragraph(about(wizard, texts).into()))
        .gap()
        .block(Block::Table(rows.chain(undo).collect()))
}

/// What the page is about, for somebody who has never done this.
fn about(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.stage().page() {
        PageId::Goal => t!(texts, "help-goal"),
        PageId::Server => t!(texts, "help-server"),
        PageId::SignIn => t!(texts, "help-sign-in"),
        PageId::Contact => t!(texts, "help-contact"),
        PageId::Country => t!(texts, "help-country"),
        PageId::Number => t!(texts, "help-number"),
        PageId::Address => t!(texts, "help-address"),
        PageId::Account => t!(texts, "help-account"),
        PageId::Token => t!(texts, "help-token"),
        PageId::Terms => t!(texts, "help-terms"),
        PageId::Review => t!(texts, "help-review"),
        PageId::NewPassword => t!(texts, "help-new-password"),
        PageId::Browser => t!(texts, "help-browser"),
        PageId::Web => t!(texts, "help-web"),
        PageId::Verify => t!(texts, "help-verify"),
        PageId::Done => t!(texts, "help-done"),
        PageId::Stopped => t!(texts, "help-stopped"),
    }
}
