//! The answers of a homeserver, as parsed values.

use std::fmt;

use url::Url;

use super::oauth::{AuthMetadata, OAuthReply};
use super::{Contact, Identifier, Medium, Support, Uia, WellKnown};
use crate::domain::{CleanText, Origin, Secret, Sid, UserId};

/// The answer to a [`Request`](super::Request), by the variant that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    WellKnown(WellKnown),
    Support(Support),
    Versions(Versions),
    LoginFlows(LoginFlows),
    AuthMetadata(AuthMetadata),
    PasswordPolicy(PasswordPolicy),
    Software(Software),
    UsernameAvailable(bool),
    TokenValid(bool),
    TokenRequested(TokenRequested),
    /// To `SubmitCode`: the code was right.
    CodeAccepted,
    /// To `FallbackPage`: there is one.
    FallbackPage,
    /// To `Register`, `RegisterFlows`, `ResetPassword` or `AddContact`: a stage is next.
    Uia(Uia),
    Registered(Registered),
    /// To `ResetPassword`: the password is set.
    PasswordReset,
    LoggedIn(LoggedIn),
    LoggedOut,
    WhoAmI(UserId),
    Capabilities(Capabilities),
    ThirdParties(Vec<ThirdParty>),
    ContactAdded,
    OAuth(OAuthReply),
}

/// `GET /versions`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Versions {
    /// `versions`, the unknown ones too.
    pub versions: Vec<String>,
}

impl Versions {
    /// The minor number of the newest `v1.x`, if there is one.
    pub fn newest_v1(&self) -> Option<u32> {
        self.versions
            .iter()
            .filter_map(|v| v.strip_prefix("v1.")?.parse().ok())
            .max()
    }
}

/// `GET /login`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LoginFlows {
    /// `m.login.password` is offered.
    pub password: bool,
    /// `m.login.sso` is offered.
    pub sso: bool,
    /// `oauth_aware_preferred` of the SSO flow, or its unstable twin (v1.18).
    pub oauth_aware_preferred: bool,
}

/// `GET /password_policy` (MSC2000).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PasswordPolicy {
    /// `m.minimum_length`, in characters.
    pub minimum_length: Option<u32>,
    pub digit: bool,
    pub symbol: bool,
    pub lowercase: bool,
    pub uppercase: bool,
}

/// `GET /_matrix/federation/v1/version` (server-server API, "Server implementation").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Software {
    /// `server.name`, never empty.
    pub name: CleanText,
    /// `server.version`, if it is told.
    pub version: Option<CleanText>,
}

/// A validation session was opened or continued. That a message was sent does not follow. `Debug`
/// shows no more of the URL than its origin: some servers write the session into it.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenRequested {
    pub sid: Sid,
    /// `submit_url`: where the code goes. Absent: a link in the message proves the address.
    pub submit_url: Option<Url>,
}

impl fmt::Debug for TokenRequested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequested")
            .field("sid", &self.sid)
            .field("submit_url", &self.submit_url.as_ref().map(Origin))
            .finish()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// `user_id`: its localpart may differ from what was asked for.
    pub user_id: UserId,
    /// `access_token`, when the server logged in although it was asked not to.
    pub access_token: Option<Secret>,
}

/// `POST /login`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedIn {
    pub user_id: UserId,
    pub access_token: Secret,
    /// `device_id`, to be shown only.
    pub device_id: Option<CleanText>,
}

/// `GET /capabilities`: what this program needs of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// `m.3pid_changes`: whether contacts can be added. They can where a server says nothing.
    pub contact_changes: bool,
}

/// One address of an account, from `GET /account/3pid`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThirdParty {
    pub medium: Medium,
    /// `address` in its canonical form.
    pub address: CleanText,
}

impl ThirdParty {
    /// Whether it is this contact, however that was typed.
    pub fn is(&self, contact: &Contact) -> bool {
        match Identifier::of_contact(contact) {
            Identifier::ThirdParty { medium, address } => {
                self.medium == medium && self.address.as_str().to_lowercase() == address
            }
            Identifier::User(_) => false,
        }
    }
}
