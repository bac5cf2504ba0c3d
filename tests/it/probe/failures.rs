//! Servers that are not understood: the sentence of the wizard's page, and a word for programs.

use std::time::Duration;

use mxid::domain::{CleanText, Locale, Password};
use mxid::probe::{Config, Probe, ResetOffer, Target, Trouble};
use mxid::protocol::{
    Failure, Flow, Network, ProxyFault, Refusal, Reply, Request, StageType, TlsFault, Uia,
    Versions, WellKnown, WellKnownFault,
};
use mxid::text::Texts;
use mxid::wizard::{Answer, Effect, Seed, Time};
use serde_json::json;

use super::site::*;
use super::{LONG, look_for};

async fn trouble(site: &Site, limit: Duration) -> Trouble {
    look_for(limit, &site.url()).await.expect_err("no report")
}

/// A look at `example.org` whose first question, its `.well-known`, is answered so.
fn discovering(answer: Result<Reply, Failure>) -> Trouble {
    let config = Config {
        target: Target::Server("@robin:example.org".to_owned()),
        locale: Locale::default(),
        limit: LONG,
        throwaway: Password::from_random(&[7; 32]),
    };
    let (mut probe, effects) = Probe::begin(config, &Seed::new([7; 32]), Time::default());
    let [Effect::Call { id, base, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(base.as_str(), "https://example.org");
    let more = probe.answer(Time::default(), *id, Answer::Call(Box::new(answer)));
    assert_eq!(more, []);
    assert!(probe.is_over());
    let found = probe.finish(Time::default(), &Texts::english());
    found.expect_err("no report")
}

#[test]
fn a_name_that_leads_nowhere_is_explained_without_naming_a_key() {
    let network = |network| Err(Failure::Network(network));
    for (answer, kind, words) in [
        (network(Network::Dns), "dns", "no address (DNS)"),
        (network(Network::Refused), "unreachable", "refused"),
        (
            network(Network::Timeout { sent: true }),
            "timeout",
            "in time",
        ),
        (
            network(Network::Tls(TlsFault::Expired)),
            "tls",
            "has expired",
        ),
        (
            network(Network::Proxy(ProxyFault::Refused)),
            "proxy",
            "proxy",
        ),
        (network(Network::Broken), "broken", "was lost"),
        (
            Ok(Reply::WellKnown(WellKnown::UnusableUrl)),
            "well_known",
            "can't be used",
        ),
        (
            Ok(Reply::WellKnown(WellKnown::Invalid(
                WellKnownFault::Status(500),
            ))),
            "well_known",
            "HTTP 500",
        ),
    ] {
        let trouble = discovering(answer);
        assert_eq!(trouble.server, "@robin:example.org");
        assert_eq!(trouble.error.kind, kind);
        assert!(trouble.error.text.contains(words), "{trouble:?}");
        let all: Vec<&str> = trouble.lines().collect();
        assert!(all.len() >= 2, "{all:?}");
        for key in ["Enter", "Esc", "Ctrl"] {
            assert!(!all.iter().any(|line| line.contains(key)), "{all:?}");
        }
    }
}

#[tokio::test]
async fn something_else_than_a_matrix_server_is_named_as_such() {
    let site = Site::like(&[(VERSIONS, 200, json!(["a list"]))]).await;
    let trouble = trouble(&site, LONG).await;
    assert_eq!(trouble.error.kind, "not_matrix");
    let text = serde_json::to_value(&trouble).expect("JSON");
    assert_eq!(
        text,
        json!({
            "server": site.url(),
            "error": {
                "kind": "not_matrix",
                "text": format!(
                    "{} answers, but it is not a Matrix server.",
                    site.url()
                ),
            },
        })
    );
}

#[tokio::test]
async fn a_server_that_fails_is_quoted_with_its_code() {
    let site = Site::like(&[(REGISTER, 500, error("M_UNKNOWN"))]).await;
    let trouble = trouble(&site, LONG).await;
    assert_eq!(trouble.error.kind, "server_failed");
    let all: Vec<&str> = trouble.lines().collect();
    assert!(
        all.contains(&"The server says: “In the server's words”"),
        "{all:?}"
    );
    assert!(all.contains(&"M_UNKNOWN · HTTP 500"), "{all:?}");
}

#[tokio::test]
async fn silence_has_an_end() {
    let site = Site::start(Behind::Silence).await;
    let trouble = trouble(&site, Duration::from_millis(200)).await;
    assert_eq!(trouble.error.kind, "timeout");
}

#[tokio::test]
async fn a_limit_that_does_not_pass_in_time_is_told() {
    let limited = json!({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 90_000});
    let site = Site::like(&[(REGISTER, 429, limited)]).await;
    let trouble = trouble(&site, LONG).await;
    assert_eq!(trouble.error.kind, "limited");
    assert!(trouble.error.text.contains("to wait 1:"), "{trouble:?}");
}

/// A look at a server on virtual time.
struct Look {
    probe: Probe,
    out: Vec<Effect>,
}

impl Look {
    fn new() -> Self {
        let config = Config {
            target: Target::Server("https://example.org".to_owned()),
            locale: Locale::default(),
            limit: LONG,
            throwaway: Password::from_random(&[7; 32]),
        };
        let (probe, out) = Probe::begin(config, &Seed::new([7; 32]), Time::default());
        Self { probe, out }
    }

    /// Answers what is asked, as long as something is; none is silence. Returns how often `/register` was
    /// asked.
    fn answer(&mut self, now: Time, how: fn(&Request) -> Option<Result<Reply, Failure>>) -> usize {
        let mut registers = 0;
        while let Some(effect) = self.out.pop() {
            let Effect::Call { id, request, .. } = effect else {
                continue;
            };
            registers += usize::from(*request == Request::RegisterFlows);
            if let Some(result) = how(&request) {
                let answer = Answer::Call(Box::new(result));
                self.out.extend(self.probe.answer(now, id, answer));
            }
        }
        registers
    }
}

fn refused(status: u16, retry_after: Option<Duration>) -> Failure {
    Failure::Refused(Refusal {
        status,
        errcode: None,
        text: CleanText::default(),
        retry_after,
        contact: None,
    })
}

fn open_to_all(request: &Request) -> Result<Reply, Failure> {
    match request {
        Request::Versions => Ok(Reply::Versions(Versions {
            versions: vec!["v1.18".to_owned()],
        })),
        Request::RegisterFlows => Ok(Reply::Uia(Uia {
            flows: Some(vec![Flow(vec![StageType::Dummy])]),
            ..Uia::default()
        })),
        _ => Err(refused(404, None)),
    }
}

#[test]
fn a_limit_that_passes_in_time_is_waited_for() {
    let mut look = Look::new();
    let asked = look.answer(Time::default(), |request| match request {
        Request::RegisterFlows => Some(Err(refused(429, Some(Duration::from_secs(6))))),
        request => Some(open_to_all(request)),
    });
    assert_eq!(asked, 1);
    assert!(!look.probe.is_over());
    let due = look.probe.next_deadline();
    assert_eq!(due, Time(Duration::from_secs(6)));
    look.out = look.probe.deadline(due);
    assert_eq!(look.answer(due, |request| Some(open_to_all(request))), 1);
    assert!(look.probe.is_over());
    let report = look.probe.finish(due, &Texts::english());
    assert!(report.expect("a report").sign_up.open);
}

/// The findings stay when the last questions are not answered.
#[test]
fn a_report_does_not_wait_for_the_last_answers_beyond_its_time() {
    let mut look = Look::new();
    look.answer(Time::default(), |request| match request {
        Request::ResetPassword(_) => None,
        request => Some(open_to_all(request)),
    });
    assert!(!look.probe.is_over());
    assert_eq!(look.probe.next_deadline(), Time(LONG));
    assert_eq!(look.probe.deadline(Time(LONG)), []);
    assert!(look.probe.is_over());
    let report = look.probe.finish(Time(LONG), &Texts::english());
    let report = report.expect("a report");
    assert!(report.sign_up.open);
    // Nothing that was answered speaks against it, and the sign-up mails.
    assert_ne!(report.reset.email, ResetOffer::No);
}
