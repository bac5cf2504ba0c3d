//! A terminal's own reports are never typed, and never cost the next key.

use super::*;

/// Nothing comes of `bytes`, and the letter after them is typed.
fn assert_swallowed(bytes: impl AsRef<[u8]>) {
    let bytes = bytes.as_ref();
    let inputs = decode([bytes, b"x"].concat());
    assert!(
        inputs == [letter('x')],
        "{:?} gave {inputs:?}",
        String::from_utf8_lossy(bytes)
    );
}

#[test]
fn answers_of_the_terminal_are_never_typed() {
    for answer in [
        "\x1b[?62;22c",
        "\x1b[>0;276;0c",
        "\x1b[=0c",
        "\x1b[24;80R",
        "\x1b[1;80R",
        "\x1b[0n",
        "\x1b[?2026;2$y",
        "\x1b[4;1$y",
        "\x1b[8;24;80t",
        "\x1b[?1u",
        "\x1b[?1;0;256S",
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\x1b]11;rgb:0000/0000/0000\x07",
        "\x1b]52;c;c2VjcmV0\x07",
        "\x1b]0;日本\x07",
        "\x1bP>|xterm(390)\x1b\\",
        "\x1bP1+r524742=38\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b^private\x1b\\",
    ] {
        assert_swallowed(answer);
    }
}

#[test]
fn focus_and_mouse_reports_are_never_typed() {
    for report in [
        "\x1b[I",
        "\x1b[O",
        "\x1b[<0;10;20M",
        "\x1b[<0;10;20m",
        "\x1b[32;10;20M",
    ] {
        assert_swallowed(report);
    }
    assert_swallowed(b"\x1b[M a!");
    assert_swallowed(b"\x1b[M\xe0\xff\x7f");
}

#[test]
fn unknown_sequences_are_swallowed_whole() {
    for sequence in [
        "\x1b[99~",
        "\x1b[~",
        "\x1b[27~",
        "\x1b[u",
        "\x1b[1;2;3;4z",
        "\x1b[1 q",
        "\x1b[!p",
        "\x1b[@",
        "\x1b[99999999999~",
        "\x1b[55296u",
        "\x1b[7u",
        "\x1b[57441u",
        "\x1b[97;1:3u",
        "\x1b[1;1:3A",
        "\x1b[201~",
        "\x1bOz",
        "\x1b[[z",
    ] {
        assert_swallowed(sequence);
    }
}

#[test]
fn over_long_sequences_are_swallowed_whole() {
    assert_swallowed(format!("\x1b[{}A", "1;".repeat(100_000)));
    assert_swallowed(format!("\x1b]52;c;{}\x07", "A".repeat(100_000)));
    // Its first parameters alone would be a key.
    assert_swallowed(format!("\x1b[3{}~", ";1".repeat(100)));
}

#[test]
fn bytes_that_are_not_utf8_are_reported_without_the_next_key() {
    for bytes in [
        &b"\xff"[..],
        b"\x80",
        b"\xc3",
        b"\xc0",
        b"\xe6\x97",
        b"\xf0\x9f\xa6",
        b"\xf4\x90",
        b"\xc2\x9b",
    ] {
        let inputs = decode([bytes, b"x"].concat());
        let (last, before) = inputs.split_last().expect("a letter at least");
        assert!(*last == letter('x'), "{bytes:?} gave {inputs:?}");
        assert!(!before.is_empty(), "{bytes:?} gave {inputs:?}");
        assert!(before.iter().all(|input| *input == Input::NotUtf8));
    }
    assert!(
        decode(b"\xe9\xc3\xa9") == [Input::NotUtf8, letter('é')],
        "a lead byte without its rest, then a letter"
    );
    assert!(decode(b"\xc3\x1b[A") == [Input::NotUtf8, plain(KeyCode::Up)]);
}

#[test]
fn a_sequence_that_broke_off_gives_way_to_the_key_after_it() {
    assert!(decode("\x1b[1;\x1b[A") == [plain(KeyCode::Up)]);
    assert!(decode("\x1b[1;é") == [letter('é')]);
    assert!(decode("\x1b]0;title\x1b[A") == [plain(KeyCode::Up)]);
    assert!(decode("\x1b[1;\x7f") == [plain(KeyCode::Backspace)]);
}

#[test]
fn a_sequence_without_its_end_blocks_the_keyboard_for_a_second_at_most() {
    for begun in [
        "\x1b[1;",
        "\x1b[[",
        "\x1bO1",
        "\x1b[M ",
        "\x1b]11;rgb",
        "\x1bPabc",
    ] {
        let mut decoder = decoder();
        decoder.feed(begun.as_bytes(), NOW);
        assert_eq!(decoder.next_deadline(), Some(ms(1000)), "{begun:?}");
        assert!(decoder.expire(ms(1000)).is_empty(), "{begun:?}");
        assert!(decoder.feed(b"x", ms(1001)) == [letter('x')], "{begun:?}");
    }
}
