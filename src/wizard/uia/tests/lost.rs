//! Answers and sessions that are lost.

use super::*;

#[test]
fn a_lost_last_answer_leaves_doubt_is_asked_for_once_more_and_is_then_told() {
    let flow = [Token, Dummy];
    let mut run = Run::of(&sign_up(Media::NONE));
    run.gets(demands(&flow, &[]));
    assert_is!(run.gets(Err(lost())), Outcome::Retries(None));
    assert!(!run.uia.is_in_doubt(), "more is demanded");
    run.gets(demands(&flow, &[Token]));
    assert_is!(run.gets(Err(lost())), Outcome::Retries(None));
    assert!(run.uia.is_in_doubt());
    let told = run.gets(Err(lost()));
    assert_is!(
        told,
        Outcome::Problem(Problem {
            kind: ProblemKind::AnswerLost,
            ..
        })
    );
    assert!(run.uia.is_in_doubt());
    run.gets(demands(&flow, &[Token]));
    assert!(!run.uia.is_in_doubt(), "the session goes on");
}

/// The errcodes for an unknown session.
fn forgotten() -> [Failure; 4] {
    [
        refused(400, ErrCode::Unknown),
        refused(400, ErrCode::InvalidParam),
        refused(403, ErrCode::Forbidden),
        refused(403, ErrCode::Unknown),
    ]
}

#[test]
fn a_lost_session_is_replaced_once_and_then_told_unless_it_was_known_again() {
    for (plan, flow) in [(sign_up(Media::NONE), [Dummy]), (reset(), [Email])] {
        for failure in forgotten() {
            let mut run = Run::of(&plan);
            let loses = |run: &mut Run| {
                run.gets(demands(&flow, &[]));
                run.gets(Err(failure.clone()))
            };
            assert_is!(loses(&mut run), Outcome::Continue);
            assert_eq!(run.uia.next(), Step::Open);
            run.uia.session_is_known();
            assert_is!(loses(&mut run), Outcome::Continue);
            let told = loses(&mut run);
            assert_is!(
                told,
                Outcome::Problem(Problem {
                    kind: ProblemKind::Refused,
                    ..
                })
            );
        }
    }
}

fn in_doubt(plan: &Plan, stage: StageType) -> Run {
    let mut run = Run::of(plan);
    run.gets(demands(&[stage], &[]));
    run.gets(Err(lost()));
    run
}

#[test]
fn after_a_sign_up_in_doubt_the_name_tells_what_a_lost_session_hides() {
    let plan = sign_up(Media::NONE);
    let name = Username::parse("robin").expect("a name");
    for failure in forgotten() {
        let mut run = in_doubt(&plan, Dummy);
        assert_is!(run.gets(Err(failure)), Outcome::AskName(asked) if *asked == name);
        let ending = ending(run.uia.probably_created());
        assert_is!(ending.done, Done::ProbablyCreated { .. });
        assert_eq!(ending.doubted.as_ref(), Some(&plan), "with which password");
        assert_eq!(run.uia.next(), Step::None);
    }
    let taken = || Err(refused(400, ErrCode::UserInUse));
    let done = ending(in_doubt(&plan, Dummy).gets(taken())).done;
    assert_is!(done, Done::ProbablyCreated { .. });
    assert_is!(Run::of(&plan).gets(taken()), Outcome::NameRefused(_));
}

#[test]
fn a_reset_in_doubt_whose_session_is_lost_is_told_and_can_be_sent_anew() {
    for failure in forgotten() {
        let mut run = in_doubt(&reset(), Email);
        let told = run.gets(Err(failure));
        assert_is!(
            told,
            Outcome::Problem(Problem {
                kind: ProblemKind::AnswerLost,
                ..
            })
        );
        assert_eq!(run.uia.next(), Step::Open);
        run.gets(demands(&[Email], &[]));
        assert!(
            run.uia.is_in_doubt(),
            "the new session says nothing of the old"
        );
        let done = ending(run.gets(Ok(Reply::PasswordReset))).done;
        assert_is!(done, Done::PasswordReset { .. });
    }
}
