//! "Where will your account live?"

use super::{actions, field, remark};
use crate::screen::Page;
use crate::screen::model::{Block, Mark};
use crate::screen::problem;
use crate::text::{Piece, Texts};
use crate::wizard::{FieldId, Homeserver, Media, Need, Stop, Task, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Page {
    let title = match wizard.task() {
        Task::SignUp => t!(texts, "server-title-sign-up"),
        Task::Reset | Task::AddContact => t!(texts, "server-title-reset"),
    };
    let mut server = field(FieldId::Server, t!(texts, "server-label"), wizard);
    server.placeholder = t!(texts, "server-placeholder");
    let mut page = Page::new(title).block(Block::Field(server));
    if wizard.form().is_usual_server() {
        page = page.remark(Mark::None, t!(texts, "server-usual"));
    }
    if let Some(found) = wizard.found() {
        page = page.blocks(found_remarks(found, wizard.task(), texts));
    }
    // A problem says it by itself.
    if wizard.problem().is_none()
        && !wizard.waiting().typing
        && let Some(error) = wizard.form().server_fault()
    {
        let typed = wizard.form().text(FieldId::Server);
        page = page.remark(Mark::Bad, problem::server(&error, typed, texts));
    }
    page = page.blocks(actions::block(wizard, texts));
    if wizard.practice().is_some() {
        return page;
    }
    page.gap().paragraph(t!(texts, "server-practise"))
}

fn found_remarks(server: &Homeserver, task: Task, texts: &Texts) -> Vec<Block> {
    let host = Piece::strong(server.base.host_and_port());
    let found = if server.practice {
        t!(texts, "server-found-practice").into()
    } else {
        rich!(texts, "server-found", host = host)
    };
    let mut blocks = vec![remark(Mark::Good, found)];
    match server.admits(task) {
        Err(stop) => blocks.push(remark(Mark::Bad, closed(&stop, texts))),
        Ok(()) if task != Task::SignUp => {}
        Ok(()) => blocks.extend(offer(server, texts)),
    }
    blocks
}

fn closed(stop: &Stop, texts: &Texts) -> String {
    match stop {
        Stop::Closed(_) => t!(texts, "offer-closed"),
        Stop::Browser => t!(texts, "offer-browser"),
        Stop::NoRegistration => t!(texts, "offer-none"),
        Stop::NoPasswords => t!(texts, "offer-no-passwords"),
        Stop::NeedsStages(_) | Stop::NoReset(_) | Stop::NoContactChanges(_) | Stop::NoWay => {
            t!(texts, "offer-no-way")
        }
    }
}

/// The requirements of a sign-up, in a sentence or two.
fn offer(server: &Homeserver, texts: &Texts) -> Vec<Block> {
    let choices = server.contact_choices(Task::SignUp);
    let email = server.need(|media| media.email);
    let phone = server.need(|media| media.phone);
    let contacts = match (email, phone) {
        (Need::No, Need::No) => t!(texts, "offer-neither"),
        (Need::Required, Need::Required) => t!(texts, "offer-both-required"),
        (Need::Required, Need::No) => t!(texts, "offer-email-required"),
        (Need::No, Need::Required) => t!(texts, "offer-phone-required"),
        (Need::Optional, Need::No) => t!(texts, "offer-email-optional"),
        (Need::No, Need::Optional) => t!(texts, "offer-phone-optional"),
        (Need::Required, Need::Optional) => t!(texts, "offer-email-required-phone-optional"),
        (Need::Optional, Need::Required) => t!(texts, "offer-phone-required-email-optional"),
        (Need::Optional, Need::Optional) if choices.contains(&Media::NONE) => {
            t!(texts, "offer-both-optional")
        }
        (Need::Optional, Need::Optional) => t!(texts, "offer-one-required"),
    };
    let (open, terms) = (t!(texts, "offer-open"), server.terms());
    let open = t!(texts, "sentence-next", before = open, next = contacts);
    let mut blocks = vec![remark(Mark::None, open)];
    let media = choices.first().copied().unwrap_or_default();
    if server.needs_token(media) {
        blocks.push(remark(Mark::None, t!(texts, "offer-token")));
    }
    if server.needs_terms(media) && !terms.is_empty() {
        let terms = t!(texts, "offer-terms", count = terms.len());
        blocks.push(remark(Mark::None, terms));
    }
    if !server.browser_stages(media).is_empty() {
        blocks.push(remark(Mark::None, t!(texts, "offer-browser-step")));
    }
    if server.makes_accounts_in_browser() {
        blocks.push(remark(Mark::None, t!(texts, "offer-web-too")));
    }
    blocks
}
