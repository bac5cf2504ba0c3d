//! A sign-up in the browser, at a server that makes accounts there.

use super::actions;
use crate::screen::Page;
use crate::text::{Piece, Text, Texts};
use crate::wizard::{Homeserver, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let server = wizard.server()?;
    let name = || Piece::strong(server.display_name());
    Some(match wizard.awaited_link() {
        None => Page::new(rich!(texts, "web-title", server = name()))
            .lead(match server.takes_passwords() {
                true => t!(texts, "web-offer-too"),
                false => t!(texts, "web-offer"),
            })
            .blocks(actions::block(wizard, texts))
            .gap()
            .paragraph(offer_hint(server, texts)),
        Some(link) => Page::new(t!(texts, "web-waiting-title"))
            .lead(rich!(texts, "web-waiting", server = name()))
            .blocks(actions::block(wizard, texts))
            .gap()
            .paragraph(Text::dim(t!(texts, "web-waiting-hint")))
            // So long that it would push everything else out of a small window.
            .alone(link.as_str()),
    })
}

/// The page to be opened, and its host if that is not the homeserver.
fn offer_hint(server: &Homeserver, texts: &Texts) -> Text {
    let page = server.sign_up_grant().map(|grant| &grant.authorization);
    match page.and_then(|page| page.host_str()) {
        Some(host) if host != server.base.host() => {
            rich!(texts, "web-offer-elsewhere", host = Piece::strong(host))
        }
        _ => Text::dim(t!(texts, "web-offer-hint")),
    }
}
