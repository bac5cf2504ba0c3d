//! A first guess at a user's country, from what their system is set to. A guess is offered with its reason, never
//! acted on in silence.

use super::country::CountryCode;
use super::tsv::rows;

/// Time zones and the region each lies in, by zone.
const ZONES: &str = include_str!("../../assets/countries/zones.tsv");

/// The reason for a guess.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum GuessReason {
    TimeZone,
    Locale,
    /// Time zone and locale name the same country.
    Both,
}

/// The countries to offer before all others.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Guess {
    /// Each country and why, the likeliest first; `None` if nothing speaks for any, two when time zone and locale
    /// disagree.
    pub countries: Vec<(CountryCode, GuessReason)>,
    /// Whether the first is safe enough to be selected beforehand: time zone and locale agree, or only one speaks.
    pub selected: bool,
}

/// Guesses from a time zone (`Europe/Berlin`, as in `TZ` or as the system's zone is named) and a locale (`de_DE.UTF-8`,
/// as in `LANG`). When they disagree the time zone goes first: it moves with the user.
pub fn guess(time_zone: Option<&str>, locale: Option<&str>) -> Guess {
    let zone = time_zone.and_then(zone_country);
    let locale = locale.and_then(locale_country);
    let countries = match (zone, locale) {
        (Some(zone), Some(locale)) if zone == locale => vec![(zone, GuessReason::Both)],
        (zone, locale) => {
            let zone = zone.map(|country| (country, GuessReason::TimeZone));
            let locale = locale.map(|country| (country, GuessReason::Locale));
            zone.into_iter().chain(locale).collect()
        }
    };
    Guess {
        selected: countries.len() == 1,
        countries,
    }
}

impl Guess {
    pub fn first(&self) -> Option<CountryCode> {
        self.countries.first().map(|(code, _)| *code)
    }

    /// The place of a country among those that are guessed, from 0.
    pub(super) fn place(&self, country: CountryCode) -> Option<usize> {
        self.countries.iter().position(|(code, _)| *code == country)
    }

    /// Why a country is guessed, if it is.
    pub fn reason(&self, country: CountryCode) -> Option<GuessReason> {
        Some(self.countries[self.place(country)?].1)
    }
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
    let [_, code] = rows(ZONES).find(|[name, _]| *name == zone)?;
    code.parse().ok()
}

/// The region of a locale, POSIX (`de_DE.UTF-8@euro`) or BCP 47 (`zh-Hant-TW`). American English is what systems have
/// when the user chose none, so it says nothing.
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
        let code = guess.first().map_or(String::new(), |code| code.to_string());
        let reason = guess.first().and_then(|code| guess.reason(code));
        (code, reason, guess.selected)
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
    fn where_time_zone_and_locale_disagree_both_countries_are_offered() {
        for (zone, locale, expected) in [
            ("Europe/Berlin", "fr_FR", &["DE", "FR"][..]),
            ("Europe/Busingen", "de_DE", &["DE"]),
            ("Europe/Zurich", "de_DE", &["CH", "DE"]),
            ("America/Indiana/Knox", "es_US", &["US"]),
            ("America/Sao_Paulo", "pt_PT.UTF-8", &["BR", "PT"]),
            ("Europe/Berlin", "eo", &["DE"]),
            ("UTC", "fr_CA", &["CA"]),
        ] {
            let guess = guess(Some(zone), Some(locale));
            let codes: Vec<_> = guess
                .countries
                .iter()
                .map(|(code, _)| code.as_str())
                .collect();
            assert_eq!(codes, expected, "{zone} {locale}");
            assert_eq!(guess.selected, expected.len() == 1, "{zone} {locale}");
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
            let found = guessed(zone, "en_US.UTF-8");
            assert_eq!(found, (String::new(), None, false), "{zone}");
        }
        assert_eq!(guess(None, None), Guess::default());
    }
}
