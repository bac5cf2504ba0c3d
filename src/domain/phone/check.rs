//! A phone number judged: what can be sent, what had better be looked at again, and what cannot be a number.

use std::sync::Arc;

use super::as_you_type::grouping;
use super::length::{self, kind};
use super::metadata::{Kind, Length, Plan};
use super::parse::{Reading, Unreadable, read};
use super::region::{abroad, example};
use super::{CleanError, Grouping, PhoneNumber, clean};
use crate::domain::country::{self, CountryCode};

/// No number has more than 15 digits, its calling code counted (ITU-T E.164); here with the plus.
const LONGEST_E164: usize = "+".len() + 15;

/// The verdict on a typed number.
///
/// Only lengths and calling codes that no plan has are refused. A number that the tables assign to no one, or to a line
/// that receives no texts, may continue: numbering plans change faster than tables.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PhoneCheck {
    /// Nothing was typed but decoration.
    Empty,
    /// It is no phone number in any country.
    Refused(CleanError),
    TooShort {
        /// How many more the next length in use takes; `None` while the calling code is not complete.
        missing: Option<u8>,
    },
    /// More digits than any number of the country has, or than any number at all.
    TooLong,
    UnknownCallingCode,
    /// It may be sent, after a warning.
    Doubtful(PhoneNumber, Doubt),
    /// A number that can receive a text.
    Valid(PhoneNumber),
}

/// Why a number that can be sent may not be the right one.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Doubt {
    /// A landline: texts may not arrive.
    Landline,
    /// A free, shared-cost or premium line, a company number or a mailbox.
    Service,
    /// Digits seem to be missing: numbers that begin like it have more, or mobile numbers do, or it has no area code.
    Short {
        /// How many more the next length in use takes.
        missing: u8,
    },
    /// Numbers that begin like it have fewer digits, if not all of the country have.
    Long,
    /// It can receive no texts as it stands, and is a mobile number with a `+` in front: `4915123456789`, typed in
    /// Germany, means +49 4915 123456789, a landline.
    PlusMissing,
    /// The numbering plan, as far as it is known here, does not assign this number.
    Unassigned,
}

impl PhoneCheck {
    /// The number, if it may be sent.
    pub fn number(&self) -> Option<&PhoneNumber> {
        match self {
            Self::Valid(number) | Self::Doubtful(number, _) => Some(number),
            _ => None,
        }
    }
}

/// The tables' verdict on a typed number.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Whether it can be sent.
    pub check: PhoneCheck,
    pub grouping: Grouping,
}

/// Judges a typed text as a number dialled from `country`, and groups it.
///
/// Slow the first time, as [`check()`] is.
pub fn judge(country: CountryCode, typed: &str) -> Judged {
    Judged {
        check: check(country, typed),
        grouping: grouping(country, typed),
    }
}

/// Judges a typed text as a number dialled from `country`.
///
/// Slow the first time, for it loads the tables: tens of milliseconds, then well under one. See [`warm`].
pub fn check(country: CountryCode, typed: &str) -> PhoneCheck {
    let sent = match clean(typed) {
        Ok(sent) if sent.is_empty() => return PhoneCheck::Empty,
        Ok(sent) => sent,
        Err(error) => return PhoneCheck::Refused(error),
    };
    let Some(home) = Plan::of_region(country.as_str()) else {
        return PhoneCheck::UnknownCallingCode;
    };
    match read(&home, &sent) {
        Ok(reading) => verdict(&home, country, sent, reading),
        Err(Unreadable::TooLong) => PhoneCheck::TooLong,
        Err(Unreadable::CallingCode) if is_incomplete(&home, &sent) => {
            PhoneCheck::TooShort { missing: None }
        }
        Err(Unreadable::CallingCode) => PhoneCheck::UnknownCallingCode,
        Err(Unreadable::TooShort) if abroad(country, &sent).is_some() => {
            PhoneCheck::TooShort { missing: None }
        }
        Err(Unreadable::TooShort) => {
            let begun = home.without_trunk(&sent).unwrap_or(sent);
            too_short(&home, &begun)
        }
    }
}

/// Whether more digits can still make a calling code of what follows the `+` or the exit code.
fn is_incomplete(home: &Plan, sent: &str) -> bool {
    let digits = sent.strip_prefix('+').unwrap_or(sent);
    let digits = home.after_exit(digits).unwrap_or(digits);
    digits.len() < 3
        && country::all()
            .iter()
            .any(|country| country.dial.starts_with(digits))
}

/// A number as a server reads it, whether such a number can exist or not.
///
/// Personal data as a [`PhoneNumber`] is, so it has no `Debug`.
pub struct Msisdn {
    /// With its calling code: `+4915123456789`.
    pub e164: String,
    /// The same for people: `+49 1512 3456789`.
    pub international: String,
}

/// The number that a server reads in a typed text, as Google's libphonenumber does for it. `None` if it reads none.
/// Slow the first time, as [`check()`] is.
pub fn msisdn(country: CountryCode, typed: &str) -> Option<Msisdn> {
    let home = Plan::of_region(country.as_str())?;
    let reading = read(&home, &clean(typed).ok()?).ok()?;
    Some(Msisdn::new(country, &reading))
}

impl Msisdn {
    fn new(country: CountryCode, reading: &Reading) -> Self {
        let Reading { plan, national, .. } = reading;
        let (dial, all) = (plan.dial(), national.len());
        let e164 = format!("+{dial}{national}");
        let whole = plan.formats().international(national, all);
        let international = match whole {
            Some(whole) => format!("+{dial} {whole}"),
            // No format is for it: it is in the groups of a number that begins like it, as it is while it is typed.
            None => grouping(country, &e164).apply(&e164, e164.len()).0,
        };
        Self {
            e164,
            international,
        }
    }
}

impl PhoneNumber {
    fn new(country: CountryCode, sent: String, reading: &Reading) -> Self {
        let Reading { plan, national, .. } = reading;
        let within = plan.formats().national(national, national.len());
        let Msisdn {
            e164,
            international,
        } = Msisdn::new(country, reading);
        Self {
            country,
            sent,
            e164,
            international,
            national: within.unwrap_or_else(|| national.clone()),
        }
    }
}

fn verdict(home: &Arc<Plan>, country: CountryCode, sent: String, reading: Reading) -> PhoneCheck {
    let number = PhoneNumber::new(country, sent, &reading);
    let Reading {
        plan,
        national,
        begun,
    } = reading;
    let is_too_long = || length::is_too_long(&plan, &begun);
    let length = plan.length(&national);
    match length {
        Length::TooLong => return PhoneCheck::TooLong,
        _ if number.e164.len() > LONGEST_E164 => return PhoneCheck::TooLong,
        Length::Between if is_too_long() => return PhoneCheck::TooLong,
        Length::TooShort | Length::Between => return too_short(&plan, &begun),
        Length::Possible | Length::Local => {}
    }
    let doubt = match kind(&plan, &national) {
        Some(Kind::Mobile | Kind::FixedLineOrMobile | Kind::Other) => None,
        _ if lacks_plus(home, &number.sent) => Some(Doubt::PlusMissing),
        Some(Kind::FixedLine) => Some(Doubt::Landline),
        Some(Kind::Service) => Some(Doubt::Service),
        None if is_too_long() => Some(Doubt::Long),
        None => {
            let is_short = length == Length::Local || length::is_short(&plan, &begun);
            let to_next = || length::missing_to_next_length(&plan, &begun).filter(|_| is_short);
            let further = || missing_when_dialled(home, &number.sent);
            let missing = length::missing(&plan, &begun);
            let missing = missing.or_else(to_next).or_else(further);
            Some(missing.map_or(Doubt::Unassigned, |missing| Doubt::Short { missing }))
        }
    };
    match doubt {
        None => PhoneCheck::Valid(number),
        Some(doubt) => PhoneCheck::Doubtful(number, doubt),
    }
}

fn too_short(plan: &Plan, begun: &str) -> PhoneCheck {
    let missing = length::missing(plan, begun);
    PhoneCheck::TooShort {
        missing: missing.or_else(|| length::missing_to_next_length(plan, begun)),
    }
}

/// How many digits more make a number where the trunk prefix only shows itself in a whole one: an 8 in Russia.
fn missing_when_dialled(home: &Arc<Plan>, sent: &str) -> Option<u8> {
    let is_number = |digits: &u8| {
        let dialled = sent.to_owned() + &"0".repeat(usize::from(*digits));
        read(home, &dialled).is_ok_and(|whole| kind(&whole.plan, &whole.national).is_some())
    };
    (1..=5).find(is_number)
}

/// Whether the text is a mobile number of the home country but for the `+` before its calling code.
fn lacks_plus(home: &Arc<Plan>, sent: &str) -> bool {
    if !sent.starts_with(&home.dial().to_string()) {
        return false;
    }
    let with_plus = read(home, &format!("+{sent}")).ok();
    let kind = with_plus.and_then(|reading| kind(&reading.plan, &reading.national));
    matches!(kind, Some(Kind::Mobile | Kind::FixedLineOrMobile))
}

/// Loads the tables, and what is needed to check numbers of `region`, so that the first [`check()`] does not wait.
/// Takes tens of milliseconds: not for the thread that draws.
pub fn warm(region: Option<CountryCode>) {
    match region {
        // Checking a number compiles whatever checking the next one needs.
        Some(region) => drop(judge(region, example(region).unwrap_or_default())),
        None => drop(Plan::of_calling_code(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(country: &str, typed: &str) -> PhoneCheck {
        check(country.parse().unwrap(), typed)
    }

    #[test]
    fn a_number_keeps_what_was_typed_and_shows_what_will_be_texted() {
        let PhoneCheck::Valid(number) = checked("DE", "(01512) 345-6789") else {
            panic!("not valid")
        };
        assert_eq!(number.country().as_str(), "DE");
        assert_eq!(number.sent(), "015123456789");
        assert_eq!(number.e164(), "+4915123456789");
        assert_eq!(number.international(), "+49 1512 3456789");
        assert_eq!(number.national(), "01512 3456789");
        let found = format!("{number:?}");
        assert_eq!(found, "PhoneNumber { country: DE, digits: 13, .. }");
    }

    #[test]
    fn a_number_that_lacks_digits_is_shown_in_the_groups_of_its_field() {
        for (country, typed, shown) in [
            ("DE", "01512 345678", "+49 1512 345678"),
            ("FR", "06 12 34 56 7", "+33 06 12 34 56 7"),
            ("US", "011 49 1512 345678", "+49 1512 345678"),
            ("US", "555 0123", "+1 555-012-3"),
        ] {
            let check = checked(country, typed);
            let international = check.number().map(PhoneNumber::international);
            assert_eq!(international, Some(shown), "{country} {typed}");
        }
    }

    #[test]
    fn the_same_number_is_read_from_every_way_of_dialling_it() {
        for (country, typed, e164) in [
            ("DE", "01512 3456789", "+4915123456789"),
            ("DE", "+49 (0)1512 3456789", "+4915123456789"),
            ("FR", "+49 (0)1512 3456789", "+4915123456789"),
            ("FR", "0049 1512 3456789", "+4915123456789"),
            ("US", "011 49 1512 3456789", "+4915123456789"),
            ("US", "1 201 555 0123", "+12015550123"),
            ("AU", "0491 570 156", "+61491570156"),
            ("SE", "070-174 06 05", "+46701740605"),
            ("RU", "8 912 345-67-89", "+79123456789"),
            ("HU", "06 20 123 4567", "+36201234567"),
            ("AR", "011 15-2345-6789", "+5491123456789"),
        ] {
            let check = checked(country, typed);
            let found = check.number().map(PhoneNumber::e164);
            assert_eq!(found, Some(e164), "{country} {typed}");
            assert!(matches!(check, PhoneCheck::Valid(_)), "{country} {typed}");
        }
    }

    #[test]
    fn a_number_that_begins_with_its_own_calling_code_is_not_mangled() {
        for (country, typed, e164) in [
            ("IT", "391 234 5678", "+393912345678"),
            ("IN", "91234 56789", "+919123456789"),
            ("BR", "55 91234 5678", "+5555912345678"),
            ("NO", "474 12 345", "+4747412345"),
        ] {
            let check = checked(country, typed);
            let found = check.number().map(PhoneNumber::e164);
            assert_eq!(found, Some(e164), "{country} {typed}");
        }
    }

    #[test]
    fn what_no_plan_has_is_refused_and_what_is_merely_unknown_is_doubted() {
        let short = |missing| PhoneCheck::TooShort { missing };
        for (country, typed, expected) in [
            ("DE", "", PhoneCheck::Empty),
            ("DE", " - ", PhoneCheck::Empty),
            ("DE", "robin", PhoneCheck::Refused(CleanError::Letter)),
            ("DE", "+", short(None)),
            ("DE", "+4", short(None)),
            ("DE", "+49", short(None)),
            ("DE", "00", short(None)),
            ("DE", "004", short(None)),
            ("DE", "+00", short(None)),
            ("US", "0114", short(None)),
            ("AU", "0011", short(None)),
            ("DE", "00999", PhoneCheck::UnknownCallingCode),
            ("DE", "+999", PhoneCheck::UnknownCallingCode),
            ("GB", "0", short(Some(10))),
            ("GB", "077", short(Some(8))),
            ("GB", "77", short(Some(8))),
            ("US", "201 555 01", short(Some(2))),
            ("GB", "07700 900123 4", PhoneCheck::TooLong),
            ("DE", "12345678901234567890", PhoneCheck::TooLong),
            ("DE", "01512 3456789 123", PhoneCheck::TooLong),
            ("DE", "030 123456789 1234", PhoneCheck::TooLong),
            ("RU", "8 912 345-67-89 7", PhoneCheck::TooLong),
        ] {
            assert_eq!(checked(country, typed), expected, "{country} {typed:?}");
        }
        for (country, typed, expected) in [
            ("GB", "07700 900123", Doubt::Unassigned),
            ("FR", "06 39 98 12 34", Doubt::Unassigned),
            ("DE", "030 123456", Doubt::Landline),
            ("GB", "0800 123 4567", Doubt::Service),
            ("US", "555 0123", Doubt::Short { missing: 3 }),
            ("DE", "01512 34", Doubt::Short { missing: 5 }),
            ("DE", "01512 345678", Doubt::Short { missing: 1 }),
            ("DE", "01512 3456789 1", Doubt::Long),
            ("DE", "01512 3456789 12", Doubt::Long),
            ("DE", "030 123456789", Doubt::Landline),
            ("FR", "06 12 34 56 7", Doubt::Short { missing: 1 }),
            ("RU", "8 912 345 67 8", Doubt::Short { missing: 1 }),
            ("DE", "4915123456789", Doubt::PlusMissing),
        ] {
            let check = checked(country, typed);
            assert!(
                matches!(check, PhoneCheck::Doubtful(_, doubt) if doubt == expected),
                "{country} {typed:?}: {check:?}"
            );
        }
    }
}
