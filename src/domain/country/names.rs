//! The names of the countries in each language of the wizard, in the order of its alphabet.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Country, CountryCode, all, fold, get};
use crate::domain::Language;
use crate::domain::tsv::rows;

pub(in crate::domain) struct Names {
    /// The regions in the order of their names.
    pub(in crate::domain) in_order: Vec<Named>,
    by_code: HashMap<CountryCode, usize>,
}

pub(in crate::domain) struct Named {
    pub(in crate::domain) country: &'static Country,
    pub(in crate::domain) name: &'static str,
    pub(in crate::domain) others: Vec<&'static str>,
}

impl Names {
    /// The names in a language; parsed once, on first use.
    pub(in crate::domain) fn of(language: Language) -> &'static Self {
        &NAMES[language as usize]
    }

    fn new(in_order: Vec<Named>) -> Self {
        let codes = in_order.iter().enumerate();
        let by_code = codes.map(|(at, named)| (named.country.code, at)).collect();
        Self { in_order, by_code }
    }

    /// Reads a table whose rows are in the order of the alphabet.
    fn read(table: &'static str) -> Self {
        let named = |[code, name, others]: [&'static str; 3]| {
            Some(Named {
                country: get(code.parse().ok()?),
                name,
                others: others.split('|').filter(|name| !name.is_empty()).collect(),
            })
        };
        Self::new(rows(table).filter_map(named).collect())
    }

    pub(in crate::domain) fn name(&self, country: &Country) -> &'static str {
        let found = self.by_code.get(&country.code);
        found.map_or(country.name, |at| self.in_order[*at].name)
    }
}

impl Country {
    /// Its name in a language, as CLDR has it.
    pub fn name_in(&self, language: Language) -> &'static str {
        Names::of(language).name(self)
    }
}

macro_rules! names {
    ($tag:literal) => {
        LazyLock::new(|| {
            Names::read(include_str!(concat!(
                "../../../assets/countries/names/",
                $tag,
                ".tsv"
            )))
        })
    };
}

/// The names in the order of [`Language::ALL`].
static NAMES: [LazyLock<Names>; Language::ALL.len()] = [
    LazyLock::new(|| {
        let named = |country: &'static Country| Named {
            country,
            name: country.name,
            others: Vec::new(),
        };
        let mut in_order: Vec<Named> = all().iter().map(named).collect();
        in_order.sort_by_cached_key(|named| fold(named.name));
        Names::new(in_order)
    }),
    names!("de"),
    names!("fr"),
    names!("es"),
    names!("pt-BR"),
    names!("uk"),
    names!("ja"),
    names!("zh-Hans"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_has_a_name_in_every_language() {
        for language in Language::ALL {
            let names = Names::of(language);
            assert_eq!(names.in_order.len(), all().len(), "{language}");
            for country in all() {
                let at = names.by_code.get(&country.code);
                let name = at.map(|at| names.in_order[*at].name);
                assert!(name.is_some_and(|name| !name.is_empty()), "{country:?}");
            }
        }
    }

    #[test]
    fn names_stand_in_the_order_of_their_alphabet() {
        for (language, first) in [
            (
                Language::English,
                ["Afghanistan", "Åland Islands", "Albania"],
            ),
            (Language::German, ["Afghanistan", "Ägypten", "Ålandinseln"]),
            (
                Language::Japanese,
                ["アイスランド", "アイルランド", "アゼルバイジャン"],
            ),
            (Language::Chinese, ["阿尔巴尼亚", "阿尔及利亚", "阿富汗"]),
        ] {
            let names: Vec<_> = Names::of(language).in_order[..3]
                .iter()
                .map(|named| named.name)
                .collect();
            assert_eq!(names, first);
        }
    }
}
