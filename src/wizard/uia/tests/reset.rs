//! Resets, and what they hear while they wait for their proof.

use super::*;
use crate::wizard::stop::Stop;

#[test]
fn a_reset_goes_on_without_a_session_where_its_proof_is_wanted_at_once() {
    let wanted = || Err(refused(401, ErrCode::MissingToken));
    let mut run = Run::of(&reset());
    assert_is!(run.gets(wanted()), Outcome::Continue);
    assert_eq!(run.uia.next(), Step::Prove(Medium::Email, true));
    run.sends(false);
    let auth = run.auth().expect("an answer");
    assert_eq!(
        (&auth.session, &auth.stage),
        (&None, &Some(AuthStage::Email(proof())))
    );
    let done = ending(run.takes(Ok(Reply::PasswordReset))).done;
    assert_is!(done, Done::PasswordReset { .. });
    // Any other 401 is the end of a reset here, and none of a sign-up.
    let mut run = Run::of(&reset());
    let stop = run.gets(Err(refused(401, ErrCode::UnknownToken)));
    assert_is!(stop, Outcome::Stop(Stop::NoReset(Medium::Email)));
    let mut run = Run::of(&sign_up(Media::EMAIL));
    assert_is!(run.gets(wanted()), Outcome::Problem(_));
}

/// A reset that looks for the proof of its link, in a session or in none.
fn reset_looks(in_session: bool) -> Run {
    let mut run = Run::of(&reset());
    run.gets(match in_session {
        true => demands(&[Email], &[]),
        false => Err(refused(401, ErrCode::MissingToken)),
    });
    run.place = Place::Link;
    run
}

#[test]
fn not_yet_is_told_from_a_refusal_whatever_the_server_calls_it() {
    let (always, without_session, never) = ([true, true], [false, true], [false, false]);
    for (status, errcode, is_not_yet) in [
        (401, None, always),
        (401, Some(ErrCode::Unauthorized), always),
        (401, Some(ErrCode::ThreepidAuthFailed), always),
        (401, Some(ErrCode::SessionNotValidated), always),
        (401, Some(ErrCode::Forbidden), always),
        (403, Some(ErrCode::Forbidden), without_session),
        (401, Some(ErrCode::ThreepidDenied), never),
        (403, None, never),
        (400, Some(ErrCode::ThreepidAuthFailed), never),
    ] {
        let looks = [true, false].map(|in_session| {
            let refusal = refusal(status, errcode.clone());
            let outcome = reset_looks(in_session).gets(Err(Failure::Refused(refusal)));
            matches!(outcome, Outcome::NotYet { problem: None, .. })
        });
        assert_eq!(looks, is_not_yet, "{status} {errcode:?}");
    }
    let mut run = reset_looks(true);
    run.sends(true);
    let outcome = run.takes(demands(&[Email], &[]));
    assert_is!(
        outcome,
        Outcome::NotProven {
            by_person: true,
            ..
        }
    );
    run.place = Place::Code;
    let outcome = run.gets(Err(Failure::Refused(refusal(401, None))));
    assert_is!(outcome, Outcome::Problem(_));
}

#[test]
fn without_a_session_not_yet_after_a_lost_look_may_be_success() {
    for (in_session, is_told) in [(false, true), (true, false)] {
        let mut run = reset_looks(in_session);
        assert_is!(run.gets(Err(lost())), Outcome::PollFailed(_));
        let outcome = run.gets(Err(Failure::Refused(refusal(401, None))));
        let Outcome::NotYet { problem, .. } = outcome else {
            panic!("{outcome:?}");
        };
        let kind = problem.map(|problem| problem.kind);
        assert_eq!(kind, is_told.then_some(ProblemKind::AnswerLost));
    }
}

#[test]
fn an_answer_without_a_session_ends_no_doubt() {
    let mut run = reset_looks(false);
    run.gets(Err(lost()));
    let Ok(Reply::Uia(uia)) = demands(&[Email], &[]) else {
        panic!("nothing is demanded");
    };
    let session = None;
    let outcome = run.gets(Ok(Reply::Uia(Demands { session, ..uia })));
    assert_is!(outcome, Outcome::NotProven { .. });
    assert!(run.uia.is_in_doubt());
}
