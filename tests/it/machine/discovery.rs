//! The meaning of a name on the server page.

mod offers;

use mxid::domain::{BaseUrl, CleanText};
use mxid::protocol::{
    ErrCode, Failure, Network, ProxyFault, RedirectFault, Reply, Support, TlsFault, Unreadable,
    WellKnown, WellKnownFault,
};
use mxid::wizard::{Act, Choose, Effect, Event, PageId, ProblemKind, Stop, Task};

use super::answers::*;
use super::play::Play;
use super::snapshot;

const WELL_KNOWN: &str = "/.well-known/matrix/client";
const SUPPORT: &str = "/.well-known/matrix/support";

/// A sign-up or reset whose server was just looked for.
fn looking(task: Task) -> Play {
    let mut play = Play::new();
    let at = Task::ALL.iter().position(|offered| *offered == task);
    play.event(Event::Choose(Choose::Index(at.unwrap_or_default())));
    play.server("example.org");
    play
}

fn well_known(answer: WellKnown) -> Answered {
    Ok(Reply::WellKnown(answer))
}

fn stop(play: &Play) -> Option<Stop> {
    play.wizard.stop().cloned()
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
    let mut play = looking(Task::SignUp);
    let base = BaseUrl::parse("https://matrix.example.org/prefix").expect("a base URL");
    play.answer(WELL_KNOWN, well_known(WellKnown::Homeserver(base.clone())));
    play.answer_abilities();
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    let server = play.wizard.server().expect("a server");
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
    play.answer_abilities();
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    let server = play.wizard.server().expect("a server");
    assert_eq!(server.base.as_str(), "https://example.org:8448");
}

#[test]
fn a_url_is_taken_as_it_is() {
    let mut play = Play::new();
    play.server("https://matrix.example.org");
    assert_eq!(play.awaited(), ["/versions"], "nothing is discovered");
}

#[test]
fn what_cannot_be_used_is_said_on_the_page_with_the_name_still_there() {
    let dns = || Err(Failure::Network(Network::Dns));
    let named = || {
        let base = BaseUrl::parse("https://matrix.example.org/x").expect("a base URL");
        well_known(WellKnown::Homeserver(base))
    };
    let elsewhere = |problem| ProblemKind::Elsewhere {
        host: "matrix.example.org".into(),
        problem: Box::new(problem),
    };
    let absent = || well_known(WellKnown::Absent);
    let no_dns = || ProblemKind::Unreachable(Network::Dns);
    let proxy = Network::Proxy(ProxyFault::Credentials);
    let malformed = || {
        let member = "versions";
        Err(Failure::Unreadable(Unreadable::Malformed { member }))
    };
    let mut cases: Vec<(Vec<Answered>, ProblemKind)> = vec![
        (vec![dns()], no_dns()),
        (
            vec![well_known(WellKnown::UnusableUrl)],
            ProblemKind::WellKnownUnusable,
        ),
        (vec![absent(), dns()], no_dns()),
        (vec![absent(), bare(404)], ProblemKind::NamesNone),
        (vec![absent(), malformed()], ProblemKind::NamesNone),
        (vec![absent(), bare(502)], ProblemKind::ServerFailed),
        (vec![named(), dns()], elsewhere(no_dns())),
        (vec![named(), bare(404)], elsewhere(ProblemKind::NotMatrix)),
        (
            vec![named(), malformed()],
            elsewhere(ProblemKind::NotMatrix),
        ),
        (
            vec![named(), bare(502)],
            elsewhere(ProblemKind::ServerFailed),
        ),
        (
            vec![named(), Err(Failure::Network(proxy))],
            ProblemKind::Unreachable(proxy),
        ),
    ];
    for fault in every_well_known_fault() {
        cases.push((
            vec![well_known(WellKnown::Invalid(fault.clone()))],
            ProblemKind::WellKnownInvalid(fault),
        ));
    }
    for (answers, kind) in cases {
        let mut play = looking(Task::SignUp);
        for (answer, endpoint) in answers.into_iter().zip([WELL_KNOWN, "/versions"]) {
            play.answer(endpoint, answer);
        }
        assert_eq!(play.problem(), Some(kind));
        assert_eq!(play.page(), PageId::Server);
        assert!(!play.wizard.waiting().enter, "Enter was answered");
        assert_eq!(play.awaited(), [""; 0], "nothing is guessed");
        play.enter();
        assert_eq!(play.awaited(), [WELL_KNOWN], "Enter tries again");
    }
}

/// Every way in which `.well-known` can be unreadable.
pub fn every_well_known_fault() -> Vec<WellKnownFault> {
    let mut faults = vec![
        WellKnownFault::Status(503),
        WellKnownFault::Empty,
        WellKnownFault::NotJson,
        WellKnownFault::TooLarge,
        WellKnownFault::NoBaseUrl,
    ];
    let redirects = [
        RedirectFault::Loop,
        RedirectFault::TooMany,
        RedirectFault::Insecure,
        RedirectFault::Nowhere,
        RedirectFault::Unreachable {
            host: "www.example.org".into(),
            network: Network::Tls(TlsFault::Expired),
        },
    ];
    faults.extend(redirects.map(WellKnownFault::Redirect));
    faults
}

#[test]
fn a_url_where_no_matrix_server_is_is_no_fault_of_discovery() {
    let mut play = Play::new();
    play.server("https://matrix.example.org");
    play.answer("/versions", bare(404));
    assert_eq!(play.problem(), Some(ProblemKind::NotMatrix));
}

#[test]
fn a_limited_look_up_is_counted_down_and_begun_again() {
    let mut play = looking(Task::SignUp);
    play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
    play.answer("/versions", limited(Some(20)));
    assert!(matches!(play.problem(), Some(ProblemKind::Limited(_))));
    play.seconds(20);
    assert_eq!(play.awaited(), [WELL_KNOWN]);
}

#[test]
fn the_host_of_a_name_is_asked_on_its_https_port_whatever_was_typed() {
    for (typed, host, then) in [
        (
            "example.org:8448",
            "https://example.org",
            "https://example.org:8448",
        ),
        (
            "@robin:example.org:8448",
            "https://example.org",
            "https://example.org:8448",
        ),
        (
            "@robin:Example.ORG",
            "https://example.org",
            "https://example.org",
        ),
        ("192.0.2.7", "https://192.0.2.7", "https://192.0.2.7"),
        (
            "192.0.2.7:8448",
            "https://192.0.2.7",
            "https://192.0.2.7:8448",
        ),
        (
            "[2001:db8::7]",
            "https://[2001:db8::7]",
            "https://[2001:db8::7]",
        ),
        (
            "[2001:db8::7]:8448",
            "https://[2001:db8::7]",
            "https://[2001:db8::7]:8448",
        ),
    ] {
        let mut play = Play::new();
        play.enter();
        play.type_text(typed);
        play.enter();
        assert_eq!(play.asked_at(WELL_KNOWN), host, "{typed}");
        play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
        assert_eq!(play.asked_at("/versions"), then, "{typed}");
    }
}

#[test]
fn whom_to_ask_is_found_out_where_it_cannot_go_on_and_nothing_waits_for_it() {
    let mut play = looking(Task::SignUp);
    play.answer_lookup();
    assert_eq!(play.count(SUPPORT), 0, "not before it is needed");
    play.answer(REGISTER, refused(403, ErrCode::Forbidden));
    assert!(matches!(stop(&play), Some(Stop::Closed(_))));
    assert_eq!(play.asked_at(SUPPORT), "https://example.org");
    assert_eq!(play.wizard.waiting().busy, None);
    let support = Support {
        contacts: vec![CleanText::new("admin@example.org")],
        page: None,
    };
    play.answer(SUPPORT, Ok(Reply::Support(support.clone())));
    assert_eq!(play.wizard.support(), Some(&support));
    play.back();
    assert_eq!(play.wizard.support(), None, "it is about that page only");
    play.enter();
    assert_eq!(play.wizard.support(), Some(&support));
    assert_eq!(play.count(SUPPORT), 1, "asked once");
}

#[test]
fn nobody_to_ask_is_no_problem() {
    for answer in [
        unrecognized(),
        bare(500),
        Err(Failure::Network(Network::Dns)),
        Ok(Reply::LoggedOut),
    ] {
        let mut play = looking(Task::SignUp);
        play.answer_lookup();
        play.answer(REGISTER, refused(403, ErrCode::Forbidden));
        play.answer(SUPPORT, answer);
        assert_eq!(play.problem(), None);
        assert_eq!(play.wizard.support(), None);
        assert_eq!(play.page(), PageId::Stopped);
    }
}

#[test]
fn closed_registration_is_named_and_a_reset_offered() {
    let mut play = looking(Task::SignUp);
    play.answer_lookup();
    play.transcript();
    play.answer(REGISTER, refused(403, ErrCode::Forbidden));
    assert!(matches!(stop(&play), Some(Stop::Closed(Some(_)))));
    play.act(Act::Switch);
    play.answer_lookup();
    snapshot!(play);
    assert_eq!(play.wizard.task(), Task::Reset);
    assert_eq!(play.page(), PageId::Contact);
}

#[test]
fn an_edit_drops_the_look_up_of_another_name() {
    let mut play = looking(Task::SignUp);
    play.type_text("x");
    assert_eq!(play.awaited(), [""; 0]);
    assert!(!play.wizard.waiting().enter);
}

#[test]
fn the_way_back_stays_open_while_a_server_is_looked_up() {
    let mut play = looking(Task::SignUp);
    play.back();
    assert_eq!(play.page(), PageId::Task);
    play.enter();
    assert_eq!(play.page(), PageId::Server, "nothing to wait for there");
    let calls = play.told.iter().filter(|e| matches!(e, Effect::Exit(_)));
    assert_eq!(calls.count(), 0);
}
