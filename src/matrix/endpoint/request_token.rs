//! The six `POST …/requestToken`: ask a server to send proof of an address (client-server API,
//! "Account registration and management", "Account management" and "Adding Account Administrative
//! Contact Information").
//!
//! Request: `client_secret`, 1 to 255 characters of `[0-9a-zA-Z.=_-]`; `send_attempt`, at least 1;
//! `email`, or `country` (ISO 3166-1 alpha-2, capitals) and `phone_number`; and, left out when not
//! set, `next_link`, a URL, and the deprecated `id_server` and `id_access_token`, which come
//! together. No token.
//!
//! Answer: `sid`, required, 1 to 255 bytes and otherwise opaque (a number is taken as its digits);
//! `submit_url`, an http or https URL, or absent when the address is proved by a link (empty and
//! `null` are absent). A success does not mean that a message was sent.
//!
//! Errors of all six: 400 `M_INVALID_PARAM`, `M_INVALID_EMAIL`, `M_INVALID_ADDRESS`,
//! `M_INVALID_PHONE_NUMBER` (the address, or a used secret), `M_SERVER_NOT_TRUSTED`,
//! `M_DESTINATION_REJECTED`, `M_UNKNOWN` (no mail or text messages set up); 403
//! `M_THREEPID_DENIED`, `M_THREEPID_AUTH_FAILED` (the session is used up); 404 or 405
//! `M_UNRECOGNIZED`; 429; 500 `M_EMAIL_SEND_ERROR`, `M_SEND_ERROR`, `M_UNKNOWN`.
//!
//! Their differences:
//!
//! * For a new account (`/register/…`) the address must not belong to one: 400 `M_THREEPID_IN_USE`. A server that hides
//!   who has an account answers 200 all the same, and mails the owner. Where registration is closed, a text message may
//!   be sent all the same.
//! * For a forgotten password (`/account/password/…`) it must belong to one: 400 `M_THREEPID_NOT_FOUND`, and never
//!   `M_THREEPID_IN_USE`. A server that hides who has an account answers 200 all the same, and sends nothing or an
//!   invitation to sign up. By phone it is specified, but 404 `M_UNRECOGNIZED` on the servers that are known.
//! * For an account that exists (`/account/3pid/…`) it must not belong to one: 400 `M_THREEPID_IN_USE`, and
//!   `M_THREEPID_MEDIUM_NOT_SUPPORTED`; 403 `M_FORBIDDEN` where addresses cannot be changed. Takes no token, though it
//!   needs a login.

use super::prelude::*;
use crate::domain::Sid;
use crate::protocol::{Contact, TokenRequest, TokenRequested};
use zeroize::Zeroizing;

pub(super) fn call(api: Api, request: &TokenRequest) -> Call<'_> {
    let path = versioned(api, request.endpoint());
    let shared = request.into();
    let call = match &request.contact {
        Contact::Email(email) => {
            let email = email.as_str();
            Call::post(path, &EmailBody { email, shared }, read)
        }
        Contact::Phone(number) => {
            let country = number.country();
            let body = MsisdnBody {
                country: country.as_str(),
                phone_number: number.sent(),
                shared,
            };
            Call::post(path, &body, read)
        }
    };
    call.patiently()
}

#[derive(Serialize)]
struct EmailBody<'a> {
    email: &'a str,
    #[serde(flatten)]
    shared: SharedBody<'a>,
}

#[derive(Serialize)]
struct MsisdnBody<'a> {
    country: &'a str,
    phone_number: &'a str,
    #[serde(flatten)]
    shared: SharedBody<'a>,
}

#[derive(Serialize)]
struct SharedBody<'a> {
    client_secret: &'a str,
    send_attempt: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_server: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_access_token: Option<&'a str>,
}

impl<'a> From<&'a TokenRequest> for SharedBody<'a> {
    fn from(request: &'a TokenRequest) -> Self {
        let identity = request.identity.as_ref();
        Self {
            client_secret: request.client_secret.expose(),
            send_attempt: request.send_attempt.get(),
            next_link: request.next_link.as_ref().map(Url::as_str),
            id_server: identity.map(|identity| identity.host.as_str()),
            id_access_token: identity.map(|identity| identity.access_token.expose()),
        }
    }
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    Ok(Reply::TokenRequested(TokenRequested {
        sid: sid(&body)?,
        submit_url: submit_url(&body)?,
    }))
}

fn sid(body: &Document) -> Result<Sid, Failure> {
    let sid = match body.member("sid") {
        Some(Value::String(text)) => Sid::parse(text),
        Some(Value::Number(number)) => Sid::parse(&Zeroizing::new(number.to_string())),
        _ => return Err(malformed("sid")),
    };
    sid.map_err(|_| malformed("sid"))
}

fn submit_url(body: &Document) -> Result<Option<Url>, Failure> {
    match body.optional_text("submit_url")? {
        None | Some("") => Ok(None),
        Some(text) => Url::parse(text)
            .ok()
            .filter(|url| matches!(url.scheme(), "https" | "http"))
            .map(Some)
            .ok_or(malformed("submit_url")),
    }
}
