//! Every sentence that the user reads, from `assets/locales`.
//!
//! Ids and argument names are checked when the program is compiled: [`t!`](crate::t) with an
//! unknown id does not build. [`rich!`](crate::rich) makes a [`Text`] whose arguments keep their
//! type: an emphasised piece, or a time that continues to run.

mod rich;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use memchr::memmem;

use crate::domain::Language;

pub use rich::{Piece, Text, Timed, Units, sentinel};

/// The files of a language: the messages that differ where the user types words instead of keys, and all messages.
fn files(language: Language) -> &'static [&'static str; 2] {
    macro_rules! locale {
        ($tag:literal) => {
            &[
                include_str!(concat!("../../assets/locales/", $tag, "/plain.ftl")),
                include_str!(concat!("../../assets/locales/", $tag, "/mxid.ftl")),
            ]
        };
    }
    match language {
        Language::English => locale!("en"),
        Language::German => locale!("de"),
        Language::French => locale!("fr"),
        Language::Spanish => locale!("es"),
        Language::Portuguese => locale!("pt-BR"),
        Language::Ukrainian => locale!("uk"),
        Language::Japanese => locale!("ja"),
        Language::Chinese => locale!("zh-Hans"),
    }
}

/// The sentences of one language.
///
/// A message is parsed when it is first used: a page needs about thirty of 900, and parsing all of
/// them would delay the first page.
pub struct Texts {
    language: Language,
    /// Of two messages with one id, the one in the earlier file counts.
    files: &'static [&'static str],
    parsed: Mutex<FluentBundle<FluentResource>>,
}

impl Texts {
    /// The sentences in a language. There is no fallback to another: a test checks that each language has all of them.
    pub fn of(language: Language) -> Self {
        Self::new(language, &files(language)[1..])
    }

    /// The same for plain mode: a sentence that names a key names the word to type instead.
    pub fn in_words(language: Language) -> Self {
        Self::new(language, files(language))
    }

    fn new(language: Language, files: &'static [&'static str]) -> Self {
        let tag = language.tag().parse();
        debug_assert!(tag.is_ok(), "{tag:?}");
        let mut parsed = FluentBundle::new_concurrent(vec![tag.unwrap_or_default()]);
        // Some terminals draw the isolation marks, which should have no width.
        parsed.set_use_isolating(false);
        Self {
            language,
            files,
            parsed: Mutex::new(parsed),
        }
    }

    pub fn english() -> Self {
        Self::of(Language::English)
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// Things one after the other, as the language parts them.
    pub fn list(&self, items: impl IntoIterator<Item = impl Into<String>>) -> String {
        let mut items = items.into_iter().map(Into::into);
        let first: String = items.next().unwrap_or_default();
        items.fold(first, |list, next| {
            crate::t!(self, "list-next", list = list, next = next)
        })
    }

    /// How numbers of minutes and hours are written.
    pub fn units(&self) -> Units {
        Units {
            minutes: crate::t!(self, "minutes", count = sentinel(0)),
            hours: crate::t!(self, "hours", count = sentinel(0)),
        }
    }

    /// For [`t!`](crate::t): a message without arguments.
    #[doc(hidden)]
    pub fn get(&self, id: &str) -> String {
        self.get_args_concrete(id, HashMap::new())
    }

    /// For [`t!`](crate::t): a message with these arguments.
    #[doc(hidden)]
    pub fn get_args_concrete<'a>(
        &self,
        id: &str,
        arguments: HashMap<&'a str, FluentValue<'a>>,
    ) -> String {
        let parsed = self.parsed(id);
        let pattern = parsed.get_message(id).and_then(|message| message.value());
        debug_assert!(pattern.is_some(), "{id}");
        let Some(pattern) = pattern else {
            return id.to_owned();
        };
        let arguments = arguments.into_iter().collect();
        // The compiler checked the arguments, and a test formats every message.
        let mut errors = Vec::new();
        let text = parsed.format_pattern(pattern, Some(&arguments), &mut errors);
        text.into_owned()
    }

    /// The messages that are parsed, among them this one and those that it refers to.
    fn parsed(&self, id: &str) -> MutexGuard<'_, FluentBundle<FluentResource>> {
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        self.parse(id, &mut parsed);
        parsed
    }

    fn parse(&self, id: &str, parsed: &mut FluentBundle<FluentResource>) {
        if parsed.has_message(id) {
            return;
        }
        let Some(source) = self.files.iter().find_map(|file| source(file, id)) else {
            return;
        };
        for reference in source.split("{ ").skip(1) {
            if reference.starts_with(|first: char| first.is_ascii_lowercase()) {
                self.parse(reference.split(' ').next().unwrap_or_default(), parsed);
            }
        }
        let message = FluentResource::try_new(source.to_owned());
        debug_assert!(message.is_ok(), "{message:?}");
        if let Ok(message) = message {
            let added = parsed.add_resource(message);
            debug_assert!(added.is_ok(), "{added:?}");
        }
    }
}

/// A message in a file, from its id to the next message.
fn source<'a>(file: &'a str, id: &str) -> Option<&'a str> {
    let start = memmem::find(file.as_bytes(), format!("\n{id} =").as_bytes())? + 1;
    let source = &file[start..];
    let is_next = |at: &usize| source[at + 1..].starts_with(|c: char| c.is_ascii_lowercase());
    let mut line_ends = source.match_indices('\n').map(|(at, _)| at);
    Some(&source[..line_ends.find(is_next).unwrap_or(source.len())])
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Texts({})", self.language)
    }
}

/// A message as a `String`: `t!(texts, "id", name = value)`.
#[macro_export]
macro_rules! t {
    ($texts:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        i18n_embed_fl::fl!($texts, $id $(, $name = $value)*)
    };
}

/// A message as a [`Text`](crate::text::Text), whose arguments stay typed:
/// `rich!(texts, "id", address = Piece::strong(…), ago = Timed::Since(…))`.
#[macro_export]
macro_rules! rich {
    ($texts:expr, $id:literal $(, $name:ident = $piece:expr)* $(,)?) => {{
        let pieces: Vec<$crate::text::Piece> = vec![$($crate::text::Piece::from($piece)),*];
        let mut _stand_ins = (0..).map($crate::text::sentinel);
        $(let $name = _stand_ins.next().unwrap_or_default();)*
        let message = i18n_embed_fl::fl!($texts, $id $(, $name = $name)*);
        $crate::text::Text::filled(&message, pieces)
    }};
}
