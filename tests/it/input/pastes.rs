//! Bracketed pastes: whole, bounded, and never a trap.

use super::*;

const BEGIN: &str = "\x1b[200~";
const END: &str = "\x1b[201~";

fn limited(limit: usize) -> Decoder {
    Decoder::new(InputTiming {
        paste_limit: limit,
        ..InputTiming::default()
    })
}

fn cut(text: &str) -> Input {
    Input::Paste {
        text: text.into(),
        cut: true,
    }
}

#[test]
fn a_paste_is_one_input_whatever_it_looks_like() {
    for text in [
        "",
        "robin",
        "two\r\nlines",
        "\x03\x1b[A\x1bOP",
        "\x1b",
        "\x1b\x1b[20",
        "\x1b[200~",
        "日本 🦀",
        "\x1b[201",
    ] {
        let inputs = decode(format!("a{BEGIN}{text}{END}b"));
        assert!(
            inputs == [letter('a'), paste(text), letter('b')],
            "{text:?} gave {inputs:?}"
        );
    }
}

#[test]
fn the_end_marker_may_come_in_pieces() {
    let mut decoder = decoder();
    let mut inputs = decoder.feed(BEGIN.as_bytes(), NOW);
    inputs.extend(decoder.feed(b"text", NOW));
    for (byte, at) in END.bytes().zip((100..).step_by(300)) {
        assert!(inputs.is_empty());
        inputs = decoder.feed(&[byte], ms(at));
    }
    assert!(inputs == [paste("text")]);
}

#[test]
fn only_the_limit_is_kept_and_the_person_is_told() {
    let mut decoder = decoder();
    let text = "x".repeat(64 * 1024);
    let inputs = decoder.feed(
        format!("{BEGIN}{text}{END}{BEGIN}{text}y{END}").as_bytes(),
        NOW,
    );
    assert!(inputs == [paste(&text), cut(&text)]);
}

#[test]
fn a_paste_is_cut_between_two_letters() {
    let feed =
        |text: &[u8]| limited(4).feed(&[BEGIN.as_bytes(), text, END.as_bytes()].concat(), NOW);
    assert!(feed("abcé".as_bytes()) == [cut("abc")]);
    assert!(feed("abé".as_bytes()) == [paste("abé")]);
    assert!(feed("日本".as_bytes()) == [cut("日")]);
    assert!(feed("abcd\x1b[20".as_bytes()) == [cut("abcd")]);
}

#[test]
fn a_paste_with_bytes_that_are_not_utf8_is_reported_and_nothing_of_it_taken() {
    for text in [&b"caf\xe9 "[..], b"\xe6\x97", b"caf\xe9"] {
        let bytes = [BEGIN.as_bytes(), text, END.as_bytes()].concat();
        assert!(decode(bytes) == [Input::NotUtf8]);
    }
    let bytes = [BEGIN.as_bytes(), b"ab\xffcd", END.as_bytes()].concat();
    assert!(limited(4).feed(&bytes, NOW) == [Input::NotUtf8]);
}

#[test]
fn a_paste_without_its_end_closes_a_second_after_its_last_byte() {
    let mut decoder = decoder();
    assert!(
        decoder
            .feed(format!("{BEGIN}text").as_bytes(), NOW)
            .is_empty()
    );
    assert!(
        decoder.feed(b"\x03", ms(900)).is_empty(),
        "inside the paste it is no key"
    );
    assert_eq!(decoder.next_deadline(), Some(ms(1900)));
    assert!(decoder.expire(ms(1899)).is_empty());
    assert!(decoder.expire(ms(1900)) == [paste("text\x03")]);
    assert!(
        decoder.feed(b"\x03", ms(1950)) == [ctrl('c')],
        "and then keys work again"
    );
}

#[test]
fn keys_work_again_after_an_open_paste_even_if_nobody_looked() {
    let mut decoder = decoder();
    decoder.feed(format!("{BEGIN}text\x1b[20").as_bytes(), NOW);
    assert!(decoder.feed(b"\x03", ms(5000)) == [paste("text"), ctrl('c')]);
}
