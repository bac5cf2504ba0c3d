//! The common parts of several pages.

use super::actions;
use crate::protocol::{Contact, Policy, StageType, Translation};
use crate::screen::model::{Block, Choice, Choices, Field, Mark};
use crate::screen::page::Page;
use crate::text::{Piece, Text, Texts};
use crate::wizard::{FieldId, Focus, Homeserver, Wizard};
use crate::{rich, t};

/// A stage by the name that people know, else as the server calls it, quoted.
pub(super) fn stage_name(stage: &StageType, texts: &Texts) -> String {
    match stage {
        StageType::Recaptcha => t!(texts, "stage-recaptcha"),
        StageType::Sso => t!(texts, "stage-sso"),
        StageType::Terms => t!(texts, "stage-terms"),
        other => t!(texts, "stage-other", name = other.as_str()),
    }
}

/// A field as it is, masked where its text is secret and not asked for.
pub(super) fn field(id: FieldId, label: String, wizard: &Wizard) -> Field {
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
        kept: !bad && wizard.form().can_keep(id, wizard.server()),
        made: id == FieldId::Password && wizard.form().pass_phrase.is_some() && !is_masked,
    }
}

/// The suggested correction, if there is one.
pub(super) fn meant(wizard: &Wizard, texts: &Texts) -> Option<Block> {
    let meant = Piece::strong(wizard.suggestion()?);
    let text = rich!(texts, "did-you-mean", meant = meant);
    Some(remark(Mark::Doubt, text))
}

pub(super) fn remark(mark: Mark, text: impl Into<Text>) -> Block {
    Block::Remark(mark, text.into())
}

/// Which host receives the password, where that is not the server's name.
pub(super) fn password_host(server: &Homeserver, texts: &Texts) -> Option<Block> {
    let differs = server.host_differs() && !server.practice;
    let host = Piece::strong(server.base.host_and_port());
    differs.then(|| remark(Mark::None, rich!(texts, "password-host", host = host)))
}

/// The foot of a page that asks for an address: that nothing was sent, while that is so, and what
/// else can be done.
pub(super) fn with_foot(mut page: Page, wizard: &Wizard, texts: &Texts) -> Page {
    if !wizard.has_asked_for_messages() {
        page = page.gap().paragraph(t!(texts, "nothing-sent-yet"));
    }
    match actions::block(wizard, texts) {
        Some(actions) => page.gap().block(actions),
        None => page,
    }
}

/// The list of a page, shown whole.
pub(super) fn choices(items: Vec<Choice>, wizard: &Wizard) -> Block {
    Block::Choices(Choices {
        window: items.len(),
        items,
        chosen: wizard.list_position().1,
        focused: wizard.focus() == Focus::List,
        empty: String::new(),
    })
}

/// A field for a password, with what its key does at its right.
pub(super) fn password_field(id: FieldId, wizard: &Wizard, texts: &Texts) -> Field {
    let mut password = field(id, t!(texts, "password-label"), wizard);
    password.aside = Some(match wizard.form().reveal {
        true => t!(texts, "password-hide"),
        false => t!(texts, "password-reveal"),
    });
    password
}

/// The address or number of a contact.
pub(super) fn address(contact: &Contact) -> Piece {
    match contact {
        Contact::Email(email) => Piece::strong(email.as_str()),
        Contact::Phone(phone) => Piece::strong(phone.international()),
    }
}

/// A document's name, with its version if it has one.
pub(super) fn document_name(policy: &Policy, shown: &Translation, texts: &Texts) -> String {
    let name = shown.name.as_str();
    match &policy.version {
        Some(version) => t!(texts, "terms-name", name = name, version = version.as_str()),
        None => name.to_owned(),
    }
}
