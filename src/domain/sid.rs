//! The server's name for a validation session.

use super::{Malformed, Secret};

/// `sid` of a validation session, as a server gave it.
///
/// The specification says 1 to 255 characters of `[0-9a-zA-Z.=_-]`; it is only ever echoed, so
/// any text of 1 to 255 bytes without control characters is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sid(Secret);

exposes_secret!(Sid);

impl Sid {
    /// Reads a sid from a server's answer.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        match (1..=255).contains(&text.len()) && !text.contains(char::is_control) {
            true => Ok(Self(text.into())),
            false => Err(Malformed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sid_is_echoed_whatever_its_alphabet_but_is_bounded() {
        for good in ["1", "käse +/", &"1".repeat(255)] {
            assert!(Sid::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "1\n", &"1".repeat(256)] {
            assert_eq!(Sid::parse(bad), Err(Malformed), "{bad}");
        }
    }
}
