//! It cannot continue at this server: why, and where to go instead.

use super::{actions, stage_name};
use crate::domain::CleanText;
use crate::protocol::Medium;
use crate::screen::Page;
use crate::screen::model::{Block, Mark};
use crate::text::{Piece, Text, Texts};
use crate::wizard::{Homeserver, Media, Stop, Task, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let (server, stop) = (wizard.server()?, wizard.stop()?);
    let (title, why) = words(server, stop, wizard, texts);
    let mut page = Page::new(title).paragraph(why);
    if let Stop::Closed(Some(refusal)) | Stop::NoContactChanges(Some(refusal)) = stop
        && !refusal.text.is_empty()
    {
        let text = Piece::plain(refusal.text.as_str());
        page = page.remark(Mark::None, rich!(texts, "stop-server-says", text = text));
    }
    if *stop == Stop::Browser {
        page = page.blocks(account_page(wizard, texts));
    }
    let page = page.blocks(whom_to_ask(wizard, texts)).gap();
    Some(page.blocks(actions::block(wizard, texts)))
}

/// The title, and why it cannot continue.
fn words(server: &Homeserver, stop: &Stop, wizard: &Wizard, texts: &Texts) -> (String, Text) {
    let title = match (stop, wizard.task()) {
        (Stop::Closed(_) | Stop::NoRegistration, _) => t!(texts, "stop-closed-title"),
        (Stop::Browser, Task::SignUp) => t!(texts, "stop-browser-title-sign-up"),
        (Stop::Browser, Task::Reset) => t!(texts, "stop-browser-title-reset"),
        (Stop::Browser, Task::AddContact) => t!(texts, "stop-browser-title-add"),
        (Stop::NeedsStages(_), _) => t!(texts, "stop-stages-title"),
        (Stop::NoPasswords, _) => t!(texts, "stop-no-passwords-title"),
        (Stop::NoContactChanges(_), _) => t!(texts, "stop-no-changes-title"),
        (Stop::NoReset(_), _) => t!(texts, "stop-no-reset-title"),
        (Stop::NoWay, _) => t!(texts, "stop-no-way-title"),
    };
    let server = Piece::strong(server.display_name());
    let why = match stop {
        Stop::Closed(_) => rich!(texts, "stop-closed", server = server),
        Stop::Browser => rich!(texts, "stop-browser", server = server),
        Stop::NoRegistration => rich!(texts, "stop-no-registration", server = server),
        Stop::NeedsStages(stages) => {
            // By the names that people know.
            let stages = texts.list(stages.iter().map(|stage| stage_name(stage, texts)));
            let stages = Piece::strong(stages);
            rich!(texts, "stop-stages", server = server, stages = stages)
        }
        Stop::NoPasswords if wizard.task() == Task::AddContact => {
            rich!(texts, "stop-no-passwords-add", server = server)
        }
        Stop::NoPasswords => rich!(texts, "stop-no-passwords", server = server),
        Stop::NoContactChanges(_) => rich!(texts, "stop-no-changes", server = server),
        Stop::NoReset(_)
            if wizard.proving().is_refused(Media::EMAIL)
                && wizard.proving().is_refused(Media::PHONE) =>
        {
            rich!(texts, "stop-no-reset-any", server = server)
        }
        Stop::NoReset(Medium::Email) => rich!(texts, "stop-no-reset-mail", server = server),
        Stop::NoReset(Medium::Msisdn) => rich!(texts, "stop-no-reset-text", server = server),
        Stop::NoWay => rich!(texts, "stop-no-way", server = server),
    };
    (title, why)
}

/// The server's contacts, if it names any.
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
