//! Name and password of a new account, and the new password of a reset.

use super::parts::{address, choices, password_field};
use super::{actions, field, password_host, remark};
use crate::domain::UsernameError;
use crate::protocol::Medium;
use crate::screen::Page;
use crate::screen::model::{Block, Choice, Mark};
use crate::screen::{password, problem};
use crate::text::{Piece, Texts};
use crate::wizard::{Act, FieldId, Homeserver, ProblemKind, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let server = wizard.server()?;
    let name = field(FieldId::Username, t!(texts, "username-label"), wizard);
    let about_name = |act| act == Act::TakeSuggestion;
    let page = Page::new(t!(texts, "account-title"))
        .block(Block::Field(name))
        .blocks(matrix_id(server, wizard, texts))
        .blocks(actions::block_of(wizard, texts, about_name))
        .blocks(password_host(server, texts))
        .gap()
        .blocks(password_blocks(wizard, texts))
        .blocks(actions::block_of(wizard, texts, |act| !about_name(act)));
    Some(page)
}

/// The Matrix ID as it forms, or what is wrong with the name; nothing where the problem says that.
fn matrix_id(server: &Homeserver, wizard: &Wizard, texts: &Texts) -> Option<Block> {
    let problem = wizard.problem().map(|problem| &problem.kind);
    if let Some(ProblemKind::Username(_)) = problem {
        return None;
    }
    // An unfinished text may become right yet.
    let is_begun = |error: &UsernameError| match error {
        UsernameError::Empty => true,
        UsernameError::OtherServer(other) => server.name.as_ref().is_some_and(|name| {
            let begun = name.as_str().get(..other.as_str().len());
            begun.is_some_and(|begun| begun.eq_ignore_ascii_case(other.as_str()))
        }),
        UsernameError::Character(_) | UsernameError::TooLong => false,
    };
    let text = match (wizard.form().username(wizard.server()), &server.name) {
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
    let label = t!(texts, "password-again-label");
    let mut again = field(FieldId::PasswordAgain, label, wizard);
    let [first, second] =
        [FieldId::Password, FieldId::PasswordAgain].map(|field| wizard.form().text(field));
    let is_same = !second.is_empty() && first == second;
    again.aside = is_same.then(|| t!(texts, "password-same"));
    let password = password_field(FieldId::Password, wizard, texts);
    let mut blocks = vec![Block::Field(password)];
    blocks.extend(password::remarks(wizard, texts));
    blocks.extend([Block::Gap, Block::Field(again)]);
    blocks
}

pub(super) fn new_password(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let (server, sent) = (wizard.server()?, wizard.awaited()?);
    let to = address(&sent.contact);
    let lead = match sent.contact.medium() {
        Medium::Email => rich!(texts, "new-password-lead-mail", address = to),
        Medium::Msisdn => rich!(texts, "new-password-lead-text", address = to),
    };
    let title = match wizard.list_position() {
        (_, Some(_)) => t!(texts, "logout-title"),
        (_, None) => t!(texts, "logout-title-open"),
    };
    let sessions = vec![
        Choice::new(t!(texts, "logout-keep"), t!(texts, "logout-keep-note")),
        Choice::new(t!(texts, "logout-all"), t!(texts, "logout-all-note")),
    ];
    let loses = wizard.form().logout_devices == Some(true);
    let loses = loses.then(|| remark(Mark::Doubt, t!(texts, "logout-all-loses")));
    let page = Page::new(t!(texts, "new-password-title"))
        .lead(lead)
        .blocks(password_host(server, texts))
        .blocks(password_blocks(wizard, texts))
        .gap()
        .block(Block::Heading(title))
        .block(choices(sessions, wizard))
        .blocks(loses)
        .gap()
        .blocks(actions::block(wizard, texts));
    Some(page)
}
