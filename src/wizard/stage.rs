//! Where the person is, and the evidence that got them there.
//!
//! A stage owns what was parsed on the way to it: there is no review without validated values and
//! no verification without a session that the server opened. Going on parses the draft again;
//! going back drops evidence.

use std::rc::Rc;

use super::homeserver::{Homeserver, Media};
use super::session::Access;
use crate::domain::{
    BaseUrl, CountryCode, Email, Link, Password, PhoneNumber, RegistrationToken, UserId, Username,
};
use crate::protocol::{Contact, Medium, Purpose, Refusal, StageType};

/// What the person came for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Create an account.
    SignUp,
    /// Reset a forgotten password.
    Reset,
    /// Add an email address or phone number to an account.
    AddContact,
}

impl Task {
    /// The goals in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::SignUp, Self::Reset, Self::AddContact];

    /// The goal that an address serves when it does not serve this one: what has an account can be
    /// reset, what has none can get one.
    pub fn other(self) -> Option<Self> {
        match self {
            Self::SignUp => Some(Self::Reset),
            Self::Reset => Some(Self::SignUp),
            Self::AddContact => None,
        }
    }

    /// What a proof of an address is for.
    pub fn purpose(self) -> Purpose {
        match self {
            Self::SignUp => Purpose::Register,
            Self::Reset => Purpose::ResetPassword,
            Self::AddContact => Purpose::AddContact,
        }
    }
}

/// A page, with the evidence that it needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// What would you like to do?
    Task,
    /// Which homeserver?
    Server,
    /// Whose account? Adding a contact needs a session.
    SignIn(Rc<Homeserver>),
    /// Phone, email, both or neither? With the session, where the task needs one.
    Contact(Rc<Homeserver>, Option<Rc<Access>>),
    /// Which country is the number from?
    Country(Route),
    /// Which number?
    Number(Route, CountryCode),
    /// Which address? With the number that was given before, where a server wants both.
    Address(Route, Option<PhoneNumber>),
    /// Which name and password?
    Account(Contacts),
    /// Which registration token?
    Token(Contacts, Account),
    /// Agreed to the terms?
    Terms(Contacts, Account, Option<RegistrationToken>),
    /// Everything right?
    Review(Plan),
    /// Reset: which new password, while the message is on its way?
    NewPassword(Contacts, Sent),
    /// Do a stage in a browser.
    Browser(Plan, BrowserStep),
    /// Prove that the address is yours.
    Verify(Plan, Sent),
    /// Sign up in the browser, at a server that makes accounts there (OAuth 2.0).
    Web(Rc<Homeserver>, Web),
    /// What came of it.
    Done(Done),
    /// It cannot go on at this server.
    Stopped(Rc<Homeserver>, Stop),
}

/// A server and the kinds of contact that the person gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// The server.
    pub server: Rc<Homeserver>,
    /// Kinds of contact.
    pub media: Media,
    /// The session, where the task needs one.
    pub access: Option<Rc<Access>>,
}

/// A route with its contacts: one for each kind that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Contacts {
    /// The server.
    pub server: Rc<Homeserver>,
    /// The number, if one is given.
    pub phone: Option<PhoneNumber>,
    /// The address, if one is given.
    pub email: Option<Email>,
}

impl Contacts {
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
    /// User name.
    pub username: Username,
    /// Password.
    pub password: Password,
}

/// Everything that will happen, validated.
#[derive(Clone, Debug, PartialEq)]
pub enum Plan {
    /// Create an account.
    SignUp {
        /// Server and contacts.
        contacts: Contacts,
        /// Name and password.
        account: Account,
        /// Registration token, where the flow has that stage.
        token: Option<RegistrationToken>,
    },
    /// Reset the password of the account that has the contact.
    Reset {
        /// Server and contact.
        contacts: Contacts,
        /// The new password; not known yet on the review page.
        change: Option<NewPassword>,
    },
    /// Add the contact to the account that is signed in.
    AddContact {
        /// Server and contact.
        contacts: Contacts,
        /// The session.
        access: Rc<Access>,
    },
}

/// The password that a reset sets.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPassword {
    /// The password.
    pub password: Password,
    /// Whether every other session is signed out.
    pub logout_devices: bool,
}

impl Plan {
    /// Server and contacts.
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

    /// Whether another plan has the same request body, to the letter, for the same server.
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

    /// What it is for.
    pub fn task(&self) -> Task {
        match self {
            Self::SignUp { .. } => Task::SignUp,
            Self::Reset { .. } => Task::Reset,
            Self::AddContact { .. } => Task::AddContact,
        }
    }
}

/// Evidence that a server opened a validation session for a contact. That a message was sent is
/// not proven by it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// Whose proof is awaited.
    pub contact: Contact,
    /// Whether the server takes a code; else a link proves the address.
    pub by_code: bool,
}

/// A stage that a browser does, on a page of the server.
#[derive(Clone, Debug, PartialEq)]
pub struct BrowserStep {
    /// The stage.
    pub stage: StageType,
    /// The page, good for one session of the authentication.
    pub link: Link,
}

/// How far a sign-up in the browser is.
#[derive(Clone, Debug, PartialEq)]
pub enum Web {
    /// The person chooses how to go on.
    Offer,
    /// The browser was sent to this page, and is awaited.
    Waiting(Link),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// The account exists.
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
        /// Server, and no contacts.
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
        /// Server and contacts.
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
        /// Whose account it is.
        user_id: UserId,
    },
}

impl Done {
    /// Server and contacts.
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

    /// The Matrix ID, where the server told it.
    pub fn user_id(&self) -> Option<&UserId> {
        match self {
            Self::Created { user_id, .. } | Self::CreatedInBrowser { user_id, .. } => Some(user_id),
            _ => None,
        }
    }

    /// Where the account is.
    pub fn base(&self) -> &BaseUrl {
        &self.contacts().server.base
    }
}

/// Why nothing more can be done at a server. Another one can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// Registration is closed.
    Closed(Option<Refusal>),
    /// Accounts are made and recovered in the browser (OAuth 2.0).
    Browser,
    /// There is no registration at all.
    NoRegistration,
    /// Every way needs a stage that only a browser can do.
    NeedsStages(Vec<StageType>),
    /// The server does not use passwords.
    NoPasswords,
    /// The server lets no account have other contacts than it has. In its own words, if it refused
    /// only when it was asked.
    NoContactChanges(Option<Refusal>),
    /// The server resets no password by this kind of contact.
    NoReset(Medium),
    /// The server takes no flow with what the person can give.
    NoWay,
}
