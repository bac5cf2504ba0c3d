//! From the answers to the report: every rule of the judgement.

use super::findings::{Findings, ResetAnswer};
use super::report::{
    AddContact, Contacts, Document, OAuth, Reason, Report, Reset, ResetOffer, SignUp,
};
use crate::domain::CleanText;
use crate::protocol::{Medium, Policy, Software, StageType};
use crate::wizard::{Homeserver, Need, RegisterOffer, Stop, Task, is_token};

impl Report {
    /// Judges what was found. Documents are named in `language` where they can be.
    pub(super) fn new(findings: &Findings, language: &str) -> Self {
        let server = &*findings.server;
        let only_browser = |task| server.admits(task) == Err(Stop::Browser);
        let aware = only_browser(Task::Reset);
        let sign_up = sign_up(server, only_browser(Task::SignUp), language);
        let clean = |version: &String| CleanText::new(version).to_string();
        let oauth = server.oauth.as_ref();
        let account_page = oauth.and_then(|oauth| oauth.account_management.as_ref());
        Self {
            server: server.display_name(),
            base_url: server.base.to_string(),
            versions: server.versions.versions.iter().map(clean).collect(),
            software: findings.software.as_ref().map(software),
            reset: Reset {
                email: reset(Medium::Email, findings, &sign_up),
                msisdn: reset(Medium::Msisdn, findings, &sign_up),
            },
            add_contact: add_contact(server, &sign_up.contacts),
            sign_up,
            oauth: OAuth {
                aware,
                create: server.makes_accounts_in_browser(),
                account_management: account_page.map(ToString::to_string),
            },
            password_policy: server.password_policy.filter(|_| !aware),
        }
    }
}

fn software(software: &Software) -> String {
    match &software.version {
        Some(version) => format!("{} {version}", software.name),
        None => software.name.to_string(),
    }
}

/// Where only OAuth 2.0 may be used, the ways in that `/register` lists do not count.
fn sign_up(server: &Homeserver, aware: bool, language: &str) -> SignUp {
    let flows = if aware { &[] } else { server.flows() };
    if flows.is_empty() {
        return no_sign_up(server, aware);
    }
    let easiest = server.easiest_way().into_iter().flat_map(|flow| &flow.0);
    let in_browser = easiest.filter(|stage| server.in_browser(stage));
    let terms = server
        .terms()
        .iter()
        .filter_map(|policy| document(policy, language));
    SignUp {
        open: true,
        contacts: Contacts {
            email: server.need(|media| media.email),
            msisdn: server.need(|media| media.phone),
        },
        needs_token: flows.iter().all(|flow| flow.0.iter().any(is_token)),
        browser_stages: in_browser.cloned().collect(),
        terms: terms.collect(),
        ..SignUp::default()
    }
}

fn no_sign_up(server: &Homeserver, aware: bool) -> SignUp {
    let (reason, words) = match &server.register {
        // Also where both exist and only the page takes new accounts.
        _ if server.makes_accounts_in_browser() => (Reason::Browser, None),
        _ if aware => (Reason::Closed, None),
        RegisterOffer::Closed(refusal) => (Reason::Closed, Some(refusal.text.clone())),
        RegisterOffer::Absent => (Reason::Absent, None),
        RegisterOffer::Open { .. } | RegisterOffer::NotAsked => (Reason::NoWay, None),
    };
    SignUp {
        open: reason == Reason::Browser,
        reason: Some(reason),
        words: words.filter(|words| !words.is_empty()),
        ..SignUp::default()
    }
}

fn document(policy: &Policy, language: &str) -> Option<Document> {
    let shown = policy.in_language(language)?;
    Some(Document {
        id: policy.id.to_string(),
        version: policy.version.as_ref().map(CleanText::to_string),
        name: shown.name.to_string(),
        url: shown.url.to_string(),
    })
}

/// How likely a reset by this kind of contact is. The flows of `/account/password` alone prove nothing, because servers
/// without mail list email too; those of a sign-up do.
fn reset(medium: Medium, findings: &Findings, sign_up: &SignUp) -> ResetOffer {
    let (stage, need) = match medium {
        Medium::Email => (StageType::Email, sign_up.contacts.email),
        Medium::Msisdn => (StageType::Msisdn, sign_up.contacts.msisdn),
    };
    let sends = need != Need::No;
    let mails = sends && medium == Medium::Email;
    match &findings.reset {
        ResetAnswer::NotAsked | ResetAnswer::No => ResetOffer::No,
        ResetAnswer::Flows(flows) if !flows.iter().any(|flow| flow.0.contains(&stage)) => {
            ResetOffer::No
        }
        // Nothing speaks against it where the ways in are not shown.
        ResetAnswer::Flows(_) if sends || sign_up.reason.is_some() => ResetOffer::Offered,
        ResetAnswer::Flows(_) => ResetOffer::Unlikely,
        // One known server wants the email stage at once. None has such a stage for phones.
        ResetAnswer::MissingToken | ResetAnswer::Unknown if mails => ResetOffer::Offered,
        ResetAnswer::MissingToken => ResetOffer::No,
        ResetAnswer::Unknown => ResetOffer::Unlikely,
    }
}

fn add_contact(server: &Homeserver, contacts: &Contacts) -> AddContact {
    match server.admits(Task::AddContact) {
        Err(Stop::Browser) => AddContact::Browser,
        Err(_) => AddContact::NoPasswords,
        Ok(()) if [contacts.email, contacts.msisdn] == [Need::No; 2] => AddContact::Unknown,
        Ok(()) => AddContact::Likely,
    }
}
