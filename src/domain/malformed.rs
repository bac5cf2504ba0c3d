//! The error of types that servers and saved tasks fill: their users need no explanation.

/// Why a text from a server, or a saved one, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it breaks the grammar of its type")]
pub struct Malformed;
