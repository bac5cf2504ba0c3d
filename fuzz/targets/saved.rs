//! The file of an unfinished task, whatever is in it: it is a flow that can be written, read and taken up, or none.
#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use libfuzzer_sys::fuzz_target;
use mxid::protocol::Request;
use mxid::screen::{Surroundings, describe};
use mxid::store::{Moment, decode, encode};
use mxid::text::Texts;
use mxid::wizard::{
    Act, Answer, Config, Effect, Event, Preset, SavedTask, Seed, TaskSummary, Wizard,
};

thread_local! {
    static TEXTS: Texts = Texts::english();
}

fuzz_target!(|bytes: &[u8]| {
    let now = Moment::beginning(UNIX_EPOCH + Duration::from_secs(1_800_000_000));
    let Some(flow) = decode(bytes, now) else {
        return;
    };
    // Escapes make a file longer: what was read is not always short enough to be written.
    if let Some(written) = encode(&flow, now) {
        let again = decode(&written, now).expect("what was written is read");
        assert!(again == flow, "not what was written");
        assert!(
            encode(&again, now) == Some(written),
            "not as it was written"
        );
    }
    take_up(flow, now);
});

/// Takes a flow up and presses Enter some times. No message is asked for without a way through its pages.
fn take_up(flow: SavedTask, now: Moment) {
    let config = Config {
        offers: vec![TaskSummary::of(&flow, now.time)],
        preset: Preset {
            resume: true,
            ..Preset::default()
        },
        ..Config::default()
    };
    let mut wizard = Wizard::new(config, &Seed::new([7; 32]));
    let asked = wizard.start(now.time);
    let [Effect::Resume { id, .. }] = asked[..] else {
        panic!("the only flow is taken up: {asked:?}");
    };
    let taken = Answer::Resumed(Ok(Box::new(flow)));
    let mut effects = wizard.step(now.time, Event::Answer(id, taken));
    for event in [
        Event::Continue,
        Event::Act(Act::Details),
        Event::Back,
        Event::Act(Act::SendAgain),
    ] {
        let asks = |effect: &Effect| match effect {
            Effect::Call { request, .. } => matches!(**request, Request::RequestToken(_)),
            _ => false,
        };
        assert!(!effects.iter().any(asks), "a message that nobody asked for");
        TEXTS.with(|texts| describe(&wizard, &Surroundings::default(), texts));
        effects = wizard.step(now.time, event);
    }
}
