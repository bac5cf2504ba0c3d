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
use super::report::{Document, OAuth, Reason, Report, ResetOffer, SignUp};
use super::verdict;
use super::wrap::wrap;
use crate::field::width;
use crate::protocol::{PasswordPolicy, StageType, Versions};
use crate::screen::rule_text;
use crate::t;
use crate::text::Texts;
use crate::wizard::{Need, password_rules};

/// How wide the report is at most.
pub const COLUMNS: usize = 80;
/// The text before a name.
const INDENT: &str = "  ";
/// Columns between the names and the values.
const APART: usize = 3;
/// Columns of a mark and the air behind it.
const MARK: usize = 2;

/// A name and its value; each further text begins a row of its own.
type Row = (String, Vec<String>);

/// The lines of the report: what the server is, what it offers, and a verdict for each task.
pub fn lines(report: &Report, texts: &Texts) -> Vec<Line> {
    let rows = rows(report, texts);
    let names = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let server = Line(vec![(Tone::Strong, report.server.clone())]);
    let rows = rows.iter().flat_map(|row| table_row(row, names + APART));
    let verdicts = verdict::all(report, texts);
    let verdicts = verdicts.iter().flat_map(|(tone, text)| marked(*tone, text));
    let mut lines = vec![server, Line::default()];
    lines.extend(rows);
    lines.push(Line::default());
    lines.extend(verdicts);
    lines
}

/// A row whose values stand so many columns behind the begin of its name.
fn table_row((name, values): &Row, at: usize) -> impl Iterator<Item = Line> {
    let columns = COLUMNS - INDENT.len() - at;
    let values = values.iter().flat_map(move |value| wrap(value, columns));
    values.enumerate().map(move |(row, value)| {
        let name = if row == 0 { name.as_str() } else { "" };
        let air = " ".repeat(at - width(name));
        let value = (Tone::Plain, air + &value);
        Line(vec![
            (Tone::Plain, INDENT.into()),
            (Tone::Dim, name.into()),
            value,
        ])
    })
}

fn marked(tone: Tone, text: &str) -> impl Iterator<Item = Line> {
    let mark = match tone {
        Tone::Good => "✓",
        Tone::Doubt => "?",
        _ => "!",
    };
    let rows = wrap(text, COLUMNS - MARK).into_iter().enumerate();
    rows.map(move |(row, text)| {
        let mark = if row == 0 { mark } else { " " };
        Line(vec![(tone, mark.into()), (Tone::Plain, format!(" {text}"))])
    })
}

/// Rows: a name, and its values. One without a value is left out.
macro_rules! rows {
    ($($name:expr => $values:expr,)*) => {{
        let rows = [$(($name, $values.into_iter().collect::<Vec<String>>())),*];
        rows.into_iter().filter(|(_, values)| !values.is_empty())
    }};
}

fn rows(report: &Report, texts: &Texts) -> Vec<Row> {
    let sign_up = &report.sign_up;
    let server = rows! {
        t!(texts, "probe-base") => [report.base_url.clone()],
        t!(texts, "probe-software") => report.software.as_ref().map(|name| quoted(name, texts)),
        t!(texts, "probe-versions") => [versions(&report.versions, texts)],
        t!(texts, "probe-sign-up") => state(sign_up, texts),
    };
    let token = match sign_up.needs_token {
        true => t!(texts, "probe-needed"),
        false => t!(texts, "probe-not-needed"),
    };
    let ways_in = rows! {
        t!(texts, "probe-email") => [need(sign_up.contacts.email, texts)],
        t!(texts, "probe-phone") => [need(sign_up.contacts.msisdn, texts)],
        t!(texts, "probe-token") => [token],
        t!(texts, "probe-browser") => [stages(&sign_up.browser_stages, texts)],
        t!(texts, "probe-documents") => sign_up.terms.iter().flat_map(|shown| document(shown, texts)),
    };
    // Of other ways nothing is known.
    let ways_in = ways_in.filter(|_| sign_up.reason.is_none());
    let rest = rows! {
        t!(texts, "probe-reset-email") => [offer(report.reset.email, texts)],
        t!(texts, "probe-reset-phone") => [offer(report.reset.msisdn, texts)],
        t!(texts, "probe-oauth") => oauth(&report.oauth, texts),
        t!(texts, "probe-account-page") => report.oauth.account_management.clone(),
        t!(texts, "probe-password") => report.password_policy.as_ref().map(|policy| rules(policy, texts)),
    };
    server.chain(ways_in).chain(rest).collect()
}

/// How a sign-up stands, and the server's words for refusing it.
fn state(sign_up: &SignUp, texts: &Texts) -> Vec<String> {
    let state = match sign_up.reason {
        None => t!(texts, "probe-open"),
        Some(Reason::Browser) => t!(texts, "probe-open-browser"),
        Some(Reason::Closed) => t!(texts, "probe-closed"),
        Some(Reason::Absent) => t!(texts, "probe-absent"),
        Some(Reason::NoWay) => t!(texts, "probe-no-way"),
    };
    let words = sign_up.words.as_ref();
    let words = words.map(|words| t!(texts, "stop-server-says", text = words.as_str()));
    [state].into_iter().chain(words).collect()
}

fn document(document: &Document, texts: &Texts) -> [String; 2] {
    let name = document.name.as_str();
    let title = match document.version.as_deref() {
        Some(version) => t!(texts, "terms-name", name = name, version = version),
        None => name.to_owned(),
    };
    [quoted(&title, texts), document.url.clone()]
}

fn oauth(oauth: &OAuth, texts: &Texts) -> Option<String> {
    match oauth.aware {
        true => Some(t!(texts, "probe-oauth-alone")),
        false if oauth.create || oauth.account_management.is_some() => {
            Some(t!(texts, "probe-oauth-beside"))
        }
        false => None,
    }
}

fn versions(listed: &[String], texts: &Texts) -> String {
    let (versions, count) = (listed.to_vec(), listed.len());
    match (Versions { versions }).newest_v1() {
        Some(minor) => {
            let version = format!("v1.{minor}");
            t!(texts, "probe-newest", version = version, count = count)
        }
        None => t!(texts, "probe-old", count = count),
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
    list(stages.iter().map(name), texts)
}

fn rules(policy: &PasswordPolicy, texts: &Texts) -> String {
    let rules = password_rules(policy, "").into_iter();
    list(rules.map(|(rule, _)| rule_text(rule, texts)), texts)
}

fn list(items: impl Iterator<Item = String>, texts: &Texts) -> String {
    match texts.list(items) {
        list if list.is_empty() => t!(texts, "probe-none"),
        list => list,
    }
}
