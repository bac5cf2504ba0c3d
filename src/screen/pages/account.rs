//! Name and password of a new account, and the new password of a reset.

use super::{actions, field, password_host, remark};
use crate::domain::UsernameError;
use crate::protocol::{Contact, Medium};
use crate::screen::Page;
use crate::screen::model::{Block, Choice, Choices, Field, Mark};
use crate::screen::{password, problem};
use crate::text::{Piece, Texts};
use crate::wizard::{Act, FieldId, Focus, Homeserver, ProblemKind, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let server = wizard.server()?;
    let page = Page::new(t!(texts, "account-title"))
        .block(Block::Field(field(
            FieldId::Username,
            t!(texts, "username-label"),
            wizard,
        )))
        .blocks(matrix_id(server, wizard, texts))
        .blocks(actions::block_of(wizard, texts, about_name))
        .blocks(password_host(server, texts))
        .gap()
        .blocks(password_blocks(wizard, texts))
        .blocks(actions::block_of(wizard, texts, |a| !about_name(a)));
    Some(page)
}

/// The Matrix ID as it forms, or what is wrong with the name; nothing where the problem says that.
fn matrix_id(server: &Homeserver, wizard: &Wizard, texts: &Texts) -> Option<Block> {
    let problem = wizard.problem().map(|problem| &problem.kind);
    if let Some(ProblemKind::Username(_)) = problem {
        return None;
    }
    // What is being typed may become right yet.
    let is_begun = |error: &UsernameError| match error {
        UsernameError::Empty => true,
        UsernameError::OtherServer(other) => server.name.as_ref().is_some_and(|name| {
            let begun = name.as_str().get(..other.as_str().len());
            begun.is_some_and(|begun| begun.eq_ignore_ascii_case(other.as_str()))
        }),
        UsernameError::Character(_) | UsernameError::TooLong => false,
    };
    let text = match (wizard.username(), &server.name) {
        (Err(error), _) if is_begun(&error) => rich!(texts, "username-hint"),
        (Err(error), _) => {
            let typed = wizard.form().text(FieldId::Username);
            let (text, _) = problem::username(&error, typed, texts);
            return Some(remark(Mark::Bad, text));
        }
        (Ok(name), Some(server)) => {
            let id = Piece::strong(format!("@{}:{server}", name.as_str()));
            rich!(texts, "username-will", id = id)
        }
        (Ok(name), None) => {
            let id = Piece::strong(format!("@{}", name.as_str()));
            let host = Piece::strong(server.base.host_and_port());
            rich!(texts, "username-will-on", id = id, host = host)
        }
    };
    Some(remark(Mark::None, text))
}

/// The two password fields, with what is known of the password between them.
fn password_blocks(wizard: &Wizard, texts: &Texts) -> Vec<Block> {
    let mut password = field(FieldId::Password, t!(texts, "password-label"), wizard);
    password.aside = Some(if wizard.form().reveal {
        t!(texts, "password-hide")
    } else {
        t!(texts, "password-reveal")
    });
    let mut again = field(
        FieldId::PasswordAgain,
        t!(texts, "password-again-label"),
        wizard,
    );
    again.aside = matches(wizard, &again).then(|| t!(texts, "password-same"));
    let mut blocks = vec![Block::Field(password)];
    blocks.extend(password::remarks(wizard, texts));
    blocks.push(Block::Gap);
    blocks.push(Block::Field(again));
    blocks
}

/// Whether an action belongs to the user name.
fn about_name(act: Act) -> bool {
    act == Act::TakeSuggestion
}

fn matches(wizard: &Wizard, again: &Field) -> bool {
    let draft = wizard.form();
    !again.text.is_empty() && draft.text(FieldId::Password) == draft.text(FieldId::PasswordAgain)
}

pub(super) fn new_password(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let (server, sent) = (wizard.server()?, wizard.awaited()?);
    let to = match &sent.contact {
        Contact::Email(email) => Piece::strong(email.as_str()),
        Contact::Phone(phone) => Piece::strong(phone.international()),
    };
    let lead = match sent.contact.medium() {
        Medium::Email => rich!(texts, "new-password-lead-mail", address = to),
        Medium::Msisdn => rich!(texts, "new-password-lead-text", address = to),
    };
    let (_, chosen) = wizard.list_position();
    let choice = |label: String, note: String| Choice {
        label,
        code: String::new(),
        aside: String::new(),
        note: note.into(),
    };
    let mut page = Page::new(t!(texts, "new-password-title"))
        .lead(lead)
        .blocks(password_host(server, texts))
        .blocks(password_blocks(wizard, texts))
        .gap()
        .block(Block::Heading(match chosen {
            Some(_) => t!(texts, "logout-title"),
            None => t!(texts, "logout-title-open"),
        }))
        .block(Block::Choices(Choices {
            items: vec![
                choice(t!(texts, "logout-keep"), t!(texts, "logout-keep-note")),
                choice(t!(texts, "logout-all"), t!(texts, "logout-all-note")),
            ],
            chosen,
            focused: wizard.focus() == Focus::List,
            window: 2,
            empty: String::new(),
        }));
    if wizard.form().logout_devices == Some(true) {
        page = page.block(remark(Mark::Doubt, t!(texts, "logout-all-loses")));
    }
    Some(page.gap().blocks(actions::block(wizard, texts)))
}
