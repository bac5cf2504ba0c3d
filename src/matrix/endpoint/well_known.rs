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
//! | 200 without, no JSON object, over 64 KiB; any other status | [`WellKnown::Invalid`] |
//!
//! `m.identity_server` is not looked at: this client never asks an identity server. The content
//! type is not looked at either, being wrong so often.
//!
//! Errors: only those of the network.

use serde_json::Value;
use url::Url;

use crate::domain::BaseUrl;
use crate::matrix::answer::Answer;
use crate::matrix::call::Call;
use crate::matrix::json::Members;
use crate::protocol::{Failure, Reply, WellKnown};

const BODY_LIMIT: usize = 64 * 1024;

pub(super) fn call() -> Call<'static> {
    Call::get("/.well-known/matrix/client", read)
        .at_most(BODY_LIMIT)
        .across_hosts()
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    Ok(Reply::WellKnown(match answer.status {
        404 => WellKnown::Absent,
        200 => match base_url(answer) {
            Some(text) => homeserver(&text, &answer.url),
            None => WellKnown::Invalid { status: 200 },
        },
        status => WellKnown::Invalid { status },
    }))
}

fn base_url(answer: &Answer) -> Option<String> {
    let body = answer.document().ok()?;
    let homeserver = body.member("m.homeserver")?.as_object()?;
    homeserver
        .member("base_url")
        .and_then(Value::as_str)
        .map(str::to_owned)
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
