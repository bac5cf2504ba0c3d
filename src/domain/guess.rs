//! A first guess at a person's country, from what their system is set to. A guess is offered with its reason, never
//! acted on in silence.

use super::country::{self, CountryCode};

/// Time zones and the region each lies in, by zone.
const ZONES: &str = include_str!("../../assets/countries/zones.tsv");

/// What a guess rests on.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum GuessReason {
    /// The time zone alone.
    TimeZone,
    /// The locale's region alone.
    Locale,
    /// Time zone and locale name the same country.
    Both,
}

/// The country to offer first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Guess {
    /// The country and why; `None` when nothing speaks for any.
    pub first: Option<(CountryCode, GuessReason)>,
    /// Whether the guess is safe enough to be selected beforehand: time zone and locale agree, or only one speaks.
    pub selected: bool,
}

/// Guesses from a time zone (`Europe/Berlin`, as in `TZ` or as the system's zone is named) and a locale (`de_DE.UTF-8`,
/// as in `LANG`). When they disagree the time zone goes first: it moves with the person.
pub fn guess(time_zone: Option<&str>, locale: Option<&str>) -> Guess {
    let zone = time_zone.and_then(zone_country);
    let locale = locale.and_then(locale_country);
    let (first, selected) = match (zone, locale) {
        (Some(zone), Some(locale)) if zone == locale => (Some((zone, GuessReason::Both)), true),
        (Some(zone), other) => (Some((zone, GuessReason::TimeZone)), other.is_none()),
        (None, Some(locale)) => (Some((locale, GuessReason::Locale)), true),
        (None, None) => (None, false),
    };
    Guess { first, selected }
}

/// The country of a zone. `TZ` may have a leading `:` and may be a path into the zone files; zones that are no place
/// (`UTC`, `EST5EDT`) have none.
fn zone_country(zone: &str) -> Option<CountryCode> {
    let zone = zone.strip_prefix(':').unwrap_or(zone);
    let zone = zone.split_once("zoneinfo/").map_or(zone, |(_, name)| name);
    let zone = zone
        .strip_prefix("posix/")
        .or(zone.strip_prefix("right/"))
        .unwrap_or(zone);
    country::rows(ZONES).find_map(|[name, code]| {
        if name == zone {
            code.parse().ok()
        } else {
            None
        }
    })
}

/// The region of a locale, POSIX (`de_DE.UTF-8@euro`) or BCP 47 (`zh-Hant-TW`). American English is what systems have
/// when nobody chose, so it says nothing.
fn locale_country(locale: &str) -> Option<CountryCode> {
    let tags = locale.split(['.', '@']).next()?;
    let mut tags = tags.split(['_', '-']);
    let language = tags.next()?;
    // A single letter begins an extension, whose two-letter keys are no regions.
    let region: CountryCode = tags
        .take_while(|tag| tag.len() > 1)
        .find_map(|tag| tag.parse().ok())?;
    let unchosen = language.eq_ignore_ascii_case("en") && region.as_str() == "US";
    (!unchosen).then_some(region)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(zone: &str, locale: &str) -> (String, Option<GuessReason>, bool) {
        let guess = guess(Some(zone), Some(locale));
        let code = guess
            .first
            .map_or(String::new(), |(code, _)| code.to_string());
        (code, guess.first.map(|(_, reason)| reason), guess.selected)
    }

    #[test]
    fn a_guess_is_selected_only_when_nothing_speaks_against_it() {
        use GuessReason::{Both, Locale, TimeZone};
        for (zone, locale, code, reason, selected) in [
            ("Europe/Berlin", "de_DE.UTF-8", "DE", Both, true),
            ("Europe/Berlin", "en_US.UTF-8", "DE", TimeZone, true),
            ("Europe/Berlin", "fr_FR", "DE", TimeZone, false),
            ("UTC", "de_AT@euro", "AT", Locale, true),
            ("", "zh-Hant-TW", "TW", Locale, true),
            ("America/New_York", "es_US.UTF-8", "US", Both, true),
            ("America/New_York", "en_US.UTF-8", "US", TimeZone, true),
            (":Europe/London", "C", "GB", TimeZone, true),
            (
                "/usr/share/zoneinfo/Asia/Tokyo",
                "POSIX",
                "JP",
                TimeZone,
                true,
            ),
            ("Asia/Calcutta", "en_IN", "IN", Both, true),
            ("Europe/Stockholm", "en_001", "SE", TimeZone, true),
            ("Asia/Dubai", "es_419", "AE", TimeZone, true),
            ("Europe/Kyiv", "", "UA", TimeZone, true),
            ("Europe/Kiev", "", "UA", TimeZone, true),
            ("US/Pacific", "", "US", TimeZone, true),
            ("Poland", "", "PL", TimeZone, true),
        ] {
            assert_eq!(
                guessed(zone, locale),
                (code.into(), Some(reason), selected),
                "{zone} {locale}"
            );
        }
    }

    #[test]
    fn nothing_is_guessed_from_what_is_no_place() {
        for zone in [
            "UTC",
            "Etc/UTC",
            "GMT",
            "EST5EDT",
            "EST",
            "CET-1CEST",
            ":/etc/localtime",
            "Antarctica/Troll",
            "",
        ] {
            assert_eq!(
                guessed(zone, "en_US.UTF-8"),
                (String::new(), None, false),
                "{zone}"
            );
        }
        assert_eq!(guess(None, None), Guess::default());
    }
}
