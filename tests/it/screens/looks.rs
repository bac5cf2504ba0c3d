//! How things look: some whole frames with a letter for each look, and rules that hold for every scene.

use std::fmt::Write;

use mxid::domain::Language;
use mxid::screen::{Block, Screen};
use mxid::text::{Piece, Text};
use mxid::tui::{Role, Theme, View};
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::parts::{Around, Page};
use super::scenes::{Scene, named_in, told};
use super::support::{Drawn, letter};
use super::{USUAL, frames, keep};

/// The frames in which every role is at work.
const FRAMES: [&str; 20] = [
    "goal: first",
    "server: looking",
    "server_offers: open to both",
    "server_failures: no address",
    "country: filtered",
    "address: a slip",
    "address: look-alikes",
    "account: typed, with rules",
    "account: a pass phrase",
    "token_and_terms: terms: one agreed",
    "review: by phone",
    "new_password: nothing chosen",
    "browser: code",
    "verify_by_code: typing",
    "verify_by_code: wrong",
    "verify_troubles: limited",
    "done: by phone",
    "taken_up: offered: sign-up",
    "over_a_page: details",
    "practice: a text in the strip",
];

/// For each role one of these frames, and words there that have its look.
const AT_WORK: [(Role, &str, &str); Role::ALL.len()] = [
    (Role::Plain, "review: by phone", "You won't stay"),
    (
        Role::Title,
        "server_offers: open to both",
        "Where will your account live?",
    ),
    (
        Role::Strong,
        "server_offers: open to both",
        "matrix.example.org",
    ),
    (Role::Dim, "goal: first", "a new Matrix ID"),
    (Role::Good, "server_offers: open to both", "✓"),
    (Role::Doubt, "address: a slip", "?"),
    (Role::Bad, "server_failures: no address", "!"),
    (Role::Accent, "goal: first", "▸"),
    (Role::Border, "account: typed, with rules", "└───"),
    (Role::BorderFocused, "server_offers: open to both", "┌───"),
    (Role::BorderBad, "address: look-alikes", "┌───"),
    (Role::Selected, "goal: first", "Create an account"),
    (Role::Key, "goal: first", "enter"),
    (Role::Code, "browser: code", "█▀▀▀▀▀█"),
];

fn draw(scene: &Scene, theme: &Theme) -> Drawn {
    Drawn::new(&mut View::default(), &scene.screen, theme, USUAL, scene.now)
}

#[test]
fn twenty_frames_with_their_looks() {
    let theme = Theme::colour();
    let mut text = String::new();
    for name in FRAMES {
        let frame = draw(&named_in(Language::English, name), &theme).with_looks(&theme);
        // Writing to a string cannot fail.
        let _ = write!(text, "═══ {name} ═══\n{frame}");
    }
    keep("looks", &text);
}

#[test]
fn some_frames_without_colour() {
    let names = [
        "server_failures: no address",
        "account: typed, with rules",
        "practice: a text in the strip",
    ];
    keep(
        "in_monochrome",
        &frames(Language::English, &names, USUAL, &Theme::monochrome()),
    );
}

/// Whether words stand somewhere in a frame with a look of their own throughout.
fn has_look(drawn: &Drawn, words: &str, look: &impl Fn(&Cell) -> bool) -> bool {
    let width = usize::from(drawn.buffer.area.width);
    let count = words.chars().count();
    drawn.buffer.content().chunks(width).any(|row| {
        row.windows(count).any(|cells| {
            let text: String = cells.iter().map(Cell::symbol).collect();
            text == words && cells.iter().all(|cell| cell.symbol() == " " || look(cell))
        })
    })
}

#[test]
fn every_role_is_at_work_in_a_frame_that_was_read() {
    let theme = Theme::colour();
    assert_eq!(AT_WORK.map(|(role, ..)| role), Role::ALL);
    for (role, name, words) in AT_WORK {
        assert!(FRAMES.contains(&name), "{name}");
        let drawn = draw(&named_in(Language::English, name), &theme);
        let mut wanted = Cell::default();
        wanted.set_style(theme.style(role));
        let look = |cell: &Cell| {
            (cell.fg, cell.bg, cell.modifier) == (wanted.fg, wanted.bg, wanted.modifier)
        };
        assert!(
            has_look(&drawn, words, &look),
            "{role:?}: “{words}” in {name}"
        );
    }
}

/// The looks that something may have; `None` for what may look in any way. A mark begins a line of the rail or the
/// page.
fn looks_of(symbol: &str, begins: bool) -> Option<&'static str> {
    match symbol {
        "┌" | "┐" | "└" | "┘" => Some("dfr"),
        "✓" if begins => Some("g"),
        "●" | "▹" if begins => Some("a"),
        // That of a list without the focus is plain.
        "▸" if begins => Some("a."),
        "○" if begins => Some("d"),
        "!" if begins => Some("!"),
        "?" if begins => Some("q"),
        _ => None,
    }
}

#[test]
fn a_mark_looks_the_same_wherever_it_stands_and_every_title_stands_out() {
    let theme = Theme::colour();
    // The longest words and the widest letters move the marks most.
    let languages = [Language::English, Language::German, Language::Japanese];
    for (name, scene) in languages.into_iter().flat_map(told) {
        let drawn = draw(scene, &theme);
        let around = Around::new(&scene.screen, &drawn, scene.now);
        let (left, top) = Page::new(&drawn, &around).corner;
        for y in 0..USUAL.1 {
            for x in 0..USUAL.0 {
                let cell = &drawn.buffer[(x, y)];
                let look = letter(cell, &theme);
                let at = (usize::from(x), usize::from(y));
                let begins = at.0 <= left && drawn.buffer[(x + 1, y)].symbol() == " ";
                let known = looks_of(cell.symbol(), begins);
                let is_right = known.is_none_or(|known| known.contains(look));
                assert!(
                    is_right && look != '?',
                    "{name}: {look} at {at:?} in\n{}",
                    drawn.text()
                );
                if at.1 == top && at.0 >= left && cell.symbol() != " " {
                    assert_eq!(look, 't', "{name}: the title");
                }
            }
        }
    }
}

/// All that is said of a page can be told apart without colours.
#[test]
fn only_colours_are_missing_without_colour() {
    for (name, scene) in told(Language::English) {
        let coloured = draw(scene, &Theme::colour());
        let plain = draw(scene, &Theme::monochrome());
        assert_eq!(plain.cursor, coloured.cursor, "{name}");
        for (cell, coloured) in plain.buffer.content().iter().zip(coloured.buffer.content()) {
            let is_code = coloured.bg != Color::Reset;
            let wanted = if is_code {
                Modifier::REVERSED
            } else {
                coloured.modifier
            };
            assert_eq!(cell.symbol(), coloured.symbol(), "{name}");
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
            assert_eq!(cell.modifier, wanted, "{name}");
        }
    }
}

/// The sentences of a page, without those that say what to do about a problem: they give examples.
fn sentences(screen: &Screen) -> impl Iterator<Item = &Text> {
    let in_blocks = screen.blocks.iter().filter_map(|block| match block {
        Block::Remark(_, text) | Block::Paragraph(text) => Some(text),
        _ => None,
    });
    let problem = screen.problem.iter().map(|problem| &problem.what);
    let around = screen.lead.iter().chain(&screen.notice);
    around.chain(problem).chain(in_blocks)
}

#[test]
fn an_address_a_number_and_a_server_stand_out_in_every_sentence() {
    for language in Language::ALL {
        for (name, scene) in told(language) {
            // A list of what is there already stands back.
            if name == "adding: what to add" {
                continue;
            }
            for piece in sentences(&scene.screen).flat_map(|text| &text.0) {
                let Piece::Plain(text) = piece else { continue };
                let values = ["@robin", "robin@", "+1 201", "example.org"];
                let is_plain = values.iter().any(|value| text.contains(value));
                assert!(!is_plain, "{language}, {name}: {text}");
            }
        }
    }
}
