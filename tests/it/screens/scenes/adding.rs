//! Adding a contact: the pages and problems that only this task has.

use mxid::protocol::{AuthMetadata, ErrCode, LoginFlows, Medium, Reply, WellKnown};
use mxid::wizard::{Choose, Event, FieldId, Media, Task};
use url::Url;

use super::over::practising;
use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;

fn filled(name: &'static str, password: &'static str) -> Play {
    let mut play = Play::adding();
    play.fill(FieldId::SignInName, name);
    play.fill(FieldId::SignInPassword, password);
    play
}

fn entered(name: &'static str, password: &'static str) -> Play {
    let mut play = filled(name, password);
    play.enter();
    play
}

/// The sign-in page of a server that lies elsewhere than its name says.
fn elsewhere() -> Play {
    let mut play = Play::new();
    play.event(Event::Choose(Choose::Index(2)));
    play.enter();
    play.type_text("@robin:example.org");
    play.enter();
    let base = mxid::domain::BaseUrl::parse("https://matrix.example.org").expect("a base URL");
    let base = Reply::WellKnown(WellKnown::Homeserver(base));
    play.answer("/.well-known/matrix/client", Ok(base));
    play.answer("/versions", versions());
    play.answer(LOGIN, password_login());
    play.answer("/auth_metadata", unrecognized());
    play.answer("/password_policy", unrecognized());
    play
}

pub fn sign_in() -> Vec<Scene> {
    let login = |answer: Answered| {
        let mut play = entered("robin", PASSWORD);
        play.answer(LOGIN, answer);
        play
    };
    let ended = |play: &mut Play| {
        play.seconds(6);
        play.answer(ADD, refused(401, ErrCode::UnknownToken));
    };
    vec![
        scene("empty", &Play::adding()),
        scene("typed", &filled("@robin:example.org", PASSWORD)),
        scene("a slip", &filled("robin@gmial.com", "")),
        scene("elsewhere, with an ID", &elsewhere()),
        scene("in practice", &practising(Task::AddContact)),
        after("signing in", entered("robin", PASSWORD), |play| {
            play.seconds(2)
        }),
        after("looking at the account", login(logged_in()), |play| {
            play.seconds(2)
        }),
        scene("no name", &entered("", PASSWORD)),
        scene("a character", &entered("rob in", PASSWORD)),
        scene("no address", &entered("robin@", PASSWORD)),
        scene("another server", &entered("@robin:example.com", PASSWORD)),
        after("no password", entered("robin", ""), Play::enter),
        scene("not accepted", &login(refused(403, ErrCode::Forbidden))),
        scene(
            "deactivated",
            &login(refused(403, ErrCode::UserDeactivated)),
        ),
        scene("locked", &login(refused(401, ErrCode::UserLocked))),
        scene("suspended", &login(refused(403, ErrCode::UserSuspended))),
        scene("limited", &login(limited(Some(90)))),
        scene("a fault", &login(bare(502))),
        after("ended", Play::adding_by_link(), ended),
    ]
}

/// The contact page of an account that has these.
fn having(contacts: &[(Medium, &str)]) -> Play {
    let mut play = Play::adding();
    play.sign_in();
    play.answer(LOGIN, logged_in());
    play.answer(CAPABILITIES, contact_changes(true));
    play.answer(ACCOUNT, account_has(contacts));
    play
}

fn to_review(play: &mut Play) {
    play.by_email();
}

pub fn adding() -> Vec<Scene> {
    let has: &[(Medium, &str)] = &[
        (Medium::Email, "robin@example.com"),
        (Medium::Msisdn, "447700900123"),
    ];
    let asked = |code: ErrCode| {
        move |play: &mut Play| {
            to_review(play);
            play.enter();
            play.answer(ADD_EMAIL, refused(400, code));
        }
    };
    let mine = |play: &mut Play| {
        play.contact(Media::EMAIL);
        play.type_text("robin@example.com");
        play.enter();
    };
    let my_number = |play: &mut Play| {
        play.contact(Media::PHONE);
        play.number("+44 7700 900123");
    };
    let by_phone = |play: &mut Play| {
        play.by_phone();
    };
    let lost_twice = |there: Answered| {
        move |play: &mut Play| {
            play.code_accepted();
            play.lost_twice(ADD);
            play.answer(ACCOUNT, there);
        }
    };
    vec![
        scene("what to add", &having(has)),
        after("the address", having(&[]), |play| {
            play.contact(Media::EMAIL)
        }),
        after("an address of their own", having(has), mine),
        after("a number of their own", having(has), my_number),
        after("the review, an address", having(&[]), to_review),
        after("the review, a number", having(&[]), by_phone),
        after("in use", having(&[]), asked(ErrCode::ThreepidInUse)),
        after(
            "no mail here",
            having(&[]),
            asked(ErrCode::ThreepidMediumNotSupported),
        ),
        after("the link", Play::adding_by_link(), |play| play.seconds(3)),
        scene("the code", &Play::adding_by_code()),
        after(
            "not added",
            Play::adding_by_code(),
            lost_twice(account_has(&[])),
        ),
        after("no answer", Play::adding_by_code(), lost_twice(lost())),
    ]
}

pub fn ended() -> Vec<Scene> {
    let logout = |answers: Vec<Answered>| {
        move |play: &mut Play| {
            play.seconds(6);
            play.answer(ADD, Ok(Reply::ContactAdded));
            for answer in answers {
                play.answer(LOGOUT, answer);
            }
        }
    };
    let by_code = |play: &mut Play| {
        play.code_accepted();
        play.answer(ADD, Ok(Reply::ContactAdded));
        play.answer(LOGOUT, Ok(Reply::LoggedOut));
    };
    let stopped = |login: LoginFlows, oauth: Answered| {
        let mut play = Play::new();
        play.event(Event::Choose(Choose::Index(2)));
        play.server("https://example.org");
        play.answer("/versions", versions());
        play.answer(LOGIN, Ok(Reply::LoginFlows(login)));
        play.answer("/auth_metadata", oauth);
        play.answer("/password_policy", unrecognized());
        play
    };
    let sso = |oauth_aware_preferred| LoginFlows {
        sso: true,
        oauth_aware_preferred,
        ..LoginFlows::default()
    };
    let oauth = || {
        Ok(Reply::AuthMetadata(AuthMetadata {
            issuer: Url::parse("https://auth.example.org/").expect("a URL"),
            account_management: Url::parse("https://account.example.org/account/").ok(),
            has_profile_page: false,
            can_create: true,
            code_grant: None,
        }))
    };
    let off = |play: &mut Play| {
        play.sign_in();
        play.answer(LOGIN, logged_in());
        play.answer(CAPABILITIES, contact_changes(false));
        play.answer(ACCOUNT, account_has(&[]));
    };
    let refused_late = |play: &mut Play| {
        play.seconds(6);
        play.answer(ADD, refused(400, ErrCode::Forbidden));
    };
    vec![
        after(
            "an address",
            Play::adding_by_link(),
            logout(vec![Ok(Reply::LoggedOut)]),
        ),
        after("a number", Play::adding_by_code(), by_code),
        after("closing", Play::adding_by_link(), logout(vec![])),
        after(
            "left open",
            Play::adding_by_link(),
            logout(vec![lost(), lost()]),
        ),
        after("no changes", Play::adding(), off),
        after(
            "no changes, in its words",
            Play::adding_by_link(),
            refused_late,
        ),
        scene("no passwords", &stopped(sso(false), unrecognized())),
        scene("the browser", &stopped(sso(true), oauth())),
    ]
}
