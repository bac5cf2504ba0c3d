//! In a small window nobody presses Enter blindly, and nothing that can be chosen is cut, in any language.

use std::collections::BTreeSet;

use mxid::domain::Language;
use mxid::screen::{Block, Command, Screen};
use mxid::tui::{Theme, View};

use super::scenes::{Scene, told};
use super::support::{Drawn, Size};

const ROOMIER: Size = (40, 12);
const LEAST: Size = (30, 8);

/// Up to so many entries of a list are looked at.
const SHORT: usize = 12;
/// Of a longer one so many, those with the longest names.
const LONGEST: usize = 3;

/// The written text, without the spaces between words and the arrows that say there is more.
pub fn letters(text: &str) -> String {
    let is_letter = |c: &char| !c.is_whitespace() && !['↑', '↓'].contains(c);
    text.chars().filter(is_letter).collect()
}

/// The part of the page that Enter is about, in words; a field has its caret instead.
fn focused(screen: &Screen) -> Option<Vec<String>> {
    screen.blocks.iter().find_map(|block| match block {
        Block::Actions(items) => {
            let item = items.iter().find(|item| item.focused)?;
            Some(vec![item.label.clone()])
        }
        Block::Checks(checks) => {
            let check = checks.iter().find(|check| check.focused)?;
            Some(vec![check.label.clone()])
        }
        Block::Choices(list) if list.focused => {
            let item = list.items.get(list.chosen?)?;
            Some(vec![item.label.clone(), item.aside.clone()])
        }
        _ => None,
    })
}

fn has_caret(screen: &Screen) -> bool {
    screen.blocks.iter().any(|block| match block {
        Block::Field(field) => field.focused,
        Block::Code(code) => code.focused,
        _ => false,
    })
}

fn draw(view: &mut View, screen: &Screen, size: Size, scene: &Scene) -> Drawn {
    Drawn::new(view, screen, &Theme::colour(), size, scene.now)
}

/// The part of Enter that is not in sight: its subject, and its hint in the footer. `lines` are those of the frame.
pub fn unseen(drawn: &Drawn, lines: &[String], screen: &Screen) -> Vec<String> {
    let seen = letters(&lines.concat());
    let footer = lines.iter().rfind(|line| !line.is_empty());
    let footer = footer.map_or("", String::as_str);
    let mut unseen = focused(screen).unwrap_or_default();
    unseen.retain(|words| !seen.contains(&letters(words)));
    if has_caret(screen) && drawn.cursor.is_none() {
        unseen.push("the caret".into());
    }
    let enter = screen
        .keys
        .iter()
        .find(|hint| hint.command == Command::Continue && !hint.label.is_empty());
    let enter = enter.map(|hint| format!("enter {}", hint.label));
    unseen.extend(enter.filter(|enter| !footer.contains(enter)));
    unseen
}

/// To the end of a page, and then to its beginning.
pub const END_FIRST: [Command; 2] = [Command::PageDown, Command::PageUp];

/// Where a page is turned to from where it opens, drawn.
pub fn turned(scene: &Scene, size: Size, way: &[Command]) -> Vec<Drawn> {
    let mut view = View::default();
    let mut pictures = vec![draw(&mut view, &scene.screen, size, scene)];
    for turn in way {
        while view.turn(*turn) {
            let picture = draw(&mut view, &scene.screen, size, scene);
            let last = pictures.last();
            if last.is_some_and(|last| last.buffer == picture.buffer) {
                break;
            }
            pictures.push(picture);
        }
    }
    pictures
}

/// So it is in larger windows too, which [`super::fitting`] holds in every language.
#[test]
fn what_enter_does_is_in_sight_in_the_least_window_wherever_a_page_was_turned_to() {
    let mut faults = Vec::new();
    for (name, scene) in told(Language::English) {
        for picture in turned(scene, LEAST, &END_FIRST) {
            for words in unseen(&picture, &picture.lines(), &scene.screen) {
                faults.push(format!("{name}: “{words}” in\n{}", picture.text()));
            }
        }
    }
    assert!(faults.is_empty(), "{} {}", faults.len(), faults.join("\n"));
}

/// A screen with each of what can be chosen on it chosen in turn, and the words of that.
fn choosing(scene: &Scene) -> Vec<(Screen, Vec<String>)> {
    let mut screens = Vec::new();
    for (at, block) in scene.screen.blocks.iter().enumerate() {
        match block {
            Block::Choices(list) if list.focused => {
                let mut items: Vec<usize> = (0..list.items.len()).collect();
                items.sort_by_key(|at| std::cmp::Reverse(list.items[*at].label.len()));
                let looked_at = if items.len() > SHORT { LONGEST } else { SHORT };
                for chosen in items.into_iter().take(looked_at) {
                    let mut list = list.clone();
                    list.chosen = Some(chosen);
                    let item = &list.items[chosen];
                    let note = item.note.read(scene.now.0, &scene.screen.units);
                    let words = vec![item.label.clone(), item.aside.clone(), note];
                    screens.push((at, Block::Choices(list), words));
                }
            }
            Block::Actions(items) if items.iter().any(|item| item.focused) => {
                for focused in 0..items.len() {
                    let mut items = items.clone();
                    for (at, item) in items.iter_mut().enumerate() {
                        item.focused = at == focused;
                    }
                    let words = vec![items[focused].label.clone()];
                    screens.push((at, Block::Actions(items), words));
                }
            }
            Block::Field(field) if field.focused => {
                screens.push((at, block.clone(), vec![field.label.clone()]));
            }
            _ => {}
        }
    }
    let with = |(at, block, words): (usize, Block, _)| {
        let mut screen = scene.screen.clone();
        screen.blocks[at] = block;
        (screen, words)
    };
    screens.into_iter().map(with).collect()
}

#[test]
fn no_choice_is_cut() {
    let mut faults = Vec::new();
    for language in Language::ALL {
        let mut met = BTreeSet::new();
        for (name, scene) in told(language) {
            let mut view = View::default();
            for (screen, mut words) in choosing(scene) {
                // A choice on a page like this one needs no second look.
                let page = screen.title.read(scene.now.0, &screen.units);
                if !met.insert((page, words.clone())) {
                    continue;
                }
                let text = draw(&mut view, &screen, ROOMIER, scene).text();
                let seen = letters(&text);
                words.retain(|words| !seen.contains(&letters(words)));
                if !words.is_empty() {
                    faults.push(format!("{language}, {name}: {words:?} in\n{text}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} {}", faults.len(), faults.join("\n"));
}

#[test]
fn that_it_is_practice_is_said_whole_before_the_first_message() {
    for language in Language::ALL {
        for (name, scene) in told(language) {
            let strip = scene.screen.strip.as_ref();
            if let Some(strip) = strip.filter(|strip| strip.hint.is_empty()) {
                let drawn = draw(&mut View::default(), &scene.screen, ROOMIER, scene);
                let seen = letters(&drawn.text());
                assert!(seen.contains(&letters(&strip.title)), "{language}, {name}");
            }
        }
    }
}
