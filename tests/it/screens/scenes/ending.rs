//! The result, and the pages where a task cannot continue.

use mxid::domain::{CleanText, UserId};
use mxid::protocol::{AuthMetadata, ErrCode, LoginFlows, Registered, Reply, Support};
use mxid::wizard::{Act, Answer, Choose, Effect, Event, Media, ProfileFault, Task};
use url::Url;

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;

pub fn done() -> Vec<Scene> {
    let by_both = |play: &mut Play| {
        play.by_both();
        play.account();
        play.prove_the_phone();
        play.answer(REGISTER_EMAIL, by_link("2"));
        play.seconds(6);
        play.answer(REGISTER, registered());
    };
    let by_phone = |play: &mut Play| {
        play.code_accepted();
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
            play.passwords();
            play.event(Event::Choose(Choose::Index(at)));
            play.enter();
            play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
            play.seconds(6);
            play.answer(RESET, Ok(Reply::PasswordReset));
        }
    };
    let probably = |play: &mut Play| {
        play.without_a_contact();
        play.answer(REGISTER, lost());
        play.seconds(3);
        play.answer(REGISTER, refused(400, ErrCode::UserInUse));
    };
    let alone = |play: &mut Play| {
        play.without_a_contact();
        play.answer(REGISTER, registered());
    };
    let profile = |name: &'static str, result: Result<(), ProfileFault>| {
        after(name, Play::sign_up(&[&[DUMMY]]), |play| {
            alone(play);
            play.act(Act::AddProfile);
            let is_profile = |effect: &Effect| matches!(effect, Effect::AddProfile { .. });
            play.answer_with(is_profile, Answer::Profile(result));
        })
    };
    vec![
        after("by phone", Play::waiting_for_code(), by_phone),
        after("by email", Play::waiting_for_link(), linked(registered())),
        after("by both", Play::sign_up(BY_BOTH), by_both),
        after("without", Play::sign_up(&[&[DUMMY]]), alone),
        after(
            "a session to close",
            Play::waiting_for_link(),
            linked(with_session()),
        ),
        after("copied", Play::waiting_for_link(), |play| {
            linked(registered())(play);
            play.event(Act::Copy);
        }),
        profile("a profile added", Ok(())),
        profile("a profile of that name", Err(ProfileFault::Exists)),
        profile(
            "a configuration of an earlier iamb",
            Err(ProfileFault::OldFormat),
        ),
        profile("profiles in braces", Err(ProfileFault::InlineTable)),
        after("a server at an address", Play::sign_up_by_url(), alone),
        profile(
            "a configuration not understood",
            Err(ProfileFault::Unreadable),
        ),
        profile("a configuration not written", Err(ProfileFault::Unwritable)),
        after(
            "awaiting approval",
            Play::waiting_for_link(),
            linked(refused(403, ErrCode::AwaitingApproval)),
        ),
        after("nobody knows yet", Play::sign_up(&[&[DUMMY]]), |play| {
            play.without_a_contact();
            play.answer(REGISTER, lost());
        }),
        after("probably", Play::sign_up(&[&[DUMMY]]), probably),
        after(
            "probably somebody else's",
            Play::sign_up(&[&[DUMMY]]),
            |play| {
                probably(play);
                play.act(Act::CheckPassword);
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

/// A look-up after Enter, with what differs from server to server.
fn looked(task: Task, login: LoginFlows, oauth: Answered, register: Answered) -> Play {
    let mut play = Play::new();
    if task == Task::Reset {
        play.event(Event::Choose(Choose::Down));
    }
    play.server("example.org");
    play.answer_absent();
    play.answer("/versions", versions());
    play.answer("/login", Ok(Reply::LoginFlows(login)));
    play.answer("/auth_metadata", oauth);
    play.answer("/password_policy", unrecognized());
    if task == Task::SignUp {
        play.answer(REGISTER, register);
    }
    assert!(play.wizard.stop().is_some());
    play
}

pub fn stopped_at(register: Answered) -> Play {
    let login = LoginFlows {
        password: true,
        ..LoginFlows::default()
    };
    looked(Task::SignUp, login, unrecognized(), register)
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
        play.by_email();
        play.account();
        play.reviewed(&[&[MSISDN]]);
    };
    vec![
        scene("closed", &stopped_at(closed())),
        after("closed, somebody to ask", stopped_at(closed()), asked),
        scene(
            "browser",
            &looked(Task::SignUp, aware(), oauth(true), closed()),
        ),
        scene(
            "browser, reset",
            &looked(Task::Reset, aware(), oauth(true), closed()),
        ),
        scene(
            "browser, no page",
            &looked(Task::SignUp, aware(), oauth(false), closed()),
        ),
        scene("no registration", &stopped_at(unrecognized())),
        after("stages", Play::sign_up(captcha), |play| {
            play.contact(Media::NONE);
            play.account();
            play.reviewed(captcha);
            play.answer("/auth/…/fallback/web", bare(404));
        }),
        scene(
            "no passwords",
            &looked(Task::Reset, sso, unrecognized(), closed()),
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
