//! How each task stands here: a sentence, and whether it is good news.

use super::line::Tone;
use super::report::{AddContact, Contacts, Reason, Report, ResetOffer};
use crate::t;
use crate::text::Texts;
use crate::wizard::Need;

/// The verdicts: sign-up, reset, adding a contact. Unclear ones are in doubt.
pub(super) fn all(report: &Report, texts: &Texts) -> [(Tone, String); 3] {
    [
        (t!(texts, "probe-flow-sign-up"), sign_up(report, texts)),
        (t!(texts, "probe-flow-reset"), reset(report, texts)),
        (t!(texts, "probe-flow-add"), add_contact(report, texts)),
    ]
    .map(|(name, (tone, what))| (tone, t!(texts, "name-value", name = name, value = what)))
}

fn sign_up(report: &Report, texts: &Texts) -> (Tone, String) {
    let sign_up = &report.sign_up;
    match sign_up.reason {
        Some(Reason::Browser) => (Tone::Doubt, t!(texts, "probe-sign-up-browser")),
        Some(Reason::Closed) => (Tone::Bad, t!(texts, "offer-closed")),
        Some(Reason::Absent) => (Tone::Bad, t!(texts, "offer-none")),
        Some(Reason::NoWay) => (Tone::Bad, t!(texts, "offer-no-way")),
        None => match (sign_up.needs_token, sign_up.browser_stages.is_empty()) {
            (false, true) => (Tone::Good, t!(texts, "offer-open")),
            (true, true) => (Tone::Doubt, t!(texts, "probe-sign-up-token")),
            (false, false) => (Tone::Doubt, t!(texts, "probe-sign-up-step")),
            (true, false) => (Tone::Doubt, t!(texts, "probe-sign-up-both")),
        },
    }
}

fn reset(report: &Report, texts: &Texts) -> (Tone, String) {
    let mails = report.sign_up.contacts.email != Need::No;
    match (report.reset.email, report.reset.msisdn) {
        _ if report.oauth.aware => (Tone::Doubt, t!(texts, "offer-browser")),
        (ResetOffer::Offered, _) if mails => (Tone::Good, t!(texts, "probe-reset-works")),
        (ResetOffer::Offered, _) => (Tone::Doubt, t!(texts, "probe-reset-untold")),
        (_, ResetOffer::Offered) => (Tone::Good, t!(texts, "probe-reset-by-phone")),
        (ResetOffer::Unlikely, _) => (Tone::Doubt, t!(texts, "probe-reset-unlikely")),
        (ResetOffer::No, _) if report.add_contact == AddContact::NoPasswords => {
            (Tone::Bad, t!(texts, "offer-no-passwords"))
        }
        (ResetOffer::No, _) => (Tone::Bad, t!(texts, "probe-reset-none")),
    }
}

fn add_contact(report: &Report, texts: &Texts) -> (Tone, String) {
    let Contacts { email, msisdn } = report.sign_up.contacts;
    match (report.add_contact, email, msisdn) {
        (AddContact::Browser, ..) => (Tone::Doubt, t!(texts, "probe-add-browser")),
        (AddContact::NoPasswords, ..) => (Tone::Bad, t!(texts, "probe-add-no-passwords")),
        (AddContact::Unknown, ..) => (Tone::Doubt, t!(texts, "probe-add-untold")),
        (AddContact::Likely, _, Need::No) => (Tone::Good, t!(texts, "probe-add-email")),
        (AddContact::Likely, Need::No, _) => (Tone::Good, t!(texts, "probe-add-phone")),
        (AddContact::Likely, ..) => (Tone::Good, t!(texts, "probe-add-both")),
    }
}
