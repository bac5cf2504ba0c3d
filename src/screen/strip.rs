//! The newest message of the practice server, as the wizard shows it.

use super::model::Strip;
use super::surroundings::{InboxKind, Surroundings};
use crate::text::{Piece, Text, Texts};
use crate::wizard::Wizard;
use crate::{rich, t};

/// The strip under the page, while the practice server is in use.
pub(super) fn view(wizard: &Wizard, around: &Surroundings, texts: &Texts) -> Option<Strip> {
    wizard.practice()?;
    let newest = around.inbox.last().map(|item| {
        let to = Piece::plain(&item.to);
        let first_line = item.text.lines().next().unwrap_or_default();
        let text = Text(vec![Piece::strong(first_line)]);
        // The code of a text message is at its beginning, and is not to be cut off.
        Text::apart(match item.kind {
            InboxKind::Sms => [text, rich!(texts, "strip-sms", to = to)],
            InboxKind::Mail => [rich!(texts, "strip-mail", to = to), text],
        })
    });
    let hint = match newest {
        Some(_) => t!(texts, "strip-open"),
        None => String::new(),
    };
    Some(Strip {
        title: t!(texts, "strip-title"),
        newest: newest.or_else(|| Some(t!(texts, "strip-empty").into())),
        hint,
    })
}
