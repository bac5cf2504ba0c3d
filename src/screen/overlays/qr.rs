//! The link of a page as a QR code, for another device.

use qrcode::{EcLevel, QrCode, types::Color};

use crate::screen::Page;
use crate::screen::model::{Block, Qr};
use crate::t;
use crate::text::Texts;
use crate::wizard::Wizard;

/// The link as a code, and in letters for users who cannot scan it.
pub(in crate::screen) fn qr(wizard: &Wizard, texts: &Texts) -> Page {
    let page = Page::new(t!(texts, "qr-title"));
    let Some(link) = wizard.link() else {
        return page;
    };
    // The least redundancy makes the smallest code, and a screen has no stains.
    let page = match QrCode::with_error_correction_level(link.as_str(), EcLevel::L) {
        Ok(code) => page.block(Block::Qr(Qr {
            size: code.width(),
            dark: code
                .into_colors()
                .iter()
                .map(|module| *module == Color::Dark)
                .collect(),
            no_room: t!(texts, "qr-no-room"),
        })),
        // Longer than any code can hold.
        Err(_) => page.paragraph(t!(texts, "qr-too-long")),
    };
    page.gap().alone(link.as_str())
}
