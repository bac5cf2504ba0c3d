//! Whose account is to get a contact.

use super::{actions, field, meant, password_host};
use crate::screen::Page;
use crate::screen::model::Block;
use crate::text::{Piece, Texts};
use crate::wizard::{FieldId, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let server = wizard.server()?;
    let mut name = field(FieldId::SignInName, t!(texts, "sign-in-name-label"), wizard);
    name.placeholder = match &server.name {
        Some(server) => t!(texts, "sign-in-name-placeholder", server = server.as_str()),
        None => String::new(),
    };
    let mut password = field(FieldId::SignInPassword, t!(texts, "password-label"), wizard);
    password.aside = Some(if wizard.form().reveal {
        t!(texts, "password-hide")
    } else {
        t!(texts, "password-reveal")
    });
    let mut page = Page::new(t!(texts, "sign-in-title"))
        .lead(t!(texts, "sign-in-lead"))
        .block(Block::Field(name))
        .blocks(meant(wizard, texts))
        .blocks(actions::block(wizard, texts))
        .block(Block::Field(password))
        .blocks(password_host(server, texts));
    if let Some((name, password)) = wizard.practice_login() {
        let (name, password) = (Piece::strong(name), Piece::strong(password));
        let known = rich!(texts, "sign-in-practice", name = name, password = password);
        page = page.block(Block::Paragraph(known));
    }
    Some(page)
}
