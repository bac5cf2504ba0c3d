//! `POST /_matrix/client/v3/account/3pid/email/requestToken`: proof of an email address for an account
//! that exists (client-server API, "Adding Account Administrative Contact Information").
//!
//! The address must not belong to an account. Errors of its own: 400 `M_THREEPID_IN_USE`,
//! `M_THREEPID_MEDIUM_NOT_SUPPORTED`, `M_INVALID_PARAM` (v1.13); 403 `M_THREEPID_DENIED`, or
//! `M_FORBIDDEN` where addresses cannot be changed. Takes no token, though it is for somebody who
//! is logged in.

pub(super) const PATH: &str = "/account/3pid/email/requestToken";
