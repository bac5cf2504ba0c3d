//! Every page is drawn at any size.

use std::collections::BTreeMap;

use mxid::field::Edit;
use mxid::screen::{Screen, Surroundings, describe};
use mxid::text::Texts;
use mxid::tui::{Theme, View};
use mxid::wizard::{Act, Choose, Event, FieldId, Media, Move, Time};

use crate::machine::answers::*;
use crate::machine::play::Play;
use crate::screens::scenes;
use crate::screens::support::{Drawn, Size};

/// A stream of numbers that is the same in every run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

fn small_sizes() -> Vec<Size> {
    let all = (1..=44).flat_map(|width| (1..=14).map(move |height| (width, height)));
    all.collect()
}

/// Every width at a few heights, and 500 sizes beyond, which take longer to draw.
fn large_sizes() -> Vec<Size> {
    let wide = (1..=200).flat_map(|width| [1, 12, 24, 60].map(move |height| (width, height)));
    let mut numbers = Numbers(500);
    let mut between =
        |from: u64, to: u64| u16::try_from(from + numbers.below(to - from)).expect("a size");
    let beyond: Vec<Size> = (0..500)
        .map(|at| match at % 2 {
            0 => (between(45, 300), between(15, 90)),
            // Few rows or few columns, and many of the other.
            _ if at % 4 == 1 => (between(201, 400), between(1, 15)),
            _ => (between(1, 45), between(61, 200)),
        })
        .collect();
    wide.chain(beyond).collect()
}

/// Those of `sizes` that are one screen's, where they are shared out among `screens`.
fn share(sizes: &[Size], at: usize, screens: usize) -> impl Iterator<Item = Size> {
    sizes.iter().skip(at % screens).step_by(screens).copied()
}

/// Draws a screen at a size, with the view that drew it at others, and looks the picture over.
fn draw(view: &mut View, screen: &Screen, size: Size, now: Time) {
    let drawn = Drawn::new(view, screen, &Theme::colour(), size, now);
    let (columns, rows) = size;
    let area = drawn.buffer.area;
    assert_eq!((area.width, area.height), size);
    for cell in drawn.buffer.content() {
        // A letter of ASCII needs no second look, and most cells are one.
        let symbol = cell.symbol();
        let plain = symbol.len() == 1 && symbol.as_bytes()[0] >= b' ';
        let stray = |c: char| c.is_control() || c >= '\u{f0000}';
        assert!(plain || !symbol.contains(stray), "{symbol:?} at {size:?}");
    }
    if let Some((x, y)) = drawn.cursor {
        assert!(x < columns && y < rows, "the cursor at {size:?}");
    }
}

/// Draws every screen at its sizes, on two threads.
fn draw_all(screens: &[(Screen, Time)], sizes: impl Fn(usize) -> Vec<Size> + Sync) {
    std::thread::scope(|scope| {
        for turn in 0..2 {
            let sizes = &sizes;
            scope.spawn(move || {
                for (at, (screen, now)) in screens.iter().enumerate().skip(turn).step_by(2) {
                    let mut view = View::default();
                    for size in sizes(at) {
                        draw(&mut view, screen, size, *now);
                    }
                }
            });
        }
    });
}

/// One screen for each page and for each thing that lies over one: the last of its family, which has most to say. The
/// large sizes are shared out among them.
#[test]
fn every_page_is_drawn_at_every_small_size() {
    let mut by_title: BTreeMap<String, (Screen, Time)> = BTreeMap::new();
    for family in scenes::all() {
        if let Some(scene) = family.scenes.into_iter().next_back() {
            by_title.insert(family.name.into(), (scene.screen, scene.now));
        }
    }
    let screens: Vec<_> = by_title.into_values().collect();
    let (small, large) = (small_sizes(), large_sizes());
    draw_all(&screens, |at| {
        let own = small.iter().copied();
        own.chain(share(&large, at, 8)).collect()
    });
}

/// Every state of every page, the sizes shared out among them.
#[test]
fn every_screen_is_drawn_at_many_sizes() {
    let scenes = scenes::all().into_iter().flat_map(|family| family.scenes);
    let screens: Vec<_> = scenes.map(|scene| (scene.screen, scene.now)).collect();
    let (small, large) = (small_sizes(), large_sizes());
    draw_all(&screens, |at| {
        let own = share(&small, at, 48).chain(share(&large, at, 48));
        own.collect()
    });
}

/// Where walks begin: on every stretch of the way.
fn beginnings() -> [fn() -> Play; 8] {
    [
        Play::new,
        Play::reset,
        || Play::sign_up(&[&[DUMMY], &[EMAIL], &[MSISDN]]),
        Play::waiting_for_code,
        Play::waiting_for_link,
        Play::choosing_a_new_password,
        || {
            let way: &[&[&str]] = &[&[TOKEN, TERMS, EMAIL]];
            let terms = vec![policy("privacy", "1"), policy("rules", "3")];
            let mut play = Play::sign_up_with(with_terms(demands("probe", way, &[]), terms));
            play.contact(Media::EMAIL);
            play
        },
        || {
            let mut play = Play::sign_up(&[&[MSISDN]]);
            play.contact(Media::PHONE);
            play
        },
    ]
}

/// Something that a user may do, in any order.
fn act(play: &mut Play, numbers: &mut Numbers) {
    const TYPED: [&str; 6] = [
        "r",
        "robin@example.net",
        "417203",
        "ü 日本\u{200d}語 x",
        "+44 7700 900123",
        "",
    ];
    let text = TYPED[usize::try_from(numbers.below(6)).expect("an index")];
    match numbers.below(16) {
        0..4 => play.enter(),
        4..6 => play.type_text(text),
        6 => play.paste(&text.repeat(40)),
        7 => play.back(),
        8 => play.event(Event::Focus(Move::Next)),
        9 => play.event(Event::Choose(Choose::Down)),
        10 => play.event(Event::Choose(Choose::Toggle)),
        11 => play.event(Event::Edit(Edit::DeleteBack)),
        12 => play.event(
            [
                Event::Act(Act::Help),
                Event::Act(Act::Details),
                Event::Act(Act::Leave),
                Event::Act(Act::Reveal),
            ][text.len() % 4]
                .clone(),
        ),
        13 => play.event(
            [
                Event::Act(Act::SendAgain),
                Event::Act(Act::ChangeAddress),
                Event::Act(Act::Switch),
            ][text.len() % 3]
                .clone(),
        ),
        14 => {
            for (field, text) in [
                (FieldId::Username, "robin"),
                (FieldId::Password, PASSWORD),
                (FieldId::PasswordAgain, PASSWORD),
            ] {
                play.fill(field, text);
            }
        }
        _ => play.seconds(numbers.below(90)),
    }
    if let (Some(endpoint), 0) = (play.awaited().first().copied(), numbers.below(2)) {
        play.answer(
            endpoint,
            if numbers.below(3) == 0 {
                lost()
            } else {
                limited(Some(9))
            },
        );
    }
}

#[test]
fn every_screen_of_a_random_walk_is_drawn() {
    let texts = Texts::english();
    let mut met: BTreeMap<String, (Screen, Time)> = BTreeMap::new();
    for (seed, begin) in (0..).zip(beginnings().into_iter().cycle().take(32)) {
        let mut numbers = Numbers(seed);
        let mut play = begin();
        for _ in 0..40 {
            act(&mut play, &mut numbers);
            let problem = play.problem().map(|p| std::mem::discriminant(&p));
            let (page, over) = (play.page(), play.wizard.overlay());
            met.entry(format!("{page:?} {over:?} {problem:?}"))
                .or_insert_with(|| {
                    let screen = describe(&play.wizard, &Surroundings::default(), &texts);
                    (screen, play.now)
                });
        }
    }
    assert!(met.len() > 40, "only {} different screens", met.len());
    let screens: Vec<_> = met.into_values().collect();
    let (small, large) = (small_sizes(), large_sizes());
    draw_all(&screens, |at| {
        let own = share(&small, at, 48).chain(share(&large, at, 48));
        own.collect()
    });
}
