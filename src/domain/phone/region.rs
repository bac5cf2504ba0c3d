//! Which region a `+…` number belongs to, told without the library's tables.

use super::clean;
use crate::domain::country::{CountryCode, all, get};
use crate::domain::tsv::rows;

/// How national numbers begin that belong to one region of a shared calling code.
const AREAS: &str = include_str!("../../../assets/countries/areas.tsv");

/// The prefix that is dialled from `country` instead of `+`; empty if unknown.
pub(in crate::domain) fn exit_code(country: Option<CountryCode>) -> &'static str {
    country.map_or("", |country| get(country).exit)
}

/// The calling code that digits after a `+` begin with, when it is complete. No calling code begins another one.
pub(super) fn calling_code(digits: &str) -> Option<&'static str> {
    let mut dials = all().iter().map(|country| country.dial);
    dials.find(|dial| digits.starts_with(dial))
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
    let current = current.into();
    let kept = current.filter(|code| get(*code).dial == dial);
    kept.or_else(|| region_named(dial, national))
}

/// The region that the beginning of a number after a calling code belongs to, else the main one of the code.
fn region_named(dial: &str, national: &str) -> Option<CountryCode> {
    let begins = |areas: &str| areas.split(' ').any(|area| national.starts_with(area));
    let named = |[code, areas]: [&str; 2]| {
        let code = code.parse().ok()?;
        (get(code).dial == dial && begins(areas)).then_some(code)
    };
    let main = || {
        all()
            .iter()
            .find(|country| country.main && country.dial == dial)
    };
    rows(AREAS)
        .find_map(named)
        .or_else(|| main().map(|country| country.code))
}

/// The country of a number with `+` (or with the exit code of `current`, as `00`) in front, once its calling code is
/// complete. `None` for a national number, an unknown calling code, or a text that is no number.
///
/// `current` is kept when it shares the calling code. This is for following what a user pastes; the number itself,
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
    Some(get(country).national).filter(|example| !example.is_empty())
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
            let read = found.as_ref().map(CountryCode::as_str);
            assert_eq!(read, expected, "{typed} from {current}");
        }
    }

    #[test]
    fn every_region_has_an_example() {
        for country in all() {
            assert!(
                example(country.code).is_some_and(|example| clean(example).is_ok()),
                "{country:?}"
            );
        }
    }
}
