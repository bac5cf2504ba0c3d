//! `POST /_matrix/client/v3/register/email/requestToken`: proof of an email address for a new account
//! (client-server API, "Account registration and management").
//!
//! The address must not belong to an account. Errors of its own: 400 `M_THREEPID_IN_USE`,
//! `M_SERVER_NOT_TRUSTED`; 403 `M_THREEPID_DENIED`. A server that hides who has an account answers
//! 200 all the same, and mails the owner.

pub(super) const PATH: &str = "/register/email/requestToken";
