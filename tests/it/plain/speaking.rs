//! The spoken text: every screen as it was read and found good, and nothing twice.

use std::fmt::Write;
use std::time::Duration;

use mxid::plain::{self, Face};
use mxid::protocol::ErrCode;
use mxid::screen::{Surroundings, describe};
use mxid::wizard::{Act, FieldId, Media, PageId};

use super::{TEXTS, named, said};
use crate::machine::answers::*;
use crate::machine::play::Play;
use crate::screens::scenes::{self, Scene};

fn screen(play: &Play) -> mxid::screen::Screen {
    describe(&play.wizard, &Surroundings::default(), &TEXTS)
}

/// Whether a scene is met in plain mode: the help is said otherwise, and a code to scan never.
fn is_said(scene: &Scene) -> bool {
    !scene.name.starts_with("help") && !matches!(scene.name, "code" | "copied" | "revealed")
}

#[test]
fn every_screen_in_lines() {
    for family in scenes::all() {
        let mut text = String::new();
        for scene in family.scenes.iter().filter(|scene| is_said(scene)) {
            let lines = said(&scene.in_words, scene.now);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "═══ {} ═══\n{lines}", scene.name);
        }
        insta::with_settings!({
            snapshot_path => "../snapshots",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(format!("plain__{}", family.name), text) });
    }
}

#[test]
fn no_screen_draws_or_names_a_key() {
    let scenes = scenes::all().into_iter().flat_map(|family| family.scenes);
    for scene in scenes.filter(is_said) {
        let lines = said(&scene.in_words, scene.now);
        let is_drawn = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{28ff}')
        };
        assert!(!lines.contains(is_drawn), "{}: {lines}", scene.name);
        let spoken = lines.lines().filter(|line| !line.contains("://"));
        for word in spoken.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '-')) {
            let is_key = matches!(word, "Esc" | "Tab" | "F1" | "F2" | "F3" | "F4" | "arrow")
                || word.to_lowercase().starts_with("ctrl");
            assert!(!is_key, "{}: {word} in {lines}", scene.name);
        }
    }
}

#[test]
fn a_secret_is_not_said_and_its_prompt_is_silent() {
    let scene = named("account", "typed, with rules");
    let lines = said(&scene.in_words, scene.now);
    assert!(!lines.contains('•'), "{lines}");
    let mut play = Play::sign_up(&[&[DUMMY]]);
    play.contact(Media::NONE);
    play.fill(FieldId::Username, "robin");
    play.event(Act::Reveal);
    play.enter();
    play.type_text("violet-anvil-teapot-9");
    let screen = screen(&play);
    let prompt = Face::default().prompt(&screen, &TEXTS);
    assert!(prompt.secret);
    assert!(!prompt.text.contains("violet"), "{prompt:?}");
}

#[test]
fn only_an_answer_that_can_be_gone_on_with_is_offered_to_be_kept() {
    let prompt = |play: &Play| Face::default().prompt(&screen(play), &TEXTS).text;
    let kept = |play: &Play| prompt(play).contains("Enter keeps");
    let mut play = Play::sign_up(&[&[EMAIL]]);
    play.contact(Media::EMAIL);
    for refused in ["bob", "hunter2", "а@ехample.org"] {
        play.fill(FieldId::Email, refused);
        assert!(!prompt(&play).contains(refused), "{}", prompt(&play));
        play.enter();
        assert_eq!(play.page(), PageId::Address);
        // The problem is gone when the page is come back to, and the text is there.
        play.back();
        play.enter();
        assert_eq!(play.wizard.problem(), None);
        assert!(!prompt(&play).contains(refused), "{}", prompt(&play));
    }
    play.fill(FieldId::Email, "robin@example.net");
    assert!(prompt(&play).contains("Enter keeps robin@example.net"));
    play.enter();
    play.fill(FieldId::Username, "Robin Lee");
    assert!(!kept(&play), "{}", prompt(&play));
    play.fill(FieldId::Username, "robin");
    assert!(kept(&play), "{}", prompt(&play));
    play.enter();
    play.type_text("short");
    assert!(!kept(&play), "{}", prompt(&play));
    play.type_text(" but not for long");
    assert!(kept(&play), "{}", prompt(&play));
    play.enter();
    play.type_text("another one");
    assert!(!kept(&play), "{}", prompt(&play));
}

#[test]
fn a_profile_that_is_written_is_said_once() {
    let scene = named("done", "a profile added");
    let lines = said(&scene.in_words, scene.now);
    assert!(!lines.contains("iamb -P"), "{lines}");
    assert_eq!(lines.matches("profile").count(), 1, "{lines}");
}

#[test]
fn the_help_of_a_code_is_about_the_code() {
    let mut play = Play::waiting_for_code();
    play.event(Act::Help);
    let help = said(&screen(&play), play.now);
    assert!(help.contains("Enter without a code"), "{help}");
    let mut play = Play::waiting_for_link();
    play.event(Act::Help);
    let help = said(&screen(&play), play.now);
    assert!(!help.contains("code"), "{help}");
}

#[test]
fn a_pass_phrase_is_told_once_for_each_that_is_made_and_not_remembered() {
    let mut play = Play::sign_up(&[&[DUMMY]]);
    play.contact(Media::NONE);
    let mut face = Face::default();
    let news = |face: &mut Face, play: &Play| face.news(&screen(play), play.now, &TEXTS);
    let name = news(&mut face, &play);
    play.type_text("robin");
    play.enter();
    let password = news(&mut face, &play).join("\n");
    let word = "“phrase”: Pick random words for me";
    assert!(!name.join("\n").contains(word), "{name:?}");
    assert!(password.contains(word), "{password}");
    for _ in 0..2 {
        face.acted();
        face.makes_pass_phrase();
        play.event(Act::MakePassPhrase);
        let phrase = play.wizard.form().text(mxid::wizard::FieldId::Password);
        let told = news(&mut face, &play);
        let times = told.iter().filter(|line| *line == phrase).count();
        assert_eq!(times, 1, "{told:?}");
        let remembered = format!("{face:?}");
        assert!(!remembered.contains(phrase), "{remembered}");
        face.acted();
        assert_eq!(news(&mut face, &play), [""; 0]);
    }
}

#[test]
fn what_was_agreed_to_or_taken_back_is_said_and_what_is_open_is_asked_for() {
    let mut face = Face::default();
    let mut news = |name: &str| {
        let scene = named("token_and_terms", name);
        let agreed = face.news(&scene.in_words, scene.now, &TEXTS);
        (agreed, plain::first_open(&scene.in_words))
    };
    news("terms: none agreed");
    let line = |state: &str| {
        let document = "1. “Privacy policy 1.0” https://example.org/privacy/1.0";
        vec![format!("{document}, {state}")]
    };
    for _ in 0..2 {
        assert_eq!(news("terms: one agreed"), (line("agreed"), None));
        let taken_back = news("terms: none agreed");
        assert_eq!(taken_back, (line("not agreed"), None));
    }
    // As after its number: the second is agreed to and has the focus, the first is open.
    let mut screen = named("token_and_terms", "terms: none agreed").in_words;
    for block in &mut screen.blocks {
        if let mxid::screen::Block::Checks(checks) = block {
            checks[0].focused = false;
            (checks[1].focused, checks[1].agreed) = (true, true);
        }
    }
    assert_eq!(plain::first_open(&screen), Some(0));
}

#[test]
fn an_action_whose_number_stays_is_not_said_again() {
    let mut face = Face::default();
    let mut news = |name: &str| {
        let scene = named("done", name);
        face.news(&scene.in_words, scene.now, &TEXTS)
    };
    let finish = "1. Finish".to_owned();
    assert!(news("by email").contains(&finish));
    let added = news("a profile added").join("\n");
    assert!(added.contains("The profile "), "{added}");
    assert!(!added.contains(&finish), "{added}");
}

#[test]
fn what_was_said_is_not_said_again_while_time_passes() {
    let mut play = Play::waiting_for_link();
    let mut face = Face::default();
    assert!(!face.news(&screen(&play), play.now, &TEXTS).is_empty());
    for _ in 0..5 {
        play.seconds(6);
        play.answer_not_yet();
        let news = face.news(&screen(&play), play.now, &TEXTS);
        assert_eq!(news, [""; 0]);
    }
}

#[test]
fn that_another_message_may_be_asked_for_is_said_once_when_it_may() {
    let mut play = Play::waiting_for_code();
    let mut face = Face::default();
    let lines = face.news(&screen(&play), play.now, &TEXTS).join("\n");
    assert!(lines.contains("Send again, in "), "{lines}");
    let at = face.next_change(&screen(&play), play.now);
    let at = at.expect("it is counted down");
    assert!(at - play.now > Duration::from_secs(20), "no ticking");
    play.advance(at - play.now);
    let news = face.news(&screen(&play), play.now, &TEXTS);
    assert_eq!(news, ["Now possible: Send again"]);
    assert_eq!(face.news(&screen(&play), play.now, &TEXTS), [""; 0]);
    assert_eq!(face.next_change(&screen(&play), play.now), None);
}

#[test]
fn the_same_problem_is_said_again_after_another_try_and_not_after_a_word() {
    let mut play = Play::new();
    play.enter();
    let mut face = Face::default();
    face.news(&screen(&play), play.now, &TEXTS);
    for _ in 0..2 {
        face.tried();
        play.enter();
        let news = face.news(&screen(&play), play.now, &TEXTS).join("\n");
        assert!(news.starts_with("Problem: Type a server name."), "{news}");
        face.acted();
        assert_eq!(face.news(&screen(&play), play.now, &TEXTS), [""; 0]);
    }
}

#[test]
fn asking_too_soon_is_answered_each_time_and_the_problem_before_it_is_not_repeated() {
    let mut play = Play::waiting_for_code();
    let mut face = Face::default();
    let mut news = |play: &Play, turn: fn(&mut Face)| {
        turn(&mut face);
        face.news(&screen(play), play.now, &TEXTS)
    };
    news(&play, |_| {});
    play.type_text("417203");
    play.answer(CODE, refused(400, ErrCode::Unknown));
    let problem = news(&play, Face::tried);
    assert!(problem[0].ends_with("is not the right code."));
    for _ in 0..2 {
        play.event(Act::SendAgain);
        let notice = news(&play, Face::acted);
        assert_eq!(notice, ["You can ask again in 1:00."]);
    }
}

#[test]
fn another_message_is_said_once() {
    let mut play = Play::waiting_for_code();
    let mut face = Face::default();
    face.news(&screen(&play), play.now, &TEXTS);
    play.seconds(61);
    face.news(&screen(&play), play.now, &TEXTS);
    face.acted();
    play.event(Act::SendAgain);
    play.answer(REGISTER_PHONE, by_code("2"));
    let news = face.news(&screen(&play), play.now, &TEXTS);
    let said = news.iter().filter(|line| line.contains("Sent again"));
    assert_eq!(said.count(), 1, "{news:?}");
}

#[test]
fn what_is_known_of_a_field_is_said_when_it_is_asked_for() {
    let mut play = Play::sign_up(&[&[DUMMY]]);
    play.contact(Media::NONE);
    let mut face = Face::default();
    let hint = "Longer is stronger: a few random words work best.".to_owned();
    let name = face.news(&screen(&play), play.now, &TEXTS);
    assert!(!name.contains(&hint), "{name:?}");
    play.type_text("robin");
    play.enter();
    let password = face.news(&screen(&play), play.now, &TEXTS);
    assert!(password.contains(&hint), "{password:?}");
}

#[test]
fn what_is_over_in_a_moment_is_not_worth_a_line() {
    let mut play = Play::new();
    play.enter();
    let mut face = Face::default();
    face.news(&screen(&play), play.now, &TEXTS);
    play.type_text("example.org");
    play.enter();
    let shown = screen(&play);
    assert!(shown.status.is_some());
    assert_eq!(face.news(&shown, play.now, &TEXTS), [""; 0]);
    let at = face
        .next_change(&shown, play.now)
        .expect("it is looked at again");
    let news = face.news(&shown, at, &TEXTS);
    assert_eq!(news, ["Looking for example.org"]);
    assert_eq!(face.news(&shown, at, &TEXTS), [""; 0]);
}

#[test]
fn the_help_lists_the_words_that_work_here() {
    let mut play = Play::waiting_for_code();
    let page = screen(&play);
    play.event(Act::Help);
    let help = plain::help(&page, &screen(&play), play.now, &TEXTS).join("\n");
    for line in [
        "again: asks for another message",
        "change: Use another number",
        "back: goes back",
        "put = in front of it",
    ] {
        assert!(help.contains(line), "{line} is not in: {help}");
    }
    for word in ["practise:", "take:", "more:", "next:", "help:"] {
        assert!(!help.contains(word), "{word} is in: {help}");
    }
    assert!(!help.contains("Ctrl"), "{help}");
}

#[test]
fn a_message_of_the_practice_server_is_a_line_and_its_link_another() {
    use mxid::screen::InboxKind::{Mail, Sms};
    let sms = scenes::message(Sms, "Your code is 123456", Some("123456"), None);
    let lines = plain::message(&sms, &TEXTS);
    assert_eq!(
        lines,
        ["Text message to +1 201-555-0123: Your code is 123456"]
    );
    let link = "https://example.org/x";
    let mail = scenes::message(
        Mail,
        "Confirm your address\n\nOpen the link.",
        None,
        Some(link),
    );
    let lines = plain::message(&mail, &TEXTS);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[1].contains("“open”") && lines[1].ends_with(link),
        "{lines:?}"
    );
}

#[test]
fn a_list_is_said_whole_whenever_it_is_another() {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(mxid::wizard::Media::PHONE);
    let mut face = Face::default();
    let first = face.news(&screen(&play), play.now, &TEXTS);
    let mut filtered = |text| {
        play.fill(mxid::wizard::FieldId::Country, text);
        face.news(&screen(&play), play.now, &TEXTS)
    };
    let german = filtered("ger");
    assert_eq!(german[0], "1. Germany, DE +49");
    assert_eq!(filtered("swed"), ["1. Sweden, SE +46"]);
    assert_eq!(filtered("ger"), german);
    let all = filtered("");
    assert!(all.len() > 9 && first.ends_with(&all), "{all:?}");
}
