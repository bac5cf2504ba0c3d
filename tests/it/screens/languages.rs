//! A translation fits where English does: nothing is cut, left out of a line or scrolled away that English
//! shows in a terminal of the usual size. That sentences are there as a whole is held in `fitting`. German and
//! Japanese, the longest and the widest, are also looked at in some whole frames.

use mxid::domain::Language;
use mxid::screen::{Block, Screen};
use mxid::text::Text;
use mxid::tui::{Theme, View};
use mxid::wizard::Time;

use super::scenes::{Scene, told};
use super::support::Drawn;
use super::{USUAL, frames, keep};

/// The texts on a line of their own or in a part of one, which are left out or cut where they do not fit.
fn short_texts(screen: &Screen, now: Time) -> Vec<String> {
    let mut texts: Vec<String> = screen.rail.iter().map(|step| step.label.clone()).collect();
    texts.extend(screen.task.clone());
    texts.extend(screen.keys.iter().map(|hint| hint.label.clone()));
    for block in &screen.blocks {
        match block {
            Block::Field(field) => {
                texts.push(field.label.clone());
                texts.push(field.aside.clone().unwrap_or_default());
                if field.text.is_empty() {
                    texts.push(field.placeholder.clone());
                }
            }
            // Which entries of a list are in sight depends on the order of names.
            Block::Choices(choices) if choices.items.len() <= choices.window => {
                for choice in &choices.items {
                    texts.extend([&choice.label, &choice.aside].map(String::clone));
                    texts.push(choice.note.read(now.0, &screen.units));
                }
            }
            Block::Actions(actions) => {
                for action in actions {
                    texts.push(action.label.clone());
                    if !action.at_label.is_empty() {
                        texts.push(format!(" {} 0:", action.at_label));
                    }
                }
            }
            Block::Table(rows) => texts.extend(rows.iter().map(|row| row.name.clone())),
            Block::Heading(heading) => texts.push(heading.clone()),
            _ => {}
        }
    }
    if let Some(strip) = &screen.strip {
        texts.extend([&strip.title, &strip.hint].map(String::clone));
    }
    texts
}

/// A drawn scene: its lines, how often something is cut, and whether there is more than is in sight.
struct Picture {
    lines: Vec<String>,
    cuts: usize,
    is_longer: bool,
}

fn draw(scene: &Scene) -> Picture {
    let mut view = View::default();
    let drawn = Drawn::new(&mut view, &scene.screen, &Theme::colour(), USUAL, scene.now);
    let lines = drawn.lines();
    Picture {
        cuts: lines.iter().map(|line| line.matches('…').count()).sum(),
        is_longer: lines.iter().any(|line| line.ends_with(['↑', '↓'])),
        lines,
    }
}

#[test]
fn every_text_fits_its_place_in_every_language() {
    let english: Vec<_> = told(Language::English)
        .iter()
        .map(|(name, scene)| (name, draw(scene), short_texts(&scene.screen, scene.now)))
        .collect();
    let mut faults = Vec::new();
    for language in Language::ALL {
        let scenes = told(language);
        assert_eq!(scenes.len(), english.len());
        for ((name, scene), (_, model, model_texts)) in scenes.iter().zip(&english) {
            // These are about what is cut.
            if name.contains("long name") {
                continue;
            }
            let picture = draw(scene);
            let texts = short_texts(&scene.screen, scene.now);
            if picture.cuts > model.cuts {
                faults.push(format!("{language}, {name}: something is cut"));
            }
            if picture.is_longer && !model.is_longer {
                faults.push(format!("{language}, {name}: is longer than the terminal"));
            }
            if texts.len() != model_texts.len() {
                faults.push(format!("{language}, {name}: another screen"));
            }
            if model.is_longer {
                continue;
            }
            let is_seen = |picture: &Picture, text: &str| {
                picture.lines.iter().any(|line| line.contains(text))
            };
            for (text, model_text) in texts.iter().zip(model_texts) {
                // A text that begins as another one does is not known to be there.
                let is_alone = model_texts
                    .iter()
                    .filter(|text| *text == model_text)
                    .count()
                    == 1;
                if is_alone && is_seen(model, model_text) && !is_seen(&picture, text) {
                    faults.push(format!("{language}, {name}: “{text}” is not seen"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{:#?}", faults);
}

/// Where a page grows, the name of a field moves into the upper border of its box, which has less room for it.
#[test]
fn the_name_of_every_field_fits_into_its_border_in_every_language() {
    let mut faults = Vec::new();
    for language in Language::ALL {
        let mut known = Vec::new();
        for (name, scene) in told(language) {
            let mut scene = scene.clone();
            let labels: Vec<String> = scene.screen.blocks.iter().filter_map(label).collect();
            if labels.is_empty() || known.contains(&labels) || name.contains("long name") {
                continue;
            }
            // The page grows until the names have moved, and beyond.
            let mut drawn = String::new();
            for _ in 0..USUAL.1 {
                drawn.extend(draw(&scene).lines);
                let line = Block::Paragraph(Text::from("-".to_owned()));
                scene.screen.blocks.push(line);
            }
            let fits = |label: &&String| drawn.contains(&format!("┌ {label} "));
            let cut = labels.iter().filter(|label| !fits(label));
            faults.extend(cut.map(|label| format!("{language}, {name}: {label}")));
            known.push(labels);
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The name of a field that has one.
fn label(block: &Block) -> Option<String> {
    match block {
        Block::Field(field) => Some(field.label.clone()).filter(|label| !label.is_empty()),
        _ => None,
    }
}

#[test]
fn some_screens_in_german_and_japanese() {
    let names = [
        "server_offers: open to both",
        "account: typed, with rules",
        "done: by phone",
    ];
    for (language, name) in [
        (Language::German, "in_german"),
        (Language::Japanese, "in_japanese"),
    ] {
        keep(name, &frames(language, &names, USUAL, &Theme::colour()));
    }
}
