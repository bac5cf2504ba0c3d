//! Every sentence that a person reads, from `assets/locales`.
//!
//! Ids and argument names are checked when the program is compiled: [`t!`](crate::t) with an
//! unknown id does not build. [`rich!`](crate::rich) makes a [`Text`] whose arguments keep what
//! they are: something to stress, or a time that goes on running.

mod rich;

use std::borrow::Cow;

use i18n_embed::fluent::{FluentLanguageLoader, fluent_language_loader};
use i18n_embed::{I18nAssets, LanguageLoader};

pub use rich::{Piece, Text, Timed, sentinel};

/// The locales, one file each.
const LOCALES: [(&str, &str); 1] = [(
    "en/mxid.ftl",
    include_str!("../../assets/locales/en/mxid.ftl"),
)];

/// What reads otherwise where words are typed instead of keys, by the file that it stands before.
const IN_WORDS: [(&str, &str); 1] = [(
    "en/mxid.ftl",
    include_str!("../../assets/locales/en/plain.ftl"),
)];

/// The locales as they are loaded.
struct Embedded {
    in_words: bool,
}

impl I18nAssets for Embedded {
    fn get_files(&self, path: &str) -> Vec<Cow<'_, [u8]>> {
        let of = |files: &[(&str, &'static str)]| {
            let file = files.iter().find(|(name, _)| *name == path);
            file.map(|(_, text)| *text)
        };
        let Some(text) = of(&LOCALES) else {
            return Vec::new();
        };
        vec![match of(&IN_WORDS).filter(|_| self.in_words) {
            // Of two messages with one id the first counts.
            Some(first) => Cow::Owned([first, text].concat().into_bytes()),
            None => Cow::Borrowed(text.as_bytes()),
        }]
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(LOCALES.iter().map(|(name, _)| (*name).to_owned()))
    }
}

/// The sentences of one language.
pub struct Texts {
    loader: FluentLanguageLoader,
}

impl Texts {
    /// English, which is complete.
    pub fn english() -> Self {
        Self::load(&Embedded { in_words: false })
    }

    /// The same for plain mode: a sentence that would name a key names the word that is typed there.
    pub fn english_in_words() -> Self {
        Self::load(&Embedded { in_words: true })
    }

    fn load(embedded: &Embedded) -> Self {
        let loader = fluent_language_loader!();
        // The assets are part of the program, and a test formats every message of them.
        let loaded = loader.load_languages(embedded, &[loader.fallback_language().clone()]);
        debug_assert!(loaded.is_ok(), "{loaded:?}");
        // Isolation marks have no width on paper, but some terminals draw them.
        loader.set_use_isolating(false);
        Self { loader }
    }

    /// For the macros.
    #[doc(hidden)]
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Texts({})", self.loader.current_language())
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
