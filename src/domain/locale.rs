//! Which language a user reads, and which of the wizard's languages that is.

use std::fmt;
use std::str::FromStr;

/// A language that the wizard speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    #[default]
    English,
    German,
    French,
    Spanish,
    /// Portuguese as it is written in Brazil, for every other Portuguese too.
    Portuguese,
    Ukrainian,
    Japanese,
    Chinese,
}

impl Language {
    /// Each of them, English first.
    pub const ALL: [Self; 8] = [
        Self::English,
        Self::German,
        Self::French,
        Self::Spanish,
        Self::Portuguese,
        Self::Ukrainian,
        Self::Japanese,
        Self::Chinese,
    ];

    /// Its tag (BCP 47), which is also the name of its folder among the locales.
    pub fn tag(self) -> &'static str {
        ["en", "de", "fr", "es", "pt-BR", "uk", "ja", "zh-Hans"][self as usize]
    }

    /// The language for a BCP 47 tag, whose parts may be in any case. The region counts for
    /// Chinese only: readers of traditional characters did not ask for simplified ones, and CLDR has no
    /// inheritance between the two either.
    fn of_tag(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let primary = parts.next()?.to_ascii_lowercase();
        if primary == "zh" {
            let parts: Vec<_> = parts.map(str::to_ascii_lowercase).collect();
            let has = |tag: &str| parts.iter().any(|part| part == tag);
            let is_simplified = has("hans") || !["hant", "tw", "hk", "mo"].into_iter().any(has);
            return is_simplified.then_some(Self::Chinese);
        }
        let is_its = |language: &Self| language.tag().split('-').next() == Some(primary.as_str());
        Self::ALL.into_iter().find(is_its)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The user's language: the language of the wizard, and the one that documents are chosen in where a server has them
/// in several. They differ for languages that the wizard does not speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale {
    tag: String,
    language: Language,
}

/// The wizard does not speak this language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language of mxid")]
pub struct UnknownLanguage;

impl Locale {
    /// The locale that an environment names, as POSIX writes them (`de_AT.UTF-8@euro`). English where it names none
    /// (`C`, `POSIX`), and for languages that the wizard does not speak.
    pub fn of_environment(name: Option<&str>) -> Self {
        let tag = name.map(tag_of).unwrap_or_default();
        match tag.as_str() {
            "" | "C" | "POSIX" => Self::default(),
            _ => Self {
                language: Language::of_tag(&tag).unwrap_or_default(),
                tag,
            },
        }
    }

    /// The user's language as a tag (BCP 47) such as `de-AT` or `it`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The language that the wizard speaks to them.
    pub fn language(&self) -> Language {
        self.language
    }
}

impl FromStr for Locale {
    type Err = UnknownLanguage;

    /// Reads a tag such as `de` or `pt-BR`, or a locale as POSIX names it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let tag = tag_of(text.trim());
        let language = Language::of_tag(&tag).ok_or(UnknownLanguage)?;
        Ok(Self { tag, language })
    }
}

impl Default for Locale {
    fn default() -> Self {
        Language::English.into()
    }
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        Self {
            tag: language.tag().to_owned(),
            language,
        }
    }
}

/// A locale's name without its encoding and its variant, as a tag.
fn tag_of(name: &str) -> String {
    let name = name.split(['.', '@']).next().unwrap_or_default();
    name.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_spoken_to_in_the_nearest_language() {
        for (name, tag, language) in [
            ("de_AT.UTF-8@euro", "de-AT", Language::German),
            ("de", "de", Language::German),
            ("fr_CA.UTF-8", "fr-CA", Language::French),
            ("es_419", "es-419", Language::Spanish),
            ("pt_PT.UTF-8", "pt-PT", Language::Portuguese),
            ("uk_UA.UTF-8", "uk-UA", Language::Ukrainian),
            ("ja_JP.UTF-8", "ja-JP", Language::Japanese),
            ("zh_CN.UTF-8", "zh-CN", Language::Chinese),
            ("zh_SG", "zh-SG", Language::Chinese),
            ("zh-Hans-HK", "zh-Hans-HK", Language::Chinese),
            ("zh", "zh", Language::Chinese),
            ("it_IT.UTF-8", "it-IT", Language::English),
            ("zh_TW.UTF-8", "zh-TW", Language::English),
            ("zh-Hant", "zh-Hant", Language::English),
            ("C", "en", Language::English),
            ("C.UTF-8", "en", Language::English),
            ("POSIX", "en", Language::English),
            ("", "en", Language::English),
        ] {
            let locale = Locale::of_environment(Some(name));
            assert_eq!((locale.tag(), locale.language()), (tag, language), "{name}");
        }
        assert_eq!(Locale::of_environment(None), Locale::default());
    }

    #[test]
    fn a_language_that_is_asked_for_by_name_is_spoken_or_refused() {
        let read = |tag: &str| tag.parse().map(|locale: Locale| locale.language());
        for language in Language::ALL {
            assert_eq!(read(language.tag()), Ok(language));
        }
        assert_eq!(read("PT-br"), Ok(Language::Portuguese));
        assert_eq!(read(" de-CH "), Ok(Language::German));
        for tag in ["", "xx", "deu", "zh-TW", "zh-Hant", "german", "-"] {
            assert_eq!(read(tag), Err(UnknownLanguage), "{tag}");
        }
    }
}
