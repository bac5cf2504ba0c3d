//! The task.

use crate::protocol::Purpose;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    SignUp,
    Reset,
    /// Add an email address or phone number to an account.
    AddContact,
}

impl Task {
    /// The tasks in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::SignUp, Self::Reset, Self::AddContact];

    /// The task that an address serves when it does not serve this one: what has an account can be reset, what has none
    /// can get one.
    pub fn other(self) -> Option<Self> {
        match self {
            Self::SignUp => Some(Self::Reset),
            Self::Reset => Some(Self::SignUp),
            Self::AddContact => None,
        }
    }

    /// The purpose of an address's proof.
    pub fn purpose(self) -> Purpose {
        match self {
            Self::SignUp => Purpose::Register,
            Self::Reset => Purpose::ResetPassword,
            Self::AddContact => Purpose::AddContact,
        }
    }
}
