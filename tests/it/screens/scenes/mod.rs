//! Every screen, brought about by driving a wizard there: nothing is made by hand but what the runtime would add.

mod adding;
pub mod ending;
mod finding;
pub mod identity;
mod over;
mod reaching;
mod resuming;
mod verifying;
pub mod visiting;
mod web;

use std::sync::OnceLock;

use mxid::domain::Language;
use mxid::screen::{InboxItem, InboxKind, Screen, Surroundings, describe};
use mxid::text::Texts;
use mxid::wizard::Time;

use crate::machine::play::{Play, speaking, spoken};

/// A screen at a moment.
#[derive(Clone)]
pub struct Scene {
    pub name: &'static str,
    pub screen: Screen,
    /// The same for plain mode.
    pub in_words: Screen,
    pub now: Time,
}

/// Screens that belong together: one snapshot.
pub struct Family {
    pub name: &'static str,
    pub scenes: Vec<Scene>,
}

/// Sentences that were read already, in the order of [`Language::ALL`].
type Read = [OnceLock<Texts>; Language::ALL.len()];

/// The sentences in a language.
fn texts(language: Language) -> &'static Texts {
    static TEXTS: Read = [const { OnceLock::new() }; Language::ALL.len()];
    TEXTS[language as usize].get_or_init(|| Texts::of(language))
}

/// The same for plain mode.
fn texts_in_words(language: Language) -> &'static Texts {
    static TEXTS: Read = [const { OnceLock::new() }; Language::ALL.len()];
    TEXTS[language as usize].get_or_init(|| Texts::in_words(language))
}

/// The screen that a play has come to.
pub fn scene(name: &'static str, play: &Play) -> Scene {
    scene_with(name, play, &Surroundings::default())
}

/// The same with what only the runtime knows.
pub fn scene_with(name: &'static str, play: &Play, around: &Surroundings) -> Scene {
    Scene {
        name,
        screen: describe(&play.wizard, around, texts(spoken())),
        in_words: describe(&play.wizard, around, texts_in_words(spoken())),
        now: play.now,
    }
}

/// A play that is changed in place, and then its screen.
pub fn after(name: &'static str, mut play: Play, change: impl FnOnce(&mut Play)) -> Scene {
    change(&mut play);
    scene(name, &play)
}

/// A message of the practice server.
pub fn message(kind: InboxKind, text: &str, code: Option<&str>, link: Option<&str>) -> InboxItem {
    InboxItem {
        kind,
        to: match kind {
            InboxKind::Sms => "+1 201-555-0123".into(),
            InboxKind::Mail => "robin@example.net".into(),
        },
        text: text.into(),
        code: code.map(Into::into),
        link: link.map(Into::into),
        at: Time::default(),
    }
}

/// The scenes of a language in order, each with where it is found.
pub fn told(language: Language) -> &'static [(String, Scene)] {
    static TOLD: [OnceLock<Vec<(String, Scene)>>; Language::ALL.len()] =
        [const { OnceLock::new() }; Language::ALL.len()];
    TOLD[language as usize].get_or_init(|| {
        let families = all_in(language).into_iter();
        let named = families.flat_map(|family| {
            let name = family.name;
            let scenes = family.scenes.into_iter();
            scenes.map(move |scene| (format!("{name}: {}", scene.name), scene))
        });
        named.collect()
    })
}

/// A scene in a language, by where it is found.
pub fn named_in(language: Language, name: &str) -> Scene {
    let found = told(language).iter().find(|(known, _)| known == name);
    let (_, scene) = found.unwrap_or_else(|| panic!("there is no scene {name}"));
    scene.clone()
}

/// A scene of a family.
pub fn named(family: &str, name: &str) -> Scene {
    named_in(Language::English, &format!("{family}: {name}"))
}

/// Every screen, in a language.
pub fn all_in(language: Language) -> Vec<Family> {
    speaking(language, all)
}

pub fn all() -> Vec<Family> {
    let family = |(name, scenes)| Family { name, scenes };
    [
        ("goal", finding::task()),
        ("server", finding::server()),
        ("server_offers", finding::offers()),
        ("server_failures", finding::failures()),
        ("contact", reaching::contact()),
        ("country", reaching::country()),
        ("number", reaching::number()),
        ("address", reaching::address()),
        ("account", identity::account()),
        ("token_and_terms", identity::token_and_terms()),
        ("review", identity::review()),
        ("new_password", verifying::new_password()),
        ("browser", visiting::browser()),
        ("verify_by_code", verifying::by_code()),
        ("verify_by_link", verifying::by_link()),
        ("verify_troubles", verifying::troubles()),
        ("done", ending::done()),
        ("stopped", ending::stopped()),
        ("sign_in", adding::sign_in()),
        ("adding", adding::adding()),
        ("adding_ended", adding::ended()),
        ("in_the_browser", web::sign_up()),
        ("in_the_browser_troubles", web::troubles()),
        ("taken_up", resuming::taken_up()),
        ("over_a_page", over::overlays()),
        ("practice", over::practice()),
    ]
    .into_iter()
    .map(family)
    .collect()
}
