//! `GET /_matrix/client/versions`: which versions of the specification a server speaks
//! (client-server API, "API Versions").
//!
//! Answer: `versions`, an array of texts such as `v1.18` or `r0.6.1`, required. What is no text in
//! it is passed over; `unstable_features` is not looked at.
//!
//! Errors: 429.

use super::prelude::*;
use crate::protocol::Versions;

const MAX_VERSIONS: usize = 1024;

pub(super) fn call() -> Call<'static> {
    Call::get("/_matrix/client/versions", read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    let versions = body
        .optional_list("versions", MAX_VERSIONS)?
        .ok_or(malformed("versions"))?
        .iter()
        .filter_map(|version| json::text(version, "versions").ok())
        .map(str::to_owned)
        .collect();
    Ok(Reply::Versions(Versions { versions }))
}
