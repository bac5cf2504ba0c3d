//! How a number that has only been begun will be written: as the likeliest whole number that begins like it.

use std::sync::Arc;

use super::clean;
use super::grouping::{self, Dialled, Grouping};
use super::length::{self, kind};
use super::metadata::{Length, Plan};
use super::parse::{Reading, at_home, significant};
use crate::domain::country::CountryCode;

/// The most digits of a number with its prefixes, but for a calling code.
const LONGEST: usize = 20;

/// How the typed text is grouped, by the pattern of the numbers that begin like it: another one for a landline than for
/// a mobile number, as far as the beginning tells.
///
/// Slow the first time, for it loads the tables. See [`Grouping::sketch`].
pub(super) fn grouping(country: CountryCode, typed: &str) -> Grouping {
    let cleaned = clean(typed).unwrap_or_default();
    let national = |region: CountryCode, digits: &str, dialled| {
        let home = Plan::of_region(region.as_str())?;
        // Digits that no number has room for follow the last group.
        (1..=digits.len().min(LONGEST))
            .rev()
            .find_map(|known| whole(&home, &digits[..known], dialled))
    };
    Grouping::new(&grouping::layout(
        country,
        &cleaned,
        |region, digits, dialled| {
            national(region, digits, dialled).unwrap_or_else(|| digits.to_owned())
        },
    ))
}

/// The likeliest whole number that begins with some digits, as it is written; `None` if they are too many.
fn whole(home: &Arc<Plan>, begun: &str, dialled: Dialled) -> Option<String> {
    let reading = read(home, begun.to_owned(), dialled);
    if length::is_too_long(&reading.plan, &reading.begun) {
        return None;
    }
    (begun.len()..=LONGEST)
        .filter_map(|length| completed(home, begun, length, dialled))
        .min_by_key(|(unlikely, _)| *unlikely)
        .map(|(_, text)| text)
}

/// Digits as they are read at home or after a calling code.
fn read(home: &Arc<Plan>, digits: String, dialled: Dialled) -> Reading {
    let (plan, national) = match dialled {
        Dialled::AtHome => at_home(home, &digits),
        Dialled::Abroad => (home.clone(), digits),
    };
    significant(plan, national)
}

/// Why a completed number is not the likeliest, the weightiest reason first: there is a number without any more digits;
/// the plan has no such numbers; mobile numbers have another length; there is a shorter one.
type Unlikely = (bool, bool, bool, usize);

/// The number of a length, prefixes counted, that begins with some digits; `None` if numbers like it are not written.
fn completed(
    home: &Arc<Plan>,
    begun: &str,
    length: usize,
    dialled: Dialled,
) -> Option<(Unlikely, String)> {
    let digits = format!("{begun:0<length$}");
    let reading = read(home, digits.clone(), dialled);
    let (plan, national) = (&reading.plan, &*reading.national);
    let is_all = length == begun.len() && kind(plan, national).is_some();
    if !is_all && plan.length(national) != Length::Possible {
        return None;
    }
    let known = national.len().saturating_sub(length - begun.len());
    let after = |prefix: &str| {
        let plain = || is_all.then(|| national.to_owned());
        let number = plan.formats().international(national, known);
        Some(format!("{prefix} {}", number.or_else(plain)?))
    };
    let prefix = digits.strip_suffix(national);
    let text = match prefix {
        Some("") => after(""),
        _ => plan
            .formats()
            .national(national, known)
            .filter(|text| text.chars().filter(char::is_ascii_digit).eq(digits.chars()))
            .or_else(|| after(prefix?)),
    };
    let unlikely = (
        !is_all,
        !plan.is_viable(national),
        !plan.mobile_lengths().any(|mobile| mobile == national.len()),
        length,
    );
    Some((unlikely, text?))
}
