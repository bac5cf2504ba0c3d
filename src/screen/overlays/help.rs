//! The help: what this page is about, and the keys that work on it.

use crate::screen::commands::TABLE;
use crate::screen::model::{Block, Row};
use crate::screen::{Page, Surroundings, keys};
use crate::t;
use crate::text::Texts;
use crate::wizard::{Focus, PageId, Wizard};

/// The help for the page under it.
pub(in crate::screen) fn help(wizard: &Wizard, around: &Surroundings, texts: &Texts) -> Page {
    let hints = keys::of_page(wizard, around, texts);
    let rows = TABLE.iter().filter_map(|command| {
        let hint = hints.iter().find(|hint| hint.command == command.command)?;
        let does = match command.does {
            Some(does) => does(wizard, texts),
            None => hint.label.clone(),
        };
        Some(Row::new(command.help?(texts), does))
    });
    // An edit is taken back by the field, and no command.
    let keeps_edits = |field| !wizard.form().line(field).kind().secret;
    let undo = matches!(wizard.focus(), Focus::Field(field) if keeps_edits(field));
    let undo = undo.then(|| Row::new(t!(texts, "help-key-undo"), t!(texts, "help-undo")));
    Page::new(t!(texts, "help-title"))
        .paragraph(about(wizard, texts))
        .gap()
        .block(Block::Table(rows.chain(undo).collect()))
}

/// An explanation of the page for a newcomer.
fn about(wizard: &Wizard, texts: &Texts) -> String {
    match wizard.page() {
        PageId::Task => t!(texts, "help-goal"),
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
        PageId::Verify if wizard.asks_code() => t!(texts, "help-verify-code"),
        PageId::Verify => t!(texts, "help-verify"),
        PageId::Done => t!(texts, "help-done"),
        PageId::Stopped => t!(texts, "help-stopped"),
    }
}
