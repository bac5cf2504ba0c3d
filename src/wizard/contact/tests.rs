//! The promises of a contact's proof, tested without a wizard.

use super::*;
use crate::domain::{ClientSecret, Sid};
use crate::protocol::{ErrCode, Reply, Request, SubmitCode, TokenRequest, TokenRequested};
use crate::wizard::awaiting::Awaiting;
use crate::wizard::problem::ProblemKind;
use crate::wizard::testing::{Bench, assert_is, email, lost, phone, refused, site};

const HERE: &str = "https://matrix.example.org/submit";

/// The proofs of a task, and all that they need.
struct Run {
    proofs: Proofs,
    bench: Bench,
}

impl Run {
    fn of(purpose: Purpose) -> Self {
        let mut run = Self {
            proofs: Proofs::new(Extras::default()),
            bench: Bench::new(),
        };
        run.turns_to(site().0, purpose);
        run
    }

    fn turns_to(&mut self, base: BaseUrl, purpose: Purpose) {
        let api = site().1;
        self.proofs.turn_to(Some(Scope { base, api, purpose }));
    }

    /// Asks for a message, the first or what takes its place. Returns the request, and whether it is another one.
    fn asks(&mut self, contact: &Contact) -> (TokenRequest, bool) {
        let next = self.proofs.begins_with_next(contact);
        let is_new = self.proofs.send(contact, next, &mut self.bench.cx());
        (self.message(), is_new)
    }

    /// Asks for the next message.
    fn asks_again(&mut self, contact: &Contact) -> TokenRequest {
        self.proofs.send(contact, true, &mut self.bench.cx());
        self.message()
    }

    fn message(&self) -> TokenRequest {
        match self.bench.request() {
            Request::RequestToken(request) => request.clone(),
            other => panic!("another request: {other:?}"),
        }
    }

    fn takes(&mut self, result: Result<Reply, Failure>) -> Outcome {
        let endpoint = self.bench.request().endpoint();
        let cx = &mut self.bench;
        match cx.answers(endpoint, &result) {
            Awaiting::Message(contact) => {
                self.proofs.message_answered(contact, result, &mut cx.cx())
            }
            Awaiting::Code(contact, code) => {
                self.proofs
                    .code_answered(contact, code, result, &mut cx.cx())
            }
            other => panic!("something else is asked: {other:?}"),
        }
    }

    /// The server answers for the newest message, and the user waits for its proof.
    fn opens(&mut self, contact: &Contact, sid: &str, submit_url: &str) {
        let outcome = self.takes(opened(sid, submit_url));
        assert_is!(outcome, Outcome::Sent(_));
        self.proofs.wait_for(self.proofs.sent(contact));
    }

    /// Sends a code. Returns the request, or what is in the way.
    fn submits(&mut self, contact: &Contact, code: &str) -> Result<SubmitCode, ProblemKind> {
        let code = Secret::from(code);
        match self.proofs.submit(contact, code, &mut self.bench.cx()) {
            Outcome::Asked => {}
            Outcome::NotAccepted(problem) => return Err(problem.kind),
            outcome => panic!("{outcome:?}"),
        }
        match self.bench.request() {
            Request::SubmitCode(request) => Ok(request.clone()),
            other => panic!("another request: {other:?}"),
        }
    }

    /// The sid that a look would name.
    fn sid(&self, contact: &Contact) -> String {
        let creds = self.proofs.creds(contact).expect("a sid");
        creds.sid.expose().to_owned()
    }
}

/// The server's answer for a message.
fn opened(sid: &str, submit_url: &str) -> Result<Reply, Failure> {
    Ok(Reply::TokenRequested(TokenRequested {
        sid: Sid::parse(sid).expect("a sid"),
        submit_url: Some(submit_url.parse().expect("a URL")),
    }))
}

fn robin() -> Contact {
    Contact::Email(email("robin"))
}

fn wren() -> Contact {
    Contact::Email(email("wren"))
}

#[test]
fn a_request_is_repeated_to_the_letter_until_somebody_saw_its_answer() {
    let mut run = Run::of(Purpose::Register);
    let (first, is_new) = run.asks(&robin());
    assert!(is_new && run.proofs.is_unanswered(&robin()));
    // The user went away and came back, or the network repeats it.
    assert_eq!(run.asks(&robin()), (first.clone(), false));
    assert_is!(run.takes(Err(lost())), Outcome::Retries(None));
    assert_eq!(run.asks(&robin()), (first.clone(), false));
    run.opens(&robin(), "1", HERE);
    assert!(!run.proofs.is_unanswered(&robin()));
    let next = run.asks_again(&robin());
    let attempt = first.send_attempt.next();
    assert_eq!(
        next,
        TokenRequest {
            send_attempt: attempt,
            ..first
        }
    );
    assert!(run.proofs.is_unanswered(&robin()));
}

#[test]
fn after_a_failure_that_the_person_saw_the_next_request_is_theirs() {
    // The server that says itself that it failed may have counted the attempt.
    for (failure, retries) in [
        (lost(), 2),
        (refused(500, ErrCode::Unknown), 0),
        (refused(400, ErrCode::ThreepidInUse), 0),
    ] {
        let mut run = Run::of(Purpose::Register);
        let (first, _) = run.asks(&robin());
        for _ in 0..retries {
            assert_is!(run.takes(Err(failure.clone())), Outcome::Retries(None));
            assert_eq!(run.asks(&robin()), (first.clone(), false));
        }
        assert_is!(run.takes(Err(failure)), Outcome::NotSent(..));
        let attempt = first.send_attempt.next();
        let next = TokenRequest {
            send_attempt: attempt,
            ..first
        };
        assert_eq!(run.asks(&robin()), (next, true));
    }
}

#[test]
fn each_address_has_a_secret_of_its_own_and_keeps_it() {
    let mut run = Run::of(Purpose::Register);
    let number = Contact::Phone(phone());
    let mut secrets = || {
        let contacts = [robin(), wren(), number.clone()];
        contacts.map(|contact| run.asks(&contact).0.client_secret)
    };
    let first = secrets();
    let others: Vec<&ClientSecret> = first[1..].iter().collect();
    assert!(!others.contains(&&first[0]) && first[1] != first[2]);
    assert_eq!(secrets(), first);
    run.turns_to(site().0, Purpose::AddContact);
    let (for_another_purpose, _) = run.asks(&robin());
    assert!(!first.contains(&for_another_purpose.client_secret));
}

#[test]
fn a_code_goes_with_the_newest_sid_and_looks_take_the_older_ones_in_turn() {
    let mut run = Run::of(Purpose::Register);
    for sid in ["1", "2", "3"] {
        run.asks_again(&robin());
        run.opens(&robin(), sid, HERE);
    }
    let looks = [(); 4].map(|()| {
        let sid = run.sid(&robin());
        run.proofs.next_sid();
        sid
    });
    assert_eq!(looks, ["3", "2", "1", "3"]);
    let code = run.submits(&robin(), "123456").expect("a request");
    assert_eq!(code.sid.expose(), "3");
    assert_eq!(run.sid(&robin()), "2");
    assert_is!(run.takes(Ok(Reply::CodeAccepted)), Outcome::Proven(_));
    assert_eq!(run.sid(&robin()), "3", "the proof is that of the code");
    assert!(run.proofs.is_proven(&robin()));
    assert!(run.proofs.unprove(&robin()) && !run.proofs.unprove(&robin()));
}

#[test]
fn refused_codes_are_known_until_the_next_message_and_the_fifth_ends_the_session() {
    let mut run = Run::of(Purpose::Register);
    let (first, _) = run.asks(&robin());
    run.opens(&robin(), "1", HERE);
    let is_refused = |run: &Run, code| run.proofs.is_refused_code(&robin(), &Secret::from(code));
    let wrong = |run: &mut Run, code| {
        run.submits(&robin(), code).expect("a request");
        run.takes(Err(refused(400, ErrCode::TokenIncorrect)))
    };
    for code in ["1", "2"] {
        let outcome = wrong(&mut run, code);
        assert_is!(outcome, Outcome::Refused(is, _) if *is == Secret::from(code));
    }
    assert!(is_refused(&run, "1") && is_refused(&run, "2") && !is_refused(&run, "3"));
    run.asks_again(&robin());
    assert!(!is_refused(&run, "1") && !is_refused(&run, "2"));
    run.opens(&robin(), "2", HERE);
    for code in ["1", "2"] {
        assert_is!(wrong(&mut run, code), Outcome::Refused(..));
    }
    let fifth = wrong(&mut run, "3");
    assert_is!(fifth, Outcome::NotAccepted(problem) if problem.kind == ProblemKind::TooManyCodes);
    assert_eq!(run.proofs.get(&robin()), None);
    let (anew, _) = run.asks(&robin());
    assert_ne!(anew.client_secret, first.client_secret);
}

#[test]
fn a_code_counts_wherever_the_person_is_and_its_refusal_only_where_it_is_awaited() {
    for (answer, is_proven) in [
        (Ok(Reply::CodeAccepted), true),
        (Err(refused(400, ErrCode::TokenIncorrect)), false),
    ] {
        let mut run = Run::of(Purpose::Register);
        run.asks(&robin());
        run.opens(&robin(), "1", HERE);
        run.submits(&robin(), "123456").expect("a request");
        run.proofs.wait_for(None);
        match is_proven {
            true => assert_is!(run.takes(answer), Outcome::Proven(_)),
            false => assert_is!(run.takes(answer), Outcome::Waits),
        }
        assert_eq!(run.proofs.is_proven(&robin()), is_proven);
        assert!(
            !run.proofs
                .is_refused_code(&robin(), &Secret::from("123456"))
        );
    }
}

#[test]
fn a_code_goes_to_a_foreign_host_only_after_agreement() {
    let mut run = Run::of(Purpose::Register);
    run.asks(&robin());
    run.opens(&robin(), "1", "https://id.example.net/submit");
    let host = "id.example.net".to_owned();
    let asks = ProblemKind::ForeignCodeHost(host.clone());
    let in_the_way = |run: &mut Run| run.submits(&robin(), "123456").err();
    assert_eq!(in_the_way(&mut run), Some(asks.clone()));
    run.proofs.agree_to_host("id.example.com".to_owned());
    assert_eq!(in_the_way(&mut run), Some(asks.clone()));
    assert!(run.bench.asked().is_empty());
    run.proofs.agree_to_host(host);
    assert_eq!(in_the_way(&mut run), None);
    assert_eq!(run.bench.asked(), ["submit_url"]);
    // It holds for one wait.
    run.proofs.begin_waiting();
    assert_eq!(in_the_way(&mut run), Some(asks));
}

#[test]
fn a_medium_that_is_not_supported_is_remembered_for_its_server_and_purpose() {
    let elsewhere = BaseUrl::parse("https://matrix.example.net").expect("a base URL");
    for failure in [
        refused(400, ErrCode::ThreepidMediumNotSupported),
        refused(404, ErrCode::Unrecognized),
        refused(400, ErrCode::ServerNotTrusted),
    ] {
        let mut run = Run::of(Purpose::Register);
        run.asks(&robin());
        assert_is!(run.takes(Err(failure)), Outcome::Unsupported(..));
        let mut is_refused = |base: &BaseUrl, purpose| {
            run.turns_to(base.clone(), purpose);
            [Medium::Email, Medium::Msisdn].map(|medium| run.proofs.is_refused(medium))
        };
        let here = site().0;
        assert_eq!(is_refused(&elsewhere, Purpose::Register), [false; 2]);
        assert_eq!(is_refused(&here, Purpose::ResetPassword), [false; 2]);
        assert_eq!(is_refused(&here, Purpose::Register), [true, false]);
    }
}

#[test]
fn an_account_that_takes_no_contact_is_told_only_where_one_is_added() {
    for purpose in [
        Purpose::Register,
        Purpose::ResetPassword,
        Purpose::AddContact,
    ] {
        let mut run = Run::of(purpose);
        run.asks(&robin());
        let outcome = run.takes(Err(refused(403, ErrCode::Forbidden)));
        let is_told = matches!(outcome, Outcome::Forbidden(_));
        assert_eq!(is_told, purpose == Purpose::AddContact, "{outcome:?}");
    }
}

#[test]
fn a_session_that_is_over_or_whose_address_is_invalid_is_forgotten() {
    for (errcode, is_forgotten) in [
        (ErrCode::SessionExpired, true),
        (ErrCode::NoValidSession, true),
        (ErrCode::ThreepidAuthFailed, true),
        (ErrCode::InvalidParam, true),
        (ErrCode::InvalidEmail, true),
        (ErrCode::ThreepidInUse, false),
        (ErrCode::SendError, false),
    ] {
        let mut run = Run::of(Purpose::Register);
        let (before, _) = run.asks(&robin());
        let outcome = run.takes(Err(refused(400, errcode.clone())));
        assert_is!(outcome, Outcome::NotSent(..));
        assert_eq!(
            run.proofs.get(&robin()).is_none(),
            is_forgotten,
            "{errcode}"
        );
        let (after, _) = run.asks(&robin());
        let is_same = after.client_secret == before.client_secret;
        assert_eq!(is_same, !is_forgotten, "{errcode}");
    }
    let mut run = Run::of(Purpose::Register);
    run.asks(&robin());
    run.opens(&robin(), "1", HERE);
    run.submits(&robin(), "123456").expect("a request");
    let expired = run.takes(Err(refused(400, ErrCode::SessionExpired)));
    assert_is!(expired, Outcome::Expired(contact, Some(_)) if *contact == robin());
}

#[test]
fn a_session_of_an_earlier_run_wakes_for_its_own_contact_server_and_purpose() {
    let (here, purpose) = (site().0, Purpose::Register);
    let elsewhere = BaseUrl::parse("https://matrix.example.net").expect("a base URL");
    let mut earlier = Run::of(purpose);
    earlier.asks(&robin());
    earlier.opens(&robin(), "1", HERE);
    let newest = earlier.asks_again(&robin());
    let saved = earlier.proofs.to_saved(&here, purpose);
    let mut run = Run::of(purpose);
    run.proofs.restore(saved.clone());
    assert!(run.proofs.were_opened() && run.proofs.get(&robin()).is_none());
    for (base, purpose, contact) in [
        (&here, purpose, wren()),
        (&elsewhere, purpose, robin()),
        (&here, Purpose::ResetPassword, robin()),
    ] {
        run.turns_to(base.clone(), purpose);
        run.proofs.wake(&contact);
        assert_eq!(run.proofs.get(&contact), None);
    }
    run.turns_to(here.clone(), purpose);
    assert_eq!(run.proofs.get(&robin()), None);
    assert_eq!(
        run.proofs.to_saved(&here, purpose),
        saved,
        "asleep, and not lost"
    );
    run.proofs.wake(&robin());
    assert_eq!(run.proofs.get(&robin()), earlier.proofs.get(&robin()));
    assert_eq!(run.asks(&robin()), (newest, false));
    assert_eq!(run.sid(&robin()), "1");
}
