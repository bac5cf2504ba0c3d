//! The text that a user typed, kept out of logs and wiped when it is done with.

use std::fmt;

use zeroize::{ZeroizeOnDrop, Zeroizing};

/// Text a user typed or pasted.
///
/// Any of it may be a password or a code, so all of it is treated as one: the memory is zeroised on drop, and `Debug`
/// shows the length only. There is no `Display`: reading it takes a visible [`as_str`](Self::as_str).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Typed(Zeroizing<String>);

impl Typed {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ZeroizeOnDrop for Typed {}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Typed({} chars)", self.0.chars().count())
    }
}

impl From<&str> for Typed {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl From<String> for Typed {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<char> for Typed {
    fn from(letter: char) -> Self {
        String::from(letter).into()
    }
}
