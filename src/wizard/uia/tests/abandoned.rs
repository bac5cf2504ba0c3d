//! Authentications that the user turned away from.

use super::*;
use crate::wizard::homeserver::Homeserver;
use crate::wizard::plan::Account;
use crate::wizard::testing::site;

const FLOW: [StageType; 2] = [Token, Dummy];

/// A sign-up whose invitation is used up.
fn spent(plan: &Plan) -> Run {
    let mut run = Run::of(plan);
    run.gets(demands(&FLOW, &[]));
    run.gets(demands(&FLOW, &[Token]));
    run
}

/// The same plan with something changed.
fn but(plan: &Plan, change: impl FnOnce(&mut Contacts, &mut Account)) -> Plan {
    let mut plan = plan.clone();
    if let Plan::SignUp {
        contacts, account, ..
    } = &mut plan
    {
        change(contacts, account);
    }
    plan
}

fn named(name: &str) -> Plan {
    but(&sign_up(Media::NONE), |_, account| {
        account.username = Username::parse(name).expect("a name");
    })
}

#[test]
fn an_authentication_is_kept_only_if_it_may_be_done_or_has_used_something_up() {
    let open = || Some(demands(&FLOW, &[]));
    let used = || Some(demands(&FLOW, &[Token]));
    let harmless = || Some(demands(&[Dummy, Token], &[Dummy]));
    for (answers, is_done) in [
        (vec![open()], None),
        (vec![open(), harmless()], None),
        (vec![open(), used()], Some(false)),
        (vec![open(), None], Some(false)),
        (vec![open(), Some(Err(lost()))], Some(false)),
        (
            vec![open(), Some(Err(refused(400, ErrCode::Unknown)))],
            None,
        ),
        (vec![open(), used(), None], Some(true)),
        (vec![open(), used(), Some(Err(lost()))], Some(true)),
        (vec![Some(demands(&[Dummy], &[])), None], Some(true)),
    ] {
        let mut run = Run::of(&sign_up(Media::NONE));
        for answer in answers {
            run.sends(false);
            answer.map(|answer| run.takes(answer));
        }
        run.uia.abandon();
        assert_eq!(run.uia.next(), Step::None);
        let kept = run.uia.to_saved(Task::SignUp, &site().0);
        assert_eq!(kept.map(|kept| kept.may_be_done), is_done);
        assert_eq!(
            run.uia.may_have_finished(Task::SignUp),
            is_done == Some(true)
        );
        assert!(!run.uia.may_have_finished(Task::Reset));
    }
    let mut run = Run::of(&addition());
    run.gets(Err(lost()));
    run.uia.abandon();
    let hangs_on_its_login = run.uia.to_saved(Task::AddContact, &site().0);
    assert_eq!(hangs_on_its_login, None);
}

#[test]
fn what_may_be_done_is_not_forgotten_over_what_is_used_up() {
    let mut run = spent(&named("robin"));
    run.sends(false);
    run.uia.prepare(&named("wren"), true, &mut run.bench.cx());
    run.gets(demands(&FLOW, &[]));
    run.gets(demands(&FLOW, &[Token]));
    run.uia.abandon();
    let robin = Username::parse("robin").expect("a name");
    assert_eq!(run.uia.perhaps_made(), Some(&robin));
}

#[test]
fn the_newest_names_that_may_be_made_are_all_remembered() {
    let names = ["robin", "wren", "finch", "linnet", "siskin"];
    let parsed = names.map(|name| Username::parse(name).expect("a name"));
    let mut run = Run::of(&named("robin"));
    for name in names {
        run.uia.prepare(&named(name), true, &mut run.bench.cx());
        run.gets(demands(&[Dummy], &[]));
        run.gets(Err(lost()));
    }
    let saved = run.uia.to_saved(Task::SignUp, &site().0);
    let at_hand = saved.and_then(|saved| saved.username);
    assert_eq!(at_hand.as_ref(), Some(&parsed[4]));
    run.uia.abandon();
    let ours = parsed.clone().map(|name| run.uia.may_be_ours(&name));
    assert_eq!(ours, [false, true, true, true, true]);
    assert_eq!(run.uia.perhaps_made(), Some(&parsed[4]));
}

#[test]
fn an_authentication_is_taken_up_again_before_anything_else_was_answered() {
    let plan = sign_up(Media::NONE);
    let mut run = spent(&plan);
    run.uia
        .prepare(&sign_up(Media::EMAIL), true, &mut run.bench.cx());
    assert!(run.uia.send(Asked::AHEAD, None, &mut run.bench.cx()));
    run.uia.prepare(&plan, true, &mut run.bench.cx());
    assert_eq!(run.uia.next(), Step::Answer(Dummy, true));
    assert_eq!(run.bench.asked(), [""; 0], "no other session is asked for");
}

#[test]
fn an_authentication_is_taken_up_again_for_its_own_plan_only() {
    let plan = sign_up(Media::NONE);
    let elsewhere = but(&plan, |contacts, _| {
        let base = BaseUrl::parse("https://matrix.example.net").expect("a base URL");
        let server = Homeserver {
            base,
            ..(*contacts.server).clone()
        };
        contacts.server = Rc::new(server);
    });
    let mut run = spent(&plan);
    for other in [sign_up(Media::EMAIL), named("wren"), elsewhere, reset()] {
        run.uia.prepare(&other, true, &mut run.bench.cx());
        assert_eq!(run.uia.next(), Step::Open, "{other:?}");
    }
    // The password may be another one, since it was not kept.
    let again = but(&plan, |_, account| {
        account.password = password("battery staple")
    });
    run.uia.prepare(&again, true, &mut run.bench.cx());
    assert_eq!(run.uia.next(), Step::Answer(Dummy, true));
    run.sends(false);
    let session = run.auth().and_then(|auth| auth.session.clone());
    assert_eq!(session, Some(Secret::from("one")));
    assert_eq!(ending(run.takes(made())).doubted, Some(again));
}

#[test]
fn what_may_be_done_is_taken_up_again_once_its_messages_are_asked_for() {
    for (is_asked, step) in [
        (false, Step::Open),
        (true, Step::Prove(Medium::Email, true)),
    ] {
        let mut run = Run::of(&reset());
        run.gets(demands(&[Email], &[]));
        run.gets(Err(lost()));
        run.uia.abandon();
        run.uia.prepare(&reset(), is_asked, &mut run.bench.cx());
        assert_eq!(run.uia.next(), step);
    }
}

#[test]
fn the_first_answer_to_one_taken_up_tells_whether_it_goes_on() {
    let last = Step::Answer(Dummy, true);
    for (session, done, step, is_in_doubt) in [
        ("one", &[Token][..], last, false),
        ("one", &[], Step::Open, false),
        ("two", &[Token], Step::Open, true),
    ] {
        let mut run = spent(&sign_up(Media::NONE));
        run.gets(Err(lost()));
        run.uia.abandon();
        run.uia
            .prepare(&sign_up(Media::NONE), true, &mut run.bench.cx());
        assert!(run.uia.is_in_doubt());
        run.gets(demands_in(session, &FLOW, done, None));
        assert_eq!((run.uia.next(), run.uia.is_in_doubt()), (step, is_in_doubt));
    }
}

#[test]
fn a_reset_in_doubt_hides_no_name_that_may_be_made() {
    let mut run = Run::of(&named("robin"));
    run.gets(demands(&[Dummy], &[]));
    run.gets(Err(lost()));
    run.uia.prepare(&reset(), true, &mut run.bench.cx());
    run.gets(demands(&[Email], &[]));
    run.gets(Err(lost()));
    run.uia.abandon();
    assert_eq!(run.uia.perhaps_made().map(Username::as_str), Some("robin"));
}
