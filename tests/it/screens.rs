//! Every screen looks as it was read and found good.
//!
//! Of each scene the page is kept, in English at 80×24, and nothing of what stands around it: which headers, rails and
//! footers there are is kept once, with the scenes that have them. How things look, and other sizes and languages, are
//! whole frames of a few scenes, and rules that hold for all.

mod fitting;
mod helping;
mod languages;
mod looks;
mod narrow;
mod parts;
mod reaching;
pub mod scenes;
mod sizes;
pub mod support;

use std::fmt::Write;

use mxid::domain::Language;
use mxid::tui::{Theme, View};

use parts::{Around, Page};
use scenes::{Scene, told};
use support::{Drawn, Size};

const USUAL: Size = (80, 24);

fn keep(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!(format!("screens__{name}"), text) });
}

/// Whole frames of some scenes, one under the other.
fn frames(language: Language, names: &[&str], size: Size, theme: &Theme) -> String {
    let mut text = String::new();
    for name in names {
        let scene = scenes::named_in(language, name);
        let drawn = Drawn::new(&mut View::default(), &scene.screen, theme, size, scene.now);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "═══ {name} ═══\n{}", drawn.text().trim_end());
        if let Some((column, row)) = drawn.cursor {
            let _ = writeln!(text, "cursor: column {column}, row {row}");
        }
    }
    text
}

fn draw(scene: &Scene) -> Drawn {
    let (view, theme) = (&mut View::default(), Theme::colour());
    Drawn::new(view, &scene.screen, &theme, USUAL, scene.now)
}

/// The content of a scene's page, and the practice server's messages under it.
fn page(scene: &Scene) -> String {
    let drawn = draw(scene);
    let around = Around::new(&scene.screen, &drawn, scene.now);
    let page = Page::new(&drawn, &around);
    let mut text = format!("═══ {} ═══\n", scene.name);
    for line in page.lines.iter().chain(&around.strip) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{line}");
    }
    if let Some((column, row)) = page.cursor {
        let _ = writeln!(text, "cursor: column {column}, row {row}");
    }
    text
}

#[test]
fn every_page() {
    for family in scenes::all() {
        let pages: String = family.scenes.iter().map(page).collect();
        keep(family.name, &pages);
    }
}

/// The common parts of scenes, each once, and under it the scenes that have it, a line a family.
fn shared(of: impl Fn(&Around) -> String) -> String {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for (name, scene) in told(Language::English) {
        let shared = of(&Around::new(&scene.screen, &draw(scene), scene.now));
        match groups.iter_mut().find(|(known, _)| *known == shared) {
            Some((_, names)) => names.push(name),
            None => groups.push((shared, vec![name])),
        }
    }
    let mut text = String::new();
    for (shared, names) in groups {
        text.push_str(&shared);
        let mut before = "";
        for name in names {
            let (family, scene) = name.split_once(": ").expect("a family and a scene");
            let begin = if family == before {
                " ·"
            } else {
                &format!("\n    {family}:")
            };
            // Writing to a string cannot fail.
            let _ = write!(text, "{begin} {scene}");
            before = family;
        }
        text.push('\n');
    }
    text
}

#[test]
fn every_header_and_rail() {
    let text = shared(|around| {
        let rail = around.rail.join("  ");
        format!("{}\n{rail}", around.header).trim_end().to_owned()
    });
    keep("headers_and_rails", &text);
}

#[test]
fn every_footer() {
    keep("footers", &shared(|around| around.footer.clone()));
}

/// A scene is found by its name.
#[test]
fn every_scene_has_a_name_of_its_own() {
    let mut names: Vec<&String> = told(Language::English)
        .iter()
        .map(|(name, _)| name)
        .collect();
    names.sort();
    let doubles: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(doubles.is_empty(), "{doubles:?}");
}
