//! It cannot go on at this server: why, and where to go instead.

use super::{actions, remark, stage_name};
use crate::protocol::{Medium, StageType};
use crate::screen::Page;
use crate::screen::model::{Block, Mark};
use crate::text::{Piece, Text, Texts};
use crate::wizard::{Goal, Homeserver, Stop, Wizard};
use crate::{rich, t};

pub(super) fn page(server: &Homeserver, stop: &Stop, wizard: &Wizard, texts: &Texts) -> Page {
    let name = || Piece::strong(server.display_name());
    let (title, why): (String, Text) = match stop {
        Stop::Closed(_) => (
            t!(texts, "stop-closed-title"),
            rich!(texts, "stop-closed", server = name()),
        ),
        Stop::Browser => (
            match wizard.goal() {
                Goal::SignUp => t!(texts, "stop-browser-title-sign-up"),
                Goal::Reset => t!(texts, "stop-browser-title-reset"),
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
            rich!(texts, "stop-no-passwords", server = name()),
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
    if let Stop::Closed(Some(refusal)) = stop
        && !refusal.text.is_empty()
    {
        let quote = rich!(
            texts,
            "stop-server-says",
            text = Piece::plain(refusal.text.as_str())
        );
        page = page.block(remark(Mark::None, quote));
    }
    if let (Stop::Browser, Some(link)) = (
        stop,
        server
            .oauth
            .as_ref()
            .and_then(|oauth| oauth.account_management.as_ref()),
    ) {
        page = page
            .gap()
            .block(Block::Paragraph(
                match wizard.goal() {
                    Goal::SignUp => t!(texts, "stop-browser-link-sign-up"),
                    Goal::Reset => t!(texts, "stop-browser-link-reset"),
                }
                .into(),
            ))
            .block(Block::Alone(link.to_string()));
    }
    page.gap().blocks(actions::block(wizard, texts))
}

/// The stages that only a browser can do, by the names that people know.
fn stage_names(stages: &[StageType], texts: &Texts) -> String {
    let names: Vec<_> = stages.iter().map(|s| stage_name(s, texts)).collect();
    names.join(", ")
}
