//! The number as it is typed: whatever is pressed wherever, the caret stays with its digit, and no key is dead.

use mxid::domain::all;
use mxid::field::{Edit, Typed};
use mxid::screen::{Block, Field, Surroundings, describe};
use mxid::text::Texts;
use mxid::wizard::{Event, FieldId, Media, PageId};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use super::answers::*;
use super::play::Play;

/// The number page of a country, whose checks are held back.
fn typing_in(country: &str) -> Play {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.type_text(country);
    play.enter();
    assert_eq!(play.page(), PageId::Number);
    play.hold_numbers = true;
    play
}

/// The field as a person sees it.
fn field(play: &Play, texts: &Texts) -> Field {
    let screen = describe(&play.wizard, &Surroundings::default(), texts);
    let field = screen.blocks.into_iter().find_map(|block| match block {
        Block::Field(field) => Some(field),
        _ => None,
    });
    field.expect("a field")
}

/// The text of the field with `|` at its caret.
fn marked(play: &Play) -> String {
    let field = field(play, &Texts::english());
    let (before, after) = field.text.split_at(field.caret);
    format!("{before}|{after}")
}

/// What a person has in mind: digits, and where they are among them.
#[derive(Debug, Default)]
struct Mind {
    digits: Vec<char>,
    at: usize,
}

impl Mind {
    fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Insert(text) | Edit::Paste(text) => {
                for digit in text.as_str().chars().filter(char::is_ascii_digit) {
                    self.digits.insert(self.at, digit);
                    self.at += 1;
                }
            }
            Edit::DeleteBack if self.at > 0 => {
                self.at -= 1;
                self.digits.remove(self.at);
            }
            Edit::DeleteForward if self.at < self.digits.len() => {
                self.digits.remove(self.at);
            }
            Edit::DeleteToStart => {
                self.digits.drain(..self.at);
                self.at = 0;
            }
            Edit::DeleteToEnd => self.digits.truncate(self.at),
            Edit::Left => self.at = self.at.saturating_sub(1),
            Edit::Right => self.at = (self.at + 1).min(self.digits.len()),
            Edit::Home => self.at = 0,
            Edit::End => self.at = self.digits.len(),
            _ => {}
        }
    }
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let pasted = ["7", "20 15", " 555-01 ", "(0)7", "12.34/56", "-"];
    prop_oneof![
        6 => "[0-9]".prop_map(|digit| Edit::Insert(digit.as_str().into())),
        1 => Just(Edit::Insert(" ".into())),
        2 => prop::sample::select(pasted.to_vec()).prop_map(|text| Edit::Paste(text.into())),
        8 => prop::sample::select(vec![
            Edit::DeleteBack, Edit::DeleteBack, Edit::DeleteForward, Edit::Left, Edit::Left, Edit::Right, Edit::Home,
            Edit::End, Edit::DeleteToStart, Edit::DeleteToEnd,
        ]),
    ]
}

proptest! {
    #![proptest_config(Config {
        cases: 96,
        rng_seed: RngSeed::Fixed(0),
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn whatever_is_pressed_wherever_the_caret_stays_with_its_digit(
        country in 0..all().len(),
        held in any::<bool>(),
        edits in prop::collection::vec(any_edit(), 1..50),
    ) {
        let texts = Texts::english();
        let mut play = typing_in(all()[country].code.as_str());
        play.hold_numbers = held;
        let mut mind = Mind::default();
        for edit in &edits {
            play.event(Event::Edit(edit.clone()));
            mind.edit(edit);
            let seen = field(&play, &texts);
            let digits = |text: &str| -> Vec<char> {
                text.chars().filter(char::is_ascii_digit).collect()
            };
            prop_assert_eq!(&digits(&seen.text), &mind.digits, "{:?}", edit);
            prop_assert_eq!(digits(&seen.text[..seen.caret]).len(), mind.at, "{:?} {}", edit, seen.text);
            prop_assert!(!seen.text.ends_with([' ', '-']), "{}", seen.text);
        }
    }
}

/// Edits one after the other, and the field after each.
fn edited<const N: usize>(play: &mut Play, edits: [(Edit, &str); N]) {
    for (edit, expected) in edits {
        let name = format!("{edit:?}");
        play.event(Event::Edit(edit));
        assert_eq!(marked(play), expected, "{name}");
    }
}

#[test]
fn words_of_a_number_are_its_groups() {
    let mut play = typing_in("DE");
    play.paste("+49 (1512) 345-6789");
    let edits = [
        (Edit::WordLeft, "+49 1512 |3456789"),
        (Edit::WordLeft, "+49 |1512 3456789"),
        (Edit::WordRight, "+49 1512 |3456789"),
        (Edit::DeleteWordBack, "+49| 3456 789"),
        (Edit::Undo, "+49 1512| 3456789"),
        (Edit::Redo, "+49| 3456 789"),
        (Edit::End, "+49 3456 789|"),
        (Edit::DeleteWordBack, "+49 3456|"),
        (Edit::Home, "|+49 3456"),
        (Edit::DeleteWordForward, "|3456"),
    ];
    edited(&mut play, edits);
}

#[test]
fn a_caret_that_was_moved_to_a_gap_is_behind_it_and_one_that_types_or_deletes_goes_on() {
    let mut play = typing_in("DE");
    play.paste("+4915123456789");
    let edits = [
        (Edit::Home, "|+49 1512 3456789"),
        (Edit::WordRight, "+49 |1512 3456789"),
        (Edit::Left, "+4|9 1512 3456789"),
        (Edit::Right, "+49 |1512 3456789"),
        (Edit::DeleteForward, "+49 |5123 456789"),
        (Edit::Insert("1".into()), "+49 1|512 3456789"),
        (Edit::DeleteBack, "+49| 5123 456789"),
        (Edit::Insert(" ".into()), "+49| 5123 456789"),
        (Edit::End, "+49 5123 456789|"),
    ];
    edited(&mut play, edits);
}

#[test]
fn a_pasted_whole_number_takes_the_place_of_what_was_typed_and_can_be_taken_back() {
    let mut play = typing_in("DE");
    play.type_text("0151");
    play.paste(" tel:+44 7700 900123 ");
    assert_eq!(marked(&play), "+44 7700 900123|");
    assert_eq!(
        play.wizard
            .draft()
            .country
            .map(|c| c.to_string())
            .as_deref(),
        Some("GB")
    );
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(marked(&play), "0151|");
}

#[test]
fn a_pasted_calling_code_goes_before_what_was_typed() {
    let mut play = typing_in("DE");
    play.type_text("15123456789");
    play.event(Event::Edit(Edit::Home));
    play.paste("+49");
    assert_eq!(play.wizard.draft().text(FieldId::Number), "+4915123456789");
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(play.wizard.draft().text(FieldId::Number), "15123456789");
}

#[test]
fn a_pasted_message_gives_its_number() {
    let mut play = typing_in("DE");
    play.paste("My number is 0151 23456789, call me");
    assert_eq!(marked(&play), "01512 3456789|");
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(marked(&play), "|");
    play.event(Event::Fill(
        FieldId::Number,
        Typed::from("Robin: 0151 23456789"),
    ));
    assert_eq!(marked(&play), "01512 3456789|");
}

#[test]
fn what_makes_no_number_is_left_in_sight() {
    let mut play = typing_in("DE");
    play.paste("call 0151-23");
    assert_eq!(marked(&play), "call 0151-23|");
    play.event(Event::Edit(Edit::Home));
    for _ in "call".chars() {
        play.event(Event::Edit(Edit::DeleteForward));
    }
    // What is left is a number, in which every key moves or deletes a digit.
    assert_eq!(play.wizard.draft().text(FieldId::Number), "015123");
    assert_eq!(marked(&play), "|01512 3");
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(marked(&play), "|l 0151-23");
    play.event(Event::Fill(FieldId::Number, Typed::from("01512 345 6789")));
    assert_eq!(marked(&play), "01512 3456789|");
}
