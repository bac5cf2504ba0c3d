//! `POST /_matrix/client/v3/account/3pid/msisdn/requestToken`: proof of a phone number for an account
//! that exists (client-server API, "Adding Account Administrative Contact Information").
//!
//! The number must not belong to an account. Errors of its own: as by email, and 400
//! `M_DESTINATION_REJECTED` (no messages to that country). Takes no token, though it is for somebody
//! who is logged in.

pub(super) const PATH: &str = "/account/3pid/msisdn/requestToken";
