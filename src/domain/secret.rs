//! A string that must not be seen.

use std::fmt;

use zeroize::{ZeroizeOnDrop, Zeroizing};

/// Text that gives access: a password, a code, a token, a session.
///
/// Zeroised when dropped. `Debug` shows its length only, and there is neither `Display` nor
/// `Serialize`: code that needs the text calls [`Secret::expose`].
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text itself, for the wire or for a field that the user asked to see.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ZeroizeOnDrop for Secret {}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} bytes)", self.0.len())
    }
}
