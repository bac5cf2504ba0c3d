//! The number as it is typed: whatever is pressed wherever, the caret stays with its digit, and no key is dead.

use mxid::domain::{CountryCode, PhoneNumber, all, check, country_of, example};
use mxid::field::{Edit, Typed};
use mxid::screen::{Block, Field, Surroundings, describe};
use mxid::text::Texts;
use mxid::wizard::{Event, FieldId, Media, Notice, PageId};
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

/// The field as a user sees it.
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

/// The country that the page is about.
fn country(play: &Play) -> CountryCode {
    assert_eq!(play.page(), PageId::Number);
    play.wizard.form().country.expect("a country")
}

/// The user's intention: digits, after a plus perhaps, and the place among them.
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
        let digits = |text: &str| -> Vec<char> {
            text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
        };
        for edit in &edits {
            play.event(Event::Edit(edit.clone()));
            mind.edit(edit);
            let seen = field(&play, &texts);
            let shown = digits(&seen.text);
            // An exit code has become a plus.
            if shown.first() == Some(&'+') && !mind.digits.contains(&'+') {
                let gone = mind.digits.len() + 1 - shown.len();
                mind.digits.splice(..gone, ['+']);
                mind.at = mind.at + 1 - gone;
            }
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
        play.wizard.form().country.map(|c| c.to_string()).as_deref(),
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
    assert_eq!(play.wizard.form().text(FieldId::Number), "+4915123456789");
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(play.wizard.form().text(FieldId::Number), "15123456789");
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
    // The rest is a number, in which every key moves or deletes a digit.
    assert_eq!(play.wizard.form().text(FieldId::Number), "015123");
    assert_eq!(marked(&play), "|01512 3");
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(marked(&play), "|l 0151-23");
    play.event(Event::Fill(FieldId::Number, Typed::from("01512 345 6789")));
    assert_eq!(marked(&play), "01512 3456789|");
}

/// The exit codes, each with a region that has it.
fn exit_codes() -> Vec<(&'static str, CountryCode)> {
    let table = include_str!("../../../assets/countries/numbers.tsv");
    let mut exits: Vec<(&str, CountryCode)> = table
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let region = cells.next()?.parse().ok()?;
            Some((cells.nth(3)?, region))
        })
        .filter(|(exit, _)| exit.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    exits.sort_unstable();
    exits.dedup_by_key(|(exit, _)| *exit);
    exits
}

#[test]
fn a_number_typed_with_an_exit_code_is_the_same_in_the_country_that_it_names() {
    let exits = exit_codes();
    assert!(exits.len() > 10, "{exits:?}");
    let mut tried = 0;
    for (exit, home) in exits.clone() {
        let mut play = typing_in(home.as_str());
        // One of each exit code, and from the land of 011 every region.
        let others = exits.iter().map(|(_, abroad)| *abroad);
        let every = all().iter().map(|country| country.code);
        for abroad in others.chain(every.filter(|_| exit == "011")) {
            let mobile = example(abroad).expect("an example");
            let whole = check(abroad, mobile);
            let e164 = whole.number().map(PhoneNumber::e164).expect("a number");
            let named = country_of(e164, home).expect("a country");
            if named == home {
                continue;
            }
            let dialled = format!("{exit}{}", &e164[1..]);
            for pastes in [false, true] {
                if pastes {
                    play.paste(&dialled);
                } else {
                    for key in dialled.chars() {
                        play.type_text(&key.to_string());
                    }
                }
                let text = play.wizard.form().text(FieldId::Number);
                let way = format!("{dialled} from {home}, pasted: {pastes}");
                assert_eq!((text, country(&play)), (e164, named), "{way}");
                let sent = check(named, text);
                assert_eq!(sent.number().map(PhoneNumber::e164), Some(e164), "{way}");
                assert_eq!(play.wizard.form().line(FieldId::Number).caret(), e164.len());
                play.event(Event::Edit(Edit::Undo));
                assert_eq!(play.wizard.form().text(FieldId::Number), "", "{way}");
                assert_eq!(country(&play), home, "{way}");
                tried += 1;
            }
        }
    }
    assert!(tried > 600, "{tried}");
}

#[test]
fn the_country_that_was_chosen_is_back_when_the_number_names_none() {
    let germany = "DE".parse().expect("a country");
    let mut play = typing_in("DE");
    play.paste("+33 6 12 34 56 78");
    assert_eq!(country(&play).as_str(), "FR");
    play.event(Event::Edit(Edit::Undo));
    assert_eq!(country(&play), germany);
    assert_eq!(play.wizard.form().country, Some(germany));
    assert_eq!(play.wizard.notice(), None);

    // It is known when the user comes back to the page, too.
    play.hold_numbers = false;
    play.paste("+44 7700 900123");
    play.enter();
    play.back();
    assert_eq!(country(&play).as_str(), "GB");
    play.event(Event::Edit(Edit::DeleteToStart));
    assert_eq!(country(&play), germany);

    // Nor does a digit before a national number name another one.
    play.type_text("01512345678");
    play.event(Event::Edit(Edit::Home));
    for (key, text) in [
        ("0", "001512345678"),
        ("0", "0001512345678"),
        ("4", "00401512345678"),
        ("9", "004901512345678"),
    ] {
        play.type_text(key);
        assert_eq!(play.wizard.form().text(FieldId::Number), text);
        assert_eq!(country(&play), germany, "{text}");
    }
}

#[test]
fn a_country_that_is_the_same_again_is_no_news() {
    let mut play = typing_in("DE");
    play.type_text("015123456789");
    play.event(Event::Edit(Edit::Home));
    for key in ["+", "4", "9"] {
        play.type_text(key);
    }
    assert_eq!(country(&play).as_str(), "DE");
    assert_eq!(play.wizard.notice(), None);
    let mut play = typing_in("US");
    play.type_text("+44");
    let gb = "GB".parse().expect("a country");
    assert_eq!(play.wizard.notice(), Some(Notice::CountrySwitched(gb)));
}
