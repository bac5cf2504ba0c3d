//! A flow that was interrupted, and what is in doubt after it.

use mxid::protocol::{ErrCode, Reply};
use mxid::wizard::{Action, Config};

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;
use crate::machine::resuming::{BEGIN, by_email, finishing};

pub fn taken_up() -> Vec<Scene> {
    let offered = |flow: Play| {
        let config = Config {
            saved: flow.written().map(Box::new),
            ..Config::default()
        };
        Play::starting_at(BEGIN, config)
    };
    let far = |goal: Play| {
        let mut saved = goal.written().map(Box::new).expect("an unfinished flow");
        saved.server = "matrix.a-very-long-name-of-a-homeserver.somewhere.example.org".into();
        let config = Config {
            saved: Some(saved),
            ..Config::default()
        };
        Play::starting_at(BEGIN, config)
    };
    let returned = |flow: Play, probe| {
        let mut play = flow.killed();
        play.found_again(probe);
        play
    };
    let ended = || {
        let mut play = returned(finishing(), Some(by_email()));
        play.passwords();
        play.seconds(0);
        play.answer(REGISTER, registered());
        play
    };
    let tried = |answer: Answered| {
        move |play: &mut Play| {
            play.act(Action::CheckPassword);
            play.answer(LOGIN, answer);
        }
    };
    let reset = |play: &mut Play| {
        play.new_password();
        play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
        play.seconds(6);
    };
    let mut resetting = Play::choosing_a_new_password();
    reset(&mut resetting);
    vec![
        scene("offered: sign-up", &offered(Play::waiting_for_link())),
        scene("offered: reset", &offered(Play::choosing_a_new_password())),
        scene("offered: contact", &offered(Play::adding_by_link())),
        scene("offered: a long name", &far(Play::waiting_for_link())),
        scene(
            "back at the account",
            &returned(Play::waiting_for_link(), Some(by_email())),
        ),
        scene(
            "back at the new password",
            &returned(Play::choosing_a_new_password(), None),
        ),
        scene(
            "back at the sign-in",
            &returned(Play::adding_by_link(), None),
        ),
        scene("the password is in doubt", &ended()),
        after("it is tried", ended(), |play| {
            play.act(Action::CheckPassword)
        }),
        after("it is right", ended(), tried(logged_in())),
        after(
            "it is wrong",
            ended(),
            tried(refused(403, ErrCode::Forbidden)),
        ),
        after("nobody knows", ended(), tried(lost())),
        after(
            "the new password is in doubt",
            returned(resetting, None),
            |play| {
                play.passwords();
                play.enter();
                play.seconds(0);
                play.answer(RESET, Ok(Reply::PasswordReset));
            },
        ),
    ]
}
