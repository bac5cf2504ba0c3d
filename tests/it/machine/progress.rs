//! Servers that never get on, and acts that meet a request that may commit.

use mxid::protocol::{ErrCode, Request};
use mxid::wizard::{Act, Choose, Event, FieldId, Focus, Move, PageId, ProblemKind};

use super::answers::*;
use super::play::Play;

/// One way of answering a registration without ever getting on.
type Circle = fn(usize) -> Answered;

/// A circle by its name, and where it begins.
type Case = (&'static str, fn() -> Play, Circle);

const CIRCLES: [Case; 6] = [
    ("what counted is taken back", Play::creating, |round| {
        demands("S1", &[&[DUMMY]], if_even(round, &[DUMMY]))
    }),
    ("each answer has another session", Play::creating, |round| {
        demands(&format!("S{round}"), &[&[DUMMY]], if_even(round, &[DUMMY]))
    }),
    ("a proof is taken back", with_a_code, |round| {
        demands("S1", &[&[MSISDN, DUMMY]], if_even(round, &[MSISDN]))
    }),
    ("two stages count in turn", with_a_code, |round| {
        let completed = if_even(round, &[MSISDN]);
        let completed = if completed.is_empty() {
            &[DUMMY]
        } else {
            completed
        };
        demands("S1", &[&[MSISDN, DUMMY]], completed)
    }),
    ("a new stage counts each time", Play::creating, |round| {
        let stage = format!("org.example.stage{round}");
        let completed = [stage.as_str(), DUMMY];
        let shown = &completed[..round % 3];
        demands("S1", &[&[stage.as_str(), DUMMY], &[DUMMY]], shown)
    }),
    (
        "the session is lost each time",
        Play::creating,
        |round| match round % 2 {
            0 => refused(400, ErrCode::Unknown),
            _ => demands(&format!("S{round}"), &[&[DUMMY]], &[]),
        },
    ),
];

fn if_even(round: usize, completed: &'static [&'static str]) -> &'static [&'static str] {
    match round % 2 {
        0 => completed,
        _ => &[],
    }
}

/// A sign-up by phone whose code was accepted.
fn with_a_code() -> Play {
    let mut play = Play::waiting_for_code();
    play.code_accepted();
    play
}

/// Answers registrations in this way until none is out; gives how many were.
#[track_caller]
fn run_in_circles(play: &mut Play, name: &str, circle: Circle) -> usize {
    for round in 0..40 {
        if play.awaited() != [REGISTER] {
            return round;
        }
        play.answer(REGISTER, circle(round));
    }
    panic!("{name}: it asks for ever");
}

#[test]
fn a_server_that_never_gets_on_is_not_asked_for_ever() {
    for (name, way, circle) in CIRCLES {
        let mut play = way();
        let rounds = run_in_circles(&mut play, name, circle);
        assert!(rounds <= 8, "{name}: {rounds} requests");
        assert!(play.problem().is_some(), "{name}: stuck");
        play.seconds(3600);
        assert_eq!(play.awaited(), [""; 0], "{name}: time alone asks nothing");
        play.enter();
        let rounds = run_in_circles(&mut play, name, circle);
        assert!(rounds <= 8, "{name}: {rounds} requests after Enter");
    }
}

#[test]
fn a_server_that_got_on_again_is_followed_to_the_end() {
    let (name, way, circle) = CIRCLES[0];
    let mut play = way();
    run_in_circles(&mut play, name, circle);
    assert_eq!(play.problem(), Some(ProblemKind::Circling));
    play.enter();
    play.answer(REGISTER, demands("S1", &[&[DUMMY]], &[]));
    play.answer(REGISTER, demands("S1", &[&[DUMMY]], &[DUMMY]));
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
}

#[test]
fn looks_for_a_link_go_on_at_their_pace_where_each_begins_another_session() {
    let mut play = Play::adding_by_link();
    let before = play.count(ADD);
    for round in 0..12 {
        play.seconds(8);
        assert_eq!(play.problem(), None, "look {round}");
        // The password ends the session that it is given in.
        while play.awaited() == [ADD] {
            let names_stage = matches!(
                play.requests.last(),
                Some((_, Request::AddContact(request)))
                    if request.auth.as_ref().is_some_and(|auth| auth.stage.is_some())
            );
            match names_stage {
                true => play.answer(ADD, refused(400, ErrCode::ThreepidAuthFailed)),
                false => {
                    let session = format!("S{round}");
                    play.answer(ADD, demands(&session, &[&[PASSWORD_STAGE]], &[]));
                }
            }
        }
    }
    let asked = play.count(ADD) - before;
    assert!((12..60).contains(&asked), "{asked} requests for 12 looks");
}

#[test]
fn a_proof_that_the_server_no_longer_has_is_asked_for_again() {
    let mut play = Play::adding_by_code();
    play.code_accepted();
    let way: &[&[&str]] = &[&[PASSWORD_STAGE, "m.login.sso"]];
    play.answer(ADD, demands("S1", way, &[PASSWORD_STAGE]));
    assert_eq!(play.page(), PageId::Browser);
    for _ in 0..20 {
        if play.awaited().contains(&ADD) {
            play.answer(ADD, refused(400, ErrCode::ThreepidAuthFailed));
        }
        play.seconds(1);
    }
    assert!(play.count(ADD) < 12, "{} requests", play.count(ADD));
    assert_eq!(play.page(), PageId::Verify, "the code is asked for again");
}

#[test]
fn back_comes_before_the_next_request_that_nobody_asked_for() {
    let mut play = Play::creating();
    play.back();
    play.answer(REGISTER, demands("S1", &[&[DUMMY]], &[DUMMY]));
    assert_eq!(play.awaited(), [""; 0], "nothing more is sent");
    assert_eq!(play.page(), PageId::Account);
    // A message is a request, too.
    let mut play = Play::sign_up(&[&[TERMS, EMAIL]]);
    play.by_email();
    play.account();
    play.enter();
    play.back();
    assert_eq!(
        play.page(),
        PageId::Review,
        "stopped, to be looked at again"
    );
    assert_eq!(play.messages().len(), 0);
}

/// A way to a request that may commit, and the endpoint that is asked.
type Way = (&'static str, &'static str, fn() -> Play);

const COMMITTING: [Way; 5] = [
    ("the last request of a sign-up", REGISTER, Play::creating),
    ("a look for the link of a sign-up", REGISTER, || {
        let mut play = Play::waiting_for_link();
        play.seconds(6);
        play
    }),
    ("the proof of a code", REGISTER, with_a_code),
    ("a look for the link of a reset", RESET, || {
        let mut play = Play::resetting();
        play.seconds(6);
        play
    }),
    ("a look for the link of an addition", ADD, || {
        let mut play = Play::adding_by_link();
        play.seconds(6);
        if play.awaited() != [ADD] {
            play.enter();
        }
        play
    }),
];

/// Something that a user does.
type Deed = Box<dyn Fn(&mut Play)>;

/// Everything that a user has a key for, by its name.
fn acts() -> Vec<(String, Deed)> {
    let mut acts: Vec<(String, Deed)> = Vec::new();
    let events = [
        Event::Continue,
        Event::Back,
        Event::Focus(Move::Next),
        Event::Choose(Choose::Down),
        Event::Fill(FieldId::Username, "lark".into()),
        Event::Fill(FieldId::Password, "another password".into()),
        Event::Fill(FieldId::Email, "lark@example.net".into()),
        Event::Fill(FieldId::Code, "654321".into()),
    ];
    let own = [
        Act::SendAgain,
        Act::ChangeAddress,
        Act::Switch,
        Act::Reveal,
        Act::Practise,
        Act::TakeSuggestion,
        Act::MakePassPhrase,
        Act::Help,
        Act::Details,
        Act::Copy,
        Act::OpenLink,
        Act::ShowQr,
    ];
    for event in events.into_iter().chain(own.map(Event::Act)) {
        let name = format!("{event:?}");
        acts.push((name, Box::new(move |play| play.event(event.clone()))));
    }
    for at in 0..8 {
        acts.push((
            format!("action {at}"),
            Box::new(move |play| {
                let action = play.wizard.actions().get(at).copied();
                // An overlay takes the keys.
                if let Some(action) = action.filter(|_| play.wizard.overlay().is_none()) {
                    play.act(action);
                }
            }),
        ));
    }
    acts
}

#[test]
fn no_act_drops_a_request_that_may_commit() {
    for (name, endpoint, way) in COMMITTING {
        for (first, act) in acts() {
            for (second, then) in acts() {
                let mut play = way();
                let asked = play.count(endpoint);
                assert_eq!(
                    play.awaited().iter().filter(|e| **e == endpoint).count(),
                    1,
                    "{name}"
                );
                act(&mut play);
                then(&mut play);
                let out = play.awaited().contains(&endpoint);
                assert!(out, "{name}: {first}, {second}: it was dropped");
                assert!(play.wizard.may_have_finished(), "{name}: {first}, {second}");
                assert_eq!(play.count(endpoint), asked, "{name}: {first}, {second}");
            }
        }
    }
}

#[test]
fn another_name_waits_as_back_does() {
    let mut play = Play::creating();
    play.act(Act::ChangeAccount);
    assert_eq!(play.page(), PageId::Review);
    assert_eq!(play.awaited(), [REGISTER]);
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done, "it was made");

    let mut play = Play::creating();
    play.act(Act::ChangeAccount);
    play.answer(REGISTER, demands("S1", &[&[DUMMY]], &[DUMMY]));
    assert_eq!(play.page(), PageId::Account, "nothing was made yet");
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::Username));
    assert_eq!(play.awaited(), [""; 0]);
}
