//! Other windows than the usual one: a few whole frames, and the rule for large ones, which holds for every scene.

use mxid::domain::Language;
use mxid::tui::{Theme, View};

use super::support::{Drawn, Size};
use super::{frames, keep, parts, scenes};

pub const LARGE: Size = (120, 40);
const MOST: Size = (86, 30);
pub const SMALL: Size = (40, 12);

#[test]
fn some_screens_in_a_large_window() {
    let names = [
        "server_offers: open to both",
        "account: typed, with rules",
        "done: by phone",
        "practice: a text in the strip",
    ];
    keep(
        "at_120x40",
        &frames(Language::English, &names, LARGE, &Theme::colour()),
    );
}

#[test]
fn some_screens_in_a_small_window() {
    let names = [
        "goal: first",
        "server_failures: no address",
        "country: filtered",
        "account: typed, with rules",
        "token_and_terms: terms: one agreed",
        "review: by phone",
        "verify_by_code: wrong",
        "verify_by_link: not yet",
        "done: by phone",
        "over_a_page: leave: sent",
        "practice: a text in the strip",
    ];
    keep(
        "at_40x12",
        &frames(Language::English, &names, SMALL, &Theme::colour()),
    );
}

/// Where things lie depends on the size and never on what they say: one scene of each family will do.
#[test]
fn a_larger_window_shows_the_largest_page_in_its_middle() {
    let (left, top) = ((LARGE.0 - MOST.0) / 2, (LARGE.1 - MOST.1) / 3);
    for family in scenes::all() {
        let (name, scene) = (family.name, family.scenes.last().expect("a scene"));
        let draw = |size| {
            let theme = Theme::colour();
            Drawn::new(&mut View::default(), &scene.screen, &theme, size, scene.now)
        };
        let (large, most) = (draw(LARGE), draw(MOST));
        // A code has a large terminal to itself.
        if parts::has_code(&scene.screen, &large) {
            continue;
        }
        let cursor = most.cursor.map(|(x, y)| (x + left, y + top));
        assert_eq!(large.cursor, cursor, "{name}");
        for y in 0..LARGE.1 {
            for x in 0..LARGE.0 {
                let cell = &large.buffer[(x, y)];
                let within = x.checked_sub(left).zip(y.checked_sub(top));
                match within.filter(|(x, y)| *x < MOST.0 && *y < MOST.1) {
                    Some(at) => assert_eq!(cell, &most.buffer[at], "{name} at {x}, {y}"),
                    None => assert_eq!(cell.symbol(), " ", "{name} at {x}, {y}"),
                }
            }
        }
    }
}
