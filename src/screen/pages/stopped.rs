//! It cannot go on at this server: why, and where to go instead.

use super::{actions, remark, stage_name};
use crate::domain::CleanText;
use crate::protocol::{Medium, StageType};
use crate::screen::Page;
use crate::screen::model::{Block, Mark};
use crate::text::{Piece, Text, Texts};
use crate::wizard::{Media, Stop, Task, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let (server, stop) = (wizard.server()?, wizard.stop()?);
    let name = || Piece::strong(server.display_name());
    let (title, why): (String, Text) = match stop {
        Stop::Closed(_) => (
            t!(texts, "stop-closed-title"),
            rich!(texts, "stop-closed", server = name()),
        ),
        Stop::Browser => (
            match wizard.task() {
                Task::SignUp => t!(texts, "stop-browser-title-sign-up"),
                Task::Reset => t!(texts, "stop-browser-title-reset"),
                Task::AddContact => t!(texts, "stop-browser-title-add"),
            },
            rich!(texts, "stop-browser", server = name()),
        ),
        Stop::NoRegistration => (
            t!(texts, "stop-closed-title"),
            rich!(texts, "stop-no-registration", server = name()),
        ),
        Stop::NeedsStages(stages) => (
            t!(texts, "stop-stages-title"),
            rich!(
                texts,
                "stop-stages",
                server = name(),
                stages = Piece::strong(stage_names(stages, texts))
            ),
        ),
        Stop::NoPasswords => (
            t!(texts, "stop-no-passwords-title"),
            match wizard.task() {
                Task::AddContact => rich!(texts, "stop-no-passwords-add", server = name()),
                _ => rich!(texts, "stop-no-passwords", server = name()),
            },
        ),
        Stop::NoContactChanges(_) => (
            t!(texts, "stop-no-changes-title"),
            rich!(texts, "stop-no-changes", server = name()),
        ),
        Stop::NoReset(_) if wizard.is_refused(Media::EMAIL) && wizard.is_refused(Media::PHONE) => (
            t!(texts, "stop-no-reset-title"),
            rich!(texts, "stop-no-reset-any", server = name()),
        ),
        Stop::NoReset(Medium::Email) => (
            t!(texts, "stop-no-reset-title"),
            rich!(texts, "stop-no-reset-mail", server = name()),
        ),
        Stop::NoReset(Medium::Msisdn) => (
            t!(texts, "stop-no-reset-title"),
            rich!(texts, "stop-no-reset-text", server = name()),
        ),
        Stop::NoWay => (
            t!(texts, "stop-no-way-title"),
            rich!(texts, "stop-no-way", server = name()),
        ),
    };
    let mut page = Page::new(title).block(Block::Paragraph(why));
    if let Stop::Closed(Some(refusal)) | Stop::NoContactChanges(Some(refusal)) = stop
        && !refusal.text.is_empty()
    {
        let quote = rich!(
            texts,
            "stop-server-says",
            text = Piece::plain(refusal.text.as_str())
        );
        page = page.block(remark(Mark::None, quote));
    }
    if *stop == Stop::Browser {
        page = page.blocks(account_page(wizard, texts));
    }
    let page = page.blocks(whom_to_ask(wizard, texts)).gap();
    Some(page.blocks(actions::block(wizard, texts)))
}

/// The server's people, if it says who they are.
fn whom_to_ask(wizard: &Wizard, texts: &Texts) -> Vec<Block> {
    let Some(support) = wizard.support() else {
        return Vec::new();
    };
    let mut blocks = Vec::new();
    if !support.contacts.is_empty() {
        let contacts = texts.list(support.contacts.iter().map(CleanText::as_str));
        let contacts = Piece::strong(contacts);
        let text = rich!(texts, "stop-ask", contacts = contacts);
        blocks.extend([Block::Gap, Block::Paragraph(text)]);
    }
    if let Some(page) = &support.page {
        let text = t!(texts, "stop-ask-page").into();
        let page = Block::Alone(page.to_string());
        blocks.extend([Block::Gap, Block::Paragraph(text), page]);
    }
    blocks
}

/// Where the accounts of a server are made and recovered, and what to do there.
fn account_page(wizard: &Wizard, texts: &Texts) -> Vec<Block> {
    let Some(link) = wizard.link() else {
        return vec![Block::Paragraph(t!(texts, "stop-browser-no-link").into())];
    };
    let is_made = wizard.may_have_finished();
    let steps = match wizard.task() {
        Task::SignUp if is_made => t!(texts, "stop-browser-link-account"),
        Task::SignUp => t!(texts, "stop-browser-link-sign-up"),
        Task::Reset => t!(texts, "stop-browser-link-reset"),
        Task::AddContact => t!(texts, "stop-browser-link-add"),
    };
    vec![
        Block::Gap,
        Block::Paragraph(steps.into()),
        Block::Alone(link.as_str().to_owned()),
    ]
}

/// The stages that only a browser can do, by the names that people know.
fn stage_names(stages: &[StageType], texts: &Texts) -> String {
    texts.list(stages.iter().map(|s| stage_name(s, texts)))
}
