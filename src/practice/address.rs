//! Email addresses and phone numbers as the server reads them (appendices, "3PID Types").

use super::errors::Refusal;
use crate::domain::msisdn;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Medium {
    Email,
    Msisdn,
}

impl Medium {
    pub(super) fn name(self) -> &'static str {
        self.pick("email", "msisdn")
    }

    pub(super) fn pick<T>(self, of_email: T, of_msisdn: T) -> T {
        match self {
            Self::Email => of_email,
            Self::Msisdn => of_msisdn,
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        let both = [Self::Email, Self::Msisdn];
        both.into_iter().find(|medium| medium.name() == name)
    }
}

#[derive(Clone)]
pub(super) struct Address {
    pub(super) medium: Medium,
    /// The identity of an address: an email address, case-folded where the server does that, or an MSISDN (E.164 digits
    /// without
    /// `+`).
    pub(super) canonical: String,
    /// As a user reads it.
    pub(super) shown: String,
}

impl Address {
    pub(super) fn email(text: &str, folds_case: bool) -> Option<Self> {
        let (local, domain) = text.split_once('@')?;
        let ill = |character: char| {
            character.is_whitespace() || character.is_control() || "@<>,;".contains(character)
        };
        let is_part = |part: &str| !part.is_empty() && !part.contains(ill);
        (is_part(local) && is_part(domain) && text.len() <= 500).then(|| Self {
            medium: Medium::Email,
            canonical: canonical(Medium::Email, text, folds_case),
            shown: text.to_owned(),
        })
    }

    /// A phone number as dialled from `country`, read as Synapse reads it: whether such a number can exist or not. The
    /// first call loads the phone tables: keep it off a thread that others wait for.
    pub(super) fn phone(country: &str, text: &str) -> Option<Self> {
        let number = msisdn(country.parse().ok()?, text)?;
        Some(Self {
            medium: Medium::Msisdn,
            canonical: number.e164.trim_start_matches('+').to_owned(),
            shown: number.international,
        })
    }

    /// Whether both are the same address, however they were written.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.medium == other.medium && self.canonical == other.canonical
    }

    pub(super) fn domain(&self) -> Option<&str> {
        // An MSISDN has no `@`.
        self.canonical.rsplit_once('@').map(|(_, domain)| domain)
    }
}

/// The identity of an address. An email address may be case-folded: `Strauß@Example.com` is `strauss@example.com`.
pub(super) fn canonical(medium: Medium, address: &str, folds_case: bool) -> String {
    match medium {
        Medium::Email if folds_case => address.to_lowercase().replace('ß', "ss"),
        _ => address.to_owned(),
    }
}

/// Refuses a country that is not two capital letters; `gb` and `GBR` are wrong.
pub(super) fn check_country(country: &str) -> Result<(), Refusal> {
    if country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(())
    } else {
        Err(unparsable())
    }
}

/// Synapse's answer to an unreadable country or number.
pub(super) fn unparsable() -> Refusal {
    Refusal::bad("M_INVALID_PARAM", "Unable to parse phone number")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figures are those of Google's libphonenumber 9.0.33.
    #[test]
    fn a_number_that_cannot_be_keeps_its_zero_or_loses_it_as_libphonenumber_has_it() {
        for (country, text, expected) in [
            ("US", "201 555 0123", "12015550123"),
            ("GB", "+1 201-555-0123", "12015550123"),
            ("GB", "07700 900001", "447700900001"),
            ("FR", "061234567", "33061234567"),
            ("FR", "0612345678", "33612345678"),
            ("GB", "0770090", "440770090"),
            ("DE", "+49 (0)151 234", "49151234"),
            ("DE", "0049 0151 2345", "491512345"),
            ("DE", "01512 345678", "491512345678"),
            ("IT", "06 1234", "39061234"),
            ("AU", "0491 57", "6149157"),
            ("RU", "8 912 345", "78912345"),
            ("US", "555 0123", "15550123"),
            ("US", "011 49 0151 2345678901", "491512345678901"),
        ] {
            let read = Address::phone(country, text).map(|address| address.canonical);
            assert_eq!(read.as_deref(), Some(expected), "{country} {text}");
        }
    }
}
