//! Name and password, token and terms, and the review of it all.

use mxid::domain::{BaseUrl, CleanText};
use mxid::protocol::{ErrCode, PasswordPolicy, Policy, Reply, WellKnown};
use mxid::wizard::{Act, Choose, Event, FieldId, Media, Move, PageId};

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;

/// The account page of a server with rules, which lies elsewhere than its name says.
fn choosing() -> Play {
    let mut play = Play::new();
    play.server("example.org");
    let base = BaseUrl::parse("https://matrix.example.org").expect("a base URL");
    let base = Reply::WellKnown(WellKnown::Homeserver(base));
    play.answer("/.well-known/matrix/client", Ok(base));
    play.answer_rules(PasswordPolicy {
        minimum_length: Some(12),
        digit: true,
        symbol: true,
        ..PasswordPolicy::default()
    });
    play.answer(REGISTER, demands("probe", &[&[DUMMY], &[EMAIL]], &[]));
    play.contact(Media::NONE);
    assert_eq!(play.page(), PageId::Account);
    play
}

fn typed(play: &mut Play) {
    play.type_text("robin");
    play.event(Event::Focus(Move::Next));
    play.type_text("correct horse battery 8");
    play.seconds(1);
}

fn entered(name: &str, password: &str, again: &str) -> Play {
    let mut play = Play::choosing_a_name();
    play.fill(FieldId::Username, name);
    play.fill(FieldId::Password, password);
    play.fill(FieldId::PasswordAgain, again);
    play.enter();
    play
}

pub fn account() -> Vec<Scene> {
    let good = || entered("robin", PASSWORD, PASSWORD);
    let taken = |play: &mut Play| play.answer(AVAILABLE, refused(400, ErrCode::UserInUse));
    let refused_weak = |play: &mut Play| {
        play.answer(AVAILABLE, free());
        play.enter();
        play.answer(REGISTER, refused(400, ErrCode::PasswordNoDigit));
    };
    let by_url = || {
        let mut play = Play::sign_up_by_url();
        play.contact(Media::NONE);
        play.type_text("robin");
        play
    };
    vec![
        scene("empty", &Play::choosing_a_name()),
        scene("empty, with rules", &choosing()),
        after("typed, with rules", choosing(), typed),
        after("revealed", choosing(), |play| {
            typed(play);
            play.event(Act::Reveal);
        }),
        after("weak", Play::choosing_a_name(), |play| {
            play.type_text("robin");
            play.event(Event::Focus(Move::Next));
            play.type_text("password");
            play.seconds(1);
        }),
        scene("by a base URL", &by_url()),
        after("a bad name, typed", Play::choosing_a_name(), |play| {
            play.type_text("Rob in")
        }),
        after("a look-alike", Play::choosing_a_name(), |play| {
            play.type_text("r\u{43e}bin")
        }),
        after("a name too long, typed", Play::choosing_a_name(), |play| {
            play.type_text(&"a".repeat(260));
        }),
        after(
            "an ID of this server, typed in part",
            Play::choosing_a_name(),
            |play| {
                play.type_text("@robin:exam");
            },
        ),
        after(
            "an ID of another server, typed",
            Play::choosing_a_name(),
            |play| {
                play.type_text("@robin:example.net");
            },
        ),
        after("a pass phrase", Play::choosing_a_name(), |play| {
            play.type_text("robin");
            play.event(Act::MakePassPhrase);
        }),
        scene("a bad name", &entered("Rob in", PASSWORD, PASSWORD)),
        scene(
            "a name too long",
            &entered(&"a".repeat(260), PASSWORD, PASSWORD),
        ),
        scene(
            "an ID of another server",
            &entered("@robin:example.net", PASSWORD, PASSWORD),
        ),
        scene("no name", &entered("", PASSWORD, PASSWORD)),
        scene("too short", &entered("robin", "short", "short")),
        scene("mismatch", &entered("robin", PASSWORD, "another one")),
        after("asking", good(), |play| play.seconds(2)),
        after("taken", good(), taken),
        after("a weak one refused", good(), refused_weak),
    ]
}

/// A policy with a title.
fn document(id: &str, title: &str, version: &str) -> Policy {
    let mut policy = policy(id, version);
    for translation in &mut policy.translations {
        translation.name = CleanText::new(title);
    }
    policy
}

fn documents() -> Vec<Policy> {
    vec![
        document("privacy", "Privacy policy", "1.0"),
        document("terms", "Terms of use", "2.3"),
    ]
}

/// The token page of a server by invitation.
pub fn invited() -> Play {
    let way: &[&[&str]] = &[&[TOKEN, TERMS, EMAIL]];
    let mut play = Play::sign_up_with(with_terms(demands("probe", way, &[]), documents()));
    play.by_email();
    play.account();
    assert_eq!(play.page(), PageId::Token);
    play
}

const VALIDITY: &str = "/register/m.login.registration_token/validity";

pub fn to_terms(play: &mut Play) {
    play.type_text("let-me-in");
    play.enter();
    play.answer(VALIDITY, Ok(Reply::TokenValid(true)));
}

pub fn token_and_terms() -> Vec<Scene> {
    let with = |text: &'static str, valid: Option<bool>| {
        move |play: &mut Play| {
            play.type_text(text);
            play.enter();
            if let Some(valid) = valid {
                play.answer(VALIDITY, Ok(Reply::TokenValid(valid)));
            }
        }
    };
    let unread = |play: &mut Play| {
        to_terms(play);
        play.event(Event::Choose(Choose::Down));
    };
    vec![
        scene("token: empty", &invited()),
        after("token: nothing typed", invited(), Play::enter),
        after("token: a character", invited(), with("let me in", None)),
        after("token: refused", invited(), with("let-me-in", Some(false))),
        after("terms: none agreed", invited(), to_terms),
        after("terms: one agreed", invited(), |play| {
            to_terms(play);
            play.enter();
        }),
        after("terms: the second marked", invited(), unread),
    ]
}

pub fn review() -> Vec<Scene> {
    let by_phone = || {
        let mut play = Play::sign_up(&[&[MSISDN]]);
        play.by_phone();
        play.account();
        play
    };
    let by_email = || {
        let mut play = Play::sign_up(&[&[EMAIL]]);
        play.by_email();
        play.account();
        play
    };
    let by_both = |play: &mut Play| {
        play.by_both();
        play.account();
    };
    let without = |play: &mut Play| {
        play.fill(FieldId::Username, "robin");
        play.fill(FieldId::Password, "correct horse battery 8!");
        play.fill(FieldId::PasswordAgain, "correct horse battery 8!");
        play.enter();
        play.answer(AVAILABLE, free());
    };
    let agreed = |play: &mut Play| {
        to_terms(play);
        play.enter();
        play.enter();
    };
    let reset = |media: Media| {
        let mut play = Play::reset();
        play.contact(media);
        match media {
            Media::PHONE => play.number("201 555 0123"),
            _ => {
                play.type_text("robin@example.net");
                play.enter();
            }
        }
        play
    };
    let asking = |play: &mut Play| {
        play.enter();
        play.seconds(2);
    };
    let too_many = |play: &mut Play| {
        play.enter();
        play.answer(REGISTER, demands("S1", &[&[EMAIL]], &[]));
        play.answer(REGISTER_EMAIL, limited(Some(90)));
    };
    let failed = |play: &mut Play| {
        play.enter();
        play.answer(REGISTER, bare(502));
    };
    let undelivered = |play: &mut Play| {
        play.enter();
        play.answer(REGISTER, demands("S1", &[&[EMAIL]], &[]));
        play.answer(REGISTER_EMAIL, refused(500, ErrCode::Unknown));
    };
    vec![
        scene("by phone", &by_phone()),
        scene("by email", &by_email()),
        after("by both", Play::sign_up(&[&[MSISDN, EMAIL]]), by_both),
        after("without, elsewhere", choosing(), without),
        after("token and terms", invited(), agreed),
        scene("a reset by email", &reset(Media::EMAIL)),
        scene("a reset by phone", &reset(Media::PHONE)),
        after("under way", by_email(), asking),
        after("limited", by_email(), too_many),
        after("a fault", by_email(), failed),
        after("undelivered", by_email(), undelivered),
    ]
}
