//! Stages that only a browser can do.

use mxid::protocol::{Auth, ErrCode, Request, StageType};
use mxid::wizard::{Act, Answer, Config, Effect, Focus, Media, Notice, Overlay, PageId, Stop};

use super::answers::*;
use super::play::Play;
use super::snapshot;

const CAPTCHA: &str = "m.login.recaptcha";
const PAGE: &str = "/auth/…/fallback/web";
const FLOWS: &[&[&str]] = &[&[CAPTCHA, TERMS, EMAIL]];

/// A sign-up that is at the captcha of session S1, where a browser may be opened.
fn at_captcha() -> Play {
    let config = Config {
        browser: true,
        ..Config::default()
    };
    let mut play = Play::with(config);
    play.server("example.org");
    play.answer_lookup();
    let terms = vec![policy("privacy", "1.0")];
    play.answer(REGISTER, with_terms(demands("probe", FLOWS, &[]), terms));
    play.by_email();
    play.account();
    play.reviewed(FLOWS);
    assert_eq!(play.page(), PageId::Review);
    play.enter();
    play
}

fn page(play: &Play) -> (StageType, String) {
    let visit = play.wizard.proving().visit();
    let step = visit.unwrap_or_else(|| panic!("on {:?}", play.page()));
    (step.stage.clone(), step.link.as_str().to_owned())
}

fn auths(play: &Play) -> Vec<Auth> {
    let auth = |request: &Request| match request {
        Request::Register(request) => request.auth.clone(),
        _ => None,
    };
    play.requests.iter().filter_map(|(_, r)| auth(r)).collect()
}

fn stop(play: &Play) -> Option<Stop> {
    play.wizard.stop().cloned()
}

#[test]
fn a_captcha_is_done_in_the_browser_before_any_message_is_asked_for() {
    let mut play = at_captcha();
    let (stage, link) = page(&play);
    assert_eq!(stage, StageType::Recaptcha);
    assert_eq!(
        link,
        "https://example.org/_matrix/client/v3/auth/m.login.recaptcha/fallback/web?session=S1"
    );
    play.answer(PAGE, Ok(mxid::protocol::Reply::FallbackPage));
    play.seconds(6);
    play.answer(REGISTER, demands("S1", FLOWS, &[]));
    assert_eq!(play.page(), PageId::Browser);
    assert!(play.messages().is_empty());
    play.seconds(6);
    play.answer(REGISTER, demands("S1", FLOWS, &[CAPTCHA]));
    play.answer(REGISTER, demands("S1", FLOWS, &[CAPTCHA, TERMS]));
    play.answer(REGISTER_EMAIL, by_link("1"));
    assert_eq!(play.page(), PageId::Verify);
    // The session alone asks; no answer to the captcha is ever made up.
    let asked = auths(&play);
    assert!(
        asked[..2].iter().all(|auth| auth.stage.is_none()),
        "{asked:?}"
    );
    snapshot!(play);
}

#[test]
fn back_from_a_message_passes_the_page_of_the_browser_by() {
    let mut play = at_captcha();
    play.answer(PAGE, Ok(mxid::protocol::Reply::FallbackPage));
    play.seconds(6);
    play.answer(REGISTER, demands("S1", FLOWS, &[CAPTCHA]));
    play.answer(REGISTER, demands("S1", FLOWS, &[CAPTCHA, TERMS]));
    play.answer(REGISTER_EMAIL, by_link("1"));
    play.back();
    assert_eq!(play.page(), PageId::Review);
    play.enter();
    assert_eq!(play.page(), PageId::Verify);
    assert_eq!(play.messages().len(), 1);
}

#[test]
fn back_from_the_browser_of_a_reset_finds_its_message_again() {
    let mut play = Play::choosing_a_new_password();
    play.new_password();
    play.answer(RESET, demands("S1", &[&[CAPTCHA, EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Browser);
    play.back();
    assert_eq!(play.page(), PageId::NewPassword);
    assert!(play.wizard.awaited().is_some());
    assert!(play.wizard.actions().contains(&Act::SendAgain));
}

#[test]
fn a_limit_on_looks_outlives_the_page() {
    let mut play = at_captcha();
    play.answer(PAGE, Ok(mxid::protocol::Reply::FallbackPage));
    play.seconds(6);
    play.answer(REGISTER, limited(Some(120)));
    play.back();
    play.enter();
    assert_eq!(play.page(), PageId::Browser);
    play.event(Act::LookNow);
    assert_eq!(play.wizard.notice(), Some(Notice::LookTooSoon));
    assert!(!play.awaited().contains(&REGISTER));
}

#[test]
fn the_link_is_opened_copied_or_shown_as_a_code() {
    let mut play = at_captcha();
    let link = page(&play).1;
    assert_eq!(play.wizard.focus(), Focus::Action(Act::OpenLink));
    play.enter();
    play.answer_with(
        |effect| matches!(effect, Effect::OpenLink { .. }),
        Answer::Opened(false),
    );
    assert_eq!(play.wizard.notice(), Some(Notice::NoBrowser));
    play.event(Act::Copy);
    let copied = play.told.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.expose().to_owned()),
        _ => None,
    });
    assert_eq!(copied, Some(link));
    play.event(Act::ShowQr);
    assert_eq!(play.wizard.overlay(), Some(Overlay::Qr));
    // A request meanwhile takes the code away: it is about a page that is over.
    play.seconds(6);
    play.answer(REGISTER, demands("S1", FLOWS, &[CAPTCHA]));
    play.answer(REGISTER, demands("S1", FLOWS, &[CAPTCHA, TERMS]));
    play.answer(REGISTER_EMAIL, by_link("1"));
    assert_eq!(play.wizard.overlay(), None);
}

#[test]
fn without_a_browser_here_nothing_offers_to_open_one() {
    let mut play = Play::sign_up(&[&[CAPTCHA, DUMMY]]);
    play.contact(Media::NONE);
    play.account();
    play.reviewed(&[&[CAPTCHA, DUMMY]]);
    assert_eq!(play.page(), PageId::Browser);
    assert!(!play.wizard.actions().contains(&Act::OpenLink));
    play.event(Act::OpenLink);
    let opens = |effect: &Effect| matches!(effect, Effect::OpenLink { .. });
    assert!(!play.told.iter().any(opens));
}

#[test]
fn a_server_without_the_page_is_named_and_nothing_is_sent() {
    for answer in [bare(404), unrecognized(), bare(501), bare(405)] {
        let mut play = at_captcha();
        play.answer(PAGE, answer);
        assert_eq!(
            stop(&play),
            Some(Stop::NeedsStages(vec![StageType::Recaptcha]))
        );
        assert!(play.messages().is_empty());
    }
}

#[test]
fn a_page_that_cannot_be_looked_at_may_still_be_there() {
    for answer in [
        bare(500),
        lost(),
        limited(None),
        refused(400, ErrCode::Unknown),
    ] {
        let mut play = at_captcha();
        play.answer(PAGE, answer);
        assert_eq!(play.page(), PageId::Browser);
    }
}

#[test]
fn a_lost_session_gets_a_new_link_and_says_so() {
    let mut play = at_captcha();
    play.seconds(6);
    play.answer(REGISTER, refused(400, ErrCode::Unknown));
    play.answer(REGISTER, demands("S2", FLOWS, &[]));
    assert!(page(&play).1.ends_with("session=S2"));
    assert_eq!(play.wizard.notice(), Some(Notice::NewLink));
}

#[test]
fn enter_asks_at_once_and_says_when_it_is_not_done() {
    let mut play = at_captcha();
    play.act(Act::LookNow);
    let still = demands_still("S1", FLOWS, &[], ErrCode::CaptchaNeeded);
    play.answer(REGISTER, still);
    assert_eq!(play.page(), PageId::Browser);
    assert_eq!(play.problem(), None);
    assert_eq!(play.wizard.notice(), Some(Notice::NotYet));
}

#[test]
fn back_leads_to_the_review_and_on_again_to_the_same_link() {
    let mut play = at_captcha();
    let before = page(&play);
    play.back();
    assert_eq!(play.page(), PageId::Review);
    play.enter();
    assert_eq!(page(&play), before);
}

#[test]
fn an_unknown_stage_is_a_page_in_the_browser_too() {
    let flows: &[&[&str]] = &[&["org.example.quiz", DUMMY]];
    let mut play = Play::sign_up(flows);
    play.contact(Media::NONE);
    play.account();
    play.reviewed(flows);
    let (stage, link) = page(&play);
    assert_eq!(stage.as_str(), "org.example.quiz");
    assert!(
        link.contains("/auth/org.example.quiz/fallback/web?session=S1"),
        "{link}"
    );
    play.seconds(6);
    play.answer(REGISTER, demands("S1", flows, &["org.example.quiz"]));
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
}

#[test]
fn terms_that_cannot_be_shown_here_are_read_in_the_browser() {
    let flows: &[&[&str]] = &[&[TERMS, DUMMY]];
    let mut play = Play::sign_up(flows);
    play.contact(Media::NONE);
    play.account();
    play.reviewed(flows);
    assert_eq!(page(&play).0, StageType::Terms);
    // Nobody agreed to them here, so nothing here says so.
    assert!(auths(&play).is_empty());
}

#[test]
fn a_way_without_a_browser_is_taken_before_one_with_it() {
    let flows: &[&[&str]] = &[&[CAPTCHA, EMAIL], &[TOKEN, TERMS, EMAIL]];
    let terms = vec![policy("privacy", "1.0")];
    let mut play = Play::sign_up_with(with_terms(demands("probe", flows, &[]), terms));
    play.by_email();
    play.account();
    assert_eq!(play.page(), PageId::Token);
}

#[test]
fn a_browser_step_at_the_very_end_makes_the_account() {
    let flows: &[&[&str]] = &[&[DUMMY, CAPTCHA]];
    let mut play = Play::sign_up(flows);
    play.contact(Media::NONE);
    play.account();
    play.reviewed(flows);
    play.answer(REGISTER, demands("S1", flows, &[DUMMY]));
    assert_eq!(play.page(), PageId::Browser);
    play.seconds(61);
    // The name is asked for again before what may be the last request.
    while play.page() == PageId::Browser {
        match play.awaited()[..] {
            [.., AVAILABLE] => play.answer(AVAILABLE, free()),
            [.., REGISTER] => play.answer(REGISTER, registered()),
            _ => play.seconds(1),
        }
    }
    assert_eq!(play.page(), PageId::Done);
}
