//! Everything that can be asked of a homeserver: one variant an endpoint.

use std::fmt;

use url::Url;

use super::oauth::OAuthRequest;
use super::{Auth, Contact, FallbackPage, Medium, ThreepidCreds, TokenRequest};
use crate::domain::{
    ClientSecret, LoginName, Origin, Password, RegistrationToken, Secret, Sid, UserId, Username,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET, which changes nothing and may be repeated.
    Get,
    Post,
}

/// One request; [`method`](Self::method) and [`endpoint`](Self::endpoint) say to where. `Debug` redacts whatever is
/// secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// `GET /.well-known/matrix/client`, at the host of a server name.
    WellKnown,
    /// `GET /.well-known/matrix/support`, at the host of a server name.
    Support,
    Versions,
    LoginFlows,
    /// `GET /auth_metadata`: stable, or under its name before v1.15.
    AuthMetadata {
        /// Ask for `/unstable/org.matrix.msc2965/auth_metadata` instead of `/v1/auth_metadata`.
        unstable: bool,
    },
    /// `GET /password_policy` (MSC2000, not in the specification).
    PasswordPolicy,
    /// `GET /_matrix/federation/v1/version`: which software answers.
    Software,
    UsernameAvailable(Username),
    TokenValidity(RegistrationToken),
    /// One of the six `POST …/requestToken`.
    RequestToken(TokenRequest),
    /// `POST` of a code to a `submit_url`.
    SubmitCode(SubmitCode),
    Register(Register),
    /// `POST /register` with an empty object: lists the flows and makes no account, because no
    /// request of a UIA exchange succeeds without `auth`.
    RegisterFlows,
    /// `GET /auth/{stage}/fallback/web`: whether the server has a browser page for a stage.
    FallbackPage(FallbackPage),
    ResetPassword(ResetPassword),
    Login(Login),
    /// `POST /logout`, with the token that ends.
    Logout(Secret),
    /// `GET /account/whoami`, with a token.
    WhoAmI(Secret),
    /// `GET /capabilities`, with a token.
    Capabilities(Secret),
    /// `GET /account/3pid`, with a token.
    ThirdParties(Secret),
    AddContact(AddContact),
    /// `POST` to an endpoint that the OAuth 2.0 metadata name.
    OAuth(OAuthRequest),
}

/// A code on its way to where the server asked for it. `Debug` shows no more of the URL than its
/// origin.
#[derive(Clone, PartialEq, Eq)]
pub struct SubmitCode {
    /// `submit_url` that `requestToken` gave.
    pub submit_url: Url,
    pub sid: Sid,
    pub client_secret: ClientSecret,
    /// `token`: the code, unmodified.
    pub token: Secret,
}

impl fmt::Debug for SubmitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SubmitCode")
            .field("submit_url", &Origin(&self.submit_url))
            .field("sid", &self.sid)
            .field("client_secret", &self.client_secret)
            .field("token", &self.token)
            .finish()
    }
}

/// The body of `POST /register`. The same in every request of one UIA exchange, `auth` aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    pub username: Username,
    pub password: Password,
    /// `inhibit_login`: make no session.
    pub inhibit_login: bool,
    /// `auth`, absent in the first request.
    pub auth: Option<Auth>,
}

/// The body of `POST /account/password` without an access token: a reset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetPassword {
    pub new_password: Password,
    /// `logout_devices`: sign every other session out. Always sent, because the default is true.
    pub logout_devices: bool,
    /// `auth`, absent in the first request.
    pub auth: Option<Auth>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identifier {
    /// `m.id.user` with a localpart or a whole Matrix ID.
    User(String),
    /// `m.id.thirdparty`: the medium, and the address in its canonical form (a phone number is
    /// its E.164 digits without `+`).
    ThirdParty { medium: Medium, address: String },
}

/// The body of `POST /login` with `m.login.password`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    pub identifier: Identifier,
    pub password: Password,
    /// `device_id`: a login with that of an open session takes its place.
    pub device_id: Option<String>,
    /// `initial_device_display_name`. Other users can see it.
    pub device_name: Option<String>,
}

/// The body of `POST /account/3pid/add`, and the token of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddContact {
    pub access_token: Secret,
    /// `sid` and `client_secret` of the validated session.
    pub creds: ThreepidCreds,
    pub auth: Option<Auth>,
}

impl Request {
    pub fn method(&self) -> Method {
        match self {
            Self::WellKnown
            | Self::Support
            | Self::Versions
            | Self::LoginFlows
            | Self::AuthMetadata { .. }
            | Self::PasswordPolicy
            | Self::Software
            | Self::UsernameAvailable(_)
            | Self::TokenValidity(_)
            | Self::FallbackPage(_)
            | Self::WhoAmI(_)
            | Self::Capabilities(_)
            | Self::ThirdParties(_) => Method::Get,
            // A request that is not known to be harmless is a POST.
            _ => Method::Post,
        }
    }

    /// The endpoint's name for people and logs: its path without version, query or secret. An unstable one has its
    /// proposal in the version's place.
    pub fn endpoint(&self) -> &'static str {
        match self {
            Self::WellKnown => "/.well-known/matrix/client",
            Self::Support => "/.well-known/matrix/support",
            Self::Versions => "/versions",
            Self::LoginFlows | Self::Login(_) => "/login",
            Self::AuthMetadata { unstable: false } => "/auth_metadata",
            Self::AuthMetadata { unstable: true } => "/org.matrix.msc2965/auth_metadata",
            Self::PasswordPolicy => "/password_policy",
            Self::Software => "/_matrix/federation/v1/version",
            Self::UsernameAvailable(_) => "/register/available",
            Self::TokenValidity(_) => "/register/m.login.registration_token/validity",
            Self::RequestToken(request) => request.endpoint(),
            Self::SubmitCode(_) => "submit_url",
            Self::Register(_) | Self::RegisterFlows => "/register",
            Self::FallbackPage(_) => "/auth/…/fallback/web",
            Self::ResetPassword(_) => "/account/password",
            Self::Logout(_) => "/logout",
            Self::WhoAmI(_) => "/account/whoami",
            Self::Capabilities(_) => "/capabilities",
            Self::ThirdParties(_) => "/account/3pid",
            Self::AddContact(_) => "/account/3pid/add",
            Self::OAuth(request) => request.name(),
        }
    }

    /// Whether the answer may mean that the account was made, the password set or the contact added,
    /// so that a lost answer leaves doubt.
    pub fn may_commit(&self) -> bool {
        match self {
            Self::Register(request) => request.auth.is_some(),
            Self::ResetPassword(request) => request.auth.is_some(),
            // A server that has seen the password a moment ago may not ask for it again.
            Self::AddContact(_) => true,
            _ => false,
        }
    }
}

impl Identifier {
    /// The identifier of an account by one of its contacts.
    pub fn of_contact(contact: &Contact) -> Self {
        let address = match contact {
            Contact::Email(email) => email.as_str().to_lowercase(),
            Contact::Phone(number) => number.e164().trim_start_matches('+').to_owned(),
        };
        Self::ThirdParty {
            medium: contact.medium(),
            address,
        }
    }

    /// The identifier of an account by what a user typed.
    pub fn of_login(name: &LoginName) -> Self {
        match name {
            LoginName::UserId(id) => Self::of_user(id),
            LoginName::Localpart(name) => Self::User(name.clone()),
            LoginName::Email(email) => Self::of_contact(&Contact::Email(email.clone())),
        }
    }

    /// The identifier of an account by its Matrix ID.
    pub fn of_user(user_id: &UserId) -> Self {
        Self::User(user_id.as_str().to_owned())
    }
}
