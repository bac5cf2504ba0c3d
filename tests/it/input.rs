//! Terminal bytes to keys: nothing is lost, invented or misread, however the bytes are cut up.

mod keys;
mod pastes;
mod splits;
mod swallowed;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use mxid::tui::input::{Decoder, Input, InputTiming};
use proptest::test_runner::{Config, RngSeed};

const NOW: Duration = Duration::ZERO;
const LATER: Duration = Duration::from_secs(60);

fn decoder() -> Decoder {
    Decoder::new(InputTiming::default())
}

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// The result of bytes that arrive at once and of the silence after them.
fn decode(bytes: impl AsRef<[u8]>) -> Vec<Input> {
    let mut decoder = decoder();
    let mut inputs = decoder.feed(bytes.as_ref(), NOW);
    inputs.extend(decoder.expire(LATER));
    assert_eq!(decoder.next_deadline(), None, "nothing stays open for ever");
    inputs
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}

fn plain(code: KeyCode) -> Input {
    key(code, KeyModifiers::NONE)
}

fn letter(letter: char) -> Input {
    plain(KeyCode::Char(letter))
}

fn ctrl(letter: char) -> Input {
    key(KeyCode::Char(letter), KeyModifiers::CONTROL)
}

fn paste(text: &str) -> Input {
    Input::Paste {
        text: text.into(),
        cut: false,
    }
}

/// The same cases on every run.
fn fixed() -> Config {
    Config {
        rng_seed: RngSeed::Fixed(0),
        failure_persistence: None,
        ..Config::default()
    }
}
