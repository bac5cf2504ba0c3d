//! A flow that was interrupted, and what is in doubt after it.

use mxid::protocol::{ErrCode, Reply};
use mxid::wizard::{Act, Preset};

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;
use crate::machine::resuming::{by_email, finishing};
use crate::machine::several::several;

pub fn taken_up() -> Vec<Scene> {
    let written = |flow: Play| flow.written().expect("an unfinished flow");
    let beside = |flows| Play::offered(flows, Preset::default());
    let offered = |flow: Play| beside(vec![written(flow)]);
    let far = |flow: Play| {
        let mut flow = written(flow);
        flow.server = "matrix.a-very-long-name-of-a-homeserver.somewhere.example.org".into();
        beside(vec![flow])
    };
    let alike = || {
        let one = |name: &str| {
            let mut flow = written(Play::waiting_for_link());
            flow.server = "http://127.0.0.1:8471".into();
            flow.username = name.into();
            flow
        };
        beside(vec![one("anna.maria"), one("anna.marten")])
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
            play.act(Act::CheckPassword);
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
        scene("offered: several", &beside(several())),
        scene("offered: alike", &alike()),
        after("another wizard was faster", beside(several()), |play| {
            play.in_use = play.flows.iter().map(|flow| flow.id.clone()).collect();
            play.enter();
        }),
        after("nothing is left of it", beside(several()), |play| {
            play.flows.clear();
            play.enter();
        }),
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
        after("it is tried", ended(), |play| play.act(Act::CheckPassword)),
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
