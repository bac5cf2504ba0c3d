//! The practice server's inbox, as the wizard shows it.

use super::model::Strip;
use crate::text::{Piece, Text, Texts};
use crate::wizard::{Time, Wizard};
use crate::{rich, t};

/// The kind of a practice message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InboxKind {
    /// A text message.
    Sms,
    /// A mail.
    Mail,
}

/// A message that the practice server sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxItem {
    /// Its kind.
    pub kind: InboxKind,
    /// The number or address it went to.
    pub to: String,
    /// Its text.
    pub text: String,
    /// The code in it.
    pub code: Option<String>,
    /// The link in it.
    pub link: Option<String>,
    /// When it came.
    pub at: Time,
}

/// A practice message as a page, and what its link led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessagePage {
    /// The message.
    pub item: InboxItem,
    /// What the link's page says, once it was followed: title and text.
    pub followed: Option<(String, String)>,
    /// Whether that page has a button to press.
    pub confirm: bool,
}

/// The strip under the page, while the practice server is in use.
pub(super) fn view(wizard: &Wizard, around: &super::Surroundings, texts: &Texts) -> Option<Strip> {
    if !wizard.is_practising() {
        return None;
    }
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
