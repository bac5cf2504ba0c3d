//! The sentences about a server's name, and about a server that is not reached.

use mxid::protocol::{Failure, Network, Reply, TlsFault, WellKnown};
use mxid::screen::{Block, Mark, Surroundings, describe};
use mxid::text::Texts;

use crate::machine::play::Play;

const WELL_KNOWN: &str = "/.well-known/matrix/client";

fn typed(text: &str) -> Play {
    let mut play = Play::new();
    play.enter();
    play.type_text(text);
    play
}

fn wrong(play: &Play) -> Option<String> {
    let screen = describe(&play.wizard, &Surroundings::default(), &Texts::english());
    screen.blocks.iter().find_map(|block| match block {
        Block::Remark(Mark::Bad, text) => Some(text.read(play.now.0, &screen.units)),
        _ => None,
    })
}

/// The problem of the page.
fn problem(play: &Play) -> Option<String> {
    let screen = describe(&play.wizard, &Surroundings::default(), &Texts::english());
    let problem = screen.problem.as_ref()?;
    Some(problem.what.read(play.now.0, &screen.units))
}

#[test]
fn what_can_be_no_server_is_said_after_a_pause_and_again_after_enter() {
    for text in [
        "foo bar",
        "http://example.org",
        "https://",
        "example..org",
        "example.org:99999",
    ] {
        let mut play = typed(text);
        assert_eq!(wrong(&play), None, "{text}: still typing");
        play.seconds(1);
        let why = wrong(&play).unwrap_or_else(|| panic!("nothing is said of {text}"));
        play.enter();
        assert_eq!(problem(&play), Some(why), "{text}");
        assert_eq!(wrong(&play), None, "{text}: said once");
        play.seconds(60);
        assert!(problem(&play).is_some(), "{text}: it stays");
    }
}

#[test]
fn nothing_is_wrong_with_what_may_still_become_a_server() {
    for text in ["", "  ", "exa", "@robin", "https://example.org"] {
        let mut play = typed(text);
        play.seconds(1);
        assert_eq!(wrong(&play), None, "{text}");
    }
}

#[test]
fn the_port_that_was_asked_is_named_where_one_was_typed() {
    let absent = || Ok(Reply::WellKnown(WellKnown::Absent));
    let told = |text: &str, network: Network, has_no_file: bool| {
        let mut play = typed(text);
        play.enter();
        let failure = || Err(Failure::Network(network));
        match (text.contains("://"), has_no_file) {
            (true, _) => play.answer("/versions", failure()),
            (false, true) => {
                play.answer(WELL_KNOWN, absent());
                play.answer("/versions", failure());
            }
            (false, false) => play.answer(WELL_KNOWN, failure()),
        }
        problem(&play).expect("a problem")
    };
    let expired = Network::Tls(TlsFault::Expired);
    for (text, has_no_file, at) in [
        ("localhost:1", true, "localhost:1"),
        ("[::1]:1", true, "[::1]:1"),
        ("@robin:localhost:1", true, "localhost:1"),
        ("https://localhost:1", true, "localhost:1"),
        // Where a name leads is asked at its host.
        ("localhost:1", false, "localhost:443"),
        ("[::1]:1", false, "[::1]:443"),
        ("localhost", false, "localhost"),
        ("localhost", true, "localhost"),
    ] {
        for network in [Network::Refused, Network::Timeout { sent: false }, expired] {
            let words: Vec<String> = told(text, network, has_no_file)
                .split(' ')
                .map(|word| word.trim_end_matches([':', ',']).to_owned())
                .collect();
            assert!(words.iter().any(|word| word == at), "{at}: {words:?}");
        }
        // A name that is not found is not found at any port.
        let host = at.rsplit_once(':').filter(|(host, _)| !host.ends_with(':'));
        let host = host.map_or(at, |(host, _)| host);
        let dns = told(text, Network::Dns, has_no_file);
        assert!(dns.starts_with(&format!("{host} ")), "{dns}");
    }
}
