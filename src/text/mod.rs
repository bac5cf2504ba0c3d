//! Every sentence that a person reads, from `assets/locales`.
//!
//! Ids and argument names are checked when the program is compiled: [`t!`](crate::t) with an
//! unknown id does not build. [`rich!`](crate::rich) makes a [`Text`] whose arguments keep what
//! they are: something to stress, or a time that goes on running.

mod rich;

use std::borrow::Cow;

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::{I18nAssets, LanguageLoader};

use crate::domain::Language;

pub use rich::{Piece, Text, Timed, Units, sentinel};

const DOMAIN: &str = "mxid";

/// The files of a language: its messages, and those that read otherwise where words are typed instead of keys.
fn files(language: Language) -> (&'static str, &'static str) {
    macro_rules! locale {
        ($tag:literal) => {
            (
                include_str!(concat!("../../assets/locales/", $tag, "/mxid.ftl")),
                include_str!(concat!("../../assets/locales/", $tag, "/plain.ftl")),
            )
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

/// One language as it is loaded: another is not even read.
struct Embedded {
    language: Language,
    in_words: bool,
}

impl I18nAssets for Embedded {
    fn get_files(&self, _: &str) -> Vec<Cow<'_, [u8]>> {
        let (messages, in_words) = files(self.language);
        vec![match self.in_words {
            // Of two messages with one id the first counts.
            true => Cow::Owned([in_words, messages].concat().into_bytes()),
            false => Cow::Borrowed(messages.as_bytes()),
        }]
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(std::iter::empty())
    }
}

/// The sentences of one language.
pub struct Texts {
    loader: FluentLanguageLoader,
    language: Language,
}

impl Texts {
    /// The sentences in a language. No other language stands behind it: a test holds that each has all of them.
    pub fn of(language: Language) -> Self {
        Self::load(language, false)
    }

    /// The same for plain mode: a sentence that would name a key names the word that is typed there.
    pub fn in_words(language: Language) -> Self {
        Self::load(language, true)
    }

    fn load(language: Language, in_words: bool) -> Self {
        let tag = language.tag().parse();
        debug_assert!(tag.is_ok(), "{tag:?}");
        let loader = FluentLanguageLoader::new(DOMAIN, tag.unwrap_or_default());
        // The assets are part of the program, and a test formats every message of them.
        let wanted = loader.fallback_language().clone();
        let loaded = loader.load_languages(&Embedded { language, in_words }, &[wanted]);
        debug_assert!(loaded.is_ok(), "{loaded:?}");
        // Isolation marks have no width on paper, but some terminals draw them.
        loader.set_use_isolating(false);
        Self { loader, language }
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

    /// For the macros.
    #[doc(hidden)]
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }
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
        i18n_embed_fl::fl!($texts.loader(), $id $(, $name = $value)*)
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
        let message = i18n_embed_fl::fl!($texts.loader(), $id $(, $name = $name)*);
        $crate::text::Text::filled(&message, pieces)
    }};
}
