//! The vocabulary that the wizard and the Matrix client share: requests, replies and failures as
//! plain data, in the terms of the Matrix client-server API.
//!
//! Nothing here knows HTTP, JSON, a clock or a terminal.

/// An enum of the names that are known, each with its text for the wire.
macro_rules! names {
    (
        $(#[$about:meta])* $type:ident;
        $($(#[$doc:meta])* $variant:ident = $name:literal,)*
    ) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub enum $type {
            $($(#[$doc])* $variant,)*
            /// A name that is not in the table, cleaned.
            Other(crate::domain::CleanText),
        }

        impl $type {
            /// Every name of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            pub fn parse(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)*
                    _ => Self::Other(crate::domain::CleanText::new(name)),
                }
            }

            /// The name as servers write it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Other(name) => name.as_str(),
                }
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

mod api;
mod discovery;
mod errcode;
mod failure;
mod fallback;
mod oauth;
mod reply;
mod request;
mod request_token;
mod uia;

pub use api::Api;
pub use discovery::{RedirectFault, Support, WellKnown, WellKnownFault};
pub use errcode::ErrCode;
pub use failure::{Failure, Network, ProxyFault, Refusal, TlsFault, Unreadable};
pub use fallback::FallbackPage;
pub use oauth::{
    AuthMetadata, AuthorizationRequest, Callback, ClientId, CodeGrant, OAuthError, OAuthReply,
    OAuthRequest, RedeemCode, RegisterClient, RevokeToken, redirect_uri,
};
pub use reply::{
    Capabilities, LoggedIn, LoginFlows, PasswordPolicy, Registered, Reply, Software, ThirdParty,
    TokenRequested, Versions,
};
pub use request::{
    AddContact, Identifier, Login, Method, Register, Request, ResetPassword, SubmitCode,
};
pub use request_token::{Contact, IdentityServer, Medium, Purpose, ThreepidCreds, TokenRequest};
pub use uia::{Auth, AuthStage, Flow, Policy, StageType, Translation, Uia};
