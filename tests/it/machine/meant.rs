//! A suggested correction is shown, and taken with one key.

use mxid::field::Edit;
use mxid::wizard::{Act, Event, FieldId, Media};

use super::answers::*;
use super::play::Play;

fn address(typed: &str) -> Play {
    let mut play = Play::sign_up(&[&[EMAIL]]);
    play.contact(Media::EMAIL);
    play.type_text(typed);
    play
}

#[test]
fn a_slip_and_letters_that_only_look_latin_are_mended_with_one_key() {
    for (typed, meant) in [
        ("robin@gmial.com", "robin@gmail.com"),
        ("r\u{43e}bin@example.org", "robin@example.org"),
        ("r\u{43e}bin@gmial.com", "robin@gmail.com"),
    ] {
        let mut play = address(typed);
        assert!(play.wizard.actions().contains(&Act::TakeSuggestion));
        play.event(Act::TakeSuggestion);
        assert_eq!(play.wizard.form().text(FieldId::Email), meant);
        assert_eq!(play.wizard.suggestion(), None);
    }
    for typed in ["robin@gmail.com", "jürgen@example.org", "robin"] {
        assert_eq!(address(typed).wizard.suggestion(), None, "{typed}");
    }
}

#[test]
fn an_address_is_pasted_without_what_it_was_copied_with() {
    for copied in [
        "mailto:robin@example.org?subject=Hello",
        "Robin <robin@example.org>",
        "write to robin@example.org please",
    ] {
        let mut pasted = address("");
        pasted.paste(copied);
        let mut filled = address("");
        filled.fill(FieldId::Email, copied);
        for play in [pasted, filled] {
            assert_eq!(play.wizard.form().text(FieldId::Email), "robin@example.org");
        }
    }
}

#[test]
fn the_name_of_an_account_is_pasted_without_what_it_was_copied_with() {
    for copied in ["mailto:robin@example.org", "Robin Lee <robin@example.org>"] {
        let mut pasted = Play::adding();
        pasted.paste(copied);
        let mut filled = Play::adding();
        filled.fill(FieldId::SignInName, copied);
        for play in [pasted, filled] {
            let name = play.wizard.form().text(FieldId::SignInName);
            assert_eq!(name, "robin@example.org");
        }
    }
}

/// Takes what was meant, takes that back, and takes it again.
fn taken_and_taken_back(play: &mut Play, field: FieldId) {
    let text = |play: &Play| play.wizard.form().text(field).to_owned();
    let typed = text(play);
    play.event(Act::TakeSuggestion);
    let meant = text(play);
    assert_ne!(meant, typed);
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(text(play), typed, "{field:?}");
    play.event(Event::Edit(Edit::Redo));
    assert_eq!(text(play), meant, "{field:?}");
}

#[test]
fn what_was_taken_for_meant_is_taken_back_like_any_edit() {
    taken_and_taken_back(&mut address("robin@gmial.com"), FieldId::Email);
    let mut naming = Play::sign_up(&[&[DUMMY]]);
    naming.contact(Media::NONE);
    naming.type_text("r\u{43e}bin");
    taken_and_taken_back(&mut naming, FieldId::Username);
    let mut choosing = Play::new();
    choosing.enter();
    choosing.type_text("ex\u{430}mple.org");
    taken_and_taken_back(&mut choosing, FieldId::Server);
}

#[test]
fn a_name_with_a_letter_of_another_alphabet_is_mended_with_one_key() {
    let mut play = Play::choosing_a_name();
    play.type_text("R\u{43e}bin");
    play.enter();
    assert_eq!(play.wizard.suggestion().as_deref(), Some("robin"));
    play.event(Act::TakeSuggestion);
    assert_eq!(play.wizard.form().text(FieldId::Username), "robin");
    assert_eq!(play.problem(), None);
}

#[test]
fn an_address_or_a_name_to_sign_in_with_is_mended_with_one_key() {
    for (typed, meant) in [
        ("robin@gmial.com", "robin@gmail.com"),
        ("r\u{43e}bin@gmail", "robin@gmail.com"),
        ("@r\u{43e}bin:example.org", "@robin:example.org"),
        ("r\u{43e}bin", "robin"),
    ] {
        let mut play = Play::adding();
        play.type_text(typed);
        assert!(play.wizard.actions().contains(&Act::TakeSuggestion));
        play.event(Act::TakeSuggestion);
        assert_eq!(play.wizard.form().text(FieldId::SignInName), meant);
        assert_eq!(play.wizard.suggestion(), None);
    }
    for typed in ["robin", "@robin:example.org", "robin@example.org", ""] {
        let mut play = Play::adding();
        play.type_text(typed);
        assert_eq!(play.wizard.suggestion(), None, "{typed}");
    }
}

#[test]
fn a_server_with_a_letter_of_another_alphabet_is_mended_with_one_key() {
    let mut play = Play::new();
    play.enter();
    play.type_text("ex\u{430}mple.org");
    assert_eq!(play.awaited(), [""; 0], "nobody else's server is asked");
    play.event(Act::TakeSuggestion);
    assert_eq!(play.wizard.form().text(FieldId::Server), "example.org");
    play.enter();
    assert_eq!(play.awaited(), ["/.well-known/matrix/client"]);
}
