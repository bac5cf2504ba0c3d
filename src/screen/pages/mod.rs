//! The pages in words: one file a page, or a pair that belongs together.

mod account;
mod actions;
mod browser;
mod contact;
mod done;
mod phone;
mod review;
mod server;
mod sign_in;
mod stopped;
mod task;
mod terms;
mod verify;
mod web;

pub use done::why_no_profile;

use super::Page;
use super::model::{Block, Field, Mark};
use crate::protocol::StageType;
use crate::text::{Piece, Text, Texts};
use crate::wizard::{FieldId, Focus, Homeserver, PageId, Wizard};
use crate::{rich, t};

/// The middle of the page that the wizard is on.
pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Page {
    let page = match wizard.page() {
        PageId::Task => Some(task::page(wizard, texts)),
        PageId::Server => Some(server::page(wizard, texts)),
        PageId::SignIn => sign_in::page(wizard, texts),
        PageId::Contact => Some(contact::page(wizard, texts)),
        PageId::Country => Some(phone::country(wizard, texts)),
        PageId::Number => phone::number(wizard, texts),
        PageId::Address => Some(contact::address(wizard, texts)),
        PageId::Account => account::page(wizard, texts),
        PageId::Token => Some(terms::token(wizard, texts)),
        PageId::Terms => Some(terms::page(wizard, texts)),
        PageId::Review => review::page(wizard, texts),
        PageId::NewPassword => account::new_password(wizard, texts),
        PageId::Browser => browser::page(wizard, texts),
        PageId::Verify => verify::page(wizard, texts),
        PageId::Web => web::page(wizard, texts),
        PageId::Done => done::page(wizard, texts),
        PageId::Stopped => stopped::page(wizard, texts),
    };
    debug_assert!(page.is_some(), "{:?}", wizard.page());
    page.unwrap_or_else(|| Page::new(String::new()))
}

/// A stage by the name that people know, else as the server calls it, quoted.
fn stage_name(stage: &StageType, texts: &Texts) -> String {
    match stage {
        StageType::Recaptcha => t!(texts, "stage-recaptcha"),
        StageType::Sso => t!(texts, "stage-sso"),
        StageType::Terms => t!(texts, "stage-terms"),
        other => t!(texts, "stage-other", name = other.as_str()),
    }
}

/// A field as it is, masked where its text is secret and not asked for.
fn field(id: FieldId, label: String, wizard: &Wizard) -> Field {
    let line = wizard.form().line(id);
    let is_masked = id.is_masked() && !wizard.form().reveal;
    let (text, caret) = if is_masked {
        line.masked('•')
    } else {
        (line.text().to_owned(), line.caret())
    };
    let bad = wizard.problem().is_some_and(|p| p.kind.is_about(id));
    Field {
        id,
        label,
        aside: None,
        text,
        caret,
        placeholder: String::new(),
        focused: wizard.focus() == Focus::Field(id),
        bad,
        kept: !bad && wizard.can_keep(id),
        made: id == FieldId::Password && wizard.form().pass_phrase.is_some() && !is_masked,
    }
}

/// What was probably meant by what was typed, if that is something else.
fn meant(wizard: &Wizard, texts: &Texts) -> Option<Block> {
    let meant = Piece::strong(wizard.suggestion()?);
    let text = rich!(texts, "did-you-mean", meant = meant);
    Some(remark(Mark::Doubt, text))
}

fn remark(mark: Mark, text: impl Into<Text>) -> Block {
    Block::Remark(mark, text.into())
}

/// Which host receives the password, where that is not the server's name.
fn password_host(server: &Homeserver, texts: &Texts) -> Option<Block> {
    let differs = server.host_differs() && !server.practice;
    let host = Piece::strong(server.base.host_and_port());
    differs.then(|| remark(Mark::None, rich!(texts, "password-host", host = host)))
}

/// The foot of a page that asks for an address: that nothing was sent, while that is so, and what
/// else can be done.
fn with_foot(mut page: Page, wizard: &Wizard, texts: &Texts) -> Page {
    if !wizard.has_asked_for_messages() {
        let text = t!(texts, "nothing-sent-yet");
        page = page.gap().block(Block::Paragraph(text.into()));
    }
    match actions::block(wizard, texts) {
        Some(actions) => page.gap().block(actions),
        None => page,
    }
}
