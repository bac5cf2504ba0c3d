//! The details: server, message and requests, with nothing secret among them.

use std::time::Duration;

use crate::domain::CleanText;
use crate::protocol::{Failure, Method, Network, Versions};
use crate::screen::Page;
use crate::screen::model::{Block, Row};
use crate::t;
use crate::text::Texts;
use crate::wizard::{End, Record, Wizard};

/// The wizard's knowledge and its requests.
pub(in crate::screen) fn details(wizard: &Wizard, texts: &Texts) -> Page {
    let mut rows = Vec::new();
    if let Some(server) = wizard.server().or(wizard.found()) {
        rows.push(Row::new(t!(texts, "details-base"), server.base.to_string()));
        let newest = server.versions.newest_v1();
        let version = newest.map_or_else(
            || last_version(&server.versions, texts),
            |minor| format!("v1.{minor}"),
        );
        rows.push(Row::new(t!(texts, "details-version"), version));
    }
    if let Some(messages) = wizard.messages() {
        let number = messages.number.get().to_string();
        rows.push(Row::new(t!(texts, "details-attempt"), number));
    }
    let page = Page::new(t!(texts, "details-title")).block(Block::Table(rows));
    let records = wizard.records();
    if records.is_empty() {
        return page.paragraph(t!(texts, "details-none"));
    }
    let page = page
        .gap()
        .block(Block::Heading(t!(texts, "details-requests")));
    // The newest first: what just went wrong is at the top.
    let rows = records.iter().rev().map(|r| request(r, texts)).collect();
    page.block(Block::Table(rows))
}

/// The last that the server lists, in its words.
fn last_version(versions: &Versions, texts: &Texts) -> String {
    let last = versions.versions.last().map(|last| CleanText::new(last));
    last.map_or_else(String::new, |last| {
        t!(texts, "quoted", text = last.as_str())
    })
}

fn request(record: &Record, texts: &Texts) -> Row {
    let method = match record.method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    let attempt = record.attempt.map(|attempt| format!(" #{}", attempt.get()));
    let attempt = attempt.unwrap_or_default();
    let millis = |took: &Duration| took.as_millis().to_string();
    let end = match &record.end {
        None => t!(texts, "details-waiting"),
        Some((End::Reply, took)) => t!(texts, "details-answered", ms = millis(took)),
        Some((End::Failed(failure), took)) => {
            let why = reason(failure, texts);
            t!(texts, "details-failed", why = why, ms = millis(took))
        }
        Some((End::Dropped, _)) => t!(texts, "details-dropped"),
    };
    Row::new(format!("{method} {}{attempt}", record.endpoint), end)
}

/// A failure in a word or two.
fn reason(failure: &Failure, texts: &Texts) -> String {
    match failure {
        Failure::Refused(refusal) => match &refusal.errcode {
            Some(code) => format!("{} {code}", refusal.status),
            None => refusal.status.to_string(),
        },
        Failure::Network(network) => match network {
            Network::Dns => t!(texts, "details-dns"),
            Network::Refused => t!(texts, "details-refused"),
            Network::Timeout { .. } => t!(texts, "details-timeout"),
            Network::Tls(_) => t!(texts, "details-tls"),
            Network::Proxy(_) => t!(texts, "details-proxy"),
            Network::Broken => t!(texts, "details-broken"),
        },
        Failure::Unreadable(_) => t!(texts, "details-unreadable"),
    }
}
