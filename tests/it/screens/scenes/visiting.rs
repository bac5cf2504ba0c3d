//! Steps in a web browser.

use mxid::protocol::Reply;
use mxid::wizard::{Act, Answer, Config, Effect, PageId};

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;

const CAPTCHA: &str = "m.login.recaptcha";
const SESSION: &str = "xKcd93QwErTyUiOpAsDfGhJk";

/// At the captcha of a sign-up, with or without a browser on this computer.
pub fn captcha(browser: bool) -> Play {
    at(CAPTCHA, browser)
}

fn at(stage: &str, browser: bool) -> Play {
    let flows: &[&[&str]] = &[&[stage, EMAIL]];
    let mut play = Play::with(Config {
        browser,
        ..Config::default()
    });
    play.server("example.org");
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", flows, &[]));
    play.by_email();
    play.account();
    play.enter();
    play.answer(REGISTER, demands(SESSION, flows, &[]));
    assert_eq!(play.page(), PageId::Browser);
    play.answer("/auth/…/fallback/web", Ok(Reply::FallbackPage));
    play
}

fn asked(play: &mut Play) {
    play.act(Act::LookNow);
    play.answer(REGISTER, demands(SESSION, &[&[CAPTCHA, EMAIL]], &[]));
    play.seconds(2);
}

pub fn browser() -> Vec<Scene> {
    vec![
        scene("captcha", &captcha(true)),
        scene("no browser here", &captcha(false)),
        after("asked too early", captcha(false), asked),
        after("opened", captcha(true), |play| {
            play.enter();
            play.answer_with(
                |e| matches!(e, Effect::OpenLink { .. }),
                Answer::Opened(true),
            );
        }),
        after("cannot be opened", captcha(true), |play| {
            play.enter();
            play.answer_with(
                |e| matches!(e, Effect::OpenLink { .. }),
                Answer::Opened(false),
            );
        }),
        after("copied", captcha(true), |play| play.event(Act::Copy)),
        after("session lost", captcha(true), |play| {
            play.seconds(6);
            play.answer(REGISTER, refused(400, mxid::protocol::ErrCode::Unknown));
            play.answer(REGISTER, demands("another", &[&[CAPTCHA, EMAIL]], &[]));
        }),
        scene("another stage", &at("org.example.quiz", false)),
        after("code", captcha(false), |play| play.event(Act::ShowQr)),
        after("help", captcha(true), |play| play.event(Act::Help)),
    ]
}
