//! A terminal that is not UTF-8: no password is made of what is left.

use mxid::field::Edit;
use mxid::wizard::{Event, FieldId, Focus, Move, PageId, ProblemKind};

use super::answers::*;
use super::play::Play;

/// The decoder's reading of a text in Latin-1.
fn type_latin1(play: &mut Play, text: &str) {
    for letter in text.chars() {
        match letter.is_ascii() {
            true => play.type_text(&letter.to_string()),
            false => play.event(Event::NotUtf8),
        }
    }
}

const SECRET: &str = "Gr\u{fc}\u{df}e-aus-K\u{f6}ln";

fn text(play: &Play, field: FieldId) -> &str {
    play.wizard.form().text(field)
}

#[test]
fn a_password_with_bytes_that_cannot_be_read_is_not_taken_and_that_is_said() {
    let mut play = Play::choosing_a_name();
    play.type_text("robin");
    for field in [FieldId::Password, FieldId::PasswordAgain] {
        play.event(Event::Focus(Move::Next));
        assert_eq!(play.wizard.focus(), Focus::Field(field));
        type_latin1(&mut play, SECRET);
        assert_eq!(text(&play, field), "");
        assert_eq!(play.problem(), Some(ProblemKind::NotUtf8));
    }
    for _ in 0..4 {
        play.enter();
        assert_eq!(play.page(), PageId::Account);
    }
    assert_eq!(play.awaited(), [""; 0], "no account is asked for");
}

#[test]
fn a_field_that_takes_nothing_is_opened_by_another_key_and_by_no_edit_inside_the_text() {
    let inside: [(Edit, &str); 4] = [
        (Edit::DeleteBack, "backspace"),
        (Edit::Left, "left"),
        (Edit::DeleteWordBack, "a word back"),
        (Edit::Paste("and-more-of-it".into()), "a paste"),
    ];
    for (edit, name) in inside {
        let mut play = Play::choosing_a_name();
        play.event(Event::Focus(Move::Next));
        type_latin1(&mut play, SECRET);
        play.event(Event::Edit(edit));
        play.type_text("sse-aus-Koeln");
        assert_eq!(text(&play, FieldId::Password), "", "{name}");
        assert_eq!(play.problem(), Some(ProblemKind::NotUtf8), "{name}");
    }
    let mut play = Play::choosing_a_name();
    play.event(Event::Focus(Move::Next));
    type_latin1(&mut play, SECRET);
    play.event(Event::Edit(Edit::DeleteToStart));
    play.type_text(PASSWORD);
    assert_eq!(text(&play, FieldId::Password), PASSWORD);
    assert_eq!(play.problem(), None);
    let mut play = Play::choosing_a_name();
    play.event(Event::Focus(Move::Next));
    type_latin1(&mut play, SECRET);
    play.event(Event::Focus(Move::Next));
    play.type_text(PASSWORD);
    assert_eq!(text(&play, FieldId::PasswordAgain), PASSWORD);
}

#[test]
fn no_field_keeps_the_beginning_of_a_text_that_cannot_be_read() {
    let mut play = Play::choosing_a_name();
    type_latin1(&mut play, "J\u{fc}rgen");
    assert_eq!(text(&play, FieldId::Username), "");
    assert_eq!(play.problem(), Some(ProblemKind::NotUtf8));
    // Half a server's name is not looked up.
    let mut play = Play::new();
    play.enter();
    type_latin1(&mut play, "b\u{fc}cher.example");
    play.seconds(5);
    assert_eq!(play.awaited(), [""; 0]);
    assert_eq!(play.problem(), Some(ProblemKind::NotUtf8));
}

#[test]
fn a_typed_character_that_no_password_holds_closes_the_field() {
    for letter in ["\u{2028}", "\u{2029}", "\u{85}"] {
        let mut play = Play::choosing_a_name();
        play.event(Event::Focus(Move::Next));
        for typed in ["violet", letter, "anvil-9x"] {
            play.type_text(typed);
        }
        assert_eq!(text(&play, FieldId::Password), "", "{letter:?}");
        assert_eq!(play.problem(), Some(ProblemKind::NotUtf8), "{letter:?}");
    }
}

#[test]
fn a_paste_that_a_password_cannot_hold_whole_is_not_taken() {
    for pasted in ["one\ntwo", "tab\tinside", "esc\u{1b}[31m", "nul\0"] {
        let mut play = Play::choosing_a_name();
        play.event(Event::Focus(Move::Next));
        play.paste(pasted);
        assert_eq!(text(&play, FieldId::Password), "", "{pasted:?}");
        assert!(play.wizard.notice().is_some(), "{pasted:?}");
        play.fill(FieldId::Password, pasted);
        assert_eq!(text(&play, FieldId::Password), "", "{pasted:?}");
    }
    // The end of a line that was copied whole is no part of it.
    let mut play = Play::choosing_a_name();
    play.event(Event::Focus(Move::Next));
    play.paste("  spaces stay \n");
    assert_eq!(text(&play, FieldId::Password), "  spaces stay ");
}
