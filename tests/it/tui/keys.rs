//! Keys: one table, no key twice, letters are text where a field has the focus.

use std::collections::HashSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use mxid::field::Edit;
use mxid::screen::{Act, Command, Key, TABLE};
use mxid::tui::keys;

use super::pages;

fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
    KeyEvent::new(code, modifiers)
}

fn plain(code: KeyCode) -> KeyEvent {
    press(code, KeyModifiers::NONE)
}

fn ctrl(letter: char) -> KeyEvent {
    press(KeyCode::Char(letter), KeyModifiers::CONTROL)
}

#[test]
fn no_key_stands_for_two_commands_and_no_command_is_twice_in_the_table() {
    let mut keys = HashSet::new();
    let mut commands = HashSet::new();
    for entry in TABLE {
        assert!(commands.insert(entry.command), "{:?}", entry.command);
        for key in entry.keys {
            assert!(keys.insert(key), "{key:?} is bound twice");
        }
    }
}

#[test]
fn no_key_both_edits_a_field_and_does_something_else() {
    for key in TABLE.iter().flat_map(|entry| entry.keys) {
        let edit = keys::edit(&keys::press(*key));
        // A letter or a space is text where there is a field, and a key of the page where there is none.
        let is_text = matches!(key, Key::Char(_));
        assert!(edit.is_none() || is_text, "{key:?}");
    }
}

#[test]
fn a_letter_is_text_wherever_a_field_has_the_focus() {
    let space = plain(KeyCode::Char(' '));
    let mut terms = pages::terms();
    assert_eq!(keys::command(&space, &terms), None, "not allowed here");
    terms.keys.push(pages::hint(Command::Toggle, "agree"));
    assert_eq!(keys::command(&space, &terms), Some(Command::Toggle));
    for mut screen in [pages::account(), pages::code()] {
        screen.keys.push(pages::hint(Command::Toggle, "agree"));
        assert_eq!(keys::command(&space, &screen), None);
        assert_eq!(keys::edit(&space), Some(Edit::Insert(' '.into())));
    }
}

#[test]
fn only_what_the_screen_allows_works_but_leaving_and_redrawing_always_do() {
    let screen = pages::code();
    let send_again = ctrl('r');
    assert_eq!(
        keys::command(&send_again, &screen),
        Some(Command::Act(Act::SendAgain))
    );
    assert_eq!(keys::command(&send_again, &pages::server()), None);
    assert_eq!(
        keys::command(&ctrl('c'), &screen),
        Some(Command::Act(Act::Leave))
    );
    assert_eq!(keys::command(&ctrl('l'), &screen), Some(Command::Redraw));
}

#[test]
fn both_keys_of_help_and_of_details_work_and_case_and_shift_do_not_matter() {
    let screen = pages::code();
    for key in [plain(KeyCode::F(1)), ctrl('g'), ctrl('G')] {
        assert_eq!(keys::command(&key, &screen), Some(Command::Act(Act::Help)));
    }
    for key in [plain(KeyCode::F(2)), ctrl('o')] {
        assert_eq!(
            keys::command(&key, &screen),
            Some(Command::Act(Act::Details))
        );
    }
    let shifted = press(KeyCode::BackTab, KeyModifiers::SHIFT);
    let mut screen = pages::account();
    screen.keys.push(pages::hint(Command::Previous, ""));
    assert_eq!(keys::command(&shifted, &screen), Some(Command::Previous));
}

#[test]
fn text_keys_edit_and_others_do_not() {
    let alt = |letter| press(KeyCode::Char(letter), KeyModifiers::ALT);
    let expected = [
        (plain(KeyCode::Char('é')), Some(Edit::Insert('é'.into()))),
        (plain(KeyCode::Backspace), Some(Edit::DeleteBack)),
        (ctrl('h'), Some(Edit::DeleteBack)),
        (ctrl('d'), Some(Edit::DeleteForward)),
        (ctrl('a'), Some(Edit::Home)),
        (ctrl('e'), Some(Edit::End)),
        (ctrl('u'), Some(Edit::DeleteToStart)),
        (ctrl('k'), Some(Edit::DeleteToEnd)),
        (ctrl('w'), Some(Edit::DeleteWordBack)),
        (ctrl('_'), Some(Edit::Undo)),
        (alt('b'), Some(Edit::WordLeft)),
        (alt('d'), Some(Edit::DeleteWordForward)),
        (alt('/'), Some(Edit::Redo)),
        (
            press(KeyCode::Right, KeyModifiers::CONTROL),
            Some(Edit::WordRight),
        ),
        (
            press(KeyCode::Backspace, KeyModifiers::ALT),
            Some(Edit::DeleteWordBack),
        ),
        (press(KeyCode::Char('x'), KeyModifiers::SUPER), None),
        (alt('x'), None),
        (plain(KeyCode::F(5)), None),
        (plain(KeyCode::Enter), None),
    ];
    for (key, edit) in expected {
        assert_eq!(keys::edit(&key), edit, "{key:?}");
    }
}
