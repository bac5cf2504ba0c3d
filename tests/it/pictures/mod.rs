//! The pictures of the README and of `docs/wizard.md` are frames of this program.
//!
//! The same scenes that the snapshots hold, drawn as SVG in the colours of a dark and of a light terminal. With
//! `REMAKE_PICTURES=1` in the environment they are written instead, for a change of what a page says or looks like.

mod svg;

use mxid::tui::{Theme, View};

use crate::remade;
use crate::screens::scenes;
use crate::screens::support::Drawn;
use svg::Palette;

/// The pictures: the name of the file, the family of screens, the screen, and what is to be seen for who cannot.
const PICTURES: [(&str, &str, &str, &str); 4] = [
    (
        "server",
        "server_offers",
        "open to both",
        "The server page: example.org was found, and takes a phone number, an email address or both",
    ),
    (
        "code",
        "verify_by_code",
        "typing",
        "The page for the code: three of six digits are typed",
    ),
    (
        "review",
        "review",
        "by phone",
        "The review page: everything that is about to happen",
    ),
    (
        "done",
        "done",
        "by phone",
        "The last page: the new Matrix ID, what was verified, and how to go on with iamb or gomuks",
    ),
];

#[test]
fn the_pictures_are_frames_of_this_program() {
    for (file, family, name, seen) in PICTURES {
        let scene = scenes::named(family, name);
        let (view, theme) = (&mut View::default(), Theme::colour());
        let drawn = Drawn::new(view, &scene.screen, &theme, (80, 24), scene.now);
        for (suffix, palette) in [("dark", Palette::DARK), ("light", Palette::LIGHT)] {
            let made = svg::picture(&drawn, &palette, seen);
            let path = format!("assets/screenshots/{file}-{suffix}.svg");
            remade::check(&path, &made, "REMAKE_PICTURES", "pictures::");
        }
    }
}
