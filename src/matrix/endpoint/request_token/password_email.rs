//! `POST /_matrix/client/v3/account/password/email/requestToken`: proof of an email address for a
//! forgotten password (client-server API, "Account management").
//!
//! The address must belong to an account. Errors of its own: 400 `M_THREEPID_NOT_FOUND`,
//! `M_SERVER_NOT_TRUSTED`; 403 `M_THREEPID_DENIED`; never `M_THREEPID_IN_USE`. A server that hides
//! who has an account answers 200 all the same, and sends nothing or an invitation to sign up.

pub(super) const PATH: &str = "/account/password/email/requestToken";
