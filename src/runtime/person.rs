//! Facts about the user and the terminal, from the environment.

use std::env;
use std::path::Path;

use crate::domain::{self, Guess, Locale};
use crate::tui::Theme;

/// Whether the terminal cannot place text, so that a full-screen face is of no use.
pub fn terminal_is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether lines are wanted instead of a screen (`ACCESSIBLE`, any value but the empty one).
pub fn wants_lines() -> bool {
    env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty())
}

/// Whether colours are unwanted (`NO_COLOR`, any value but the empty one).
pub fn no_colour() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Terminals that have no colours, by the name that terminfo has for them, whatever variant of them follows a hyphen.
const COLOURLESS: [&str; 5] = ["vt100", "vt102", "vt220", "vt320", "vt420"];
/// Variants, behind the last hyphen, that leave the colours of any terminal alone.
const COLOURLESS_VARIANTS: [&str; 2] = ["m", "mono"];

/// Whether a terminal of this name (`TERM`) has no colours.
fn is_colourless(term: &str) -> bool {
    let mut parts = term.split('-');
    parts.next().is_some_and(|name| COLOURLESS.contains(&name))
        || parts
            .next_back()
            .is_some_and(|variant| COLOURLESS_VARIANTS.contains(&variant))
}

/// The theme that the environment asks for.
pub fn theme() -> Theme {
    match no_colour() || env::var("TERM").is_ok_and(|term| is_colourless(&term)) {
        true => Theme::monochrome(),
        false => Theme::colour(),
    }
}

/// Whether moving things are unwanted.
pub fn no_motion() -> bool {
    env::var_os("MXID_NO_MOTION").is_some_and(|value| !value.is_empty())
}

/// The most columns or rows that are drawn. A frame of 65,535 in both would need 200 GB of memory.
pub const MOST_CELLS: u16 = 1000;

/// The columns or rows of a terminal that does not know them itself: a number in this variable, if a terminal may have
/// as many.
pub fn length(variable: &str) -> Option<u16> {
    let length = env::var(variable).ok()?.parse().ok()?;
    (1..=MOST_CELLS).contains(&length).then_some(length)
}

/// The country that a phone number is probably from.
pub fn country_guess() -> Guess {
    domain::guess(time_zone().as_deref(), posix_locale().as_deref())
}

pub fn locale() -> Locale {
    Locale::of_environment(posix_locale().as_deref())
}

/// The locale as POSIX names it: the first of the variables that is set.
fn posix_locale() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
}

/// The time zone: `TZ`, else the system's.
fn time_zone() -> Option<String> {
    if let Some(zone) = env::var("TZ").ok().filter(|zone| !zone.is_empty()) {
        return Some(zone);
    }
    let link = std::fs::read_link("/etc/localtime").ok()?;
    zone_of(&link)
}

/// The zone that a path into the zone database names.
fn zone_of(path: &Path) -> Option<String> {
    let path = path.to_str()?;
    let (_, zone) = path.rsplit_once("zoneinfo/")?;
    Some(zone.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_without_colours_is_known_by_its_name() {
        for term in [
            "vt100",
            "vt102",
            "vt220",
            "vt100-am",
            "linux-m",
            "xterm-mono",
        ] {
            assert!(is_colourless(term), "{term}");
        }
        for term in ["xterm", "xterm-256color", "linux", "vt525", "m", "mono", ""] {
            assert!(!is_colourless(term), "{term}");
        }
    }

    #[test]
    fn the_zone_is_what_stands_behind_the_zone_database() {
        let zone = |path: &str| zone_of(Path::new(path));
        assert_eq!(
            zone("/usr/share/zoneinfo/Europe/Berlin").as_deref(),
            Some("Europe/Berlin")
        );
        assert_eq!(zone("/etc/elsewhere"), None);
    }
}
