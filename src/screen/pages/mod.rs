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
use crate::wizard::{FieldId, Focus, Stage, Wizard};
use crate::{rich, t};

/// The middle of the page that the wizard is on.
pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Page {
    match wizard.stage() {
        Stage::Task => task::page(wizard, texts),
        Stage::Server => server::page(wizard, texts),
        Stage::SignIn(server) => sign_in::page(server, wizard, texts),
        Stage::Contact(server, _) => contact::page(server, wizard, texts),
        Stage::Country(_) => phone::country(wizard, texts),
        Stage::Number(_, country) => phone::number(*country, wizard, texts),
        Stage::Address(..) => contact::address(wizard, texts),
        Stage::Account(contacts) => account::page(contacts, wizard, texts),
        Stage::Token(..) => terms::token(wizard, texts),
        Stage::Terms(contacts, ..) => terms::page(contacts.server.terms(), wizard, texts),
        Stage::Review(plan) => review::page(plan, wizard, texts),
        Stage::NewPassword(contacts, sent) => account::new_password(contacts, sent, wizard, texts),
        Stage::Browser(plan, step) => browser::page(plan, step, wizard, texts),
        Stage::Verify(plan, sent) => verify::page(plan, sent, wizard, texts),
        Stage::Web(server, web) => web::page(server, web, wizard, texts),
        Stage::Done(done) => done::page(done, wizard, texts),
        Stage::Stopped(server, stop) => stopped::page(server, stop, wizard, texts),
    }
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
    let line = wizard.draft().line(id);
    let is_masked = id.is_masked() && !wizard.draft().reveal;
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
        made: id == FieldId::Password && wizard.draft().pass_phrase.is_some() && !is_masked,
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
