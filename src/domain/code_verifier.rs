//! The secret that binds an authorization code to this program.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::Secret;

/// `code_verifier` of the authorization code grant: 43 to 128 characters of `[A-Za-z0-9-._~]`
/// (RFC 7636, section 4.1).
///
/// The browser sees only its hash. Redeeming the code needs the verifier itself,
/// so a stolen code alone is of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeVerifier(Secret);

exposes_secret!(CodeVerifier);

impl CodeVerifier {
    /// Makes a verifier of 256 random bits, as 43 characters of URL-safe base64.
    pub fn from_random(bytes: &[u8; 32]) -> Self {
        Self(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// `code_challenge` by the method `S256` (RFC 7636, section 4.2): no secret.
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.expose()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_7636_gives_its_verifier_and_its_challenge() {
        let verifier = CodeVerifier::from_random(&[
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212,
            37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
        ]);
        let found = verifier.expose();
        assert_eq!(found, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        let found = verifier.challenge();
        assert_eq!(found, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn a_verifier_is_not_seen_in_debug() {
        let verifier = CodeVerifier::from_random(&[7; 32]);
        assert!(!format!("{verifier:?}").contains(verifier.expose()));
    }
}
