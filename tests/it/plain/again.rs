//! The parts that are said again, and those that never are: a pass phrase, a doubt, a part that came back.

use mxid::domain::Language;
use mxid::plain::{self, Doing, Face};
use mxid::screen::{Block, FieldId, Screen, Status, Surroundings, describe};
use mxid::text::{Text, Texts};
use mxid::wizard::{Act, Event, Focus, Media, Move};

use super::{TEXTS, named, said};
use crate::machine::answers::*;
use crate::machine::play::Play;
use crate::screens::scenes;

/// A user who hears what is new.
struct Listener {
    play: Play,
    face: Face,
}

impl Listener {
    /// Somebody who comes to the account page.
    fn on_the_account_page() -> Self {
        let mut play = Play::sign_up(&[&[DUMMY]]);
        play.contact(Media::NONE);
        Self {
            play,
            face: Face::default(),
        }
    }

    fn screen(&self) -> Screen {
        describe(&self.play.wizard, &Surroundings::default(), &TEXTS)
    }

    fn hears(&mut self) -> Vec<String> {
        let screen = self.screen();
        self.face.news(&screen, self.play.now, &TEXTS)
    }

    fn fills(&mut self, field: FieldId, text: &str) {
        self.face.tried();
        self.face.refilled(field);
        self.play.fill(field, text);
    }

    /// Moves on to a field, or back to it.
    fn goes_to(&mut self, field: FieldId, way: Move) {
        while self.play.wizard.focus() != Focus::Field(field) {
            self.play.event(Event::Focus(way));
        }
    }

    fn makes_a_phrase(&mut self) -> String {
        self.face.acted();
        self.face.makes_pass_phrase();
        self.play.event(Act::MakePassPhrase);
        self.play.wizard.form().text(FieldId::Password).to_owned()
    }
}

#[test]
fn a_pass_phrase_is_told_once_however_often_its_page_is_said_and_never_as_a_mask() {
    let mut person = Listener::on_the_account_page();
    person.fills(FieldId::Username, "robin");
    person.goes_to(FieldId::Password, Move::Next);
    person.hears();
    let phrase = person.makes_a_phrase();
    assert!(person.hears().contains(&phrase));
    person.face.forget();
    let again = person.hears().join("\n");
    assert!(again.contains("Random ("), "{again}");
    assert!(!again.contains(&phrase), "{again}");
    let over = person.face.over();
    let before = std::mem::replace(&mut person.face, over);
    assert!(!person.hears().contains(&phrase));
    person.face = before;
    // It is masked when the page is come back to.
    person.play.event(Event::Back);
    person.hears();
    person.play.enter();
    person.goes_to(FieldId::Password, Move::Next);
    let back = person.hears().join("\n");
    assert!(back.contains("Random ("), "{back}");
    assert!(!back.contains('•') && !back.contains(&phrase), "{back}");
    let another = person.makes_a_phrase();
    assert!(person.hears().contains(&another));
}

#[test]
fn what_came_of_the_last_word_is_not_part_of_the_page_that_is_repeated() {
    let mut person = Listener {
        play: Play::waiting_for_link(),
        face: Face::default(),
    };
    person.hears();
    person.play.enter();
    person.play.answer_not_yet();
    let notice = person.screen().notice.expect("what came of the look");
    let notice = notice.read(person.play.now.0, &person.screen().units);
    assert!(person.hears().contains(&notice));
    person.face.forget();
    let again = person.hears();
    assert!(again.len() > 2, "{again:?}");
    assert!(!again.contains(&notice), "{again:?}");
    // Another look has something to say again.
    person.face.acted();
    person.play.seconds(3);
    person.play.enter();
    person.play.answer_not_yet();
    assert!(person.hears().contains(&notice));
}

#[test]
fn a_text_that_is_typed_once_more_is_answered_once_more() {
    let mut person = Listener::on_the_account_page();
    person.hears();
    for name in ["abc", "xyz", "abc"] {
        person.goes_to(FieldId::Username, Move::Previous);
        person.fills(FieldId::Username, name);
        let heard = person.hears().join("\n");
        assert!(heard.contains(&format!("@{name}:")), "{name}: {heard}");
        person.goes_to(FieldId::Password, Move::Next);
        person.hears();
    }
}

#[test]
fn what_belongs_to_another_question_of_the_page_is_not_said_again_when_that_is_gone_back_to() {
    let mut person = Listener::on_the_account_page();
    person.fills(FieldId::Username, "robin");
    person.hears();
    person.goes_to(FieldId::Password, Move::Next);
    assert!(!person.hears().is_empty());
    person.goes_to(FieldId::Username, Move::Previous);
    assert_eq!(person.hears(), [""; 0]);
    person.goes_to(FieldId::Password, Move::Next);
    assert_eq!(person.hears(), [""; 0]);
}

#[test]
fn what_came_back_is_news_and_what_was_hidden_for_a_moment_is_not() {
    let scene = named("done", "by email");
    let mut face = Face::default();
    face.news(&scene.in_words, scene.now, &TEXTS);
    let is_action = |block: &Block| matches!(block, Block::Actions(_));
    let mut less = scene.in_words.clone();
    less.blocks.retain(|block| !is_action(block));
    let mut working = less.clone();
    working.status = Some(Status {
        text: Text::default(),
        since: scene.now,
        spins: true,
    });
    for without in [&working, &less] {
        assert_eq!(face.news(without, scene.now, &TEXTS), [""; 0]);
        let back = face.news(&scene.in_words, scene.now, &TEXTS);
        let is_news = without.status.is_none();
        assert_eq!(!back.is_empty(), is_news, "{back:?}");
    }
}

#[test]
fn each_doubtful_number_is_doubted() {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.fill(FieldId::Country, "GB");
    play.enter();
    let mut person = Listener {
        play,
        face: Face::default(),
    };
    person.hears();
    for number in ["07700 900124", "07700 900125", "07700 900124"] {
        person.fills(FieldId::Number, number);
        person.play.answer_number();
        let screen = person.screen();
        let doubts = person.face.has_doubt(&screen, person.play.now, &TEXTS);
        assert!(doubts, "{number}");
        let heard = person.hears().join("\n");
        assert!(heard.contains("Warning: "), "{number}: {heard}");
        assert!(!person.face.has_doubt(&screen, person.play.now, &TEXTS));
    }
}

#[test]
fn the_doubt_of_a_text_is_not_said_again_with_the_next_field() {
    let mut person = Listener::on_the_account_page();
    person.fills(FieldId::Username, "robin");
    person.goes_to(FieldId::Password, Move::Next);
    person.hears();
    let mut screen = person.screen();
    let is_again =
        |block: &Block| matches!(block, Block::Field(field) if field.id == FieldId::PasswordAgain);
    let at = screen.blocks.iter().position(is_again).expect("a field");
    let doubt = "Easy to guess.".to_owned();
    let remark = Block::Remark(mxid::screen::Mark::Doubt, doubt.into());
    screen.blocks.insert(at, remark);
    let mut news = |field| {
        person.face.refilled(field);
        person.face.news(&screen, person.play.now, &TEXTS)
    };
    let warning = ["Warning: Easy to guess."];
    assert_eq!(news(FieldId::Password), warning);
    assert_eq!(news(FieldId::PasswordAgain), [""; 0]);
    assert_eq!(news(FieldId::Password), warning);
}

#[test]
fn what_stands_apart_on_a_page_is_a_list_and_nobody_s_spaces_are() {
    let rules = named("account", "typed, with rules");
    let lines = said(&rules.in_words, rules.now);
    assert!(lines.contains("characters: met, a digit: met"), "{lines}");
    let mut screen = rules.in_words;
    let theirs = "one   two  three";
    screen.lead = vec![Text::from(theirs.to_owned())];
    let lines = said(&screen, rules.now);
    assert!(lines.lines().any(|line| line == theirs), "{lines}");
    for scene in scenes::all().into_iter().flat_map(|family| family.scenes) {
        let lines = plain::whole(&scene.in_words, scene.now, &TEXTS).join("\n");
        assert!(!lines.contains("  "), "{}: {lines}", scene.name);
    }
}

#[test]
fn every_word_of_the_help_does_something_and_is_explained() {
    for language in Language::ALL {
        let texts = Texts::in_words(language);
        let scenes = scenes::all_in(language).into_iter();
        for scene in scenes.flat_map(|family| family.scenes) {
            let page = &scene.in_words;
            if !page.allows(Act::Help) {
                continue;
            }
            let mut about = page.clone();
            about.blocks.clear();
            let mut face = Face::default();
            face.news(page, scene.now, &texts);
            for line in plain::help(page, &about, scene.now, &texts) {
                let Some((word, does)) = line.split_once([':', '：']) else {
                    continue;
                };
                let (word, does) = (word.trim(), does.trim());
                let doing = face.read(word, page, &texts);
                assert_ne!(doing, Doing::Nothing, "{}: {line}", scene.name);
                let is_said = !does.is_empty() && does.to_lowercase() != word.to_lowercase();
                assert!(is_said, "{}: {line}", scene.name);
            }
        }
    }
}
