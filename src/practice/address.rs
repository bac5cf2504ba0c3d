//! Email addresses and phone numbers as the server reads them (appendices, "3PID Types").

use phonenumber::{Mode, PhoneNumber, country};

use super::errors::Refusal;

/// The two kinds of third-party identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Medium {
    Email,
    Msisdn,
}

impl Medium {
    /// Its name in the API.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Msisdn => "msisdn",
        }
    }

    /// The medium with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Email, Self::Msisdn]
            .into_iter()
            .find(|medium| medium.name() == name)
    }
}

/// An address that messages can be sent to.
#[derive(Clone)]
pub(super) struct Address {
    pub(super) medium: Medium,
    /// What identifies it: an email address, case-folded where the server does that, or an MSISDN (E.164 digits without `+`).
    pub(super) canonical: String,
    /// As a person reads it.
    pub(super) shown: String,
}

impl Address {
    /// An email address, case-folded or not.
    pub(super) fn email(text: &str, folds_case: bool) -> Option<Self> {
        let (local, domain) = text.split_once('@')?;
        let ill = |character: char| {
            character.is_whitespace() || character.is_control() || "@<>,;".contains(character)
        };
        if local.is_empty() || domain.is_empty() || text.len() > 500 {
            return None;
        }
        if local.contains(ill) || domain.contains(ill) {
            return None;
        }
        Some(Self {
            medium: Medium::Email,
            canonical: if folds_case {
                fold(text)
            } else {
                text.to_owned()
            },
            shown: text.to_owned(),
        })
    }

    /// A phone number as dialled from `country`. The first call loads the phone tables: keep it off a thread that
    /// somebody waits for.
    pub(super) fn phone(country: &str, text: &str) -> Option<Self> {
        let (canonical, shown) = match parse(country, text) {
            Some(number) => (
                format!("{}{}", number.code().value(), number.national()),
                number.format().mode(Mode::International).to_string(),
            ),
            None => {
                let digits = bare_digits(country, text)?;
                let shown = format!("+{digits}");
                (digits, shown)
            }
        };
        Some(Self {
            medium: Medium::Msisdn,
            canonical,
            shown,
        })
    }

    /// Whether both are the same address, however they were written.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.medium == other.medium && self.canonical == other.canonical
    }

    /// The domain of an email address.
    pub(super) fn domain(&self) -> Option<&str> {
        match self.medium {
            Medium::Email => self.canonical.rsplit_once('@').map(|(_, domain)| domain),
            Medium::Msisdn => None,
        }
    }
}

/// Case-folds an email address: `Strauß@Example.com` is `strauss@example.com`.
pub(super) fn fold(text: &str) -> String {
    text.to_lowercase().replace('ß', "ss")
}

/// Refuses a country that is not two capital letters; `gb` and `GBR` are wrong.
pub(super) fn check_country(country: &str) -> Result<(), Refusal> {
    if country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(())
    } else {
        Err(unparsable())
    }
}

/// What Synapse says to a country or number that it cannot read.
pub(super) fn unparsable() -> Refusal {
    Refusal::bad("M_INVALID_PARAM", "Unable to parse phone number")
}

fn parse(country: &str, text: &str) -> Option<PhoneNumber> {
    let region: country::Id = country.parse().ok()?;
    let plain = phonenumber::parse(Some(region), text).ok();
    if text.contains('+') {
        return plain;
    }
    // A national number that begins with its own calling code loses it in the library; read in full it does not.
    let full = dial_code(country)
        .and_then(|code| phonenumber::parse(Some(region), format!("+{code}{text}")).ok())
        .filter(PhoneNumber::is_valid);
    let starts_abroad = text.trim_start().starts_with("00");
    match plain {
        Some(plain) if starts_abroad && plain.is_valid() => Some(plain),
        plain => full.or(plain),
    }
}

/// The digits alone, for numbers that the library refuses: in full after a `+`, else with the country's calling code.
fn bare_digits(country: &str, text: &str) -> Option<String> {
    if text
        .chars()
        .any(|character| character.is_alphabetic() || "*#".contains(character))
    {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = if text.trim_start().starts_with('+') {
        digits
    } else {
        format!("{}{}", dial_code(country)?, digits.trim_start_matches('0'))
    };
    (4..=15).contains(&digits.len()).then_some(digits)
}

fn dial_code(country: &str) -> Option<u16> {
    phonenumber::metadata::DATABASE
        .by_id(country)
        .map(phonenumber::Metadata::country_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn msisdn(country: &str, text: &str) -> Option<String> {
        Address::phone(country, text).map(|address| address.canonical)
    }

    #[test]
    fn a_number_is_the_same_however_it_is_dialled() {
        assert_eq!(msisdn("US", "201 555 0123").as_deref(), Some("12015550123"));
        assert_eq!(
            msisdn("GB", "+1 201-555-0123").as_deref(),
            Some("12015550123")
        );
        assert_eq!(
            msisdn("GB", "07700 900001").as_deref(),
            Some("447700900001")
        );
    }

    #[test]
    fn a_number_that_nobody_can_dial_is_refused() {
        for (country, text) in [
            ("US", ""),
            ("US", "call me"),
            ("XX", "5550123"),
            ("US", "1"),
        ] {
            assert_eq!(msisdn(country, text), None, "{country} {text}");
        }
    }

    #[test]
    fn an_email_address_is_folded_and_shown_as_typed() {
        let address = Address::email("Alice@Example.ORG", true).expect("an address");
        assert_eq!(address.canonical, "alice@example.org");
        assert_eq!(address.shown, "Alice@Example.ORG");
        for wrong in [
            "",
            "alice",
            "@example.org",
            "a@b@c",
            "a b@example.org",
            "<a@example.org>",
        ] {
            assert!(Address::email(wrong, true).is_none(), "{wrong}");
        }
    }
}
