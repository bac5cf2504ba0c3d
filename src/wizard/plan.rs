//! The validated plan: everything that a task sends, parsed from the form.

use std::rc::Rc;

use super::homeserver::{Homeserver, Media};
use super::task::Task;
use crate::domain::{
    Email, LoginName, Password, PhoneNumber, RegistrationToken, Secret, UserId, Username,
};
use crate::protocol::{Contact, Medium};

/// A server, and a contact for each kind that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Contacts {
    pub server: Rc<Homeserver>,
    /// The number, if one is given.
    pub phone: Option<PhoneNumber>,
    /// The address, if one is given.
    pub email: Option<Email>,
}

impl Contacts {
    /// One contact at a server.
    pub(super) fn of(server: Rc<Homeserver>, contact: Contact) -> Self {
        let (phone, email) = match contact {
            Contact::Phone(phone) => (Some(phone), None),
            Contact::Email(email) => (None, Some(email)),
        };
        Self {
            server,
            phone,
            email,
        }
    }

    /// The kinds that are given.
    pub fn media(&self) -> Media {
        Media {
            phone: self.phone.is_some(),
            email: self.email.is_some(),
        }
    }

    /// The contact of a kind.
    pub fn get(&self, medium: Medium) -> Option<Contact> {
        match medium {
            Medium::Email => self.email.clone().map(Contact::Email),
            Medium::Msisdn => self.phone.clone().map(Contact::Phone),
        }
    }

    /// Every contact, the number first.
    pub fn all(&self) -> Vec<Contact> {
        [Medium::Msisdn, Medium::Email]
            .into_iter()
            .filter_map(|medium| self.get(medium))
            .collect()
    }
}

/// Name and password of the account to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    pub username: Username,
    pub password: Password,
}

/// Everything that will happen, validated.
#[derive(Clone, Debug, PartialEq)]
pub enum Plan {
    SignUp {
        contacts: Contacts,
        account: Account,
        /// Registration token, where the way in has that stage.
        token: Option<RegistrationToken>,
    },
    /// Reset the password of the account that has the contact.
    Reset {
        contacts: Contacts,
        /// The new password; not known yet on the review page.
        change: Option<NewPassword>,
    },
    /// Add the contact to the account that is signed in.
    AddContact {
        contacts: Contacts,
        access: Rc<Access>,
    },
}

/// The password that a reset sets.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPassword {
    pub password: Password,
    /// Whether every other session is signed out.
    pub logout_devices: bool,
}

impl Plan {
    pub fn contacts(&self) -> &Contacts {
        match self {
            Self::SignUp { contacts, .. }
            | Self::Reset { contacts, .. }
            | Self::AddContact { contacts, .. } => contacts,
        }
    }

    /// The kinds of contact whose proof is a stage of the user-interactive authentication. A
    /// contact that is added is proven beside it, and named in the body.
    pub(super) fn staged(&self) -> Media {
        match self {
            Self::SignUp { contacts, .. } | Self::Reset { contacts, .. } => contacts.media(),
            Self::AddContact { .. } => Media::NONE,
        }
    }

    /// The contact that gets a message first. A sign-up has none: there the server says first what it demands.
    pub(super) fn begins_with(&self) -> Option<Contact> {
        match self {
            Self::SignUp { .. } => None,
            Self::Reset { contacts, .. } | Self::AddContact { contacts, .. } => {
                contacts.all().into_iter().next()
            }
        }
    }

    /// Whether another plan has the same request body, unchanged, for the same server.
    pub(super) fn is_asked_like(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::SignUp {
                    contacts, account, ..
                },
                Self::SignUp {
                    contacts: others,
                    account: another,
                    ..
                },
            ) => contacts.server.base == others.server.base && account == another,
            _ => false,
        }
    }

    pub fn task(&self) -> Task {
        match self {
            Self::SignUp { .. } => Task::SignUp,
            Self::Reset { .. } => Task::Reset,
            Self::AddContact { .. } => Task::AddContact,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Credentials {
    pub(super) name: LoginName,
    pub(super) password: Password,
}

/// A login: an open session, and the password that was right for it.
#[derive(Debug, PartialEq)]
pub struct Access {
    pub(super) credentials: Credentials,
    pub(super) user_id: UserId,
    pub(super) token: Secret,
}

impl Access {
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }
}
