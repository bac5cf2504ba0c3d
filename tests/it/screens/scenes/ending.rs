//! What came of it, and where it cannot go on.

use mxid::domain::{CleanText, UserId};
use mxid::protocol::{AuthMetadata, ErrCode, LoginFlows, Registered, Reply, Support, WellKnown};
use mxid::wizard::{
    Action, Answer, Choose, Effect, Event, FieldId, Goal, Media, ProfileFault, Stage,
};
use url::Url;

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;

pub fn done() -> Vec<Scene> {
    let both: &[&[&str]] = &[&[MSISDN, EMAIL]];
    let by_both = |play: &mut Play| {
        play.contact(Media::BOTH);
        play.number("201 555 0123");
        play.type_text("robin@example.net");
        play.enter();
        play.account();
        play.enter();
        play.answer(REGISTER, demands("S1", both, &[]));
        play.answer(REGISTER_PHONE, by_code("1"));
        play.type_text("417203");
        play.answer(CODE, Ok(Reply::CodeAccepted));
        play.answer(REGISTER, demands("S1", both, &[MSISDN]));
        play.answer(REGISTER_EMAIL, by_link("2"));
        play.seconds(6);
        play.answer(REGISTER, registered());
    };
    let by_phone = |play: &mut Play| {
        play.type_text("417203");
        play.answer(CODE, Ok(Reply::CodeAccepted));
        play.answer(REGISTER, registered());
    };
    let linked = |answer: Answered| {
        move |play: &mut Play| {
            play.seconds(6);
            play.answer(REGISTER, answer);
        }
    };
    let with_session = || {
        Ok(Reply::Registered(Registered {
            user_id: UserId::parse("@robin:example.org").expect("a Matrix ID"),
            access_token: Some("a token".into()),
        }))
    };
    let reset = |at: usize| {
        move |play: &mut Play| {
            play.fill(FieldId::Password, PASSWORD);
            play.fill(FieldId::PasswordAgain, PASSWORD);
            play.enter();
            play.event(Event::Choose(Choose::Index(at)));
            play.enter();
            play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
            play.seconds(6);
            play.answer(RESET, Ok(Reply::PasswordReset));
        }
    };
    let probably = |play: &mut Play| {
        to_finish(play);
        play.answer(REGISTER, lost());
        play.seconds(3);
        play.answer(REGISTER, refused(400, ErrCode::UserInUse));
    };
    let alone = |play: &mut Play| {
        to_finish(play);
        play.answer(REGISTER, registered());
    };
    let with_profile = |result: Result<(), ProfileFault>| {
        move |play: &mut Play| {
            alone(play);
            play.act(Action::AddProfile);
            let is_profile = |effect: &Effect| matches!(effect, Effect::AddProfile { .. });
            play.answer_with(is_profile, Answer::Profile(result));
        }
    };
    vec![
        after("by phone", Play::waiting_for_code(), by_phone),
        after("by email", Play::waiting_for_link(), linked(registered())),
        after("by both", Play::sign_up(both), by_both),
        after("without", Play::sign_up(&[&[DUMMY]]), alone),
        after(
            "a session to close",
            Play::waiting_for_link(),
            linked(with_session()),
        ),
        after("copied", Play::waiting_for_link(), |play| {
            linked(registered())(play);
            play.event(Event::Copy);
        }),
        after(
            "a profile added",
            Play::sign_up(&[&[DUMMY]]),
            with_profile(Ok(())),
        ),
        after(
            "a profile of that name",
            Play::sign_up(&[&[DUMMY]]),
            with_profile(Err(ProfileFault::Exists)),
        ),
        after(
            "a configuration of an earlier iamb",
            Play::sign_up(&[&[DUMMY]]),
            with_profile(Err(ProfileFault::OldFormat)),
        ),
        after(
            "profiles in braces",
            Play::sign_up(&[&[DUMMY]]),
            with_profile(Err(ProfileFault::InlineTable)),
        ),
        after("a server at an address", at_an_address(), alone),
        after(
            "a configuration not understood",
            Play::sign_up(&[&[DUMMY]]),
            with_profile(Err(ProfileFault::Unreadable)),
        ),
        after(
            "a configuration not written",
            Play::sign_up(&[&[DUMMY]]),
            with_profile(Err(ProfileFault::Unwritable)),
        ),
        after(
            "awaiting approval",
            Play::waiting_for_link(),
            linked(refused(403, ErrCode::AwaitingApproval)),
        ),
        after("nobody knows yet", Play::sign_up(&[&[DUMMY]]), |play| {
            to_finish(play);
            play.answer(REGISTER, lost());
        }),
        after("probably", Play::sign_up(&[&[DUMMY]]), probably),
        after(
            "probably somebody else's",
            Play::sign_up(&[&[DUMMY]]),
            |play| {
                probably(play);
                play.act(Action::CheckPassword);
                play.answer(LOGIN, refused(403, ErrCode::Forbidden));
            },
        ),
        after("a reset", Play::choosing_a_new_password(), reset(0)),
        after(
            "a reset, signed out",
            Play::choosing_a_new_password(),
            reset(1),
        ),
    ]
}

/// A sign-up at a server that is not found by its name.
fn at_an_address() -> Play {
    let mut play = Play::new();
    play.enter();
    play.type_text("https://matrix.example.org");
    play.enter();
    play.answer("/versions", versions());
    play.answer("/login", password_login());
    play.answer("/auth_metadata", unrecognized());
    play.answer("/password_policy", unrecognized());
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    play
}

/// To the last request of a sign-up without a contact.
fn to_finish(play: &mut Play) {
    play.contact(Media::NONE);
    play.account();
    play.enter();
    play.answer(REGISTER, demands("S1", &[&[DUMMY]], &[]));
}

/// A look-up after Enter, with what differs from server to server.
fn looked(goal: Goal, login: LoginFlows, oauth: Answered, register: Answered) -> Play {
    let mut play = Play::new();
    if goal == Goal::Reset {
        play.event(Event::Choose(Choose::Down));
    }
    play.enter();
    play.type_text("example.org");
    play.enter();
    let absent = Reply::WellKnown(WellKnown::Absent);
    play.answer("/.well-known/matrix/client", Ok(absent));
    play.answer("/versions", versions());
    play.answer("/login", Ok(Reply::LoginFlows(login)));
    play.answer("/auth_metadata", oauth);
    play.answer("/password_policy", unrecognized());
    if goal == Goal::SignUp {
        play.answer(REGISTER, register);
    }
    assert!(matches!(play.wizard.stage(), Stage::Stopped(..)));
    play
}

pub fn stopped_at(register: Answered) -> Play {
    let login = LoginFlows {
        password: true,
        ..LoginFlows::default()
    };
    looked(Goal::SignUp, login, unrecognized(), register)
}

pub fn stopped() -> Vec<Scene> {
    let sso = LoginFlows {
        sso: true,
        ..LoginFlows::default()
    };
    let aware = || LoginFlows {
        sso: true,
        oauth_aware_preferred: true,
        ..LoginFlows::default()
    };
    let oauth = |managed: bool| {
        let page = Url::parse("https://account.example.org/account/").expect("a URL");
        Ok(Reply::AuthMetadata(AuthMetadata {
            issuer: Url::parse("https://auth.example.org/").expect("a URL"),
            account_management: managed.then_some(page),
            has_profile_page: false,
            can_create: true,
            code_grant: None,
        }))
    };
    let closed = || refused(403, ErrCode::Forbidden);
    let captcha: &[&[&str]] = &[&["m.login.recaptcha", DUMMY]];
    let no_reset = |media: Media, endpoint: &'static str| {
        move |play: &mut Play| {
            play.contact(media);
            match media {
                Media::PHONE => play.number("201 555 0123"),
                _ => {
                    play.type_text("robin@example.net");
                    play.enter();
                }
            }
            play.enter();
            play.answer(endpoint, by_link("1"));
            play.new_password();
            play.answer(RESET, demands("S1", &[&["m.login.password"]], &[]));
        }
    };
    let asked = |play: &mut Play| {
        let support = Support {
            contacts: ["admin@example.org", "@admin:example.org"]
                .map(CleanText::new)
                .to_vec(),
            page: Url::parse("https://example.org/help").ok(),
        };
        play.answer("/.well-known/matrix/support", Ok(Reply::Support(support)));
    };
    let no_way = |play: &mut Play| {
        play.contact(Media::EMAIL);
        play.type_text("robin@example.net");
        play.enter();
        play.account();
        play.enter();
        play.answer(REGISTER, demands("S1", &[&[MSISDN]], &[]));
    };
    vec![
        scene("closed", &stopped_at(closed())),
        after("closed, somebody to ask", stopped_at(closed()), asked),
        scene(
            "browser",
            &looked(Goal::SignUp, aware(), oauth(true), closed()),
        ),
        scene(
            "browser, reset",
            &looked(Goal::Reset, aware(), oauth(true), closed()),
        ),
        scene(
            "browser, no page",
            &looked(Goal::SignUp, aware(), oauth(false), closed()),
        ),
        scene("no registration", &stopped_at(unrecognized())),
        after("stages", Play::sign_up(captcha), |play| {
            play.contact(Media::NONE);
            play.account();
            play.enter();
            play.answer(REGISTER, demands("S1", captcha, &[]));
            play.answer("/auth/…/fallback/web", bare(404));
        }),
        scene(
            "no passwords",
            &looked(Goal::Reset, sso, unrecognized(), closed()),
        ),
        after(
            "no reset by email",
            Play::reset(),
            no_reset(Media::EMAIL, RESET_EMAIL),
        ),
        after(
            "no reset by phone",
            Play::reset(),
            no_reset(Media::PHONE, RESET_PHONE),
        ),
        after("no way", Play::sign_up(&[&[EMAIL]]), no_way),
    ]
}
