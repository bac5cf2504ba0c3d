//! How the server can reach the user.

use mxid::domain::guess;
use mxid::protocol::ErrCode;
use mxid::wizard::{Config, Event, FieldId, Media, PageId};

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;

pub fn contact() -> Vec<Scene> {
    let unsupported = |play: &mut Play| {
        play.by_phone();
        play.enter();
        play.answer(RESET_PHONE, unrecognized());
    };
    vec![
        scene(
            "every choice",
            &Play::sign_up(&[&[DUMMY], &[EMAIL], &[MSISDN]]),
        ),
        scene("email only", &Play::sign_up(&[&[EMAIL]])),
        scene("both only", &Play::sign_up(BY_BOTH)),
        scene("for a reset", &Play::reset()),
        after("no reset by phone", Play::reset(), unsupported),
    ]
}

/// The country page of somebody whose system speaks for these.
fn choosing(zone: Option<&str>, locale: Option<&str>) -> Play {
    let mut play = Play::with(Config {
        guess: guess(zone, locale),
        ..Config::default()
    });
    play.server("example.org");
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[MSISDN]], &[]));
    play.contact(Media::PHONE);
    assert_eq!(play.page(), PageId::Country);
    play
}

pub fn country() -> Vec<Scene> {
    let berlin = || choosing(Some("Europe/Berlin"), None);
    let typed = |text: &'static str| move |play: &mut Play| play.type_text(text);
    vec![
        scene("a guess", &berlin()),
        scene(
            "both agree",
            &choosing(Some("Europe/Berlin"), Some("de_DE")),
        ),
        scene(
            "they differ",
            &choosing(Some("Europe/Berlin"), Some("sv_SE")),
        ),
        after("filtered", berlin(), typed("ger")),
        after("by its dial code", berlin(), typed("+44")),
        after("no match", berlin(), typed("zzz")),
        after("none chosen", choosing(None, None), Play::enter),
    ]
}

/// The number page of a country.
fn calling(country: &str) -> Play {
    let mut play = choosing(None, None);
    play.type_text(country);
    play.enter();
    assert_eq!(play.page(), PageId::Number);
    play
}

pub fn number() -> Vec<Scene> {
    let typed = |text: &'static str| move |play: &mut Play| play.type_text(text);
    let entered = |text: &'static str| {
        move |play: &mut Play| {
            play.type_text(text);
            play.enter();
        }
    };
    let us = || calling("United States");
    let in_use = |play: &mut Play| {
        play.type_text("2015550123");
        play.enter();
        play.account();
        play.reviewed(&[&[MSISDN]]);
        play.answer(REGISTER_PHONE, refused(400, ErrCode::ThreepidInUse));
    };
    vec![
        scene("empty", &us()),
        after("nothing typed", us(), Play::enter),
        after("while typing", us(), typed("20155501")),
        after("valid", us(), typed("2015550123")),
        after(
            "a landline",
            calling("United Kingdom"),
            typed("02079460123"),
        ),
        after("another country's", us(), |play| {
            play.paste("+447700900123")
        }),
        after("too short", us(), entered("20")),
        after("too long", us(), entered("20155501234567")),
        after("letters", us(), entered("call me")),
        after("in use", us(), in_use),
    ]
}

pub fn address() -> Vec<Scene> {
    let asked = || {
        let mut play = Play::sign_up(&[&[EMAIL]]);
        play.contact(Media::EMAIL);
        play
    };
    let typed = |text: &'static str| move |play: &mut Play| play.type_text(text);
    let entered = |text: &'static str| {
        move |play: &mut Play| {
            play.type_text(text);
            play.enter();
        }
    };
    let refused_with = |code: ErrCode| {
        move |play: &mut Play| {
            play.type_text("robin@example.net");
            play.enter();
            play.account();
            play.reviewed(&[&[EMAIL]]);
            play.answer(REGISTER_EMAIL, refused(400, code));
        }
    };
    let unknown = |play: &mut Play| {
        play.by_email();
        play.enter();
        play.answer(RESET_EMAIL, refused(400, ErrCode::ThreepidNotFound));
    };
    vec![
        scene("empty", &asked()),
        after("valid", asked(), typed("robin@example.net")),
        after("a slip", asked(), typed("robin@gmial.com")),
        after("look-alikes", asked(), entered("r\u{43e}bin@gmial.com")),
        after("a link to it", asked(), |play| {
            play.paste("mailto:robin@example.net?subject=Hello")
        }),
        after("the beginning of a domain", asked(), typed("robin@example")),
        after(
            "the beginning of a usual one",
            asked(),
            typed("robin@gmail"),
        ),
        after("a dot at the end", asked(), typed("robin@example.")),
        after("no domain", asked(), typed("robin@-example.org")),
        after(
            "an accent of its own",
            asked(),
            typed("ju\u{308}rgen@example.net"),
        ),
        after("nothing typed", asked(), Play::enter),
        after("nothing after the @", asked(), entered("robin@")),
        after("a character", asked(), entered("robin smith@example.net")),
        after("in use", asked(), refused_with(ErrCode::ThreepidInUse)),
        after(
            "not accepted",
            asked(),
            refused_with(ErrCode::ThreepidDenied),
        ),
        after("for a reset", Play::reset(), |play| {
            play.contact(Media::EMAIL)
        }),
        after("unknown", Play::reset(), unknown),
        scene("in practice", &practising_a_reset()),
    ]
}

fn practising_a_reset() -> Play {
    let mut play = super::over::practising(mxid::wizard::Task::Reset);
    play.contact(Media::EMAIL);
    assert_eq!(play.wizard.form().text(FieldId::Email), "");
    play.event(Event::Edit(mxid::field::Edit::Insert("r".into())));
    play
}
