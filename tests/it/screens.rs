//! Every screen looks as it was read and found good.

mod helping;
mod languages;
mod narrow;
mod reaching;
pub mod scenes;
pub mod support;

use std::fmt::Write;

use mxid::domain::Language;
use mxid::tui::Theme;

use scenes::{Family, Scene};
use support::{Size, snapshot_with};

/// The screens that are also looked at in other sizes and without colour: the first of each family, and the fullest.
fn main_ones() -> Vec<Scene> {
    const MORE: [&str; 19] = [
        "open to both",
        "no address",
        "filtered",
        "valid",
        "typed, with rules",
        "a pass phrase",
        "look-alikes",
        "terms: one agreed",
        "nothing chosen",
        "wrong",
        "not yet",
        "limited",
        "a text in the strip",
        "leave: sent",
        "not accepted",
        "an address of their own",
        "left open",
        "the page is open",
        "offered: a long name",
    ];
    let pick = |family: Family| {
        let kept =
            |(at, scene): (usize, Scene)| (at == 0 || MORE.contains(&scene.name)).then_some(scene);
        family.scenes.into_iter().enumerate().filter_map(kept)
    };
    scenes::all().into_iter().flat_map(pick).collect()
}

/// The scenes of a language in order, each with where it is found.
fn told(language: Language) -> Vec<(String, Scene)> {
    let families = scenes::all_in(language).into_iter();
    let named = families.flat_map(|family| {
        let name = family.name;
        let scenes = family.scenes.into_iter();
        scenes.map(move |scene| (format!("{name}: {}", scene.name), scene))
    });
    named.collect()
}

/// The pictures of some screens, one under the other.
fn pictures(scenes: &[Scene], size: Size, theme: &Theme) -> String {
    let mut text = String::new();
    for scene in scenes {
        let picture = snapshot_with(&scene.screen, size, theme, scene.now);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "═══ {} ═══\n{picture}", scene.name);
    }
    text
}

fn keep(name: &str, text: &str) {
    keep_in("snapshots", name, text);
}

fn keep_in(folder: &str, name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!(format!("screens__{name}"), text) });
}

#[test]
fn every_screen_at_the_usual_size() {
    for family in scenes::all() {
        let text = pictures(&family.scenes, (80, 24), &Theme::colour());
        keep(family.name, &text);
    }
}

#[test]
fn the_main_screens_in_a_large_window() {
    let text = pictures(&main_ones(), (120, 40), &Theme::colour());
    keep("at_120x40", &text);
}

#[test]
fn the_main_screens_in_a_small_window() {
    let text = pictures(&main_ones(), (40, 12), &Theme::colour());
    keep("at_40x12", &text);
}

#[test]
fn the_main_screens_without_colour() {
    let text = pictures(&main_ones(), (80, 24), &Theme::monochrome());
    keep("in_monochrome", &text);
}
