//! The details: server, message and requests, with nothing secret among them.

use crate::domain::CleanText;
use crate::protocol::{Failure, Method, Network, Versions};
use crate::screen::Page;
use crate::screen::model::{Block, Row};
use crate::t;
use crate::text::{Text, Texts};
use crate::wizard::{End, Record, Wizard};

/// What the wizard knows and did.
pub(in crate::screen) fn details(wizard: &Wizard, texts: &Texts) -> Page {
    let row = |name: String, value: String| Row {
        name,
        value: Text::from(value),
    };
    let mut rows = Vec::new();
    if let Some(server) = wizard.server().or(wizard.found()) {
        rows.push(row(t!(texts, "details-base"), server.base.to_string()));
        let newest = server.versions.newest_v1();
        let version = newest.map_or_else(
            || last_version(&server.versions, texts),
            |minor| format!("v1.{minor}"),
        );
        rows.push(row(t!(texts, "details-version"), version));
    }
    if let Some(messages) = wizard.messages() {
        rows.push(row(
            t!(texts, "details-attempt"),
            messages.number.get().to_string(),
        ));
    }
    let mut page = Page::new(t!(texts, "details-title")).block(Block::Table(rows));
    let records = wizard.records();
    if records.is_empty() {
        return page.block(Block::Paragraph(t!(texts, "details-none").into()));
    }
    page = page
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
    let attempt = record
        .attempt
        .map(|attempt| format!(" #{}", attempt.get()))
        .unwrap_or_default();
    let end = match &record.end {
        None => t!(texts, "details-waiting"),
        Some((End::Reply, took)) => {
            t!(texts, "details-answered", ms = millis(*took))
        }
        Some((End::Failed(failure), took)) => t!(
            texts,
            "details-failed",
            why = reason(failure, texts),
            ms = millis(*took)
        ),
        Some((End::Dropped, _)) => t!(texts, "details-dropped"),
    };
    Row {
        name: format!("{method} {}{attempt}", record.endpoint),
        value: Text::from(end),
    }
}

fn millis(took: std::time::Duration) -> String {
    took.as_millis().to_string()
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
