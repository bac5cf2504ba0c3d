//! `POST /_matrix/client/v3/register/msisdn/requestToken`: proof of a phone number for a new account
//! (client-server API, "Account registration and management").
//!
//! The number must not belong to an account. Errors of its own: 400 `M_THREEPID_IN_USE`,
//! `M_SERVER_NOT_TRUSTED`, `M_DESTINATION_REJECTED` (no messages to that country); 403
//! `M_THREEPID_DENIED`. Where registration is closed a message may be sent all the same.

pub(super) const PATH: &str = "/register/msisdn/requestToken";
