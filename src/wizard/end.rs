//! The result of a task.

use super::plan::Contacts;
use crate::domain::{BaseUrl, UserId, Username};

#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    Created {
        /// Server and the contacts that were proven.
        contacts: Contacts,
        /// Its Matrix ID, in the server's words.
        user_id: UserId,
        /// The server left a session open although it was asked not to, and it is being closed.
        session_closed: bool,
    },
    /// The account was made in the browser; what was proven there is not known.
    CreatedInBrowser {
        contacts: Contacts,
        /// Its Matrix ID, in the server's words.
        user_id: UserId,
    },
    /// The account exists and waits for an administrator.
    AwaitingApproval {
        /// Server and the contacts that were proven.
        contacts: Contacts,
        /// The user name that was asked for.
        username: Username,
    },
    /// The answer was lost, and what is known since says that the account probably exists.
    ProbablyCreated {
        contacts: Contacts,
        /// The user name that was asked for.
        username: Username,
    },
    /// The new password is set.
    PasswordReset {
        /// Server and the contact that was proven.
        contacts: Contacts,
        /// Whether every other session was signed out.
        logout_devices: bool,
    },
    /// The contact is on the account.
    ContactAdded {
        /// Server and the contact that was proven.
        contacts: Contacts,
        user_id: UserId,
    },
}

impl Done {
    pub fn contacts(&self) -> &Contacts {
        match self {
            Self::Created { contacts, .. }
            | Self::CreatedInBrowser { contacts, .. }
            | Self::AwaitingApproval { contacts, .. }
            | Self::ProbablyCreated { contacts, .. }
            | Self::PasswordReset { contacts, .. }
            | Self::ContactAdded { contacts, .. } => contacts,
        }
    }

    /// The account that was probably made is there: its password was right.
    pub(super) fn confirm(&mut self, user_id: UserId) {
        if let Self::ProbablyCreated { contacts, .. } = self {
            *self = Self::Created {
                contacts: contacts.clone(),
                user_id,
                session_closed: false,
            };
        }
    }

    /// The Matrix ID, where the server told it.
    pub fn user_id(&self) -> Option<&UserId> {
        match self {
            Self::Created { user_id, .. } | Self::CreatedInBrowser { user_id, .. } => Some(user_id),
            _ => None,
        }
    }

    pub fn base(&self) -> &BaseUrl {
        &self.contacts().server.base
    }
}
