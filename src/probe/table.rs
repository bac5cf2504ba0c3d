//! The report as people read it.
//!
//! ```text
//! example.org
//!
//!   Address             https://matrix.example.org
//!   Software            “Synapse 1.163.2”
//!   Matrix versions     v1.12, the newest of 6
//!   Sign-up             open
//!   Email address       optional
//!
//! ✓ Sign up: Sign-up is open.
//! ```

use super::line::{Line, Tone};
use super::report::{OAuth, Reason, Report, ResetOffer, SignUp};
use super::verdict::{self, Mark};
use super::wrap::wrap;
use crate::field::width;
use crate::protocol::{StageType, Versions};
use crate::screen::rule_text;
use crate::t;
use crate::text::Texts;
use crate::wizard::{Need, password_rules};

/// How wide the report is at most.
pub const COLUMNS: usize = 80;
/// Columns in front of a name.
const INDENT: usize = 2;
/// Columns between the names and the values.
const APART: usize = 3;
/// Columns of a mark and the air behind it.
const MARK: usize = 2;

/// A name and its value; each further text begins a row of its own.
type Row = (String, Vec<String>);

/// The lines of the report: what the server is, what it offers, and a verdict for each flow.
pub fn lines(report: &Report, texts: &Texts) -> Vec<Line> {
    let mut lines = vec![
        Line(vec![(Tone::Strong, report.server.clone())]),
        Line::default(),
    ];
    let rows = rows(report, texts);
    let names = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    for row in &rows {
        lines.extend(table_row(row, names));
    }
    lines.push(Line::default());
    for verdict in verdict::all(report, texts) {
        lines.extend(marked(verdict.mark, &verdict.text));
    }
    lines
}

fn table_row((name, values): &Row, names: usize) -> Vec<Line> {
    let at = INDENT + names + APART;
    let mut label = Some(name);
    values
        .iter()
        .flat_map(|value| wrap(value, COLUMNS - at))
        .map(|value| {
            let name = label.take().map_or("", String::as_str);
            let fill = at - INDENT - width(name);
            Line(vec![
                (Tone::Plain, " ".repeat(INDENT)),
                (Tone::Dim, name.to_owned()),
                (Tone::Plain, format!("{}{value}", " ".repeat(fill))),
            ])
        })
        .collect()
}

fn marked(mark: Mark, text: &str) -> Vec<Line> {
    let (sign, tone) = match mark {
        Mark::Good => ("✓", Tone::Good),
        Mark::Doubt => ("?", Tone::Doubt),
        Mark::Bad => ("!", Tone::Bad),
    };
    let mut sign = Some(sign);
    wrap(text, COLUMNS - MARK)
        .into_iter()
        .map(|row| {
            Line(vec![
                (tone, sign.take().unwrap_or(" ").to_owned()),
                (Tone::Plain, format!(" {row}")),
            ])
        })
        .collect()
}

fn rows(report: &Report, texts: &Texts) -> Vec<Row> {
    let one = |name: String, value: String| (name, vec![value]);
    let mut rows = vec![one(t!(texts, "probe-base"), report.base_url.clone())];
    if let Some(software) = &report.software {
        rows.push(one(t!(texts, "probe-software"), quoted(software, texts)));
    }
    rows.push(one(
        t!(texts, "probe-versions"),
        versions(&report.versions, texts),
    ));
    rows.extend(sign_up_rows(&report.sign_up, texts));
    rows.push(one(
        t!(texts, "probe-reset-email"),
        offer(report.reset.email, texts),
    ));
    rows.push(one(
        t!(texts, "probe-reset-phone"),
        offer(report.reset.msisdn, texts),
    ));
    rows.extend(oauth_rows(&report.oauth, texts));
    if let Some(policy) = &report.password_policy {
        let rules: Vec<String> = password_rules(policy, "")
            .into_iter()
            .map(|(rule, _)| rule_text(rule, texts))
            .collect();
        let rules = match rules.is_empty() {
            true => t!(texts, "probe-none"),
            false => texts.list(rules),
        };
        rows.push(one(t!(texts, "probe-password"), rules));
    }
    rows
}

fn sign_up_rows(sign_up: &SignUp, texts: &Texts) -> Vec<Row> {
    let state = match sign_up.reason {
        None => t!(texts, "probe-open"),
        Some(Reason::Browser) => t!(texts, "probe-open-browser"),
        Some(Reason::Closed) => t!(texts, "probe-closed"),
        Some(Reason::Absent) => t!(texts, "probe-absent"),
        Some(Reason::NoWay) => t!(texts, "probe-no-way"),
    };
    let words = sign_up.words.as_ref();
    let words = words.map(|words| t!(texts, "stop-server-says", text = words.as_str()));
    let mut rows = vec![(
        t!(texts, "probe-sign-up"),
        std::iter::once(state).chain(words).collect(),
    )];
    if sign_up.reason.is_some() {
        // Nothing more is known of it.
        return rows;
    }
    let mut row = |name: String, values: Vec<String>| rows.push((name, values));
    row(
        t!(texts, "probe-email"),
        vec![need(sign_up.contacts.email, texts)],
    );
    row(
        t!(texts, "probe-phone"),
        vec![need(sign_up.contacts.msisdn, texts)],
    );
    let token = match sign_up.needs_token {
        true => t!(texts, "probe-needed"),
        false => t!(texts, "probe-not-needed"),
    };
    row(t!(texts, "probe-token"), vec![token]);
    let stages = match sign_up.browser_stages.is_empty() {
        true => t!(texts, "probe-none"),
        false => stages(&sign_up.browser_stages, texts),
    };
    row(t!(texts, "probe-browser"), vec![stages]);
    let documents = sign_up.terms.iter().flat_map(|document| {
        let title = match &document.version {
            Some(version) => t!(
                texts,
                "terms-name",
                name = document.name.as_str(),
                version = version.as_str()
            ),
            None => document.name.clone(),
        };
        [quoted(&title, texts), document.url.clone()]
    });
    let documents: Vec<String> = documents.collect();
    if !documents.is_empty() {
        row(t!(texts, "probe-documents"), documents);
    }
    rows
}

fn oauth_rows(oauth: &OAuth, texts: &Texts) -> Vec<Row> {
    let account = oauth.account_management.clone();
    let state = match (oauth.aware, oauth.create || account.is_some()) {
        (true, _) => t!(texts, "probe-oauth-alone"),
        (false, true) => t!(texts, "probe-oauth-beside"),
        (false, false) => return Vec::new(),
    };
    let page = account.map(|page| (t!(texts, "probe-account-page"), vec![page]));
    let state = (t!(texts, "probe-oauth"), vec![state]);
    std::iter::once(state).chain(page).collect()
}

fn versions(listed: &[String], texts: &Texts) -> String {
    let versions = Versions {
        versions: listed.to_vec(),
    };
    match versions.newest_v1() {
        Some(minor) => t!(
            texts,
            "probe-newest",
            version = format!("v1.{minor}"),
            count = listed.len()
        ),
        None => t!(texts, "probe-old", count = listed.len()),
    }
}

fn quoted(text: &str, texts: &Texts) -> String {
    t!(texts, "quoted", text = text)
}

fn need(need: Need, texts: &Texts) -> String {
    match need {
        Need::Required => t!(texts, "probe-required"),
        Need::Optional => t!(texts, "probe-optional"),
        Need::No => t!(texts, "probe-not-taken"),
    }
}

fn offer(offer: ResetOffer, texts: &Texts) -> String {
    match offer {
        ResetOffer::Offered => t!(texts, "probe-offered"),
        ResetOffer::Unlikely => t!(texts, "probe-unlikely"),
        ResetOffer::No => t!(texts, "probe-no"),
    }
}

/// Stages by the names that people know; others as the server calls them.
fn stages(stages: &[StageType], texts: &Texts) -> String {
    let name = |stage: &StageType| match stage {
        StageType::Recaptcha => t!(texts, "stage-recaptcha"),
        StageType::Sso => t!(texts, "stage-sso"),
        other => quoted(other.as_str(), texts),
    };
    texts.list(stages.iter().map(name))
}
