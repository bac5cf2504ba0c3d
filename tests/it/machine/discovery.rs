//! What a name on the server page leads to.

use mxid::domain::BaseUrl;
use mxid::protocol::{
    Api, AuthMetadata, ErrCode, Failure, LoginFlows, Network, Reply, Versions, WellKnown,
};
use mxid::wizard::{Choose, Effect, Event, Goal, PageId, ProblemKind, Stage, Stop};
use url::Url;

use super::answers::*;
use super::play::Play;
use super::snapshot;

const WELL_KNOWN: &str = "/.well-known/matrix/client";

/// A sign-up or reset whose server was just looked for.
fn looking(goal: Goal) -> Play {
    let mut play = Play::new();
    if goal == Goal::Reset {
        play.event(Event::Choose(Choose::Down));
    }
    play.enter();
    play.type_text("example.org");
    play.enter();
    play
}

fn well_known(answer: WellKnown) -> Answered {
    Ok(Reply::WellKnown(answer))
}

fn oauth() -> Answered {
    Ok(Reply::AuthMetadata(AuthMetadata {
        issuer: Url::parse("https://auth.example.org/").expect("a URL"),
        account_management: None,
        can_create: true,
    }))
}

fn stop(play: &Play) -> Option<Stop> {
    match play.wizard.stage() {
        Stage::Stopped(_, stop) => Some(stop.clone()),
        _ => None,
    }
}

#[test]
fn typing_pauses_and_the_server_is_looked_up_before_enter() {
    let mut play = Play::new();
    play.enter();
    play.transcript();
    play.type_text("example");
    play.type_text(".org");
    play.seconds(1);
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    play.enter();
    snapshot!(play);
}

#[test]
fn the_base_url_that_the_name_points_to_is_used() {
    let mut play = looking(Goal::SignUp);
    let base = BaseUrl::parse("https://matrix.example.org/prefix").expect("a base URL");
    play.answer(WELL_KNOWN, well_known(WellKnown::Homeserver(base.clone())));
    play.answer("/versions", versions());
    play.answer("/login", password_login());
    play.answer("/auth_metadata", unrecognized());
    play.answer("/password_policy", unrecognized());
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    let server = play.wizard.stage().server().expect("a server");
    assert_eq!(server.base, base);
    assert_eq!(server.display_name(), "example.org");
    assert!(server.host_differs());
}

#[test]
fn without_well_known_the_name_itself_is_asked_with_its_port() {
    let mut play = Play::new();
    play.enter();
    play.type_text("example.org:8448");
    play.enter();
    play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
    play.answer("/versions", versions());
    play.answer("/login", password_login());
    play.answer("/auth_metadata", unrecognized());
    play.answer("/password_policy", unrecognized());
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    let server = play.wizard.stage().server().expect("a server");
    assert_eq!(server.base.as_str(), "https://example.org:8448");
}

#[test]
fn a_url_is_taken_as_it_is() {
    let mut play = Play::new();
    play.enter();
    play.type_text("https://matrix.example.org");
    play.enter();
    assert_eq!(play.awaited(), ["/versions"], "nothing is discovered");
}

#[test]
fn what_cannot_be_used_is_said_on_the_page_with_the_name_still_there() {
    let dns = || Err(Failure::Network(Network::Dns));
    let cases: Vec<(Vec<Answered>, ProblemKind)> = vec![
        (vec![dns()], ProblemKind::Unreachable(Network::Dns)),
        (
            vec![well_known(WellKnown::Invalid { status: 200 })],
            ProblemKind::WellKnownInvalid,
        ),
        (
            vec![well_known(WellKnown::UnusableUrl)],
            ProblemKind::WellKnownUnusable,
        ),
        (
            vec![well_known(WellKnown::Absent), dns()],
            ProblemKind::Unreachable(Network::Dns),
        ),
        (
            vec![well_known(WellKnown::Absent), bare(404)],
            ProblemKind::NotMatrix,
        ),
    ];
    for (answers, kind) in cases {
        let mut play = looking(Goal::SignUp);
        for (answer, endpoint) in answers.into_iter().zip([WELL_KNOWN, "/versions"]) {
            play.answer(endpoint, answer);
        }
        assert_eq!(play.problem(), Some(kind));
        assert_eq!(play.page(), PageId::Server);
        assert!(!play.wizard.enter_waits(), "Enter was answered");
        play.enter();
        assert_eq!(play.awaited(), [WELL_KNOWN], "Enter tries again");
    }
}

#[test]
fn a_server_of_old_is_spoken_to_as_of_old() {
    let mut play = looking(Goal::Reset);
    play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
    let old = Versions {
        versions: vec!["r0.5.0".into(), "r0.6.1".into()],
    };
    play.answer("/versions", Ok(Reply::Versions(old)));
    play.answer("/login", password_login());
    play.answer("/auth_metadata", unrecognized());
    play.answer("/auth_metadata", unrecognized());
    play.answer("/password_policy", unrecognized());
    assert_eq!(play.wizard.stage().server().map(|s| s.api), Some(Api::R0));
}

#[test]
fn closed_registration_is_named_and_a_reset_offered() {
    let mut play = looking(Goal::SignUp);
    play.answer_lookup();
    play.transcript();
    play.answer(REGISTER, refused(403, ErrCode::Forbidden));
    assert!(matches!(stop(&play), Some(Stop::Closed(Some(_)))));
    play.act(mxid::wizard::Action::Switch);
    play.answer_lookup();
    snapshot!(play);
    assert_eq!(play.wizard.goal(), Goal::Reset);
    assert_eq!(play.page(), PageId::Contact);
}

#[test]
fn an_oauth_aware_server_is_left_to_the_browser() {
    for goal in Goal::ALL {
        let mut play = looking(goal);
        play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
        play.answer("/versions", versions());
        let login = LoginFlows {
            sso: true,
            oauth_aware_preferred: true,
            ..LoginFlows::default()
        };
        play.answer("/login", Ok(Reply::LoginFlows(login)));
        play.answer("/auth_metadata", oauth());
        play.answer("/password_policy", unrecognized());
        if goal == Goal::SignUp {
            play.answer(REGISTER, refused(403, ErrCode::Forbidden));
        }
        assert_eq!(stop(&play), Some(Stop::Browser), "{goal:?}");
        play.back();
        assert_eq!(play.page(), PageId::Server);
    }
}

#[test]
fn a_hybrid_server_is_used_as_of_old() {
    let mut play = looking(Goal::SignUp);
    play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
    play.answer("/versions", versions());
    play.answer("/login", password_login());
    play.answer("/auth_metadata", oauth());
    play.answer("/password_policy", unrecognized());
    play.answer(REGISTER, demands("probe", &[&[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Contact);
}

#[test]
fn a_server_without_passwords_is_said_before_anything_is_reset() {
    let mut play = looking(Goal::Reset);
    play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
    play.answer("/versions", versions());
    let sso = LoginFlows {
        sso: true,
        ..LoginFlows::default()
    };
    play.answer("/login", Ok(Reply::LoginFlows(sso)));
    play.answer("/auth_metadata", unrecognized());
    play.answer("/password_policy", unrecognized());
    assert_eq!(stop(&play), Some(Stop::NoPasswords));
}

#[test]
fn metadata_is_looked_for_under_its_old_name_on_older_servers_only() {
    for (version, asked) in [("v1.14", 2), ("v1.15", 1)] {
        let mut play = looking(Goal::Reset);
        play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
        let versions = vec![version.into()];
        play.answer("/versions", Ok(Reply::Versions(Versions { versions })));
        play.answer("/auth_metadata", unrecognized());
        assert_eq!(play.count("/auth_metadata"), asked, "{version}");
    }
}

#[test]
fn an_edit_drops_the_look_up_of_another_name() {
    let mut play = looking(Goal::SignUp);
    play.type_text("x");
    assert_eq!(play.awaited(), [""; 0]);
    assert!(!play.wizard.enter_waits());
}

#[test]
fn the_way_back_stays_open_while_a_server_is_looked_up() {
    let mut play = looking(Goal::SignUp);
    play.back();
    assert_eq!(play.page(), PageId::Goal);
    play.enter();
    assert_eq!(play.page(), PageId::Server, "nothing to wait for there");
    let calls = play.told.iter().filter(|e| matches!(e, Effect::Exit(_)));
    assert_eq!(calls.count(), 0);
}
