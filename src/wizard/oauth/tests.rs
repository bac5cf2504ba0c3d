//! The promises of a sign-up in the browser, tested without a wizard.

use super::*;
use crate::domain::CleanText;
use crate::protocol::{ErrCode, Network, OAuthError, OAuthReply, OAuthRequest};
use crate::wizard::logout::SessionEnd;
use crate::wizard::testing::{Bench, assert_is, lost, plan_without_contact, refused};
use crate::wizard::timers::Timer;

type Answer = Result<Reply, Failure>;
type Ends = fn(&mut Run);

/// A sign-up, and all that it needs.
struct Run {
    oauth: OAuth,
    bench: Bench,
}

impl Run {
    /// One that has just begun, at a server with this sign-up page.
    fn at(page: &str) -> Self {
        let url = |text: &str| text.parse().expect("a URL");
        let endpoints = CodeGrant {
            authorization: url(page),
            registration: url("https://auth.example.org/register"),
            token: url("https://auth.example.org/token"),
            revocation: url("https://auth.example.org/revoke"),
        };
        let server = plan_without_contact().contacts().server.clone();
        let (mut oauth, mut bench) = (OAuth::default(), Bench::new());
        oauth.begin(&server, &endpoints, &mut bench.cx());
        Self { oauth, bench }
    }

    fn begun() -> Self {
        Self::at("https://auth.example.org/authorize")
    }

    /// One whose browser was sent off.
    fn shown() -> Self {
        let mut run = Self::begun();
        run.oauth.listening(Some(4711));
        assert_is!(run.takes(registered()), Outcome::Show);
        run
    }

    /// One whose browser brought a code, which is out.
    fn with_code() -> Self {
        let mut run = Self::shown();
        let code = Callback::Code(Secret::from("a code"));
        assert_is!(run.calls_back(code), Outcome::Waits);
        run
    }

    /// One that has a token, and asks whose it is.
    fn with_token() -> Self {
        let mut run = Self::with_code();
        assert_is!(run.takes(issued()), Outcome::Waits);
        run
    }

    fn calls_back(&mut self, callback: Callback) -> Outcome {
        self.oauth.called_back(callback, &mut self.bench.cx())
    }

    /// Takes the answer to the newest request.
    fn takes(&mut self, answer: Answer) -> Outcome {
        let part = self.question(&answer);
        self.oauth.answered(part, answer, &mut self.bench.cx())
    }

    fn question(&mut self, answer: &Answer) -> GrantPart {
        let endpoint = self.bench.request().endpoint();
        match self.bench.answers(endpoint, answer) {
            Awaiting::Grant(part) => part,
            other => panic!("something else is asked: {other:?}"),
        }
    }

    fn redeems_again(&mut self) {
        self.oauth.retry(GrantPart::Redeem, &mut self.bench.cx());
        assert_eq!(self.bench.asked(), ["token_endpoint"]);
    }

    fn gives_up(&mut self) {
        self.oauth.give_up(&mut self.bench.cx());
    }

    fn ends(&mut self) {
        self.oauth.end_token(&mut self.bench.cx());
    }

    fn settles(&mut self) {
        self.oauth.settle(issued(), &mut self.bench.cx());
    }

    /// How many requests have left that revoke the token.
    fn revocations(&self) -> usize {
        let is_it = |effect: &&Effect| match effect {
            Effect::Call { request, .. } => match &**request {
                Request::OAuth(OAuthRequest::Revoke(revoke)) => {
                    let token = Secret::from("a token");
                    revoke.client_id.as_str() == "a client" && revoke.token == token
                }
                _ => false,
            },
            _ => false,
        };
        self.bench.effects.iter().filter(is_it).count()
    }

    fn is_token_lost(&self) -> bool {
        self.bench.logout.end() == Some(SessionEnd::LeftOpen)
    }
}

fn registered() -> Answer {
    let client_id = ClientId::new("a client").expect("an identifier");
    Ok(Reply::OAuth(OAuthReply::Registered(client_id)))
}

fn issued() -> Answer {
    Ok(Reply::OAuth(OAuthReply::Token(Secret::from("a token"))))
}

fn robin() -> UserId {
    UserId::parse("@robin:example.org").expect("a Matrix ID")
}

#[test]
fn the_browser_is_sent_off_once_the_program_is_registered_and_listens() {
    let mut run = Run::begun();
    assert_is!(run.takes(registered()), Outcome::Waits);
    assert_eq!(run.oauth.link(), None);
    assert_is!(run.oauth.listening(Some(4711)), Outcome::Show);
    let mut other = Run::begun();
    assert_is!(other.oauth.listening(Some(4711)), Outcome::Waits);
    assert_eq!(other.oauth.link(), None);
    assert_is!(other.takes(registered()), Outcome::Show);
    let link = other.oauth.link().expect("a page").as_str();
    assert!(
        link.starts_with("https://auth.example.org/authorize?"),
        "{link}"
    );
    assert!(link.contains("4711") && link.contains("a+client"), "{link}");
    assert_eq!(run.oauth.link().map(Link::as_str), Some(link));
}

#[test]
fn nobody_is_sent_off_where_the_way_is_barred() {
    let mut run = Run::begun();
    let kind = ProblemKind::Web(WebFault::CannotListen);
    assert_is!(run.oauth.listening(None), Outcome::Failed(problem) if problem.kind == kind);
    let mut run = Run::at("http://auth.example.org/authorize");
    run.takes(registered());
    let kind = ProblemKind::Web(WebFault::ClientRefused);
    assert_is!(run.oauth.listening(Some(4711)), Outcome::Failed(problem) if problem.kind == kind);
    assert_eq!(run.oauth.link(), None);
}

#[test]
fn nobody_is_sent_off_after_the_sign_up_was_given_up() {
    let mut run = Run::begun();
    run.gives_up();
    assert!(run.bench.asked().is_empty());
    let mut run = Run::begun();
    run.takes(registered());
    run.gives_up();
    assert_is!(run.oauth.listening(Some(4711)), Outcome::Waits);
    assert_eq!(run.oauth.link(), None);
}

#[test]
fn a_token_that_came_is_revoked_at_every_end_and_once() {
    let ends: [(&str, Ends); 6] = [
        ("its account is known", |run| {
            let outcome = run.takes(Ok(Reply::WhoAmI(robin())));
            assert_is!(outcome, Outcome::SignedIn(_, user_id) if *user_id == robin());
            run.ends();
        }),
        ("its account is refused", |run| {
            let outcome = run.takes(Err(refused(403, ErrCode::Forbidden)));
            assert_is!(outcome, Outcome::Failed(_));
            run.ends();
        }),
        ("the answer is another", |run| {
            assert_is!(run.takes(Ok(Reply::LoggedOut)), Outcome::Failed(_));
            run.ends();
        }),
        ("the program ends", Run::ends),
        ("the person leaves before a retry", |run| {
            assert_is!(run.takes(Err(lost())), Outcome::Retries(None));
            run.gives_up();
        }),
        ("the person left before the answer", |run| {
            run.gives_up();
            assert_eq!(run.revocations(), 0, "its account may be told yet");
            run.takes(Ok(Reply::WhoAmI(robin())));
            run.gives_up();
        }),
    ];
    for (end, ends) in ends {
        let mut run = Run::with_token();
        ends(&mut run);
        assert_eq!(run.revocations(), 1, "{end}");
        run.ends();
        assert_eq!(run.revocations(), 1, "{end}");
        assert!(!run.is_token_lost(), "{end}");
    }
}

#[test]
fn a_token_that_comes_after_the_end_is_revoked() {
    let mut run = Run::with_code();
    run.ends();
    assert_eq!(run.question(&issued()), GrantPart::Redeem);
    run.settles();
    assert_eq!(run.revocations(), 1);
    let mut run = Run::with_code();
    run.gives_up();
    assert_is!(run.takes(issued()), Outcome::Waits);
    assert_eq!(run.bench.asked(), ["/account/whoami"]);
    run.ends();
    assert_eq!(run.revocations(), 1);
}

#[test]
fn a_lost_answer_to_the_code_may_have_held_a_token() {
    let unknown = ProblemKind::Web(WebFault::AccountUnknown);
    for (failure, retries, is_lost) in [
        (lost(), 2, true),
        (Failure::Network(Network::Dns), 2, false),
        (Failure::Network(Network::Timeout { sent: true }), 2, true),
        // The server itself says that it failed.
        (refused(500, ErrCode::Unknown), 1, false),
        (refused(400, ErrCode::Unknown), 0, false),
    ] {
        let mut run = Run::with_code();
        for _ in 0..retries {
            assert_is!(run.takes(Err(failure.clone())), Outcome::Retries(None));
            run.redeems_again();
        }
        assert_is!(run.takes(Err(failure)), Outcome::Failed(problem) if problem.kind == unknown);
        assert!(run.oauth.unknown_at().is_some(), "there may be an account");
        run.ends();
        assert_eq!(run.revocations(), 0);
        assert_eq!(run.is_token_lost(), is_lost);
    }
}

#[test]
fn a_code_that_is_still_good_has_brought_no_other_token() {
    let mut run = Run::with_code();
    run.takes(Err(lost()));
    run.redeems_again();
    assert_is!(run.takes(issued()), Outcome::Waits);
    assert!(run.oauth.unknown_at().is_some());
    run.takes(Ok(Reply::WhoAmI(robin())));
    assert!(run.oauth.unknown_at().is_none());
    run.ends();
    assert_eq!(run.revocations(), 1);
    assert!(!run.is_token_lost());
}

#[test]
fn a_token_that_is_still_to_come_as_the_person_leaves_is_not_lost_yet() {
    let mut run = Run::with_code();
    run.takes(Err(lost()));
    run.redeems_again();
    run.oauth.leave(&mut run.bench.cx());
    assert!(!run.is_token_lost());
    run.question(&issued());
    run.settles();
    assert_eq!(run.revocations(), 1);
    assert!(!run.is_token_lost());
}

#[test]
fn a_browser_that_brings_no_code_tells_whether_the_person_said_no() {
    let error = |code: &str| OAuthError {
        code: CleanText::new(code),
        text: CleanText::default(),
    };
    let mut run = Run::shown();
    assert_is!(
        run.calls_back(Callback::Refused(error("access_denied"))),
        Outcome::Denied
    );
    let kind = ProblemKind::Web(WebFault::Refused(error("server_error")));
    let refused = run.calls_back(Callback::Refused(error("server_error")));
    assert_is!(refused, Outcome::Failed(problem) if problem.kind == kind);
    assert!(run.bench.asked().is_empty() && run.oauth.unknown_at().is_none());
}

#[test]
fn a_program_that_cannot_register_now_may_later_and_one_that_is_refused_may_not() {
    let mut run = Run::begun();
    let outcome = run.takes(Err(refused(429, ErrCode::LimitExceeded)));
    let until = run.bench.timers.get(Timer::Retry).expect("a time");
    let kind = ProblemKind::Limited(until);
    assert_is!(outcome, Outcome::NotRegistered(Some(problem)) if problem.kind == kind);
    for (failure, may_later) in [
        (lost(), true),
        (refused(500, ErrCode::Unknown), true),
        (refused(400, ErrCode::Unknown), false),
    ] {
        let mut run = Run::begun();
        match run.takes(Err(failure)) {
            Outcome::NotRegistered(Some(_)) => assert!(may_later),
            Outcome::Failed(problem) => {
                assert!(!may_later);
                assert_eq!(problem.kind, ProblemKind::Web(WebFault::ClientRefused));
            }
            outcome => panic!("{outcome:?}"),
        }
        assert!(!run.bench.timers.is_set(Timer::Retry), "the person decides");
    }
}
