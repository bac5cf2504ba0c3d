//! Drawing: no size breaks it, nothing overflows, what matters stays in sight, nothing needs colour.

use std::time::Duration;

use mxid::screen::{Block, Command, Field, Qr, Screen};
use mxid::tui::{Theme, View};
use mxid::wizard::{FieldId, Time};
use ratatui::style::Color;

use super::pages::{self, field, hint, text};
use crate::screens::support::{Drawn, Size};

const NOW: Time = Time(Duration::from_secs(52));

fn draw(screen: &Screen, size: Size) -> Drawn {
    Drawn::new(&mut View::default(), screen, &Theme::colour(), size, NOW)
}

#[test]
fn every_page_is_drawn_at_every_size() {
    let small = (1..=44).flat_map(|width| (1..=14).map(move |height| (width, height)));
    let wide = (1..=200).flat_map(|width| [1, 12, 24, 60].map(move |height| (width, height)));
    let sizes: Vec<Size> = small.chain(wide).collect();
    // The pages share the sizes out, so that every size is met and every page meets hundreds.
    let pages = pages::all();
    let mut view = View::default();
    for (turn, size) in sizes.iter().enumerate() {
        for (_, screen) in pages.iter().skip(turn % 4).step_by(4) {
            Drawn::new(&mut view, screen, &Theme::colour(), *size, NOW);
        }
    }
}

#[test]
fn a_window_that_is_too_small_says_so_and_nothing_else() {
    let mut view = View::default();
    view.too_small = "Please make this window larger".into();
    let drawn = Drawn::new(&mut view, &pages::code(), &Theme::colour(), (20, 5), NOW);
    assert_eq!(
        drawn.lines(),
        ["", "Please make this", "window larger", "", ""]
    );
    assert_eq!(drawn.cursor, None);
}

/// Text of every width, in every place.
fn strange() -> Screen {
    let odd = "日本語のとても長い文章👩‍👩‍👧‍👦e\u{301}\u{301} ｶﾞｷﾞ\u{200d}\u{7}a\tb🇩🇪\u{fe0f}";
    let mut screen = pages::with_strip(pages::account_taken());
    screen.title = text(odd);
    screen.lead = vec![text(odd), text(&odd.repeat(5))];
    screen.task = Some(odd.into());
    screen.server = Some(odd.into());
    for step in &mut screen.rail {
        step.label = odd.into();
    }
    for block in &mut screen.blocks {
        if let Block::Field(Field {
            label, text, caret, ..
        }) = block
        {
            (*label, *text, *caret) = (odd.into(), odd.repeat(3), odd.len());
        }
    }
    screen.blocks.push(Block::Alone(odd.repeat(3)));
    for key in &mut screen.keys {
        key.label = odd.into();
    }
    if let Some(strip) = &mut screen.strip {
        strip.newest = Some(text(odd));
        strip.title = odd.into();
    }
    screen
}

#[test]
fn wide_joined_and_stray_characters_never_leave_their_line() {
    let screen = strange();
    for width in 1..=120 {
        for height in [12, 24] {
            let drawn = draw(&screen, (width, height));
            for line in drawn.lines() {
                assert!(
                    mxid::field::width(&line) <= usize::from(width),
                    "{width}x{height}: {line}"
                );
            }
        }
    }
    // The right border stands in one column whatever the fields hold.
    let drawn = draw(&pages_with_odd_fields(), (80, 24));
    let ends: Vec<usize> = drawn
        .lines()
        .iter()
        .filter(|line| line.ends_with(['│', '┐', '┘']))
        .map(|line| mxid::field::width(line))
        .collect();
    assert_eq!(ends, [77; 6]);
}

fn pages_with_odd_fields() -> Screen {
    let odd = field(FieldId::Email, "", &"👩‍👩‍👧‍👦日本e\u{301}カ".repeat(9));
    let mut short = field(FieldId::Email, "", "語");
    short.focused = true;
    pages::page(0, "Fields", vec![Block::Field(odd), Block::Field(short)])
}

#[test]
fn the_focused_field_and_its_caret_are_in_sight_at_40x12() {
    for at in [0, 3, 6] {
        for mut screen in [pages::account(), pages::account_taken()] {
            for (index, block) in screen.blocks.iter_mut().enumerate() {
                if let Block::Field(field) = block {
                    field.focused = index == at;
                }
            }
            let drawn = draw(&screen, (40, 12));
            let (_, row) = drawn.cursor.expect("a caret");
            let line = &drawn.lines()[usize::from(row)];
            assert!(line.trim_start().starts_with('['), "{}", drawn.text());
            let has_problem = drawn.text().contains("! Someone else has the name");
            assert_eq!(
                has_problem,
                screen.problem.is_some(),
                "field {at}\n{}",
                drawn.text()
            );
        }
    }
}

#[test]
fn the_focused_action_and_the_chosen_entry_are_in_sight_at_40x12() {
    let mut screen = pages::review();
    // The page is opened where reading begins; the focus is in sight as soon as it moves.
    let mut view = View::default();
    Drawn::new(&mut view, &screen, &Theme::colour(), (40, 12), NOW);
    for at in [1, 2, 0] {
        for block in &mut screen.blocks {
            if let Block::Actions(items) = block {
                for (index, item) in items.iter_mut().enumerate() {
                    item.focused = index == at;
                }
            }
        }
        let drawn = Drawn::new(&mut view, &screen, &Theme::colour(), (40, 12), NOW);
        assert!(drawn.text().contains('▸'), "{}", drawn.text());
    }
    let mut screen = pages::country();
    let mut view = View::default();
    for at in [0, 1, 7, 8, 100, 99, 92, 244, 0] {
        if let Block::Choices(list) = &mut screen.blocks[1] {
            list.chosen = Some(at);
        }
        for size in [(40, 12), (80, 24)] {
            let drawn = Drawn::new(&mut view, &screen, &Theme::colour(), size, NOW);
            assert!(drawn.text().contains('▸'), "{at}\n{}", drawn.text());
            assert!(drawn.cursor.is_some(), "{at}\n{}", drawn.text());
        }
    }
}

#[test]
fn a_list_stands_still_while_the_chosen_entry_moves_within_it() {
    let mut screen = pages::country();
    let mut view = View::default();
    let mut first = |at: usize| {
        if let Block::Choices(list) = &mut screen.blocks[1] {
            list.chosen = Some(at);
        }
        let drawn = Drawn::new(&mut view, &screen, &Theme::colour(), (80, 24), NOW);
        let lines = drawn.lines();
        let line = lines.iter().find(|line| line.contains("Country"));
        line.and_then(|line| line.split_whitespace().rev().nth(1)?.parse::<usize>().ok())
    };
    assert_eq!(first(0), Some(1));
    assert_eq!(first(7), Some(1));
    assert_eq!(first(8), Some(1), "one entry further, one row further");
    assert_eq!(first(9), Some(2));
    assert_eq!(first(3), Some(2), "back up within the window");
    assert_eq!(first(1), Some(1));
}

#[test]
fn the_footer_shows_whole_hints_and_keeps_what_enter_does_and_help() {
    let screen = pages::code();
    for width in 24..=100 {
        for height in [12, 24] {
            let drawn = draw(&screen, (width, height));
            let footer = drawn.lines().pop().expect("a footer");
            let gap = if height == 12 { "  " } else { "   " };
            let known = [
                "enter submit",
                "esc back",
                "ctrl-r send again",
                "^R send again",
                "f2 details",
                "f1 help",
            ];
            let shown: Vec<&str> = footer.trim().split(gap).collect();
            assert!(shown.iter().all(|hint| known.contains(hint)), "{footer}");
            let room = usize::from(width) - if height == 12 { 2 } else { 4 };
            let both = ["enter submit", "f1 help"];
            let are_shown = both.map(|hint| shown.contains(&hint));
            let has_room = both.join(gap).len() <= room;
            assert_eq!(are_shown, [true, has_room], "{width}x{height}");
        }
    }
}

#[test]
fn monochrome_has_no_colour_and_no_theme_has_a_background() {
    for (name, screen) in pages::all() {
        let theme = Theme::monochrome();
        let drawn = Drawn::new(&mut View::default(), &screen, &theme, (80, 24), NOW);
        let cells = &drawn.buffer.content;
        assert!(
            cells
                .iter()
                .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset),
            "{name}"
        );
        let coloured = draw(&screen, (80, 24));
        assert!(
            coloured
                .buffer
                .content
                .iter()
                .all(|cell| cell.bg == Color::Reset),
            "{name}"
        );
        assert_eq!(drawn.text(), coloured.text(), "{name}");
    }
}

#[test]
fn a_fault_of_colour_shows_in_a_snapshot() {
    let screen = pages::server_failed();
    let picture = |theme: &Theme| {
        let drawn = Drawn::new(&mut View::default(), &screen, theme, (80, 24), NOW);
        drawn.with_looks(theme)
    };
    let coloured = picture(&Theme::colour());
    let looks_of = |words: &str| {
        let mut lines = coloured.lines().skip_while(|line| !line.contains(words));
        lines
            .nth(1)
            .unwrap_or_default()
            .trim_start_matches(['~', ' '])
    };
    assert!(looks_of("│ ").ends_with('r'), "the border of the field");
    assert!(
        looks_of("! ").starts_with("! ttt"),
        "a mark and what happened"
    );
    let plain = picture(&Theme::monochrome());
    let written = |picture: &str| {
        let lines = picture.lines().filter(|line| !line.starts_with('~'));
        lines.map(String::from).collect::<Vec<_>>()
    };
    assert_eq!(written(&plain), written(&coloured));
    assert_ne!(plain, coloured);
}

#[test]
fn a_link_is_shown_whole_and_broken_only_where_it_must_be() {
    let link = "https://matrix.example.org/_matrix/client/v3/auth/m.login.recaptcha/fallback/web";
    let screen = pages::page(3, "A browser", vec![Block::Alone(link.into())]);
    let drawn = draw(&screen, (60, 24));
    let shown: String = drawn
        .lines()
        .iter()
        .map(|line| line.chars().skip(19).collect::<String>())
        .collect();
    assert!(shown.contains(link), "{}", drawn.text());
}

#[test]
fn a_code_is_whole_and_what_is_around_it_gives_way_to_it() {
    let size = 33;
    let code = Qr {
        size,
        dark: vec![true; size * size],
        no_room: "no room".into(),
    };
    let screen = pages::with_strip(pages::page(3, "Scan this", vec![Block::Qr(code)]));
    // Lines, and which of the header, the title and the strip are there.
    for (height, around) in [
        (24, [true, true, true]),
        (22, [true, true, true]),
        (21, [false, false, true]),
        (20, [false, false, false]),
        (19, [false, false, false]),
    ] {
        let drawn = draw(&screen, (80, height));
        let text = drawn.text();
        let dark = |line: &String| line.contains(&"█".repeat(size));
        let whole = drawn.lines().iter().filter(|line| dark(line)).count();
        assert!(whole >= size / 2, "{height}: {text}");
        let seen = ["mxid", "Scan this", "practice server"].map(|words| text.contains(words));
        assert_eq!(seen, around, "{height}: {text}");
    }
    assert!(draw(&screen, (80, 18)).text().contains("no room"));
}

#[test]
fn a_notice_that_comes_moves_nothing_where_its_own_air_is_enough() {
    let mut screen = pages::done();
    let heights = (12..60).map(|height| (80, height));
    let rows = |screen: &Screen, size| {
        let lines = draw(screen, size).lines();
        let end = lines.iter().position(|line| line.contains("Copy the"));
        end.map(|end| lines[..=end].to_vec())
    };
    // The least height at which nothing gives way, and two rows more for the notice.
    let loose = rows(&screen, (80, 59)).expect("the last action");
    let fits = |size: &Size| rows(&screen, *size).as_ref() == Some(&loose);
    let (width, height) = heights.clone().find(fits).expect("a height that will do");
    screen.notice = Some(text("Copied."));
    assert_eq!(rows(&screen, (width, height + 2)), Some(loose.clone()));
    assert_eq!(rows(&screen, (width, height + 1)), Some(loose));
}

#[test]
fn a_page_without_focus_can_be_moved_to_its_end_and_back() {
    let screen = pages::help();
    let mut view = View::default();
    let see = |view: &mut View, what: &str| {
        let drawn = Drawn::new(view, &screen, &Theme::colour(), (80, 24), NOW);
        drawn.text().contains(what)
    };
    assert!(see(&mut view, "key 0 ") && !see(&mut view, "key 39"));
    for _ in 0..9 {
        assert!(view.turn(Command::PageDown));
        see(&mut view, "");
    }
    assert!(see(&mut view, "key 39"));
    assert!(view.turn(Command::Up));
    assert!(!see(&mut view, "key 39"));
    let mut view = View::default();
    draw_in(&mut view, &pages::code());
    assert!(!view.turn(Command::Down), "the machine moves the focus");
}

#[test]
fn what_is_above_the_focus_can_be_read_and_the_focus_comes_back() {
    let mut screen = pages::done();
    let mut view = View::default();
    let see = |view: &mut View, screen: &Screen| {
        Drawn::new(view, screen, &Theme::colour(), (40, 12), NOW).text()
    };
    let above = see(&mut view, &screen);
    assert!(
        above.contains("@robin") && above.contains("▸ Leave"),
        "it opens where reading begins, and shows what Enter does: {above}"
    );
    assert_eq!(see(&mut view, &screen), above, "it stays there");
    for block in &mut screen.blocks {
        if let Block::Actions(items) = block {
            (items[0].focused, items[1].focused) = (false, true);
        }
    }
    assert!(see(&mut view, &screen).contains("▸ Copy"));
}

fn draw_in(view: &mut View, screen: &Screen) {
    Drawn::new(view, screen, &Theme::colour(), (80, 24), NOW);
}

#[test]
fn the_cursor_is_at_the_caret_and_nowhere_without_a_field() {
    assert_eq!(draw(&pages::code(), (80, 24)).cursor, Some((39, 6)));
    assert_eq!(draw(&pages::server(), (80, 24)).cursor, Some((32, 7)));
    assert_eq!(draw(&pages::review(), (80, 24)).cursor, None);
    let mut screen = pages::server();
    screen.keys.push(hint(Command::Next, ""));
    if let Block::Field(field) = &mut screen.blocks[0] {
        field.caret = 0;
    }
    assert_eq!(draw(&screen, (80, 24)).cursor, Some((21, 7)));
}
