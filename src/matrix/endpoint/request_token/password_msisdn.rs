//! `POST /_matrix/client/v3/account/password/msisdn/requestToken`: proof of a phone number for a
//! forgotten password (client-server API, "Account management").
//!
//! The number must belong to an account. Errors of its own: as by email. Specified, but 404
//! `M_UNRECOGNIZED` on the servers that are known.

pub(super) const PATH: &str = "/account/password/msisdn/requestToken";
