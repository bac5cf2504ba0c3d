//! Randomness, expanded inside the machine so that a test can replay a whole task.

use std::fmt;
use std::time::Duration;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use zeroize::Zeroizing;

use super::saves::TaskId;
use crate::domain::{ClientSecret, CodeVerifier, Secret};

/// 32 bytes of the operating system's randomness, or of a test's choosing. Never shown or saved.
pub struct Seed(Zeroizing<[u8; 32]>);

impl Seed {
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Draws a seed from the operating system.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn from_os() -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut())?;
        Ok(Self(bytes))
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed")
    }
}

/// The machine's source of randomness.
pub(super) struct Random(ChaCha20Rng);

impl Random {
    pub(super) fn new(seed: &Seed) -> Self {
        Self(ChaCha20Rng::from_seed(*seed.0))
    }

    /// The name of a task where it is saved. It has a stream of its own, so that nothing else
    /// tells about it.
    pub(super) fn task_id(seed: &Seed) -> TaskId {
        let mut rng = ChaCha20Rng::from_seed(*seed.0);
        rng.set_stream(1);
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        TaskId::from_random(bytes)
    }

    /// The name of one more task of the same run.
    pub(super) fn another_task_id(&mut self) -> TaskId {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        TaskId::from_random(bytes)
    }

    /// A fresh client secret of 256 bits.
    pub(super) fn client_secret(&mut self) -> ClientSecret {
        ClientSecret::from_random(&self.bytes())
    }

    /// A fresh code verifier of 256 bits.
    pub(super) fn code_verifier(&mut self) -> CodeVerifier {
        CodeVerifier::from_random(&self.bytes())
    }

    /// A fresh `state` of 256 bits.
    pub(super) fn state(&mut self) -> Secret {
        Secret::from(ClientSecret::from_random(&self.bytes()).expose())
    }

    /// A number below `end`, each as likely as the others; 0 if there is none.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        // The remainder at the top of the range would make the first numbers likelier.
        let whole = match u32::MAX.checked_rem(end) {
            Some(rest) => u32::MAX - rest,
            None => return 0,
        };
        loop {
            let drawn = self.0.next_u32();
            if drawn < whole {
                return drawn % end;
            }
        }
    }

    /// The device that a token is for: ten capitals, as servers make them.
    pub(super) fn device_id(&mut self) -> String {
        let letter = |at: u32| char::from(b'A' + (at % 26) as u8);
        (0..10).map(|_| letter(self.0.next_u32())).collect()
    }

    fn bytes(&mut self) -> Zeroizing<[u8; 32]> {
        let mut bytes = Zeroizing::new([0; 32]);
        self.0.fill_bytes(bytes.as_mut());
        bytes
    }

    /// The duration, up to a tenth longer or shorter, so that many wizards do not poll in step.
    pub(super) fn jitter(&mut self, span: Duration) -> Duration {
        let per_mille = 900 + self.0.next_u32() % 201;
        span * per_mille / 1000
    }

    /// The wait before a repeat, with its jitter: `first` before the one after which `so_far` is
    /// still 0, twice as long each time, and at most `cap`.
    pub(super) fn backoff(&mut self, first: Duration, so_far: u32, cap: Duration) -> Duration {
        let wait = first.saturating_mul(2u32.saturating_pow(so_far));
        self.jitter(wait.min(cap))
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_below_an_end_reach_each_of_them_about_as_often() {
        let mut random = Random::new(&Seed::new([3; 32]));
        let mut counts = [0; 6];
        for _ in 0..6000 {
            counts[random.below(6) as usize] += 1;
        }
        assert!(counts.iter().all(|n| (850..1150).contains(n)), "{counts:?}");
        assert_eq!((random.below(1), random.below(0)), (0, 0));
    }

    #[test]
    fn a_wait_doubles_up_to_its_cap_and_strays_by_a_tenth() {
        let mut random = Random::new(&Seed::new([3; 32]));
        let (first, cap) = (Duration::from_secs(2), Duration::from_secs(60));
        for (so_far, whole) in [2, 4, 8, 16, 32, 60, 60].into_iter().enumerate() {
            let wait = random.backoff(first, so_far as u32, cap).as_secs_f64();
            let whole = f64::from(whole);
            assert!(wait >= whole * 0.9 && wait <= whole * 1.1, "{wait} {whole}");
        }
        assert!(random.backoff(first, u32::MAX, cap) <= cap * 2);
    }
}
