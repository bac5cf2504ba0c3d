//! Why the program cannot begin.

/// A file that a flag names, a proxy of the environment or a value of the configuration cannot be used. It says which
/// and why, and repeats no secret.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unusable(pub(super) String);
