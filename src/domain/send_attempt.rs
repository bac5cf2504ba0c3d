//! Which message of a validation session a request asks for.

use std::fmt;

/// `send_attempt` of the `requestToken` endpoints.
///
/// A server sends a message only if the number is greater than every earlier one of the same
/// address and client secret. A value can therefore only be repeated (an automatic retry, which
/// must not send twice) or incremented (the user's own "send again"): there is no other way to
/// build one, but to read one that was saved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SendAttempt(u32);

impl SendAttempt {
    /// The first message of a session.
    pub const FIRST: Self = Self(1);

    /// The message after this one. Stays at the largest number instead of wrapping to a lower one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Reads a number that was saved; `None` if it is 0.
    pub fn parse(number: u32) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// The number for the wire, at least 1.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Debug for SendAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}
