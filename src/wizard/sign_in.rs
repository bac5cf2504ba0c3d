//! The problems of signing in.

use super::form::field::FieldId;
use crate::domain::{CleanText, LoginNameError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// The typed name is no account.
    Name(LoginNameError),
    /// The Matrix ID is one of this other server.
    OtherServer(CleanText),
    NoPassword,
    /// Name or password are wrong; the server does not say which.
    Refused,
    Deactivated,
    Locked,
    Suspended,
    /// The session ended while it was needed.
    Ended,
}

impl SignInProblem {
    /// The fields that it is about.
    pub(super) fn fields(&self) -> &'static [FieldId] {
        match self {
            Self::Name(_) | Self::OtherServer(_) => &[FieldId::SignInName],
            Self::NoPassword => &[FieldId::SignInPassword],
            Self::Refused => &[FieldId::SignInName, FieldId::SignInPassword],
            Self::Deactivated | Self::Locked | Self::Suspended | Self::Ended => &[],
        }
    }
}
