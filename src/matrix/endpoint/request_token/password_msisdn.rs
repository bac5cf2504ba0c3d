//! `POST /_matrix/client/v3/account/password/msisdn/requestToken`: proof of a phone number for a
//! forgotten password (client-server API, "Account management").
//!
//! The number must belong to an account. Errors of its own: as by email. Specified, but 404
//! `M_UNRECOGNIZED` on the servers that are known.

use super::{Call, by_msisdn};
use crate::domain::PhoneNumber;
use crate::protocol::{Api, TokenRequest};

pub(super) fn call<'a>(api: Api, number: &PhoneNumber, request: &'a TokenRequest) -> Call<'a> {
    by_msisdn(
        api,
        "/account/password/msisdn/requestToken",
        number,
        request,
    )
}
