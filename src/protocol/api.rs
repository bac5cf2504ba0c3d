//! The versions of the client-server API's paths.

/// Which path version a homeserver speaks. One choice is kept for a whole UIA exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Api {
    /// `/_matrix/client/v3/…`, since v1.1.
    #[default]
    V3,
    /// `/_matrix/client/r0/…`, for servers that list only `r0` versions.
    R0,
}

impl Api {
    /// The version in a path.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V3 => "v3",
            Self::R0 => "r0",
        }
    }
}
