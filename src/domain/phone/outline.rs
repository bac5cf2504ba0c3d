//! What is known of a region's numbers without the library's tables: enough to group a mobile number, show an example
//! and to tell which country a `+…` number belongs to.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::clean;
use crate::domain::country::{self, CountryCode};

/// A line a region, made from the library's tables.
const NUMBERS: &str = include_str!("../../../assets/countries/numbers.tsv");
/// How national numbers begin that belong to one region of a shared calling code.
const AREAS: &str = include_str!("../../../assets/countries/areas.tsv");

/// A region's numbers in outline.
#[derive(Debug)]
pub(in crate::domain) struct Outline {
    /// The calling code, without `+`.
    pub(in crate::domain) dial: &'static str,
    /// Whether the region stands for its calling code.
    pub(in crate::domain) main: bool,
    /// What is dialled before a number within the country, `0` in Germany; often nothing.
    pub(super) trunk: &'static str,
    /// What is dialled instead of `+`: `00`, `011` in America.
    pub(super) exit: &'static str,
    /// An example mobile number as it is written within the country, without brackets: `01512 3456789`.
    pub(super) national: &'static str,
    /// The same number after the calling code: `1512 3456789`.
    pub(super) international: &'static str,
}

static OUTLINES: LazyLock<BTreeMap<&'static str, Outline>> = LazyLock::new(|| {
    country::rows(NUMBERS)
        .map(|[code, dial, main, trunk, exit, national, international]| {
            (
                code,
                Outline {
                    dial,
                    main: main == "main",
                    trunk,
                    exit,
                    national,
                    international,
                },
            )
        })
        .collect()
});

/// The outline of a region; `None` only for a code that is no region.
pub(in crate::domain) fn outline(code: CountryCode) -> Option<&'static Outline> {
    OUTLINES.get(code.as_str())
}

/// The calling code that digits after a `+` begin with, when it is complete. No calling code begins another one.
pub(super) fn calling_code(digits: &str) -> Option<&'static str> {
    let known = |length: &usize| {
        OUTLINES
            .values()
            .map(|outline| outline.dial)
            .find(|dial| digits.get(..*length) == Some(dial))
    };
    (1..=3).find_map(|length| known(&length))
}

/// What is dialled from `country` instead of `+`; empty where that is unknown.
pub(in crate::domain) fn exit_code(country: Option<CountryCode>) -> &'static str {
    country.and_then(outline).map_or("", |outline| outline.exit)
}

/// The digits of an international number after its `+`, or after what is dialled from `country` instead. Only an exit
/// code with a known calling code behind it is one: a national number may begin with the same digits.
pub(in crate::domain) fn abroad(
    country: impl Into<Option<CountryCode>>,
    cleaned: &str,
) -> Option<&str> {
    if let Some(digits) = cleaned.strip_prefix('+') {
        return Some(digits);
    }
    let exit = exit_code(country.into());
    let digits = cleaned.strip_prefix(exit).filter(|_| !exit.is_empty())?;
    calling_code(digits).map(|_| digits)
}

/// The region that numbers after a calling code belong to: `current` if it shares the code, else the one they name.
pub(super) fn region(
    dial: &str,
    national: &str,
    current: impl Into<Option<CountryCode>>,
) -> Option<CountryCode> {
    let shares = |code: &CountryCode| outline(*code).is_some_and(|outline| outline.dial == dial);
    current
        .into()
        .filter(shares)
        .or_else(|| region_named(dial, national))
}

/// The region that the beginning of a number after a calling code belongs to, else the main one of the code.
fn region_named(dial: &str, national: &str) -> Option<CountryCode> {
    let shares = |code: &str| {
        OUTLINES
            .get(code)
            .is_some_and(|outline| outline.dial == dial)
    };
    let begins = |areas: &str| areas.split(' ').any(|area| national.starts_with(area));
    let area = country::rows(AREAS)
        .find(|[code, areas]| shares(code) && begins(areas))
        .map(|[code, _]| code);
    let main = || {
        OUTLINES
            .iter()
            .find(|(_, outline)| outline.dial == dial && outline.main)
            .map(|(code, _)| *code)
    };
    area.or_else(main)?.parse().ok()
}

/// The country of a number with `+` (or with the exit code of `current`, as `00`) in front, once its calling code is
/// complete. `None` for a national number, an unknown calling code, or a text that is no number.
///
/// `current` is kept when it shares the calling code. This is for following what a person pastes; the number itself,
/// with its `+`, leaves the server no doubt.
pub fn country_of(typed: &str, current: impl Into<Option<CountryCode>>) -> Option<CountryCode> {
    let current = current.into();
    let cleaned = clean(typed).ok()?;
    let digits = abroad(current, &cleaned)?;
    let dial = calling_code(digits)?;
    region(dial, &digits[dial.len()..], current)
}

/// A number with `+` in the place of the exit code of `from`, once its calling code is complete: the same number
/// wherever it is dialled. `None` for a text that [`country_of`] finds no calling code in.
pub fn with_plus(typed: &str, from: impl Into<Option<CountryCode>>) -> Option<String> {
    let cleaned = clean(typed).ok()?;
    let digits = abroad(from, &cleaned)?;
    calling_code(digits).map(|_| format!("+{digits}"))
}

/// The region of a number after its `+`, once the calling code is followed by digits.
pub(in crate::domain) fn region_of(digits: &str) -> Option<CountryCode> {
    let dial = calling_code(digits)?;
    let national = &digits[dial.len()..];
    region_named(dial, national).filter(|_| !national.is_empty())
}

/// An example mobile number of the country, as it is written there: a placeholder.
pub fn example(country: CountryCode) -> Option<&'static str> {
    outline(country)
        .map(|outline| outline.national)
        .filter(|example| !example.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_international_number_tells_its_country() {
        for (typed, current, expected) in [
            ("+49 1512", "FR", Some("DE")),
            ("+4", "FR", None),
            ("+1 201", "DE", Some("US")),
            ("+1 416 555 0123", "DE", Some("CA")),
            ("+1 416 555 0123", "US", Some("US")),
            ("+1 876", "DE", Some("JM")),
            ("+7 912", "DE", Some("RU")),
            ("+7 701", "DE", Some("KZ")),
            ("+44 7700 900123", "DE", Some("GB")),
            ("+44 7700 900123", "JE", Some("JE")),
            ("+44 1481", "DE", Some("GG")),
            ("+39 06698", "DE", Some("VA")),
            ("+358 18", "DE", Some("AX")),
            ("0049 1512", "FR", Some("DE")),
            ("01149 1512", "US", Some("DE")),
            ("0049 1512", "US", None),
            ("01512", "DE", None),
            ("49 1512", "DE", None),
            ("+999", "DE", None),
            ("+49 x", "FR", None),
        ] {
            let found = country_of(typed, current.parse::<CountryCode>().unwrap());
            assert_eq!(
                found.as_ref().map(CountryCode::as_str),
                expected,
                "{typed} from {current}"
            );
        }
    }

    #[test]
    fn every_region_has_an_example() {
        for country in country::all() {
            assert!(
                example(country.code).is_some_and(|example| clean(example).is_ok()),
                "{country:?}"
            );
        }
    }
}
