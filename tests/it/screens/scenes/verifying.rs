//! The proof of an address, and the new password that is chosen while it travels.

use mxid::protocol::ErrCode;
use mxid::wizard::{Act, Choose, DiskFault, Event, FieldId, PageId, SaveFault};

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;

pub fn new_password() -> Vec<Scene> {
    let start = || {
        let mut play = Play::choosing_a_new_password();
        play.seconds(20);
        play
    };
    let typed = |play: &mut Play| {
        play.fill(FieldId::Password, PASSWORD);
        play.fill(FieldId::PasswordAgain, PASSWORD);
        play.seconds(1);
        play.enter();
    };
    vec![
        scene("empty", &start()),
        after("typed", start(), typed),
        after("nothing chosen", start(), |play| {
            typed(play);
            play.enter();
        }),
        after("a pass phrase made", start(), |play| {
            play.event(Act::MakePassPhrase);
        }),
        after("sign out chosen", start(), |play| {
            typed(play);
            play.event(Event::Choose(Choose::Index(1)));
        }),
        after("finished", start(), |play| {
            play.new_password();
            play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
        }),
    ]
}

/// Answers what is asked before a message: that the name is free, and the link not opened yet.
fn looked(play: &mut Play) {
    if play.awaited().contains(&AVAILABLE) {
        play.answer(AVAILABLE, free());
    }
    if play.awaited().contains(&REGISTER) {
        play.answer_not_yet();
    }
}

/// A code that was asked for a while ago.
fn code() -> Play {
    let mut play = Play::waiting_for_code();
    play.seconds(42);
    play
}

fn refused_code(play: &mut Play) {
    play.type_text("417203");
    play.answer(CODE, refused(400, ErrCode::Unknown));
}

pub fn by_code() -> Vec<Scene> {
    let typed = |text: &'static str| move |play: &mut Play| play.type_text(text);
    vec![
        scene("empty", &code()),
        after("typing", code(), typed("417")),
        after("under way", code(), |play| {
            play.type_text("417203");
            play.seconds(2);
        }),
        after("wrong", code(), refused_code),
        after("wrong five times", code(), |play| {
            refused_code(play);
            for code in ["111111", "222222", "333333", "444444"] {
                play.fill(FieldId::Code, code);
                play.enter();
                play.answer(CODE, refused(400, ErrCode::Unknown));
            }
        }),
        after("wrong, and longer", code(), |play| {
            refused_code(play);
            play.type_text("99");
        }),
        after("letters", code(), typed("a7c-mellon")),
        after("nothing typed", code(), |play| {
            play.enter();
            play.answer(REGISTER, demands("S1", &[&[MSISDN]], &[]));
        }),
        after("message 2", code(), |play| {
            play.seconds(30);
            play.event(Act::SendAgain);
            play.answer(
                REGISTER_PHONE,
                by_code_at("1", "https://example.org/submit"),
            );
            play.seconds(3);
        }),
        after("too soon", Play::waiting_for_code(), |play| {
            play.seconds(5);
            play.event(Act::SendAgain);
        }),
    ]
}

pub fn by_link() -> Vec<Scene> {
    let not_yet = |play: &mut Play| {
        play.seconds(6);
        play.answer_not_yet();
    };
    let both_ways = || {
        let ways: &[&[&str]] = &[&[EMAIL], &[MSISDN], &[DUMMY]];
        let mut play = Play::sign_up(ways);
        play.by_email();
        play.account();
        play.reviewed(ways);
        play.answer(REGISTER_EMAIL, by_link_of("1"));
        play.seconds(3);
        play
    };
    vec![
        after("waiting", Play::waiting_for_link(), |play| play.seconds(3)),
        scene("other ways", &both_ways()),
        after("no answer to a look", Play::waiting_for_link(), |play| {
            play.seconds(6);
            play.answer(REGISTER, lost());
        }),
        after("looked", Play::waiting_for_link(), |play| {
            not_yet(play);
            play.seconds(3);
        }),
        after("not yet", Play::waiting_for_link(), |play| {
            not_yet(play);
            play.seconds(2);
            play.enter();
            play.answer_not_yet();
        }),
        after("an hour later", Play::waiting_for_link(), |play| {
            for _ in 0..60 {
                play.seconds(60);
                looked(play);
            }
        }),
        after("back waits", Play::waiting_for_link(), |play| {
            play.seconds(6);
            play.back();
            play.seconds(2);
        }),
        after("text with a link", Play::sign_up(&[&[MSISDN]]), |play| {
            play.by_phone();
            play.account();
            play.reviewed(&[&[MSISDN]]);
            play.answer(REGISTER_PHONE, by_link_of("1"));
            play.seconds(3);
        }),
        after("of a reset", Play::choosing_a_new_password(), |play| {
            play.new_password();
            play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
            play.seconds(3);
        }),
    ]
}

fn by_link_of(sid: &str) -> Answered {
    crate::machine::answers::by_link(sid)
}

pub fn troubles() -> Vec<Scene> {
    let code_at = |url: &'static str| {
        move |play: &mut Play| {
            play.seconds(60);
            play.event(Act::SendAgain);
            play.answer(REGISTER_PHONE, by_code_at("1", url));
            play.type_text("417203");
        }
    };
    let again = |answer: Answered| {
        move |play: &mut Play| {
            for _ in 0..10 {
                play.seconds(6);
                looked(play);
            }
            play.event(Act::SendAgain);
            looked(play);
            play.answer(REGISTER_EMAIL, answer);
            assert_eq!(play.page(), PageId::Verify);
        }
    };
    let expired = |play: &mut Play| {
        play.type_text("417203");
        play.answer(CODE, refused(400, ErrCode::SessionExpired));
    };
    let offline = |play: &mut Play| {
        play.seconds(6);
        play.answer(REGISTER, lost());
        play.seconds(1);
    };
    vec![
        after("expired", code(), expired),
        after(
            "a foreign host",
            code(),
            code_at("https://id.example.net/submit"),
        ),
        after("a bad address", code(), code_at("https://10.0.0.1/submit")),
        after(
            "limited",
            Play::waiting_for_link(),
            again(limited(Some(333))),
        ),
        after("a fault", Play::waiting_for_link(), again(bare(502))),
        after("a fault, twice", Play::waiting_for_link(), |play| {
            again(bare(502))(play);
            play.seconds(3);
            play.answer(REGISTER_EMAIL, bare(502));
        }),
        after("looks too soon", Play::waiting_for_link(), |play| {
            play.seconds(6);
            play.answer(REGISTER, limited(Some(300)));
            play.seconds(10);
            play.enter();
        }),
        after("not saved", Play::waiting_for_link(), |play| {
            play.event(Event::Saved(Some(SaveFault::Disk(DiskFault::Full))));
        }),
        after("not saved, and not removed", code(), |play| {
            play.event(Event::Saved(Some(SaveFault::Stale(DiskFault::NotAllowed))));
        }),
        after("offline", Play::waiting_for_link(), offline),
        after("answer lost", Play::creating(), |play| {
            play.lost_twice(REGISTER);
        }),
    ]
}
