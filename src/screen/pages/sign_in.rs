//! The account that gets a contact.

use super::parts::password_field;
use super::{actions, field, meant, password_host};
use crate::screen::Page;
use crate::screen::model::Block;
use crate::text::{Piece, Texts};
use crate::wizard::{FieldId, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let server = wizard.server()?;
    let mut name = field(FieldId::SignInName, t!(texts, "sign-in-name-label"), wizard);
    if let Some(server) = &server.name {
        name.placeholder = t!(texts, "sign-in-name-placeholder", server = server.as_str());
    }
    let password = password_field(FieldId::SignInPassword, wizard, texts);
    let known = wizard.practice().map(|practice| {
        let (name, password) = practice.known_login;
        let (name, password) = (Piece::strong(name), Piece::strong(password));
        Block::Paragraph(rich!(
            texts,
            "sign-in-practice",
            name = name,
            password = password
        ))
    });
    let page = Page::new(t!(texts, "sign-in-title"))
        .lead(t!(texts, "sign-in-lead"))
        .block(Block::Field(name))
        .blocks(meant(wizard, texts))
        .blocks(actions::block(wizard, texts))
        .block(Block::Field(password))
        .blocks(password_host(server, texts))
        .blocks(known);
    Some(page)
}
