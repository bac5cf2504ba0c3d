//! `GET /.well-known/matrix/client`: where the homeserver of a server name is (client-server API,
//! "Well-known URI").
//!
//! Asked of `https://` and the host of the server name, without port and without token. Redirects
//! are followed to any https host, at most five times.
//!
//! | answer | result |
//! |---|---|
//! | 404 | [`WellKnown::Absent`] |
//! | 200 with `m.homeserver.base_url`, an https URL | [`WellKnown::Homeserver`] |
//! | 200 with another `base_url` | [`WellKnown::UnusableUrl`] |
//! | 200 without, no JSON object, over 64 KiB; any other status; redirects that lead nowhere | [`WellKnown::Invalid`] |
//!
//! `m.identity_server` is not looked at: this client never asks an identity server. The content
//! type is not looked at either, being wrong so often.
//!
//! Errors: only those of the network.

use super::prelude::*;
use crate::protocol::{WellKnown, WellKnownFault};

/// The largest body, in bytes.
pub(super) const BODY_LIMIT: usize = 64 * 1024;

pub(super) fn call() -> Call<'static> {
    Call::get("/.well-known/matrix/client", read)
        .at_most(BODY_LIMIT)
        .across_hosts()
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let found = match (&answer.astray, answer.status) {
        (Some(fault), _) => WellKnown::Invalid(WellKnownFault::Redirect(fault.clone())),
        (None, 404) => WellKnown::Absent,
        (None, 200) => match base_url(answer) {
            Ok(text) => homeserver(&text, &answer.url),
            Err(fault) => WellKnown::Invalid(fault),
        },
        (None, status) => WellKnown::Invalid(WellKnownFault::Status(status)),
    };
    Ok(Reply::WellKnown(found))
}

fn base_url(answer: &Answer) -> Result<String, WellKnownFault> {
    let bytes = answer.body.as_ref().ok_or(WellKnownFault::TooLarge)?;
    if bytes.trim_ascii().is_empty() {
        return Err(WellKnownFault::Empty);
    }
    let body = Document::parse(bytes).ok_or(WellKnownFault::NotJson)?;
    body.member("m.homeserver")
        .and_then(Value::as_object)
        .and_then(|homeserver| homeserver.member("base_url")?.as_str())
        .map(str::to_owned)
        .ok_or(WellKnownFault::NoBaseUrl)
}

fn homeserver(text: &str, from: &Url) -> WellKnown {
    match BaseUrl::parse(text) {
        // Plain http leads nowhere but to this computer: only a server there may send us to it.
        Ok(base) if base.as_str().starts_with("https:") || from.scheme() == "http" => {
            WellKnown::Homeserver(base)
        }
        _ => WellKnown::UnusableUrl,
    }
}
