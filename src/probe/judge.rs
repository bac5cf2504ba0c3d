//! From the answers to the report: every rule of the judgement.

use super::findings::{Findings, ResetAnswer};
use super::report::{
    AddContact, Contacts, Document, OAuth, Reason, Report, Reset, ResetOffer, SignUp,
};
use crate::domain::CleanText;
use crate::protocol::{Flow, Medium, Software, StageType};
use crate::wizard::{Homeserver, Media, Need, RegisterOffer, Stop, Task, is_token};

impl Report {
    /// Judges what was found. Documents are named in `language` where they can be.
    pub fn new(findings: &Findings, language: &str) -> Self {
        let server = &*findings.server;
        let only_browser = |task| server.admits(task) == Err(Stop::Browser);
        let aware = only_browser(Task::Reset);
        let sign_up = sign_up(server, only_browser(Task::SignUp), language);
        Self {
            server: server.display_name(),
            base_url: server.base.to_string(),
            versions: server
                .versions
                .versions
                .iter()
                .map(|version| CleanText::new(version).to_string())
                .collect(),
            software: findings.software.as_ref().map(software),
            reset: Reset {
                email: reset(Medium::Email, findings, &sign_up),
                msisdn: reset(Medium::Msisdn, findings, &sign_up),
            },
            add_contact: add_contact(server, &sign_up.contacts),
            sign_up,
            oauth: oauth(server, aware),
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

/// The ways in that count: none where only OAuth 2.0 may be used, whatever `/register` lists.
fn flows(server: &Homeserver, aware: bool) -> &[Flow] {
    match aware {
        true => &[],
        false => server.flows(),
    }
}

fn sign_up(server: &Homeserver, aware: bool, language: &str) -> SignUp {
    let flows = flows(server, aware);
    let creates = server.oauth.as_ref().is_some_and(|oauth| oauth.can_create);
    let reason = match &server.register {
        _ if !flows.is_empty() => None,
        // Also where both exist and only the page takes new accounts.
        _ if creates => Some(Reason::Browser),
        _ if aware => Some(Reason::Closed),
        RegisterOffer::Closed(_) => Some(Reason::Closed),
        RegisterOffer::Absent => Some(Reason::Absent),
        RegisterOffer::Open { .. } | RegisterOffer::NotAsked => Some(Reason::NoWay),
    };
    let need = |pick: fn(Media) -> bool| match flows {
        [] => Need::No,
        _ => server.need(pick),
    };
    SignUp {
        open: matches!(reason, None | Some(Reason::Browser)),
        reason,
        contacts: Contacts {
            email: need(|media| media.email),
            msisdn: need(|media| media.phone),
        },
        needs_token: !flows.is_empty() && flows.iter().all(has_token),
        browser_stages: browser_stages(server, flows),
        terms: if flows.is_empty() {
            Vec::new()
        } else {
            terms(server, language)
        },
        words: match &server.register {
            RegisterOffer::Closed(refusal) if reason == Some(Reason::Closed) && !aware => {
                Some(refusal.text.clone()).filter(|text| !text.is_empty())
            }
            _ => None,
        },
    }
}

fn has_token(flow: &Flow) -> bool {
    flow.0.iter().any(is_token)
}

/// The stages of the easiest way in that only a browser can do. Easiest is the one with the fewest
/// of them; then without a registration token, because few people have one; then the shortest.
fn browser_stages(server: &Homeserver, flows: &[Flow]) -> Vec<StageType> {
    let in_browser = |stage: &&StageType| server.in_browser(stage);
    flows
        .iter()
        .min_by_key(|flow| {
            let browser = flow.0.iter().filter(in_browser).count();
            (browser, has_token(flow), flow.0.len())
        })
        .map(|flow| flow.0.iter().filter(in_browser).cloned().collect())
        .unwrap_or_default()
}

fn terms(server: &Homeserver, language: &str) -> Vec<Document> {
    let document = |policy: &crate::protocol::Policy| {
        let shown = policy.in_language(language)?;
        Some(Document {
            id: policy.id.to_string(),
            version: policy.version.as_ref().map(CleanText::to_string),
            name: shown.name.to_string(),
            url: shown.url.to_string(),
        })
    };
    server.terms().iter().filter_map(document).collect()
}

/// How likely a reset by this kind of contact is. The flows of `/account/password` alone prove
/// nothing, because servers without mail list email too; those of a sign-up do.
fn reset(medium: Medium, findings: &Findings, sign_up: &SignUp) -> ResetOffer {
    let (stage, need) = match medium {
        Medium::Email => (StageType::Email, sign_up.contacts.email),
        Medium::Msisdn => (StageType::Msisdn, sign_up.contacts.msisdn),
    };
    let sends = need != Need::No;
    let sign_up_is_known = sign_up.open && sign_up.reason.is_none();
    match &findings.reset {
        ResetAnswer::NotAsked | ResetAnswer::Absent | ResetAnswer::Refused => ResetOffer::No,
        ResetAnswer::Flows(flows) if !flows.iter().any(|flow| flow.0.contains(&stage)) => {
            ResetOffer::No
        }
        // Nothing speaks against it where the ways in are not shown.
        ResetAnswer::Flows(_) if sends || !sign_up_is_known => ResetOffer::Offered,
        ResetAnswer::Flows(_) => ResetOffer::Unlikely,
        // One known server wants the email stage at once. None has such a stage for phones.
        ResetAnswer::MissingToken if sends && medium == Medium::Email => ResetOffer::Offered,
        ResetAnswer::MissingToken => ResetOffer::No,
        ResetAnswer::Unknown if sends && medium == Medium::Email => ResetOffer::Offered,
        ResetAnswer::Unknown => ResetOffer::Unlikely,
    }
}

fn add_contact(server: &Homeserver, contacts: &Contacts) -> AddContact {
    match server.admits(Task::AddContact) {
        Err(Stop::Browser) => return AddContact::Browser,
        Err(_) => return AddContact::NoPasswords,
        Ok(()) => {}
    }
    let email = contacts.email != Need::No;
    let msisdn = contacts.msisdn != Need::No;
    match email || msisdn {
        true => AddContact::Likely { email, msisdn },
        false => AddContact::Unknown,
    }
}

fn oauth(server: &Homeserver, aware: bool) -> OAuth {
    let oauth = server.oauth.as_ref();
    OAuth {
        aware,
        create: oauth.is_some_and(|oauth| oauth.can_create),
        account_management: oauth
            .and_then(|oauth| oauth.account_management.as_ref())
            .map(ToString::to_string),
    }
}
