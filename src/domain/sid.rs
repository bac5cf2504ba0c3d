//! The server's name for a validation session.

use super::Secret;

/// `sid` of a validation session, as a server gave it.
///
/// The specification says 1 to 255 characters of `[0-9a-zA-Z.=_-]`; it is only ever echoed, so
/// any text of 1 to 255 bytes without control characters is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sid(Secret);

/// Why a text is no sid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SidError {
    /// Not 1 to 255 bytes.
    #[error("a sid has 1 to 255 bytes, not {0}")]
    Length(usize),
    #[error("a sid may not contain control characters")]
    Control,
}

impl Sid {
    /// Reads a sid from a server's answer.
    pub fn parse(text: &str) -> Result<Self, SidError> {
        if text.is_empty() || text.len() > 255 {
            return Err(SidError::Length(text.len()));
        }
        if text.chars().any(char::is_control) {
            return Err(SidError::Control);
        }
        Ok(Self(text.into()))
    }

    /// The text for the wire.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sid_is_echoed_whatever_its_alphabet_but_is_bounded() {
        assert!(Sid::parse("1").is_ok());
        assert!(Sid::parse("käse +/").is_ok());
        assert_eq!(Sid::parse(""), Err(SidError::Length(0)));
        assert_eq!(Sid::parse(&"1".repeat(256)), Err(SidError::Length(256)));
        assert_eq!(Sid::parse("1\n"), Err(SidError::Control));
    }
}
