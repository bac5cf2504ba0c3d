//! The overlays: help, details, the question before leaving, a practice message.

mod details;
mod help;
mod qr;

pub(super) use details::details;
pub(super) use help::help;
pub(super) use qr::qr;

use super::model::{Block, Mark};
use super::{MessagePage, Page, Surroundings};
use crate::screen::InboxKind;
use crate::text::{Piece, Text, Texts};
use crate::wizard::Wizard;
use crate::{rich, t};

/// Leaving would lose something, or break it off: really?
pub(super) fn leave(wizard: &Wizard, around: &Surroundings, texts: &Texts) -> Page {
    // The task of an earlier run may be saved during practice; practice itself is not.
    let lead = match around.kept && wizard.practice().is_none() {
        true => t!(texts, "leave-lead-kept"),
        false => t!(texts, "leave-lead"),
    };
    let what = if wizard.may_have_finished() {
        t!(texts, "leave-doubt")
    } else if wizard.has_asked_for_messages() {
        t!(texts, "leave-sent")
    } else {
        t!(texts, "leave-nothing-sent")
    };
    Page::new(t!(texts, "leave-title"))
        .lead(lead)
        .paragraph(what)
}

/// A practice message, or what its link led to.
pub(super) fn message(page: &MessagePage, texts: &Texts) -> Page {
    if let Some((title, text)) = &page.followed {
        let mut view = Page::new(title.clone()).blocks(paragraphs(text));
        if page.confirm {
            view = view.gap().remark(Mark::None, t!(texts, "message-confirm"));
        }
        return view;
    }
    let to = Piece::strong(&page.item.to);
    let title = match page.item.kind {
        InboxKind::Sms => rich!(texts, "message-sms-title", to = to),
        InboxKind::Mail => rich!(texts, "message-mail-title", to = to),
    };
    let mut view = Page::new(title)
        .lead(Text::dim(t!(texts, "message-lead")))
        .blocks(paragraphs(&page.item.text));
    if let Some(link) = &page.item.link {
        view = view.gap().alone(link);
    }
    view
}

/// Lines of a message, as paragraphs.
fn paragraphs(text: &str) -> Vec<Block> {
    text.lines()
        .map(|line| match line.trim() {
            "" => Block::Gap,
            line => Block::Paragraph(Text::from(line.to_owned())),
        })
        .collect()
}
