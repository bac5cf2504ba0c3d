//! The secret that binds a validation session to this program.

use super::{Malformed, Secret};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// `client_secret` of the `requestToken` endpoints: 1 to 255 characters of `[0-9a-zA-Z.=_-]`
/// (client-server API, "Adding Account Administrative Contact Information").
///
/// Together with the `sid` of a validated session, it is proof of owning the
/// address, so it is a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientSecret(Secret);

exposes_secret!(ClientSecret);

impl ClientSecret {
    /// Reads a secret, for instance a saved one.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let is_allowed = |b: u8| b.is_ascii_alphanumeric() || b".=_-".contains(&b);
        match (1..=255).contains(&text.len()) && text.bytes().all(is_allowed) {
            true => Ok(Self(text.into())),
            false => Err(Malformed),
        }
    }

    /// Makes a secret of 256 random bits, as 43 characters of URL-safe base64.
    pub fn from_random(bytes: &[u8; 32]) -> Self {
        Self(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_specified_alphabet_and_lengths_pass() {
        for good in ["aZ09.=_-", &"a".repeat(255)] {
            assert!(ClientSecret::parse(good).is_ok(), "{good}");
        }
        // A checker built on `char::is_alphanumeric` would let "ß" pass.
        for bad in ["", "ß", "a b", &"a".repeat(256)] {
            assert_eq!(ClientSecret::parse(bad), Err(Malformed), "{bad}");
        }
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
