//! `GET /_matrix/federation/v1/version`: which software answers (server-server API, "Server
//! implementation"). Asked at the base URL of the client-server API, where most servers answer it too;
//! it needs no signature.
//!
//! Answer: `server`, an object with `name` and `version`, both texts that may be absent. Without a
//! name nothing is known.
//!
//! Errors: any, where federation is off or lives at another address.

use super::prelude::*;
use crate::protocol::Software;

pub(super) fn call() -> Call<'static> {
    Call::get("/_matrix/federation/v1/version", read)
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    let server = body
        .member("server")
        .and_then(Value::as_object)
        .ok_or(malformed("server"))?;
    let text = |name| -> Result<Option<CleanText>, Failure> {
        let text = server.optional_text(name)?.map(CleanText::new);
        Ok(text.filter(|text| !text.is_empty()))
    };
    Ok(Reply::Software(Software {
        name: text("name")?.ok_or(malformed("name"))?,
        version: text("version")?,
    }))
}
