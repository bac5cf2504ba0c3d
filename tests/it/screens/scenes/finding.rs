//! What one came for, and the server.

use mxid::domain::BaseUrl;
use mxid::protocol::{ErrCode, Failure, Network, Reply, TlsFault, Unreadable, WellKnown};
use mxid::wizard::{Choose, Event};

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;

const WELL_KNOWN: &str = "/.well-known/matrix/client";

pub fn goal() -> Vec<Scene> {
    let reset = |play: &mut Play| play.event(Event::Choose(Choose::Down));
    vec![
        scene("first", &Play::new()),
        after("the other one chosen", Play::new(), reset),
    ]
}

/// The server page with nothing in it.
fn empty() -> Play {
    let mut play = Play::new();
    play.enter();
    play
}

/// The server page with a name that is being looked up.
fn looking() -> Play {
    let mut play = empty();
    play.type_text("example.org");
    play.seconds(1);
    play
}

/// The server page with a server that was found where its name points to.
fn found(register: Answered) -> Play {
    let mut play = looking();
    let base = BaseUrl::parse("https://matrix.example.org").expect("a base URL");
    let base = Reply::WellKnown(WellKnown::Homeserver(base));
    play.answer(WELL_KNOWN, Ok(base));
    play.answer("/versions", versions());
    play.answer("/login", password_login());
    play.answer("/auth_metadata", unrecognized());
    play.answer("/password_policy", unrecognized());
    play.answer(REGISTER, register);
    play
}

pub fn server() -> Vec<Scene> {
    let typed = |text: &'static str| {
        move |play: &mut Play| {
            play.type_text(text);
            play.enter();
        }
    };
    let resetting = |play: &mut Play| {
        play.event(Event::Choose(Choose::Down));
        play.enter();
    };
    vec![
        scene("empty", &empty()),
        after("empty, for a reset", Play::new(), resetting),
        after("looking", looking(), |play| play.seconds(2)),
        after("nothing typed", empty(), Play::enter),
        after("a character", empty(), typed("exa mple.org")),
        after("plain http", empty(), typed("http://example.org")),
    ]
}

pub fn offers() -> Vec<Scene> {
    let offer = |flows: &[&[&str]]| found(demands("probe", flows, &[]));
    let terms = || vec![policy("privacy", "1"), policy("rules", "3")];
    let way: &[&[&str]] = &[&[TOKEN, TERMS, EMAIL], &[TOKEN, TERMS, EMAIL, MSISDN]];
    let token = with_terms(demands("probe", way, &[]), terms());
    vec![
        scene("open to both", &offer(&[&[DUMMY], &[EMAIL], &[MSISDN]])),
        scene("one of both", &offer(&[&[EMAIL], &[MSISDN]])),
        scene("with token and terms", &found(token)),
        scene("closed", &found(refused(403, ErrCode::Forbidden))),
        scene("a captcha", &offer(&[&["m.login.recaptcha", EMAIL]])),
    ]
}

pub fn failures() -> Vec<Scene> {
    let network = |name, network| {
        let mut play = looking();
        play.answer(WELL_KNOWN, Err(Failure::Network(network)));
        scene(name, &play)
    };
    let well_known = |name, answer| {
        let mut play = looking();
        play.answer(WELL_KNOWN, Ok(Reply::WellKnown(answer)));
        scene(name, &play)
    };
    let versions = |name, answer| {
        let mut play = looking();
        play.answer(WELL_KNOWN, Ok(Reply::WellKnown(WellKnown::Absent)));
        play.answer("/versions", answer);
        scene(name, &play)
    };
    vec![
        network("no address", Network::Dns),
        network("refused", Network::Refused),
        network("no answer", Network::Timeout { sent: false }),
        network("broken off", Network::Broken),
        network("proxy", Network::Proxy),
        network("expired", Network::Tls(TlsFault::Expired)),
        network("not valid yet", Network::Tls(TlsFault::NotYetValid)),
        network("another name", Network::Tls(TlsFault::WrongHost)),
        network("unknown issuer", Network::Tls(TlsFault::UnknownIssuer)),
        network("other TLS", Network::Tls(TlsFault::Other)),
        well_known("unreadable", WellKnown::Invalid { status: 200 }),
        well_known("unusable", WellKnown::UnusableUrl),
        versions("not Matrix", bare(404)),
        versions(
            "HTML",
            Err(Failure::Unreadable(Unreadable::NotJson { status: 200 })),
        ),
        scene("a fault", &found(bare(502))),
        scene("limited", &found(limited(Some(90)))),
    ]
}
