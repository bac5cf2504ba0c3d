//! Every page fits in every window, in every language: nothing covers anything, a footer is made of whole hints, and
//! everything that a page says can be read whole, if need be by turning it.

use mxid::domain::Language;
use mxid::field::width;
use mxid::screen::{Block, Command, KeyHint, Screen};
use mxid::text::Text;
use mxid::wizard::{Act, Time};

use super::USUAL;
use super::narrow::{END_FIRST, letters, turned, unseen};
use super::parts::{Around, Page, has_code};
use super::scenes::{Scene, told};
use super::sizes::{LARGE, SMALL};
use super::support::{Drawn, Size};

/// The least window with a rail.
const LEAST_WITH_RAIL: Size = (60, 16);

struct Said {
    /// Can be read in every window.
    always: Vec<String>,
    /// Gives way in a small one.
    with_room: Vec<String>,
}

fn said(screen: &Screen, now: Time) -> Said {
    let read = |text: &Text| text.read(now.0, &screen.units);
    let mut always = vec![read(&screen.title)];
    let mut with_room: Vec<String> = screen.lead.iter().map(read).collect();
    for block in &screen.blocks {
        match block {
            Block::Field(field) => {
                always.push(field.label.clone());
                // It stands beside the name, or nowhere.
                with_room.extend(field.aside.clone());
            }
            Block::Choices(list) => {
                // Which entries of a long list are in sight depends on which one is chosen.
                if list.items.len() <= list.window {
                    for item in &list.items {
                        always.extend([item.label.clone(), item.aside.clone(), read(&item.note)]);
                    }
                }
                if list.items.is_empty() {
                    always.push(list.empty.clone());
                }
            }
            Block::Checks(checks) => {
                always.extend(
                    checks
                        .iter()
                        .flat_map(|check| [&check.label, &check.link])
                        .cloned(),
                );
            }
            Block::Actions(items) => {
                for item in items {
                    always.push(item.label.clone());
                    if let Some(at) = item.at.filter(|at| at.next_change(now.0).is_some()) {
                        let at = at.format(now.0, &screen.units);
                        always.push(format!("{} {at}", item.at_label));
                    }
                }
            }
            Block::Table(rows) => {
                always.extend(
                    rows.iter()
                        .flat_map(|row| [row.name.clone(), read(&row.value)]),
                );
            }
            Block::Remark(_, text) | Block::Paragraph(text) => always.push(read(text)),
            Block::Alone(text) | Block::Heading(text) => always.push(text.clone()),
            Block::Code(_) | Block::Qr(_) | Block::Gap => {}
        }
    }
    with_room.extend(screen.notice.iter().map(read));
    let status = screen.status.as_ref().filter(|status| !status.spins);
    with_room.extend(status.map(|status| read(&status.text)));
    if let Some(problem) = &screen.problem {
        always.push(read(&problem.what));
        with_room.push(read(&problem.how));
        with_room.extend(problem.code.iter().chain(&problem.quoted).cloned());
    }
    Said { always, with_room }
}

/// Whether a text can be read in the pictures of a page: whole in one of them, or what of it stands together in some.
fn is_read(text: &str, pictures: &[String]) -> bool {
    const TOGETHER: usize = 8;
    let seen = |text: &str| {
        let text = letters(text);
        pictures.iter().any(|picture| picture.contains(&text))
    };
    let together = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        letters
            .chunks(TOGETHER)
            .all(|chunk| seen(&chunk.iter().collect::<String>()))
    };
    seen(text) || pictures.len() > 1 && text.split_whitespace().all(together)
}

/// The faults of a footer: each hint stands whole in it, and those of Enter and the help are there.
fn footer_faults(footer: &str, screen: &Screen, size: Size) -> Vec<String> {
    let gap = if size.1 >= 16 { "   " } else { "  " };
    let shown: Vec<&str> = footer.split(gap).collect();
    let is_of = |piece: &str, hint: &KeyHint| {
        let key = piece.strip_suffix(&hint.label);
        let key = key.and_then(|key| key.strip_suffix(' '));
        key.is_some_and(|key| !key.is_empty() && !key.contains(' '))
    };
    let named = screen.keys.iter().filter(|hint| !hint.label.is_empty());
    let named: Vec<&KeyHint> = named.collect();
    let cut = shown
        .iter()
        .filter(|piece| !named.iter().any(|hint| is_of(piece, hint)));
    let mut faults: Vec<String> = cut.map(|piece| format!("“{piece}” is no hint")).collect();
    let kept = [Command::Continue, Act::Help.into()];
    let kept = named.iter().filter(|hint| kept.contains(&hint.command));
    let missing = kept.filter(|hint| !shown.iter().any(|piece| is_of(piece, hint)));
    faults.extend(missing.map(|hint| format!("“{}” is missing", hint.label)));
    faults
}

/// The faults of a scene in a window.
fn faults(scene: &Scene, size: Size, way: &[Command]) -> Vec<String> {
    let (screen, now) = (&scene.screen, scene.now);
    let pictures: Vec<Drawn> = turned(scene, size, way);
    let around = Around::new(screen, &pictures[0], now);
    let mut faults = footer_faults(&around.footer, screen, size);
    let mut read = Vec::new();
    for drawn in &pictures {
        let lines = drawn.lines();
        let missing = unseen(drawn, &lines, screen).into_iter();
        faults.extend(missing.map(|words| format!("“{words}” is not in sight")));
        let bones = |line: &&String| line.contains(|c| c >= '\u{f0000}') || line.contains("{$");
        let bones = lines.iter().filter(bones);
        faults.extend(bones.map(|line| format!("“{line}” has the bones of a message")));
        let page = Page::new(drawn, &around);
        let covered = page.covered.iter();
        faults.extend(covered.map(|at| format!("the page covers what is around it at {at:?}")));
        read.push(letters(&page.lines.concat()));
        if size == USUAL && page.corner != corner(screen) && !has_code(screen, drawn) {
            faults.push(format!("the page begins at {:?}", page.corner));
        }
    }
    let said = said(screen, now);
    let texts: Vec<String> = match size {
        _ if has_code(screen, &pictures[0]) => return faults,
        USUAL | LARGE => said.always.into_iter().chain(said.with_room).collect(),
        _ if has_list(screen) => return faults,
        _ => said.always,
    };
    let unread = texts.iter().filter(|text| !is_read(text, &read));
    faults.extend(unread.map(|text| format!("“{text}” is not read")));
    faults
}

/// Where a page begins in the usual window: right of the rail, where there is one.
fn corner(screen: &Screen) -> (usize, usize) {
    let labels = screen.rail.iter().map(|step| width(&step.label));
    let rail = labels.max().map_or(0, |widest| (widest + 5).max(16));
    (3 + rail, 3)
}

/// Whether a list has the focus, which the keys that turn a page move in.
fn has_list(screen: &Screen) -> bool {
    let is_list = |block: &Block| matches!(block, Block::Choices(list) if list.focused);
    screen.blocks.iter().any(is_list)
}

/// The faults of a language. Each scene is drawn in the other two windows in one language, in turn.
fn faults_in(language: Language) -> Vec<String> {
    // To where a page begins and then to its end is the shorter way. The language with the longest words goes the
    // other.
    let way = match language {
        Language::German => END_FIRST,
        _ => [Command::PageUp, Command::PageDown],
    };
    let mut found = Vec::new();
    for (at, (name, scene)) in told(language).iter().enumerate() {
        let is_in_turn = at % Language::ALL.len() == language as usize;
        let others: &[Size] = if is_in_turn {
            &[LEAST_WITH_RAIL, LARGE]
        } else {
            &[]
        };
        for size in [USUAL, SMALL].iter().chain(others) {
            let faults = faults(scene, *size, &way).into_iter();
            found.extend(faults.map(|fault| format!("{language}, {name} {size:?}: {fault}")));
        }
    }
    found
}

#[test]
fn every_page_fits_in_every_window_in_every_language() {
    let found: Vec<String> = std::thread::scope(|scope| {
        let (first, second) = Language::ALL.split_at(Language::ALL.len() / 2);
        let found =
            |half: &'static [Language]| half.iter().flat_map(|one| faults_in(*one)).collect();
        let halves: [_; 2] =
            [first, second].map(|half| scope.spawn(move || -> Vec<String> { found(half) }));
        let halves = halves.into_iter();
        halves
            .flat_map(|half| half.join().expect("a half"))
            .collect()
    });
    assert!(found.is_empty(), "{} {}", found.len(), found.join("\n"));
}
