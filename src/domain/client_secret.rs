//! The secret that binds a validation session to this program.

use super::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// `client_secret` of the `requestToken` endpoints: 1 to 255 characters of `[0-9a-zA-Z.=_-]`
/// (client-server API, "Adding Account Administrative Contact Information").
///
/// Whoever holds it together with the `sid` of a validated session has proof of owning the
/// address, so it is a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientSecret(Secret);

/// Why a text is no client secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientSecretError {
    /// Not 1 to 255 characters.
    #[error("a client secret has 1 to 255 characters, not {0}")]
    Length(usize),
    #[error("a client secret may not contain {0:?}")]
    Character(char),
}

impl ClientSecret {
    /// Reads a secret, for instance a saved one.
    pub fn parse(text: &str) -> Result<Self, ClientSecretError> {
        check_opaque(
            text,
            ClientSecretError::Length,
            ClientSecretError::Character,
        )?;
        Ok(Self(text.into()))
    }

    /// Makes a secret of 256 random bits, as 43 characters of URL-safe base64.
    pub fn from_random(bytes: &[u8; 32]) -> Self {
        Self(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The text for the wire.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// The grammar that client secrets and sids share: 1 to 255 characters of `[0-9a-zA-Z.=_-]`.
pub(super) fn check_opaque<E>(
    text: &str,
    length: impl Fn(usize) -> E,
    character: impl Fn(char) -> E,
) -> Result<(), E> {
    if let Some(c) = text
        .chars()
        .find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '=' | '_' | '-')))
    {
        return Err(character(c));
    }
    match text.len() {
        1..=255 => Ok(()),
        n => Err(length(n)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_specified_alphabet_and_lengths_pass() {
        assert!(ClientSecret::parse("aZ09.=_-").is_ok());
        assert!(ClientSecret::parse(&"a".repeat(255)).is_ok());
        assert_eq!(
            ClientSecret::parse(&"a".repeat(256)),
            Err(ClientSecretError::Length(256))
        );
        assert_eq!(ClientSecret::parse(""), Err(ClientSecretError::Length(0)));
        // A checker built on `char::is_alphanumeric` would let this pass.
        assert_eq!(
            ClientSecret::parse("ß"),
            Err(ClientSecretError::Character('ß'))
        );
        assert_eq!(
            ClientSecret::parse("a b"),
            Err(ClientSecretError::Character(' '))
        );
    }

    #[test]
    fn a_generated_secret_is_valid_and_differs_with_its_randomness() {
        let one = ClientSecret::from_random(&[0; 32]);
        let two = ClientSecret::from_random(&[255; 32]);
        assert_ne!(one, two);
        for secret in [one, two] {
            assert_eq!(secret.expose().len(), 43);
            assert_eq!(ClientSecret::parse(secret.expose()), Ok(secret));
        }
    }
}
