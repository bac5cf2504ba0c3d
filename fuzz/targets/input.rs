//! The input decoder. How the bytes are cut up makes no difference, nor do pauses that are shorter than its patience:
//! no key is lost, and none invented.
//!
//! The first byte chooses how much is kept of a paste, the second how many of the next bytes are the lengths of chunks
//! and the pauses between them, by turns.
#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use mxid::tui::input::{Decoder, Input, InputTiming};

/// After every deadline.
const LATER: Duration = Duration::from_secs(1000);

fn decode(timing: InputTiming, bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::new(timing);
    let mut inputs = decoder.feed(bytes, Duration::ZERO);
    inputs.extend(decoder.expire(LATER));
    assert_eq!(decoder.next_deadline(), None, "something stays open");
    inputs
}

/// What comes of the bytes in pieces; `scale` makes a pause of the number that says how long it is.
fn in_pieces(
    timing: InputTiming,
    bytes: &[u8],
    cuts: &[u8],
    scale: impl Fn(u8) -> Duration,
) -> Vec<Input> {
    let mut decoder = Decoder::new(timing);
    let (mut inputs, mut rest, mut now) = (Vec::new(), bytes, Duration::ZERO);
    let mut cuts = cuts.iter().copied().chain(std::iter::repeat(1));
    while let (false, Some(length), Some(pause)) = (rest.is_empty(), cuts.next(), cuts.next()) {
        let (chunk, left) = rest.split_at(usize::from(length).clamp(1, rest.len()));
        now += scale(pause);
        // A loop that wakes up in between and looks.
        inputs.extend(decoder.expire(now));
        inputs.extend(decoder.feed(chunk, now));
        assert!(
            decoder.next_deadline().is_none_or(|at| at > now),
            "a deadline that is past"
        );
        rest = left;
    }
    // Whatever was begun: the keyboard works again.
    inputs.extend(decoder.expire(now + LATER));
    let typed = decoder.feed(b"x", now + LATER + LATER);
    // Half a letter before it is reported with the key.
    let key = typed.strip_prefix(&[Input::NotUtf8]).unwrap_or(&typed);
    assert!(key == decode(timing, b"x"), "{typed:?}");
    inputs
}

fuzz_target!(|bytes: &[u8]| {
    let [limit, count, rest @ ..] = bytes else {
        return;
    };
    let mut timing = InputTiming::default();
    if limit & 2 == 0 {
        timing.paste_limit = 16;
    }
    let (cuts, bytes) = rest.split_at(usize::from(*count).min(rest.len()));
    let whole = decode(timing, bytes);
    assert!(whole.len() <= bytes.len());
    for input in &whole {
        if let Input::Paste { text, .. } = input {
            assert!(text.as_str().len() <= timing.paste_limit);
        }
    }
    assert!(
        in_pieces(timing, bytes, cuts, |_| Duration::ZERO) == whole,
        "chunks matter"
    );
    let short =
        |pause: u8| (timing.lone_escape - Duration::from_millis(1)) * u32::from(pause) / 255;
    assert!(
        in_pieces(timing, bytes, cuts, short) == whole,
        "short pauses matter"
    );
    // Long pauses do, but the decoder survives them.
    in_pieces(timing, bytes, cuts, |pause| {
        Duration::from_millis(10) * u32::from(pause)
    });
});
