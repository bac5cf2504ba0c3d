//! The help: what this page is about, and every key that works on it.

use crate::screen::Page;
use crate::screen::model::{Block, Row};
use crate::t;
use crate::text::{Text, Texts};
use crate::wizard::{Action, Focus, PageId, Stage, Wizard};

/// The help for the page under it.
pub(in crate::screen) fn help(wizard: &Wizard, texts: &Texts) -> Page {
    let row = |name: String, value: String| Row {
        name,
        value: Text::from(value),
    };
    let mut rows = vec![
        row(t!(texts, "help-key-enter"), t!(texts, "help-enter")),
        row(t!(texts, "help-key-esc"), t!(texts, "help-esc")),
        row(t!(texts, "help-key-tab"), t!(texts, "help-tab")),
        row(t!(texts, "help-key-arrows"), t!(texts, "help-arrows")),
        row(t!(texts, "help-key-details"), t!(texts, "help-details")),
        row(t!(texts, "help-key-redraw"), t!(texts, "help-redraw")),
        row(t!(texts, "help-key-leave"), t!(texts, "help-leave")),
    ];
    if matches!(wizard.focus(), Focus::Field(field) if !field.is_masked()) {
        rows.push(row(t!(texts, "help-key-undo"), t!(texts, "help-undo")));
    }
    if wizard.actions().contains(&Action::MakePassPhrase) {
        rows.push(row(
            t!(texts, "help-key-pass-phrase"),
            t!(texts, "help-pass-phrase"),
        ));
    }
    if matches!(
        wizard.stage(),
        Stage::Account(_) | Stage::NewPassword(..) | Stage::SignIn(_)
    ) {
        rows.push(row(t!(texts, "help-key-reveal"), t!(texts, "help-reveal")));
    }
    if wizard.link().is_some() {
        rows.push(row(t!(texts, "help-key-copy"), t!(texts, "help-copy")));
    }
    if wizard.can_show_qr() {
        rows.push(row(t!(texts, "help-key-qr"), t!(texts, "help-qr")));
    }
    if wizard.can_open_link() {
        rows.push(row(t!(texts, "help-key-open"), t!(texts, "help-open")));
    }
    if wizard.messages().is_some() {
        rows.push(row(t!(texts, "help-key-again"), t!(texts, "help-again")));
    }
    if wizard.is_practising() {
        rows.push(row(
            t!(texts, "help-key-message"),
            t!(texts, "help-message"),
        ));
    }
    Page::new(t!(texts, "help-title"))
        .block(Block::Paragraph(about(wizard, texts).into()))
        .gap()
        .block(Block::Table(rows))
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
