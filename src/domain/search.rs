//! The search behind the country list: by name, code, calling code and alias, best matches first.

use std::cmp::Reverse;
use std::sync::OnceLock;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Language;
use super::country::names::{Named, Names};
use super::country::{Country, CountryCode, fold};
use super::guess::Guess;
use super::phone::{abroad, clean, exit_code, is_whole, region_of};

struct Entry {
    country: &'static Country,
    name: String,
    /// Its other names there, its English name and the aliases.
    aliases: Vec<String>,
}

impl Entry {
    /// How well its names fit a folded query.
    fn fit(&self, query: &str) -> Option<Fit> {
        let aliases = self.aliases.iter();
        let aliases = aliases.filter_map(|alias| fit(alias, query, Fit::Word));
        let name = fit(&self.name, query, Fit::Beginning);
        name.into_iter().chain(aliases).min()
    }
}

/// The entries of each language, in the order of [`Language::ALL`] and, within, of the names; folded when a language
/// is first searched in.
static ENTRIES: [OnceLock<Vec<Entry>>; Language::ALL.len()] =
    [const { OnceLock::new() }; Language::ALL.len()];

fn entries(language: Language) -> &'static [Entry] {
    ENTRIES[language as usize].get_or_init(|| {
        let named = Names::of(language).in_order.iter();
        let entry = |named: &Named| {
            let country = named.country;
            let others = named.others.iter().chain(&country.aliases);
            let others = others.chain(std::iter::once(&country.name));
            Entry {
                country,
                name: fold(named.name),
                aliases: others.map(|alias| fold(alias)).collect(),
            }
        };
        named.map(entry).collect()
    })
}

/// How well a region fits a query; the first is the best.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd)]
enum Fit {
    /// The ISO code, the calling code itself, or the region of a whole number.
    Code,
    /// The whole name or a whole alias, or a region that shares the calling code of a whole number.
    Whole,
    /// The beginning of the name, or of the calling code.
    Beginning,
    /// The beginning of an alias, or of a later word.
    Word,
    Within,
    /// The letters in their order with others between, when nothing fits better; the higher the score the better.
    Scattered(Reverse<u32>),
}

/// The regions that fit a query of a reader of this language, best first: code or calling code, then names that
/// begin with it, then words that do, then names that contain it. Only if there are none, names in other languages that
/// begin with it; and only then names that hold its letters in order.
///
/// A calling code is found with or without `+`, `00` or the exit code of the guess, and a whole `+…` number finds its
/// regions. Case, accents and punctuation do not count, and English names are found in every language. Among equals the
/// guess comes first, then the region that stands for its calling code, then those that are often needed, then the
/// order of names.
pub fn search(query: &str, guess: &Guess, language: Language) -> Vec<&'static Country> {
    let number = dialled(query);
    let by_number = number.is_some();
    let mut found: Vec<(Fit, &'static Country)> = match number {
        Some(number) => by_calling_code(&number, guess, language),
        None => by_name(&fold(query), language),
    };
    // Stable: equals stay in the order of names.
    found.sort_by_key(|&(fit, country)| {
        let guessed = guess.place(country.code).unwrap_or(usize::MAX);
        let stands_back = by_number && !country.main;
        (fit, guessed, stands_back, !country.is_frequent())
    });
    found.into_iter().map(|(_, country)| country).collect()
}

/// A query that is a calling code or a number, as it is dialled: `49`, `+49`, `00491512`.
fn dialled(query: &str) -> Option<String> {
    clean(query).ok().filter(|number| !number.is_empty())
}

/// The digits after the `+` of a number, or after its replacement.
fn after_plus<'a>(number: &'a str, guess: &Guess) -> Option<&'a str> {
    // No calling code begins with a zero: one is the beginning of what stands for `+`.
    let exits = [exit_code(guess.first()), "00"];
    let mut exits = exits.iter().filter(|exit| exit.starts_with('0'));
    abroad(guess.first(), number)
        .or_else(|| exits.clone().find_map(|exit| number.strip_prefix(exit)))
        .or_else(|| exits.any(|exit| exit.starts_with(number)).then_some(""))
}

/// The whole number, with its `+`, that a query is.
pub fn searched_number(query: &str, guess: &Guess) -> Option<String> {
    let number = dialled(query)?;
    let digits = after_plus(&number, guess)?;
    let names_region = region_of(digits).is_some();
    (names_region && is_whole(digits)).then(|| format!("+{digits}"))
}

fn by_calling_code(
    number: &str,
    guess: &Guess,
    language: Language,
) -> Vec<(Fit, &'static Country)> {
    let after = after_plus(number, guess);
    let digits = after.unwrap_or(number);
    let region = after.and_then(region_of);
    let fit = |country: &Country| {
        let has_code =
            country.dial == digits || after.is_some() && digits.starts_with(country.dial);
        match region.is_none_or(|region| region == country.code) {
            _ if !has_code => country.dial.starts_with(digits).then_some(Fit::Beginning),
            true => Some(Fit::Code),
            false => Some(Fit::Whole),
        }
    };
    let named = Names::of(language).in_order.iter();
    named
        .filter_map(|named| Some((fit(named.country)?, named.country)))
        .collect()
}

fn by_name(query: &str, language: Language) -> Vec<(Fit, &'static Country)> {
    if query.is_empty() {
        let every = Names::of(language).in_order.iter();
        return every.map(|named| (Fit::Within, named.country)).collect();
    }
    let entries = entries(language);
    let code: Option<CountryCode> = query.parse().ok();
    let close: Vec<_> = entries
        .iter()
        .filter_map(|entry| {
            let fit = match code == Some(entry.country.code) {
                true => Some(Fit::Code),
                false => entry.fit(query),
            };
            Some((fit?, entry.country))
        })
        .collect();
    let found = |found: &Vec<_>| !found.is_empty();
    Some(close)
        .filter(found)
        .or_else(|| Some(foreign(query)).filter(found))
        .unwrap_or_else(|| scattered(query, entries))
}

/// The regions with a name that begins like the query in any language of the wizard: "Allemagne", read in English.
fn foreign(query: &str) -> Vec<(Fit, &'static Country)> {
    let everywhere = Language::ALL.into_iter().flat_map(entries);
    let mut found: Vec<_> = everywhere
        .filter_map(|entry| Some((entry.fit(query)?, entry.country)))
        .filter(|(fit, _)| *fit <= Fit::Word)
        .collect();
    // The best fit of each region.
    found.sort_by_key(|(fit, country)| (country.code, *fit));
    found.dedup_by_key(|(_, country)| country.code);
    found
}

/// How a folded query fits one folded name whose beginning is worth `beginning`.
fn fit(name: &str, query: &str, beginning: Fit) -> Option<Fit> {
    name.match_indices(query)
        .map(|(at, _)| match at {
            0 if name.len() == query.len() => Fit::Whole,
            0 => beginning,
            _ if name[..at].ends_with(' ') => Fit::Word,
            _ => Fit::Within,
        })
        .min()
}

fn scattered(query: &str, entries: &[Entry]) -> Vec<(Fit, &'static Country)> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::new(
        query,
        CaseMatching::Ignore,
        Normalization::Never,
        AtomKind::Fuzzy,
    );
    let mut buffer = Vec::new();
    entries
        .iter()
        .filter_map(|entry| {
            let names = std::iter::once(&entry.name).chain(&entry.aliases);
            let score = names
                .filter_map(|name| pattern.score(Utf32Str::new(name, &mut buffer), &mut matcher))
                .max()?;
            Some((Fit::Scattered(Reverse(score)), entry.country))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::guess::{GuessReason, guess};

    fn codes(query: &str) -> Vec<&'static str> {
        codes_in(Language::English, query)
    }

    fn codes_in(language: Language, query: &str) -> Vec<&'static str> {
        codes_with(&Guess::default(), language, query)
    }

    fn codes_with(guess: &Guess, language: Language, query: &str) -> Vec<&'static str> {
        search(query, guess, language)
            .into_iter()
            .map(|country| country.code.as_str())
            .collect()
    }

    #[test]
    fn people_find_their_country_by_whatever_they_call_it() {
        for (query, code) in [
            ("de", "DE"),
            ("DEU", "DE"),
            ("germ", "DE"),
            ("deutschl", "DE"),
            ("uk", "GB"),
            ("England", "GB"),
            ("usa", "US"),
            ("America", "US"),
            ("holland", "NL"),
            ("osterreich", "AT"),
            ("ÖSTERREICH", "AT"),
            ("cote d'iv", "CI"),
            ("ivory", "CI"),
            ("turkey", "TR"),
            ("turkiye", "TR"),
            ("aland", "AX"),
            ("trinidad and", "TT"),
            ("saint luc", "LC"),
            ("st luc", "LC"),
            ("россия", "RU"),
            ("日本", "JP"),
            ("el", "GR"),
            ("in", "IN"),
            ("czech republic", "CZ"),
            ("south kor", "KR"),
            ("guinea bissau", "GW"),
            ("unkg", "GB"),
        ] {
            assert_eq!(codes(query).first(), Some(&code), "{query}");
        }
    }

    #[test]
    fn a_calling_code_finds_its_regions_with_or_without_plus() {
        for query in ["49", "+49", " +49 ", "0049", "＋４９", "٤٩", "tel:+49"] {
            assert_eq!(codes(query), ["DE"], "{query}");
        }
        assert_eq!(codes("+4915123")[..], ["DE"]);
        assert_eq!(codes("44")[..2], ["GB", "GG"]);
        assert_eq!(codes("1").len(), 25);
        assert_eq!(codes("1")[0], "US");
        for beginning in ["+", "0", "00"] {
            assert_eq!(codes(beginning).len(), 245);
        }
        assert_eq!(codes("00")[0], "BR", "often needed ones first");
        assert_eq!(codes("0041 79"), ["CH"]);
        assert_eq!(codes("+1 416")[..2], ["CA", "US"]);
        assert_eq!(codes("+44 1481")[0], "GG");
        for nowhere in ["+999", "0151", "011"] {
            assert!(codes(nowhere).is_empty(), "{nowhere}");
        }
    }

    #[test]
    fn the_exit_code_of_the_guessed_country_stands_for_the_plus() {
        let found = |zone, query| codes_with(&guess(Some(zone), None), Language::English, query);
        for (zone, query) in [
            ("America/New_York", "011 49 1512"),
            ("America/New_York", "0049"),
            ("Asia/Tokyo", "010 49"),
            ("Australia/Sydney", "0011 49"),
            ("Europe/Moscow", "810 49"),
            ("Europe/Berlin", "0049"),
        ] {
            assert_eq!(found(zone, query), ["DE"], "{query} in {zone}");
        }
        assert_eq!(found("America/New_York", "01").len(), 245);
        assert_eq!(found("America/New_York", "011").len(), 245);
        assert_eq!(found("America/New_York", "0114")[0], "DE");
        assert_eq!(found("Europe/Moscow", "81"), ["JP"]);
        assert!(found("America/New_York", "0151").is_empty());
    }

    #[test]
    fn names_that_begin_with_the_query_stand_before_those_that_contain_it() {
        assert_eq!(codes("ger"), ["DE", "DZ", "NE", "NG"]);
        let read = codes("united");
        assert_eq!(read, ["GB", "US", "AE"], "often needed ones first");
    }

    #[test]
    fn the_guess_comes_first_among_equals() {
        let jersey = guess(Some("Europe/Jersey"), None);
        let first = jersey.first().expect("a country");
        assert_eq!(first.as_str(), "JE");
        assert_eq!(jersey.reason(first), Some(GuessReason::TimeZone));
        let all = search("", &jersey, Language::English);
        assert_eq!((all[0].name, all[1].name), ("Jersey", "Brazil"));
        assert_eq!(all.len(), 245);
        let after = all.into_iter().skip(1);
        let mut rare = after.skip_while(|country| country.is_frequent());
        assert_eq!(rare.next().map(|c| c.name), Some("Afghanistan"));
        assert_eq!(search("+44", &jersey, Language::English)[0].name, "Jersey");
        let between = guess(Some("Europe/Zurich"), Some("fr_FR"));
        let first = codes_with(&between, Language::English, "");
        assert_eq!(first[..3], ["CH", "FR", "BR"]);
    }

    #[test]
    fn people_find_their_country_in_their_language_and_in_english() {
        for (language, query, code) in [
            (Language::German, "österr", "AT"),
            (Language::German, "germany", "DE"),
            (Language::German, "elfenbein", "CI"),
            (Language::French, "etats", "US"),
            (Language::Spanish, "ee. uu", "US"),
            (Language::Portuguese, "alemanha", "DE"),
            (Language::Ukrainian, "укр", "UA"),
            (Language::Ukrainian, "мянма", "MM"),
            (Language::Japanese, "どいつ", "DE"),
            (Language::Japanese, "英国", "GB"),
            (Language::Japanese, "にほん", "JP"),
            (Language::Japanese, "japan", "JP"),
            (Language::Chinese, "德国", "DE"),
            (Language::Chinese, "de", "DE"),
            (Language::English, "Deutschland", "DE"),
            (Language::English, "allemagne", "DE"),
            (Language::English, "aleman", "DE"),
            (Language::English, "ドイツ", "DE"),
            (Language::Japanese, "allem", "DE"),
            (Language::German, "royaume", "GB"),
        ] {
            assert_eq!(codes_in(language, query).first(), Some(&code), "{query}");
        }
    }

    #[test]
    fn nonsense_finds_nothing() {
        assert!(codes("qqqq").is_empty());
        assert!(codes("!").is_empty());
    }
}
