//! The vocabulary that the wizard and the Matrix client share: requests, replies and failures as
//! plain data, in the terms of the Matrix client-server API.
//!
//! Nothing here knows HTTP, JSON, a clock or a terminal.

mod errcode;
mod failure;
mod fallback;
mod reply;
mod request;
mod request_token;
mod uia;

pub use errcode::ErrCode;
pub use failure::{Failure, Network, Refusal, TlsFault, Unreadable};
pub use fallback::FallbackPage;
pub use reply::{
    AuthMetadata, LoggedIn, LoginFlows, PasswordPolicy, Registered, Reply, Software, ThirdParty,
    TokenRequested, Versions, WellKnown,
};
pub use request::{
    AddContact, Api, Identifier, Login, Method, Register, Request, ResetPassword, SubmitCode,
};
pub use request_token::{Contact, IdentityServer, Medium, Purpose, ThreepidCreds, TokenRequest};
pub use uia::{Auth, AuthStage, Flow, Policy, StageType, Translation, Uia};
