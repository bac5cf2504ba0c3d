//! One line for each flow.

use super::report::{AddContact, Reason, Report, ResetOffer};
use crate::t;
use crate::text::Texts;
use crate::wizard::Need;

/// How a flow stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It works.
    Good,
    /// It works for some, or nobody can tell from here.
    Doubt,
    /// It does not work here.
    Bad,
}

/// What is to be said of a flow.
pub(super) struct Verdict {
    /// How it stands.
    pub mark: Mark,
    /// Name of the flow and sentence.
    pub text: String,
}

/// The verdicts: sign-up, reset, adding a contact.
pub(super) fn all(report: &Report, texts: &Texts) -> [Verdict; 3] {
    let named = |name: String, (mark, what): (Mark, String)| Verdict {
        mark,
        text: t!(texts, "name-value", name = name, value = what),
    };
    [
        named(t!(texts, "probe-flow-sign-up"), sign_up(report, texts)),
        named(t!(texts, "probe-flow-reset"), reset(report, texts)),
        named(t!(texts, "probe-flow-add"), add_contact(report, texts)),
    ]
}

fn sign_up(report: &Report, texts: &Texts) -> (Mark, String) {
    let sign_up = &report.sign_up;
    match sign_up.reason {
        Some(Reason::Browser) => (Mark::Doubt, t!(texts, "probe-sign-up-browser")),
        Some(Reason::Closed) => (Mark::Bad, t!(texts, "offer-closed")),
        Some(Reason::Absent) => (Mark::Bad, t!(texts, "offer-none")),
        Some(Reason::NoWay) => (Mark::Bad, t!(texts, "offer-no-way")),
        None => match (sign_up.needs_token, sign_up.browser_stages.is_empty()) {
            (false, true) => (Mark::Good, t!(texts, "offer-open")),
            (true, true) => (Mark::Doubt, t!(texts, "probe-sign-up-token")),
            (false, false) => (Mark::Doubt, t!(texts, "probe-sign-up-step")),
            (true, false) => (Mark::Doubt, t!(texts, "probe-sign-up-both")),
        },
    }
}

fn reset(report: &Report, texts: &Texts) -> (Mark, String) {
    let mails = report.sign_up.contacts.email != Need::No;
    match (report.reset.email, report.reset.msisdn) {
        _ if report.oauth.aware => (Mark::Doubt, t!(texts, "offer-browser")),
        (ResetOffer::Offered, _) if mails => (Mark::Good, t!(texts, "probe-reset-works")),
        (ResetOffer::Offered, _) => (Mark::Doubt, t!(texts, "probe-reset-untold")),
        (_, ResetOffer::Offered) => (Mark::Good, t!(texts, "probe-reset-by-phone")),
        (ResetOffer::Unlikely, _) => (Mark::Doubt, t!(texts, "probe-reset-unlikely")),
        (ResetOffer::No, _) if report.add_contact == AddContact::NoPasswords => {
            (Mark::Bad, t!(texts, "offer-no-passwords"))
        }
        (ResetOffer::No, _) => (Mark::Bad, t!(texts, "probe-reset-none")),
    }
}

fn add_contact(report: &Report, texts: &Texts) -> (Mark, String) {
    match report.add_contact {
        AddContact::Browser => (Mark::Doubt, t!(texts, "probe-add-browser")),
        AddContact::NoPasswords => (Mark::Bad, t!(texts, "probe-add-no-passwords")),
        AddContact::Unknown => (Mark::Doubt, t!(texts, "probe-add-untold")),
        AddContact::Likely { email, msisdn } => {
            let what = match (email, msisdn) {
                (true, false) => t!(texts, "probe-add-email"),
                (false, true) => t!(texts, "probe-add-phone"),
                _ => t!(texts, "probe-add-both"),
            };
            (Mark::Good, what)
        }
    }
}
