//! The parameters of the six `requestToken` endpoints.
//!
//! `register`, `account/password` and `account/3pid`, each with `email` and `msisdn`
//! (client-server API, "Account registration and management" and "Adding Account Administrative
//! Contact Information"): one shape, told apart by [`Purpose`] and [`Medium`].

use url::Url;

use crate::domain::{
    ClientSecret, CountryCode, Email, PhoneNumber, Secret, SendAttempt, ServerName, Sid,
};

/// The kind of a third-party identifier (3PID).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Medium {
    Email,
    Msisdn,
}

impl Medium {
    /// `medium`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Msisdn => "msisdn",
        }
    }
}

/// The purpose of an address's proof. It chooses the endpoint, and the server's demands on
/// the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A new account: the address must not be in use.
    Register,
    /// A forgotten password: the address must belong to an account.
    ResetPassword,
    /// An address for an existing account: it must not be in use.
    AddContact,
}

/// An address as it is sent. Its literal text is part of the scope of `send_attempt`, so a
/// repeated request has to carry the same value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contact {
    Email(Email),
    Phone(PhoneNumber),
}

impl Contact {
    pub fn medium(&self) -> Medium {
        match self {
            Self::Email(_) => Medium::Email,
            Self::Phone(_) => Medium::Msisdn,
        }
    }

    /// `country`, for a phone number.
    pub fn country(&self) -> Option<CountryCode> {
        match self {
            Self::Email(_) => None,
            Self::Phone(number) => Some(number.country()),
        }
    }
}

/// An identity server and the token it wants. Deprecated: servers that verify addresses
/// themselves ignore both. Each needs the other, so they are one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityServer {
    /// `id_server`: host, and port if it has one.
    pub host: ServerName,
    pub access_token: Secret,
}

/// The body of a `requestToken` request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRequest {
    pub purpose: Purpose,
    /// `email`, or `country` and `phone_number`.
    pub contact: Contact,
    pub client_secret: ClientSecret,
    pub send_attempt: SendAttempt,
    /// `next_link`: where a browser goes after the link of the message was followed.
    pub next_link: Option<Url>,
    /// `id_server` and `id_access_token`.
    pub identity: Option<IdentityServer>,
}

impl TokenRequest {
    /// The path of the endpoint behind the version.
    pub fn endpoint(&self) -> &'static str {
        match (self.purpose, self.contact.medium()) {
            (Purpose::Register, Medium::Email) => "/register/email/requestToken",
            (Purpose::Register, Medium::Msisdn) => "/register/msisdn/requestToken",
            (Purpose::ResetPassword, Medium::Email) => "/account/password/email/requestToken",
            (Purpose::ResetPassword, Medium::Msisdn) => "/account/password/msisdn/requestToken",
            (Purpose::AddContact, Medium::Email) => "/account/3pid/email/requestToken",
            (Purpose::AddContact, Medium::Msisdn) => "/account/3pid/msisdn/requestToken",
        }
    }
}

/// Proof of a validated address, for a UIA stage (`threepid_creds`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreepidCreds {
    pub sid: Sid,
    /// The `client_secret` that was sent there.
    pub client_secret: ClientSecret,
    /// The identity server that was named there, if one was.
    pub identity: Option<IdentityServer>,
}
