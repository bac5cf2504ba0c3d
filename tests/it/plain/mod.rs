//! The face in lines: what it says of every screen, what it says once, and what a line means.

mod again;
mod locale;
mod reading;
mod speaking;

use std::fmt::Write;
use std::sync::LazyLock;

use mxid::domain::Language;
use mxid::plain::{Doing, Face};
use mxid::screen::Screen;
use mxid::text::Texts;
use mxid::wizard::Time;

use crate::screens::scenes::named;

/// The sentences of plain mode.
static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::in_words(Language::English));

/// Everything that is said of a screen by somebody who hears of it for the first time, with the prompt.
fn said(screen: &Screen, now: Time) -> String {
    let mut face = Face::default();
    // A status is worth a line after a moment.
    let later = face.next_change(screen, now).filter(|_| {
        let status = screen.status.as_ref();
        status.is_some_and(|status| status.spins)
    });
    let mut text = String::new();
    for line in face.news(screen, later.unwrap_or(now), &TEXTS) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "{} _", face.prompt(screen, &TEXTS).text);
    text
}

/// The meaning of a line to a user who heard a screen.
fn read(line: &str, screen: &Screen) -> Doing {
    let mut face = Face::default();
    face.news(screen, Time::default(), &TEXTS);
    face.read(line, screen, &TEXTS)
}
