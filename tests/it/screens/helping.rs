//! The help names the keys that do something on the page under it, and no others.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use mxid::protocol::{ErrCode, Reply};
use mxid::screen::{Block, Command, Screen, Surroundings, TABLE, describe};
use mxid::text::Texts;
use mxid::tui::keys;
use mxid::wizard::{Act, Effect, Event, Focus, Media, PageId, Task, Wizard};

use super::scenes::{ending, identity, visiting};
use crate::machine::answers::*;
use crate::machine::around;
use crate::machine::play::Play;
use crate::machine::web;

/// Every page, and those states of it in which other keys work.
fn pages() -> Vec<fn() -> Play> {
    fn server() -> Play {
        let mut play = Play::new();
        play.enter();
        play
    }
    fn going(media: Media) -> Play {
        let mut play = Play::sign_up(&[&[DUMMY], &[EMAIL], &[MSISDN]]);
        play.contact(media);
        play
    }
    fn terms() -> Play {
        let mut play = identity::invited();
        identity::to_terms(&mut play);
        play
    }
    fn slipped() -> Play {
        let mut play = going(Media::EMAIL);
        play.type_text("robin@gmial.com");
        play
    }
    fn in_use() -> Play {
        let mut play = Play::asking_by_email();
        play.answer(REGISTER_EMAIL, refused(400, ErrCode::ThreepidInUse));
        play
    }
    fn reviewed() -> Play {
        let mut play = going(Media::NONE);
        play.account();
        play
    }
    fn reset() -> Play {
        let mut play = Play::choosing_a_new_password();
        play.new_password();
        play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
        play.seconds(6);
        play.answer(RESET, Ok(Reply::PasswordReset));
        play
    }
    vec![
        Play::new,
        server,
        Play::adding,
        || Play::sign_up(&[&[DUMMY]]),
        || Play::sign_up(&[&[DUMMY], &[EMAIL]]),
        || going(Media::PHONE),
        || {
            let mut play = going(Media::PHONE);
            play.type_text("United States");
            play.enter();
            play
        },
        || going(Media::EMAIL),
        slipped,
        in_use,
        || going(Media::NONE),
        identity::invited,
        terms,
        reviewed,
        Play::choosing_a_new_password,
        || visiting::captcha(true),
        || visiting::captcha(false),
        Play::waiting_for_code,
        Play::waiting_for_link,
        web::offered,
        web::sent,
        around::created,
        reset,
        || ending::stopped_at(refused(403, ErrCode::Forbidden)),
        || web::found(Task::Reset, true, metadata(), true),
    ]
}

/// A page with something in the field that has the focus, so that there is something to take back.
fn at(page: fn() -> Play) -> Play {
    let mut play = page();
    if let Focus::Field(field) = play.wizard.focus()
        && play.wizard.form().line(field).is_empty()
    {
        play.type_text("5");
    }
    play
}

fn screen(wizard: &Wizard) -> Screen {
    describe(wizard, &Surroundings::default(), &Texts::english())
}

/// The names of the keys that the help of a page has.
fn named(page: fn() -> Play) -> Vec<String> {
    let mut play = at(page);
    play.event(Act::Help);
    let rows = screen(&play.wizard)
        .blocks
        .into_iter()
        .find_map(|block| match block {
            Block::Table(rows) => Some(rows),
            _ => None,
        });
    let rows = rows.expect("a table of keys");
    rows.into_iter().map(|row| row.name).collect()
}

/// The keys that go by a name.
fn keys(name: &str) -> Vec<KeyEvent> {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let key = |name: &str| match name {
        "Enter" => plain(KeyCode::Enter),
        "Esc" => plain(KeyCode::Esc),
        "Tab" => plain(KeyCode::Tab),
        "Space" => plain(KeyCode::Char(' ')),
        "↑" => plain(KeyCode::Up),
        "↓" => plain(KeyCode::Down),
        name => match (name.strip_prefix('F'), name.strip_prefix("Ctrl-")) {
            (Some(number), _) => plain(KeyCode::F(number.parse().expect("a number"))),
            (None, Some(letter)) => {
                let letter = letter
                    .to_ascii_lowercase()
                    .chars()
                    .next()
                    .expect("a letter");
                KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
            }
            (None, None) => plain(KeyCode::Char(name.chars().next().expect("a letter"))),
        },
    };
    name.split([' ', ','])
        .filter(|name| !name.is_empty())
        .map(key)
        .collect()
}

/// The meaning of a key to the machine; `None` if it is nothing there.
fn event(key: &KeyEvent, screen: &Screen) -> Option<Event> {
    match keys::command(key, screen) {
        Some(command) => command.event(),
        None => keys::edit(key).map(Event::Edit),
    }
}

/// Whether a key steps, asks for something, or shows something else.
fn does_something(page: fn() -> Play, key: &KeyEvent) -> bool {
    let mut play = at(page);
    let before = screen(&play.wizard);
    let Some(event) = event(key, &before) else {
        return false;
    };
    let (told, asked) = (play.told.len(), play.requests.len());
    play.event(event);
    let is_seen = |effect: &Effect| matches!(effect, Effect::Exit(_) | Effect::Copy(_));
    screen(&play.wizard) != before
        || play.requests.len() > asked
        || play.told.iter().skip(told).any(is_seen)
        || play.awaits(|effect| matches!(effect, Effect::OpenLink { .. } | Effect::Listen { .. }))
}

#[test]
fn every_key_that_the_help_names_does_something_on_its_page() {
    let mut met = BTreeSet::new();
    for page in pages() {
        let here = at(page).page();
        met.insert(here);
        for name in named(page) {
            // Its picture is the same.
            if name != "Ctrl-L" {
                let works = keys(&name).iter().any(|key| does_something(page, key));
                assert!(works, "{here:?}: {name}");
            }
        }
    }
    assert_eq!(met.len(), PageId::Stopped as usize + 1, "all but {met:?}");
}

/// Every entry of the footer is in the help as well, except the help itself.
#[test]
fn a_key_is_in_the_help_wherever_it_works() {
    let keys = [
        ("Enter", Command::Continue),
        ("Esc", Command::Back),
        ("Tab", Command::Next),
        ("↑ ↓", Command::Up),
        ("Space", Command::Toggle),
        ("F2, Ctrl-O", Command::Act(Act::Details)),
        ("Ctrl-L", Command::Redraw),
        ("Ctrl-C", Command::Act(Act::Leave)),
        ("F3", Command::Act(Act::TakeSuggestion)),
        ("Ctrl-P", Command::Act(Act::Practise)),
        ("Ctrl-X", Command::Act(Act::Switch)),
        ("F5", Command::Act(Act::MakePassPhrase)),
        ("Ctrl-T", Command::Act(Act::Reveal)),
        ("Ctrl-Y", Command::Act(Act::Copy)),
        ("q", Command::Act(Act::ShowQr)),
        ("o", Command::Act(Act::OpenLink)),
        ("Ctrl-R", Command::Act(Act::SendAgain)),
        ("F4", Command::Act(Act::ChangeAddress)),
    ];
    let mut met = BTreeSet::new();
    for page in pages() {
        let play = at(page);
        let (names, under) = (named(page), screen(&play.wizard));
        for (name, command) in keys {
            let is_named = names.iter().any(|known| known == name);
            assert_eq!(is_named, under.allows(command), "{:?}: {name}", play.page());
            met.extend(is_named.then_some(name));
        }
        let in_footer = under.keys.iter().filter(|hint| !hint.label.is_empty());
        for hint in in_footer.filter(|hint| hint.command != Command::Act(Act::Help)) {
            let is_known = keys.iter().any(|(_, command)| *command == hint.command);
            assert!(is_known, "{:?}: {hint:?}", play.page());
        }
    }
    assert_eq!(met.len(), keys.len(), "only {met:?}");
}

#[test]
fn the_last_page_has_no_way_back_and_its_matrix_id_is_copied() {
    let names = named(around::created);
    assert!(!names.contains(&"Esc".to_owned()), "{names:?}");
    assert!(names.contains(&"Ctrl-Y".to_owned()), "{names:?}");
}

/// An act that is new in the machine needs a row in the table, and an act that does not work changes nothing.
#[test]
fn every_line_of_a_page_has_its_name_and_only_acts_that_work_change_something() {
    let acts = TABLE.iter().filter_map(|entry| match entry.command {
        Command::Act(act) => Some(act),
        _ => None,
    });
    for page in pages() {
        let play = at(page);
        for block in screen(&play.wizard).blocks {
            if let Block::Actions(lines) = block {
                let is_named = lines.iter().all(|line| !line.label.is_empty());
                assert!(is_named, "{:?}: {lines:?}", play.page());
            }
        }
        let before = format!("{:?}", play.wizard);
        for act in acts.clone().filter(|act| !play.wizard.works(*act)) {
            let mut play = at(page);
            let requests = play.requests.len();
            play.event(act);
            let is_same = format!("{:?}", play.wizard) == before;
            assert!(is_same, "{:?}: {act:?}", play.page());
            assert_eq!(play.requests.len(), requests, "{act:?}");
        }
    }
}
