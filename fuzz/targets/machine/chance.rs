//! Chance that the fuzzer decides.

/// The bytes of one input, as numbers; zeros once they are used up.
pub struct Chance(std::vec::IntoIter<u8>);

impl Chance {
    /// What the bytes make happen.
    pub fn of_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes.into_iter())
    }

    /// The walk of a test's seed, for which there is no use here.
    pub fn new(seed: u64) -> Self {
        Self::of_bytes(seed.to_le_bytes().to_vec())
    }

    /// A number below the limit, which is not zero.
    pub fn below(&mut self, limit: usize) -> usize {
        let mut byte = || usize::from(self.0.next().unwrap_or(0));
        let number = match limit {
            ..=256 => byte(),
            _ => byte() << 8 | byte(),
        };
        number % limit
    }

    /// One of several, which are not none.
    pub fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}
