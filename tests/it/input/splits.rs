//! Where a read ends makes no difference.

use proptest::prelude::*;

use super::*;

/// Sequences of every kind: keys, pastes, and what is swallowed.
const KNOWN: &[&str] = &[
    "a",
    "Z",
    "é",
    "日",
    "🦀",
    "\r",
    "\n",
    "\t",
    "\0",
    "\x03",
    "\x1f",
    "\x7f",
    "\x1b",
    "\x1bb",
    "\x1bé",
    "\x1b\x7f",
    "\x1b[A",
    "\x1bOB",
    "\x1b[1;5C",
    "\x1b\x1b[D",
    "\x1b[5C",
    "\x1b[H",
    "\x1bOF",
    "\x1b[3~",
    "\x1b[3;5~",
    "\x1b[7$",
    "\x1b[8^",
    "\x1b[Z",
    "\x1bOP",
    "\x1b[[E",
    "\x1b[24~",
    "\x1b[1;2S",
    "\x1b[13;5u",
    "\x1b[27;5;13~",
    "\x1b[97:65;2u",
    "\x1b[I",
    "\x1b[O",
    "\x1b[?62;c",
    "\x1b[24;80R",
    "\x1b[?2026;1$y",
    "\x1b[<0;1;2M",
    "\x1b[M a!",
    "\x1b]11;rgb:0/0/0\x1b\\",
    "\x1b]0;x\x07",
    "\x1bP1$r0m\x1b\\",
    "\x1b[200~pasted\r\n\x1b[A é\x1b[201~",
    "\x1b[200~\x1b[20\x1b[201~",
];

/// The result of the same bytes read in chunks of these lengths, without a pause.
fn in_chunks(bytes: &[u8], lengths: &[usize]) -> Vec<Input> {
    let mut decoder = decoder();
    let (mut inputs, mut rest) = (Vec::new(), bytes);
    for length in lengths.iter().cycle() {
        let (chunk, left) = rest.split_at((*length).min(rest.len()));
        inputs.extend(decoder.feed(chunk, NOW));
        rest = left;
        if rest.is_empty() {
            break;
        }
    }
    inputs.extend(decoder.expire(LATER));
    inputs
}

#[test]
fn every_known_sequence_is_the_same_split_at_every_border() {
    for sequence in KNOWN {
        let whole = decode(sequence);
        for at in 1..sequence.len() {
            let split = in_chunks(sequence.as_bytes(), &[at, usize::MAX]);
            assert!(
                split == whole,
                "{sequence:?} split at {at}: {split:?}, not {whole:?}"
            );
        }
    }
}

/// The result of the same bytes one by one, with a pause before each.
fn slowly(bytes: &[u8], timing: InputTiming, pause: Duration) -> Vec<Input> {
    let mut decoder = Decoder::new(timing);
    let (mut inputs, mut now) = (Vec::new(), NOW);
    for byte in bytes {
        now += pause;
        // A loop that wakes up in between and looks.
        inputs.extend(decoder.expire(now));
        inputs.extend(decoder.feed(&[*byte], now));
    }
    inputs.extend(decoder.expire(now + LATER));
    inputs
}

#[test]
fn pauses_up_to_the_patience_neither_lose_a_key_nor_invent_one() {
    let timing = InputTiming::default();
    let bytes = KNOWN.concat();
    let whole = decode(&bytes);
    let pause = timing.lone_escape - Duration::from_millis(1);
    assert!(slowly(bytes.as_bytes(), timing, pause) == whole);
    // One more, and each ESC is the Esc key.
    let pause = timing.lone_escape;
    let esc = |inputs: &[Input]| {
        let esc = inputs.iter().filter(|i| **i == plain(KeyCode::Esc));
        esc.count()
    };
    assert!(esc(&slowly(bytes.as_bytes(), timing, pause)) > esc(&whole));
}

#[test]
fn every_known_sequence_is_the_same_split_at_any_two_borders_with_pauses() {
    let pause = InputTiming::default().lone_escape - Duration::from_millis(1);
    for sequence in KNOWN {
        let (bytes, whole) = (sequence.as_bytes(), decode(sequence));
        for first in 0..bytes.len() {
            for second in first + 1..bytes.len() {
                let mut decoder = decoder();
                let mut inputs = decoder.feed(&bytes[..first], NOW);
                inputs.extend(decoder.feed(&bytes[first..second], pause));
                inputs.extend(decoder.feed(&bytes[second..], pause + pause));
                inputs.extend(decoder.expire(LATER));
                assert!(inputs == whole, "{sequence:?} at {first} and {second}");
            }
        }
    }
}

proptest! {
    #![proptest_config(fixed())]

    #[test]
    fn known_sequences_are_the_same_in_any_chunks(
        sequences in prop::collection::vec(prop::sample::select(KNOWN), 1..20),
        lengths in prop::collection::vec(1..6usize, 1..10),
    ) {
        let bytes = sequences.concat();
        prop_assert_eq!(in_chunks(bytes.as_bytes(), &lengths), decode(&bytes));
    }

    #[test]
    fn sequences_after_each_other_are_those_sequences(
        sequences in prop::collection::vec(prop::sample::select(KNOWN), 1..20),
        lengths in prop::collection::vec(1..6usize, 1..10),
    ) {
        // Esc by itself is told from what follows it by time alone.
        let sequences: Vec<&str> = sequences.into_iter().filter(|sequence| *sequence != "\x1b").collect();
        let apart: Vec<Input> = sequences.iter().flat_map(decode).collect();
        prop_assert_eq!(in_chunks(sequences.concat().as_bytes(), &lengths), apart);
    }

    #[test]
    fn any_bytes_are_the_same_in_any_chunks_and_leave_the_keyboard_working(
        bytes in prop::collection::vec(prop_oneof![
            any::<u8>(),
            prop::sample::select(b"\x1b\x1b\x1b[[O]P0127;:$~^@uMR<?\x07\\".to_vec()),
        ], 0..80),
        lengths in prop::collection::vec(1..6usize, 1..10),
    ) {
        prop_assert!(in_chunks(&bytes, &lengths) == decode(&bytes));

        let mut decoder = decoder();
        decoder.feed(&bytes, NOW);
        prop_assert!(decoder.feed(b"x", LATER).last() == Some(&letter('x')));
    }
}
