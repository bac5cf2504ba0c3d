//! The password of an account.

use super::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A password: of 8 characters to 512 bytes where it is a new one, of any length where the account
/// has it already. It is never trimmed, folded or normalised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Password(Secret);

exposes_secret!(Password);

/// Why a text is no password for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    #[error("the password is empty")]
    Empty,
    /// Fewer than [`Password::MIN_CHARS`] characters.
    #[error("a password has at least 8 characters, not {0}")]
    TooShort(usize),
    /// More than [`Password::MAX_BYTES`] bytes, which real servers refuse.
    #[error("a password has at most 512 bytes")]
    TooLong,
}

impl Password {
    /// The least number of characters. Some servers accept an empty password: this check is then
    /// the only one.
    pub const MIN_CHARS: usize = 8;
    /// The most bytes of UTF-8 that servers are known to take.
    pub const MAX_BYTES: usize = 512;

    /// Takes the typed text for an account that has its password already: its rules were another
    /// server's, or another time's.
    ///
    /// # Errors
    /// [`PasswordError::Empty`] and no other.
    pub fn existing(typed: &str) -> Result<Self, PasswordError> {
        match typed {
            "" => Err(PasswordError::Empty),
            typed => Ok(Self(typed.into())),
        }
    }

    /// Takes a new password as it was typed.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn parse(typed: &str) -> Result<Self, PasswordError> {
        let chars = typed.chars().count();
        if chars == 0 {
            return Err(PasswordError::Empty);
        }
        if chars < Self::MIN_CHARS {
            return Err(PasswordError::TooShort(chars));
        }
        if typed.len() > Self::MAX_BYTES {
            return Err(PasswordError::TooLong);
        }
        Ok(Self(typed.into()))
    }

    /// A random password that is never shown: 47 characters with lowercase and uppercase letters,
    /// digits and a symbol among them, so that it keeps the rules that servers usually have.
    pub fn from_random(bytes: &[u8; 32]) -> Self {
        // Room for all of it: growing would leave an unwiped copy behind.
        let mut text = String::with_capacity(64);
        URL_SAFE_NO_PAD.encode_string(bytes, &mut text);
        text.push_str("aA1!");
        Self(Secret::new(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_bounded_and_kept_to_the_letter() {
        assert_eq!(Password::parse(""), Err(PasswordError::Empty));
        assert_eq!(Password::parse("ßßßß"), Err(PasswordError::TooShort(4)));
        let long = Password::parse(&"a".repeat(513));
        assert_eq!(long, Err(PasswordError::TooLong));
        let spaced = Password::parse("  spaces stay ").expect("a password");
        assert_eq!(spaced.expose(), "  spaces stay ");
        assert_eq!(Password::existing(""), Err(PasswordError::Empty));
        assert_eq!(Password::existing("old").expect("one").expose(), "old");
    }
}
