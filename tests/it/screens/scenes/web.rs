//! Accounts that are made, and recovered, in the browser.

use mxid::protocol::{ErrCode, OAuthReply, Reply};
use mxid::wizard::{Act, Answer, Effect, Task};

use super::{Scene, after, scene};
use crate::machine::answers::*;
use crate::machine::play::Play;
use crate::machine::web::*;

/// The browser came back with a code, and the token is there.
fn redeemed() -> Play {
    let mut play = sent();
    play.browser_brings(code());
    play.answer(TOKENS, token());
    play
}

fn done(answer: Answered) -> impl FnOnce(&mut Play) {
    move |play| {
        play.answer(WHOAMI, robin());
        play.answer(END, answer);
    }
}

pub fn sign_up() -> Vec<Scene> {
    vec![
        scene("offered", &offered()),
        after("getting ready", offered(), Play::enter),
        after("the page is open", sent(), |_| {}),
        after("the code is there", sent(), |play| {
            play.browser_brings(code());
        }),
        after("closing the session", redeemed(), |play| {
            play.answer(WHOAMI, robin());
        }),
        after(
            "done",
            redeemed(),
            done(Ok(Reply::OAuth(OAuthReply::Revoked))),
        ),
        after("the session stays", redeemed(), done(bare(400))),
        after("help", offered(), |play| play.event(Act::Help)),
    ]
}

pub fn troubles() -> Vec<Scene> {
    let ready = || {
        let mut play = offered();
        play.enter();
        listening(&mut play, Some(PORT));
        play
    };
    let answered = |name, answer| after(name, ready(), |play| play.answer(CLIENT, answer));
    vec![
        answered(
            "refused",
            refused(400, ErrCode::parse("invalid_client_metadata")),
        ),
        answered("no answer", lost()),
        after("cannot listen", offered(), |play| {
            play.enter();
            listening(play, None);
        }),
        after("no browser starts", ready(), |play| {
            play.answer(CLIENT, client());
            let opens = |effect: &Effect| matches!(effect, Effect::OpenLink { .. });
            play.answer_with(opens, Answer::Opened(false));
        }),
        after("said no", sent(), |play| {
            play.browser_brings(denied("access_denied"));
        }),
        after("sent back with an error", sent(), |play| {
            play.browser_brings(denied("invalid_scope"));
        }),
        after("nobody says which", redeemed(), |play| {
            play.answer(WHOAMI, bare(500));
            play.seconds(3);
            play.answer(WHOAMI, bare(500));
        }),
        after("the link instead", offered(), |play| {
            play.act(Act::ShowAccountPage);
        }),
        scene(
            "no browser here",
            &found(Task::SignUp, false, metadata(), true),
        ),
        scene("a reset", &found(Task::Reset, true, metadata(), true)),
    ]
}
