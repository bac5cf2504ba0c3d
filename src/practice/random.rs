//! Randomness: everything that must not be guessed, from one seed.

use std::ops::RangeInclusive;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use zeroize::Zeroizing;

/// Letters that are safe in a URL, a `sid` and a form.
const LETTERS_AND_DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

pub(super) struct Random(ChaCha20Rng);

impl Random {
    /// Starts from `seed`, or from the operating system's randomness.
    pub(super) fn new(seed: Option<[u8; 32]>) -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new(seed.unwrap_or_default());
        if seed.is_none() {
            getrandom::fill(bytes.as_mut_slice())?;
        }
        Ok(Self(ChaCha20Rng::from_seed(*bytes)))
    }

    /// 24 letters and digits (142 bits): tokens, sids and sessions.
    pub(super) fn opaque(&mut self) -> String {
        self.text(24, LETTERS_AND_DIGITS)
    }

    /// A device ID: ten capitals, as Synapse makes them.
    pub(super) fn device_id(&mut self) -> String {
        self.text(10, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    }

    pub(super) fn digits(&mut self, length: usize) -> String {
        self.text(length, b"0123456789")
    }

    pub(super) fn number(&mut self, range: RangeInclusive<u32>) -> u32 {
        let size = u64::from(range.end() - range.start()) + 1;
        // The high half of a product: uniform to within 2^-32 times the size, which no one can notice here.
        let offset = (u64::from(self.0.next_u32()) * size) >> 32;
        range.start() + u32::try_from(offset).unwrap_or_default()
    }

    fn text(&mut self, length: usize, alphabet: &[u8]) -> String {
        let last = u32::try_from(alphabet.len() - 1).unwrap_or_default();
        (0..length)
            .map(|_| char::from(alphabet[self.number(0..=last) as usize]))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_and_the_operating_system_does_not() {
        let draw = |seed| Random::new(seed).expect("randomness").opaque();
        assert_eq!(draw(Some([7; 32])), draw(Some([7; 32])));
        assert_ne!(draw(None), draw(None));
    }
}
