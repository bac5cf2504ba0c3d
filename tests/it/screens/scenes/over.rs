//! The overlays, and the practice server's messages.

use mxid::domain::{BaseUrl, ServerName};
use mxid::screen::{InboxItem, InboxKind, MessagePage, Surroundings};
use mxid::wizard::{Act, Answer, Choose, Effect, Event, PracticeServer, Task};

use super::{Scene, after, message, scene, scene_with};
use crate::machine::answers::*;
use crate::machine::play::Play;

pub fn overlays() -> Vec<Scene> {
    let help = |play: &mut Play| play.event(Act::Help);
    let details = |play: &mut Play| play.event(Act::Details);
    let leave = |play: &mut Play| play.event(Act::Leave);
    let mut leaving = Play::waiting_for_link();
    leave(&mut leaving);
    let kept = Surroundings {
        kept: true,
        ..Surroundings::default()
    };
    vec![
        after("help: goal", Play::new(), help),
        after("help: contact", Play::sign_up(&[&[EMAIL], &[MSISDN]]), help),
        after("help: account", Play::choosing_a_name(), help),
        after("help: verify", Play::waiting_for_code(), help),
        after("help: new password", Play::choosing_a_new_password(), help),
        after("details: nothing", Play::new(), details),
        after("details", Play::waiting_for_link(), |play| {
            play.seconds(6);
            play.answer_not_yet();
            play.seconds(6);
            play.answer(REGISTER, lost());
            play.seconds(6);
            details(play);
        }),
        after("leave: nothing sent", Play::choosing_a_name(), |play| {
            play.type_text("robin");
            leave(play);
        }),
        after("leave: sent", Play::waiting_for_link(), leave),
        scene_with("leave: kept", &leaving, &kept),
    ]
}

/// The page after the server page, at the practice server.
pub fn practising(task: Task) -> Play {
    let mut play = Play::new();
    let at = Task::ALL.iter().position(|offered| *offered == task);
    play.event(Event::Choose(Choose::Index(at.unwrap_or_default())));
    play.enter();
    play.event(Act::Practise);
    let server = PracticeServer {
        base: BaseUrl::parse("http://127.0.0.1:8008").expect("a base URL"),
        name: ServerName::parse("practice.localhost").expect("a server name"),
        known_email: "robin@example.net".into(),
        known_login: ("plover", "practice-makes-perfect"),
    };
    let starts = |effect: &Effect| matches!(effect, Effect::StartPractice { .. });
    play.answer_with(starts, Answer::Practice(Ok(server)));
    play.answer_abilities();
    if task == Task::SignUp {
        let flows: &[&[&str]] = &[&[DUMMY], &[EMAIL], &[MSISDN]];
        play.answer(REGISTER, demands("probe", flows, &[]));
    }
    play.enter();
    play
}

/// A sign-up by phone at the practice server, up to its code.
fn verifying() -> Play {
    let mut play = practising(Task::SignUp);
    play.by_phone();
    play.account();
    play.reviewed(&[&[MSISDN]]);
    play.answer(
        REGISTER_PHONE,
        by_code_at("1", "http://127.0.0.1:8008/submit"),
    );
    play.seconds(12);
    play
}

const MAIL: &str = "Reset your password at practice.localhost\n\nOpen the link to go on. If you did not ask for this, do nothing.";
const LINK: &str = "http://127.0.0.1:8008/_synapse/client/password_reset/email/submit_token?token=Jk3uY&client_secret=a.secret&sid=s1";

fn inbox() -> Vec<InboxItem> {
    let code = Some("417203");
    vec![
        message(InboxKind::Mail, MAIL, None, Some(LINK)),
        message(InboxKind::Sms, "Your code is 417203", code, None),
    ]
}

/// With the newest message open, and what its link led to.
fn open(at: usize, followed: Option<(&str, &str)>, confirm: bool) -> Surroundings {
    let inbox = inbox();
    let item = inbox[at].clone();
    Surroundings {
        inbox,
        open: Some(MessagePage {
            item,
            followed: followed.map(|(title, text)| (title.into(), text.into())),
            confirm,
        }),
        kept: false,
    }
}

pub fn practice() -> Vec<Scene> {
    let play = verifying();
    let texts = Surroundings {
        inbox: inbox(),
        ..Surroundings::default()
    };
    let mails = Surroundings {
        inbox: inbox().into_iter().take(1).collect(),
        ..Surroundings::default()
    };
    let asks =
        "Confirm only if you asked for this yourself: whoever asked can then set a new password.";
    let asks = Some(("Reset your password?", asks));
    let done = "You can close this page and go on where you came from.";
    let done = Some(("Confirmed", done));
    vec![
        scene("no message yet", &practising(Task::SignUp)),
        scene_with("a text in the strip", &play, &texts),
        scene_with("a mail in the strip", &play, &mails),
        scene_with("a text opened", &play, &open(1, None, false)),
        scene_with("a mail opened", &play, &open(0, None, false)),
        scene_with("its link followed", &play, &open(0, asks, true)),
        scene_with("its button pressed", &play, &open(0, done, false)),
    ]
}
