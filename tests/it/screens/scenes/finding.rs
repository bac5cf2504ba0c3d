//! The task, and the server.

use mxid::domain::BaseUrl;
use mxid::protocol::{
    ErrCode, Failure, Network, ProxyFault, RedirectFault, Reply, TlsFault, Unreadable, WellKnown,
    WellKnownFault,
};
use mxid::wizard::{Choose, Config, Event};

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::discovery::every_well_known_fault;
use crate::machine::play::Play;

const WELL_KNOWN: &str = "/.well-known/matrix/client";

pub fn task() -> Vec<Scene> {
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
    play.answer_abilities();
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
    let usual = Play::with(Config {
        usual_server: Some("example.org".into()),
        ..Config::default()
    });
    vec![
        scene("empty", &empty()),
        after("empty, for a reset", Play::new(), resetting),
        after("looking", looking(), |play| play.seconds(2)),
        after("nothing typed", empty(), Play::enter),
        after("a character", empty(), typed("exa mple.org")),
        after("a look-alike", empty(), typed("ex\u{430}mple.org")),
        after("plain http", empty(), typed("http://example.org")),
        after("no server's name, typed", empty(), |play| {
            play.type_text("foo bar");
            play.seconds(1);
        }),
        after("the usual one", usual, Play::enter),
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
    let elsewhere = |name, answer| {
        let mut play = looking();
        let base = BaseUrl::parse("https://matrix.example.org").expect("a base URL");
        let base = Reply::WellKnown(WellKnown::Homeserver(base));
        play.answer(WELL_KNOWN, Ok(base));
        play.answer("/versions", answer);
        scene(name, &play)
    };
    let versions = |name, answer| {
        let mut play = looking();
        play.answer(WELL_KNOWN, Ok(Reply::WellKnown(WellKnown::Absent)));
        play.answer("/versions", answer);
        scene(name, &play)
    };
    let mut scenes = vec![
        network("no address", Network::Dns),
        network("refused", Network::Refused),
        network("no answer", Network::Timeout { sent: false }),
        network("broken off", Network::Broken),
        network("proxy gone", Network::Proxy(ProxyFault::Unreachable)),
        network("proxy locked", Network::Proxy(ProxyFault::Credentials)),
        network("proxy", Network::Proxy(ProxyFault::Refused)),
        network("expired", Network::Tls(TlsFault::Expired)),
        network("not valid yet", Network::Tls(TlsFault::NotYetValid)),
        network("another name", Network::Tls(TlsFault::WrongHost)),
        network("unknown issuer", Network::Tls(TlsFault::UnknownIssuer)),
        network("other TLS", Network::Tls(TlsFault::Other)),
        well_known("unusable", WellKnown::UnusableUrl),
        elsewhere("not Matrix elsewhere", bare(404)),
        elsewhere("a fault elsewhere", bare(502)),
        elsewhere(
            "expired elsewhere",
            Err(Failure::Network(Network::Tls(TlsFault::Expired))),
        ),
        after("not Matrix at a URL", empty(), |play| {
            play.type_text("https://matrix.example.org");
            play.enter();
            play.answer("/versions", bare(404));
        }),
        after("refused at a port", empty(), |play| {
            play.type_text("localhost:8448");
            play.enter();
            play.answer(WELL_KNOWN, Ok(Reply::WellKnown(WellKnown::Absent)));
            play.answer("/versions", Err(Failure::Network(Network::Refused)));
        }),
        versions("not Matrix", bare(404)),
        versions(
            "HTML",
            Err(Failure::Unreadable(Unreadable::NotJson { status: 200 })),
        ),
        scene("a fault", &found(bare(502))),
        scene("limited", &found(limited(Some(90)))),
    ];
    let name = |fault: &WellKnownFault| match fault {
        WellKnownFault::Status(_) => "another status",
        WellKnownFault::Empty => "an empty body",
        WellKnownFault::NotJson => "no JSON",
        WellKnownFault::TooLarge => "too large",
        WellKnownFault::NoBaseUrl => "no base URL",
        WellKnownFault::Redirect(RedirectFault::Loop) => "a circle",
        WellKnownFault::Redirect(RedirectFault::TooMany) => "too many redirects",
        WellKnownFault::Redirect(RedirectFault::Insecure) => "an unsafe redirect",
        WellKnownFault::Redirect(RedirectFault::Nowhere) => "a redirect to nowhere",
        WellKnownFault::Redirect(RedirectFault::Unreachable { .. }) => "expired on the way",
    };
    for fault in every_well_known_fault() {
        scenes.push(well_known(name(&fault), WellKnown::Invalid(fault)));
    }
    scenes
}
