//! Adding a contact.

use super::*;
use crate::protocol::ThirdParty;
use crate::wizard::sign_in::SignInProblem;

use StageType::Password as Pass;

/// An addition whose password is next.
fn opened() -> Run {
    let mut run = Run::of(&addition());
    assert_is!(run.gets(demands(&[Pass], &[])), Outcome::Continue);
    assert_eq!(run.uia.next(), Step::Answer(Pass, true));
    run
}

fn is_added(outcome: Outcome) {
    assert_is!(ending(outcome).done, Done::ContactAdded { user_id, .. } if *user_id == robin());
}

#[test]
fn a_session_or_password_that_is_refused_needs_another_login() {
    for (answer, why) in [
        (refuses(&[Pass], ErrCode::Forbidden), SignInProblem::Refused),
        (
            Err(refused(401, ErrCode::Forbidden)),
            SignInProblem::Refused,
        ),
        (
            Err(refused(401, ErrCode::UnknownToken)),
            SignInProblem::Ended,
        ),
        (
            Err(refused(401, ErrCode::MissingToken)),
            SignInProblem::Ended,
        ),
    ] {
        let mut run = opened();
        assert_is!(run.gets(answer), Outcome::SignInAgain(is, Some(_)) if *is == why);
        assert_eq!(run.uia.next(), Step::None);
    }
    // This may as well be said of a lost session: a new one tells.
    let mut run = opened();
    assert_is!(
        run.gets(Err(refused(403, ErrCode::Forbidden))),
        Outcome::Continue
    );
    run.gets(demands(&[Pass], &[]));
    let again = run.gets(Err(refused(403, ErrCode::Forbidden)));
    assert_is!(again, Outcome::SignInAgain(SignInProblem::Refused, _));
}

#[test]
fn a_proof_that_is_missing_is_looked_for_without_the_password() {
    for failure in [
        refused(400, ErrCode::ThreepidAuthFailed),
        refused(401, ErrCode::ThreepidAuthFailed),
        refused(400, ErrCode::SessionNotValidated),
    ] {
        let mut run = opened();
        run.sends(false);
        assert_eq!(run.answered_stage(), Some(Pass));
        assert_is!(run.takes(Err(failure.clone())), Outcome::NotProven { .. });
        run.place = Place::Link;
        run.sends(true);
        assert_eq!(run.answered_stage(), None);
        let looked = run.takes(Err(failure));
        assert_is!(
            looked,
            Outcome::NotProven {
                by_person: true,
                ..
            }
        );
        is_added(run.gets(Ok(Reply::ContactAdded)));
    }
}

/// An addition whose outcome is unknown.
fn in_doubt() -> Run {
    let mut run = opened();
    assert_is!(run.gets(Err(lost())), Outcome::Retries(None));
    run
}

#[test]
fn after_a_lost_answer_only_the_account_itself_tells() {
    is_added(in_doubt().gets(Ok(Reply::ContactAdded)));
    for answer in [
        Err(lost()),
        Err(refused(400, ErrCode::ThreepidAuthFailed)),
        Err(refused(403, ErrCode::Forbidden)),
        demands(&[Pass], &[]),
    ] {
        let mut run = in_doubt();
        assert_is!(run.gets(answer), Outcome::AskWhetherAdded);
        run.uia.ask_whether_added(&mut run.bench.cx());
        assert_eq!(run.bench.asked(), ["/account/3pid"]);
    }
}

/// The outcome of the account's answer, with and without a wait for a link.
fn told(answer: &Answer) -> [(Outcome, Uia); 2] {
    [Place::Elsewhere, Place::Link].map(|place| {
        let mut run = in_doubt();
        let outcome = run.uia.doubt_answered(answer.clone(), place);
        (outcome, run.uia)
    })
}

#[test]
fn what_the_account_says_decides() {
    let have = |name: &str| {
        Ok(Reply::ThirdParties(vec![ThirdParty {
            medium: Medium::Email,
            address: CleanText::new(email(name).as_str()),
        }]))
    };
    for (outcome, uia) in told(&have("robin")) {
        is_added(outcome);
        assert_eq!(uia.next(), Step::None);
    }
    let [(problem, one), (waits, other)] = told(&have("wren"));
    assert_is!(
        problem,
        Outcome::Problem(Problem {
            kind: ProblemKind::NotAdded,
            ..
        })
    );
    assert_is!(waits, Outcome::NotYet { problem: None, .. });
    for uia in [one, other] {
        assert!(
            !uia.is_in_doubt() && uia.next() == Step::Open,
            "it begins anew"
        );
    }
    let [(problem, one), (waits, other)] = told(&Err(lost()));
    assert_is!(
        problem,
        Outcome::Problem(Problem {
            kind: ProblemKind::AnswerLost,
            ..
        })
    );
    assert_is!(waits, Outcome::PollAgain);
    assert!(one.is_in_doubt() && other.is_in_doubt());
}
