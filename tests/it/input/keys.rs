//! Every key of every terminal family that is known.

use crossterm::event::{KeyCode, KeyModifiers};

use super::*;

const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const ALT: KeyModifiers = KeyModifiers::ALT;
const CTRL: KeyModifiers = KeyModifiers::CONTROL;

fn assert_key(bytes: &str, expected: Input) {
    let inputs = decode(bytes);
    assert!(
        inputs == [expected.clone()],
        "{bytes:?} is {expected:?}, came out as {inputs:?}"
    );
}

#[test]
fn cursor_keys_in_all_their_forms() {
    for (last, code) in [
        ('A', KeyCode::Up),
        ('B', KeyCode::Down),
        ('C', KeyCode::Right),
        ('D', KeyCode::Left),
        ('H', KeyCode::Home),
        ('F', KeyCode::End),
        ('E', KeyCode::KeypadBegin),
    ] {
        assert_key(&format!("\x1b[{last}"), plain(code));
        assert_key(&format!("\x1bO{last}"), plain(code));
        assert_key(&format!("\x1b[1;5{last}"), key(code, CTRL));
        assert_key(&format!("\x1b[5{last}"), key(code, CTRL));
        assert_key(&format!("\x1bO5{last}"), key(code, CTRL));
        assert_key(&format!("\x1b[1;2{last}"), key(code, SHIFT));
        assert_key(&format!("\x1b[1;8{last}"), key(code, SHIFT | ALT | CTRL));
        assert_key(&format!("\x1b\x1b[{last}"), key(code, ALT));
        assert_key(&format!("\x1b\x1bO{last}"), key(code, ALT));
    }
    for (last, code) in [
        ('a', KeyCode::Up),
        ('b', KeyCode::Down),
        ('c', KeyCode::Right),
        ('d', KeyCode::Left),
    ] {
        assert_key(&format!("\x1b[{last}"), key(code, SHIFT));
        assert_key(&format!("\x1bO{last}"), key(code, CTRL));
    }
}

#[test]
fn numbered_keys_with_the_modifiers_of_xterm_and_rxvt() {
    let editing = [
        (1, KeyCode::Home),
        (2, KeyCode::Insert),
        (3, KeyCode::Delete),
        (4, KeyCode::End),
        (5, KeyCode::PageUp),
        (6, KeyCode::PageDown),
        (7, KeyCode::Home),
        (8, KeyCode::End),
    ];
    let numbers = [
        11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34,
    ];
    let functions = numbers
        .into_iter()
        .zip(1..)
        .map(|(number, f)| (number, KeyCode::F(f)));
    for (number, code) in editing.into_iter().chain(functions) {
        assert_key(&format!("\x1b[{number}~"), plain(code));
        assert_key(&format!("\x1b[{number};3~"), key(code, ALT));
        assert_key(&format!("\x1b[{number};6~"), key(code, SHIFT | CTRL));
        assert_key(&format!("\x1b[{number}$"), key(code, SHIFT));
        assert_key(&format!("\x1b[{number}^"), key(code, CTRL));
        assert_key(&format!("\x1b[{number}@"), key(code, SHIFT | CTRL));
    }
}

#[test]
fn function_keys_in_the_forms_of_vt100_xterm_and_the_linux_console() {
    for (f, last) in (1..).zip("PQRS".chars()) {
        assert_key(&format!("\x1bO{last}"), plain(KeyCode::F(f)));
        assert_key(&format!("\x1b[{last}"), plain(KeyCode::F(f)));
        assert_key(&format!("\x1b[1;5{last}"), key(KeyCode::F(f), CTRL));
        assert_key(&format!("\x1bO1;2{last}"), key(KeyCode::F(f), SHIFT));
    }
    for (f, last) in (1..).zip("ABCDE".chars()) {
        assert_key(&format!("\x1b[[{last}"), plain(KeyCode::F(f)));
    }
}

#[test]
fn control_bytes_are_the_keys_that_send_them() {
    assert_key("\r", plain(KeyCode::Enter));
    assert_key("\n", plain(KeyCode::Enter));
    assert_key("\t", plain(KeyCode::Tab));
    assert_key("\x7f", plain(KeyCode::Backspace));
    assert_key("\0", ctrl(' '));
    assert_key("\x1c", ctrl('\\'));
    assert_key("\x1d", ctrl(']'));
    assert_key("\x1e", ctrl('^'));
    assert_key("\x1f", ctrl('_'));
    for byte in (1..=26).filter(|byte| !b"\t\n\r".contains(byte)) {
        assert_key(
            &char::from(byte).to_string(),
            ctrl(char::from(byte + b'a' - 1)),
        );
    }
}

#[test]
fn back_tab_in_all_its_forms() {
    for bytes in ["\x1b[Z", "\x1b[1;2Z", "\x1b[9;2u", "\x1b[27;2;9~"] {
        assert_key(bytes, key(KeyCode::BackTab, SHIFT));
    }
}

#[test]
fn letters_of_every_script_are_typed_and_upper_case_says_shift() {
    assert!(decode("aß日🦀") == ['a', 'ß', '日', '🦀'].map(letter));
    assert_key("A", key(KeyCode::Char('A'), SHIFT));
    assert_key("É", key(KeyCode::Char('É'), SHIFT));
}

#[test]
fn an_escape_before_a_key_is_alt() {
    assert_key("\x1bb", key(KeyCode::Char('b'), ALT));
    assert_key("\x1bB", key(KeyCode::Char('B'), ALT | SHIFT));
    assert_key("\x1bé", key(KeyCode::Char('é'), ALT));
    assert_key("\x1b\x7f", key(KeyCode::Backspace, ALT));
    assert_key("\x1b\r", key(KeyCode::Enter, ALT));
    assert_key("\x1b\x01", key(KeyCode::Char('a'), ALT | CTRL));
    for opener in ['[', 'O', ']', 'P', '_', '^'] {
        let shift = if opener.is_uppercase() {
            SHIFT
        } else {
            KeyModifiers::NONE
        };
        assert_key(
            &format!("\x1b{opener}"),
            key(KeyCode::Char(opener), ALT | shift),
        );
    }
}

#[test]
fn keys_by_character_number_as_kitty_and_xterm_send_them() {
    for (number, code) in [
        (13, KeyCode::Enter),
        (27, KeyCode::Esc),
        (127, KeyCode::Backspace),
        (97, KeyCode::Char('a')),
        (0x65e5, KeyCode::Char('日')),
    ] {
        assert_key(&format!("\x1b[{number}u"), plain(code));
        assert_key(&format!("\x1b[{number};5u"), key(code, CTRL));
        assert_key(&format!("\x1b[27;5;{number}~"), key(code, CTRL));
        assert_key(&format!("\x1b[{number};1:2u"), plain(code));
    }
    assert_key("\x1b[97;2u", key(KeyCode::Char('A'), SHIFT));
    assert_key("\x1b[55:47;2u", key(KeyCode::Char('/'), SHIFT));
    assert_key("\x1b[27;6;65~", key(KeyCode::Char('A'), SHIFT | CTRL));
    assert_key("\x1b[97;9u", key(KeyCode::Char('a'), KeyModifiers::SUPER));
    assert_key("\x1b[57414u", plain(KeyCode::Enter));
    assert_key("\x1b[57404u", letter('5'));
    assert_key("\x1b[57421u", plain(KeyCode::PageUp));
}

#[test]
fn the_number_pad_types_its_digits() {
    for (last, typed) in "jklmnopqrstuvwxyX "
        .chars()
        .zip("*+,-./0123456789= ".chars())
    {
        assert_key(&format!("\x1bO{last}"), letter(typed));
    }
    assert_key("\x1bOM", plain(KeyCode::Enter));
}

#[test]
fn a_lone_escape_is_the_esc_key_when_its_deadline_passes() {
    let mut decoder = decoder();
    assert!(decoder.feed(b"\x1b", ms(100)).is_empty());
    assert_eq!(decoder.next_deadline(), Some(ms(200)));
    assert!(decoder.expire(ms(199)).is_empty());
    assert!(decoder.expire(ms(200)) == [plain(KeyCode::Esc)]);
    assert_eq!(decoder.next_deadline(), None);
}

#[test]
fn an_escape_before_a_letter_that_broke_off_is_the_esc_key_after_a_second() {
    let mut decoder = decoder();
    assert!(decoder.feed(b"\x1b\xc3", NOW).is_empty());
    assert_eq!(decoder.next_deadline(), Some(ms(1000)));
    assert!(decoder.expire(ms(1000)) == [plain(KeyCode::Esc)]);
    assert!(decoder.feed(b"x", ms(1001)) == [letter('x')]);
}

#[test]
fn a_key_split_by_a_slow_line_is_still_one_key() {
    let mut decoder = decoder();
    assert!(decoder.feed(b"\x1b", NOW).is_empty());
    assert!(decoder.feed(b"[", ms(20)).is_empty());
    assert!(
        decoder.expire(ms(200)).is_empty(),
        "what follows ESC [ can only be the rest"
    );
    assert!(decoder.feed(b"A", ms(400)) == [plain(KeyCode::Up)]);
}

#[test]
fn bytes_after_a_deadline_belong_to_the_next_key_even_if_nobody_looked() {
    let mut decoder = decoder();
    decoder.feed(b"\x1b", NOW);
    assert!(decoder.feed(b"a", ms(500)) == [plain(KeyCode::Esc), letter('a')]);
}

#[test]
fn escapes_in_a_row_are_as_many_keys() {
    let esc = plain(KeyCode::Esc);
    assert!(decode("\x1b\x1b") == [esc.clone(), esc.clone()]);
    assert!(decode("\x1b\x1b\x1b") == [esc.clone(), esc.clone(), esc.clone()]);
    assert!(decode("\x1b\x1bx") == [esc.clone(), key(KeyCode::Char('x'), ALT)]);
    // The bytes after the first are no key that Alt could be held with.
    assert!(decode("\x1b\x1b[I") == [esc.clone()]);
    assert!(decode("\x1b\x1b[200~x\x1b[201~") == [esc.clone(), paste("x")]);
}

#[test]
fn ctrl_c_is_heard_in_every_state_but_a_paste() {
    for begun in [
        "",
        "\x1b",
        "\x1b\x1b",
        "\x1b[",
        "\x1b[1;",
        "\x1b[[",
        "\x1bO",
        "\x1b[M",
        "\x1b]52;",
        "\x1bP1\x1b",
        "\u{e9}",
    ] {
        let inputs = decode(format!("{begun}\x03"));
        assert!(
            inputs.last() == Some(&ctrl('c')),
            "after {begun:?}: {inputs:?}"
        );
    }
    let inputs = decode(b"\xe6\x97\x03");
    assert!(
        inputs == [Input::NotUtf8, ctrl('c')],
        "after half a letter: {inputs:?}"
    );
}

#[test]
fn debug_output_shows_keys_but_nothing_typed() {
    let inputs = decode("hQ\x1bw\x03\x1b[1;5C\x1b[200~secret\x1b[201~");
    let shown = format!("{inputs:?}");
    let expected = "[Key(letter), Key(letter), Key(letter), Key(KeyModifiers(CONTROL)+Char('c')), \
                    Key(KeyModifiers(CONTROL)+Right), Paste(Typed(6 chars), cut: false)]";
    assert_eq!(shown, expected);
}
