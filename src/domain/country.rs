//! Countries as phone numbers know them: ISO codes, calling codes, and the names that people call them by.
//!
//! The tables are embedded text, parsed once on first use. They never touch the phone number library, whose tables
//! take tens of milliseconds to load, and hold of those what it takes to group a mobile number and to show an example.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use nucleo_matcher::chars;

use super::tsv::rows;

pub(super) mod names;

/// A region's code, names and endonyms, a line each.
const NAMES: &str = include_str!("../../assets/countries/names.tsv");

/// How a region's numbers are dialled, a line each, made from the library's tables.
const NUMBERS: &str = include_str!("../../assets/countries/numbers.tsv");

/// Regions that are often needed: the largest of each language that the wizard speaks, and of English.
const FREQUENT: [&str; 10] = ["BR", "CN", "DE", "ES", "FR", "GB", "IN", "JP", "UA", "US"];

/// A country or territory with phone numbers of its own, as two upper-case letters of ISO 3166-1 alpha-2.
///
/// A value is always one of the 245 regions in [`all`], among them the three that ISO only reserves and phones use:
/// `AC` (Ascension Island), `TA` (Tristan da Cunha) and `XK` (Kosovo). This is the `country` of the `msisdn`
/// `requestToken` endpoints.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code as two upper-case letters.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Why a text is no [`CountryCode`].
#[derive(Copy, Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CountryCodeError {
    #[error("a country is two letters, like DE")]
    Malformed,
    #[error("no country has this code")]
    Unknown,
}

impl FromStr for CountryCode {
    type Err = CountryCodeError;

    /// Reads two letters in any case, with space around them. `UK` and `EL`, which are not ISO codes but what people
    /// write, are read as `GB` and `GR`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let &[first, second] = text.trim().as_bytes() else {
            return Err(CountryCodeError::Malformed);
        };
        if !first.is_ascii_alphabetic() || !second.is_ascii_alphabetic() {
            return Err(CountryCodeError::Malformed);
        }
        let code = match &[first.to_ascii_uppercase(), second.to_ascii_uppercase()] {
            b"UK" => *b"GB",
            b"EL" => *b"GR",
            code => *code,
        };
        match position(Self(code)) {
            Some(_) => Ok(Self(code)),
            None => Err(CountryCodeError::Unknown),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One region of the table.
#[derive(Debug, Eq, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: CountryCode,
    /// The calling code without `+`: one to three digits. Several regions can share one.
    pub dial: &'static str,
    /// Whether this region stands for its calling code when nothing else is known: `US` for 1, `GB` for 44. True for
    /// every region that has a calling code to itself.
    pub main: bool,
    /// The English name, as CLDR gives it.
    pub name: &'static str,
    /// Other names: alpha-3 code, short and former names, names in the official languages of the place.
    pub aliases: Vec<&'static str>,
    /// The prefix that is dialled before a number within the country, `0` in Germany; often empty.
    pub(super) trunk: &'static str,
    /// The prefix that is dialled instead of `+`: `00`, `011` in America.
    pub(super) exit: &'static str,
    /// An example mobile number as it is written within the country, without brackets: `01512 3456789`.
    pub(super) national: &'static str,
    /// The same number after the calling code: `1512 3456789`.
    pub(super) international: &'static str,
}

impl Country {
    /// Whether many people look for it, so that it stands before the others.
    pub fn is_frequent(&self) -> bool {
        FREQUENT.contains(&self.code.as_str())
    }
}

/// The regions in the order of their codes, as both tables have them.
static TABLE: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let country = |(names, numbers): ([&'static str; 3], [&'static str; 7])| {
        let [code, name, aliases] = names;
        let [_, dial, main, trunk, exit, national, international] = numbers;
        let aliases = aliases.split('|').filter(|alias| !alias.is_empty());
        Some(Country {
            code: CountryCode(code.as_bytes().try_into().ok()?),
            dial,
            main: main == "main",
            name,
            aliases: aliases.collect(),
            trunk,
            exit,
            national,
            international,
        })
    };
    let rows = rows(NAMES).zip(rows(NUMBERS));
    rows.filter_map(country).collect()
});

fn position(code: CountryCode) -> Option<usize> {
    all()
        .binary_search_by_key(&code, |country| country.code)
        .ok()
}

/// All 245 regions, by code.
pub fn all() -> &'static [Country] {
    &TABLE
}

/// The region of a code.
#[expect(
    clippy::expect_used,
    reason = "a code is only ever made from a row of the table"
)]
pub fn get(code: CountryCode) -> &'static Country {
    let position = position(code).expect("every CountryCode has a row");
    &all()[position]
}

/// A name as it is compared: lower case, without accents and points, one space between words, `&` as "and".
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '&' => folded.push_str("and"),
            // Apostrophes and points part no words; combining marks are accents written on their own.
            '.' | '\'' | '’' | 'ʻ' | 'ʼ' | '\u{300}'..='\u{36f}' => {}
            _ if c.is_whitespace() || "-–,()/（）・".contains(c) => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            // Hiragana, as it is typed, and the katakana of the names differ by one place in the table.
            'ぁ'..='ゖ' => folded.extend(char::from_u32(c as u32 + 0x60)),
            _ => folded.push(chars::normalize(chars::to_lower_case(c))),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_any_case_and_by_its_common_misnomers() {
        for (typed, code) in [
            ("de", "DE"),
            (" Gb ", "GB"),
            ("uk", "GB"),
            ("EL", "GR"),
            ("xk", "XK"),
        ] {
            let found = typed.parse::<CountryCode>().map(|code| code.to_string());
            assert_eq!(found, Ok(code.to_owned()), "{typed}");
        }
        for typed in ["", "D", "GBR", "1A", "Ä", "ß"] {
            let found = typed.parse::<CountryCode>();
            assert_eq!(found, Err(CountryCodeError::Malformed), "{typed}");
        }
        assert_eq!("ZZ".parse::<CountryCode>(), Err(CountryCodeError::Unknown));
    }

    #[test]
    fn every_region_has_a_name_a_calling_code_and_its_place() {
        assert_eq!(all().len(), 245);
        for country in all() {
            assert_eq!(get(country.code), country);
            assert!(!country.name.is_empty());
            assert!((1..=3).contains(&country.dial.len()), "{country:?}");
            let mains = all()
                .iter()
                .filter(|other| other.dial == country.dial && other.main)
                .count();
            assert_eq!(mains, 1, "+{}", country.dial);
        }
        let frequent = all().iter().filter(|country| country.is_frequent());
        assert_eq!(frequent.count(), FREQUENT.len());
        assert!(all().is_sorted_by_key(|country| country.code));
    }
}
