//! `GET /_matrix/client/v3/account/3pid`: the addresses of an account (client-server API, "Adding
//! Account Administrative Contact Information").
//!
//! Request: the token as `Authorization`.
//!
//! Answer: `threepids`, an array of objects with `medium` (`email` or `msisdn`; others are passed
//! over), the canonical `address`, and two times that are not looked at. Servers leave the array
//! out when it would be empty.
//!
//! Errors: 401 `M_UNKNOWN_TOKEN`.

use super::prelude::*;
use crate::protocol::{Medium, ThirdParty};

const MAX_ADDRESSES: usize = 1024;

pub(super) fn call(api: Api, token: &Secret) -> Call<'_> {
    Call::get(versioned(api, "/account/3pid"), read).token(token)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    let list = body.optional_list("threepids", MAX_ADDRESSES)?;
    let mut found = Vec::new();
    for item in list.unwrap_or_default().iter().filter_map(Value::as_object) {
        let medium = match item.text("medium")? {
            "email" => Medium::Email,
            "msisdn" => Medium::Msisdn,
            _ => continue,
        };
        let address = CleanText::new(item.text("address")?);
        found.push(ThirdParty { medium, address });
    }
    Ok(Reply::ThirdParties(found))
}
