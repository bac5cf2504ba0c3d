//! The vocabulary that the wizard and the Matrix client share: requests, replies and failures as
//! plain data, in the terms of the Matrix client-server API.
//!
//! Nothing here knows HTTP, JSON, a clock or a terminal.

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
