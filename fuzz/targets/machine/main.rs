//! The machine: a user who does anything, a server that answers anything, a clock that jumps. It is the walk of the
//! property tests, with the fuzzer's bytes for its chance.
#![no_main]

mod chance;
mod promises;

// The tests' own person and server. They find each other and `chance` where they do in the tests.
#[path = "../../../tests/it/machine/answers.rs"]
#[allow(dead_code)]
mod answers;
#[path = "../../../tests/it/machine/play.rs"]
#[allow(dead_code)]
mod play;
#[path = "../../../tests/it/properties/server.rs"]
#[allow(dead_code)]
mod server;
#[path = "../../../tests/it/machine/transcript.rs"]
#[allow(dead_code)]
mod transcript;
#[path = "../../../tests/it/properties/typing.rs"]
mod typing;
#[path = "../../../tests/it/properties/walk.rs"]
#[allow(dead_code)]
mod walk;
/// The names by which they know each other.
mod machine {
    pub(crate) use crate::{answers, play};
}

use libfuzzer_sys::fuzz_target;

use chance::Chance;
use promises::Promises;
use walk::Walk;

/// How far a walk goes.
const STEPS: usize = 100;

fuzz_target!(|bytes: &[u8]| {
    let [seed, rest @ ..] = bytes else {
        return;
    };
    let mut promises = Promises::default();
    let mut walk = Walk::by(
        Chance::of_bytes(rest.to_vec()),
        u64::from(*seed),
        seed & 0x80 != 0,
    );
    // A step takes two bytes at least; after the last byte always the same would happen.
    let steps = STEPS.min(rest.len() / 2);
    walk.steps(steps, &mut |moment| promises.hold(moment));
});
