//! The invitation that some servers ask for.

use super::Secret;

/// A registration token: 1 to 64 characters of `[A-Za-z0-9._~-]`
/// (client-server API, "Token-authenticated registration").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationToken(Secret);

exposes_secret!(RegistrationToken);

/// Why a text is no registration token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationTokenError {
    #[error("a registration token is not empty")]
    Empty,
    #[error("a registration token has at most 64 characters")]
    TooLong,
    #[error("a registration token may not contain {0:?}")]
    Character(char),
}

impl RegistrationToken {
    /// Reads a typed text; white space around it is dropped.
    pub fn parse(typed: &str) -> Result<Self, RegistrationTokenError> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(RegistrationTokenError::Empty);
        }
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || "._~-".contains(c);
        if let Some(c) = text.chars().find(|c| !is_allowed(*c)) {
            return Err(RegistrationTokenError::Character(c));
        }
        if text.len() > 64 {
            return Err(RegistrationTokenError::TooLong);
        }
        Ok(Self(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_keeps_to_its_grammar() {
        assert!(RegistrationToken::parse(" aZ09._~-\n").is_ok());
        for (text, why) in [
            ("  ", RegistrationTokenError::Empty),
            ("a b", RegistrationTokenError::Character(' ')),
            (&"a".repeat(65), RegistrationTokenError::TooLong),
        ] {
            assert_eq!(RegistrationToken::parse(text), Err(why), "{text}");
        }
    }
}
