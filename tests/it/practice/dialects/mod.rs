//! Each dialect against what was measured on the server that it is named for: status, errcode and raw JSON.

mod contacts;
mod discovery;
mod links;
mod messages;
mod reset;
mod sessions;
mod sign_up;
mod stages;

use mxid::practice::{Contact, Dialect, KnownAccount, Options, Policy, Translation};
use serde_json::{Value, json};

use super::http::Reply;
use super::{PASSWORD, Site, email_stage, mail, text};

/// A server of a dialect, as a user would meet it.
async fn speaking(dialect: Dialect) -> Site {
    Site::start(Options::speaking(dialect)).await
}

/// A server of a dialect without mail and SMS.
fn without_mail(dialect: Dialect) -> Options {
    Options {
        email: Contact::No,
        msisdn: Contact::No,
        ..Options::speaking(dialect)
    }
}

/// A server of a dialect on which alice@example.org has an account.
fn with_alice(dialect: Dialect) -> Options {
    Options {
        accounts: vec![KnownAccount {
            localpart: "alice".to_owned(),
            email: Some("alice@example.org".to_owned()),
            password: None,
        }],
        ..Options::speaking(dialect)
    }
}

/// A policy in one language.
fn policy() -> Policy {
    Policy {
        id: "privacy_policy".to_owned(),
        version: "1.0".to_owned(),
        translations: vec![Translation {
            language: "en".to_owned(),
            name: "Privacy".to_owned(),
            url: "https://example.org/privacy".to_owned(),
        }],
    }
}

/// The body of a sign-up without a login.
fn wanted(username: &str) -> Value {
    json!({"username": username, "password": PASSWORD, "inhibit_login": true})
}

/// A sign-up with this `auth`.
async fn register(site: &Site, username: &str, auth: Value) -> Reply {
    let mut body = wanted(username);
    body["auth"] = auth;
    site.post("/register", &body).await
}

/// Begins a sign-up and returns its session.
async fn begin(site: &Site, username: &str) -> String {
    site.begin("/register", &wanted(username)).await
}

/// A refusal as the tables have it.
fn refusal(status: u16, errcode: &str) -> (u16, String) {
    (status, errcode.to_owned())
}
