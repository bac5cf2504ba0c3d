//! Drives the authentication of a task from stage to stage, and sends the messages, codes and looks that it takes.
//!
//! | file | what it does |
//! |---|---|
//! | `drive` | does the next step |
//! | `looks` | looks for what is done elsewhere |
//! | `messages` | asks for messages, and sends codes |
//! | `checked`, `checks` | has a user name and a registration token checked before they are sent |
//! | `answers` | follows what the answers came to |
//! | `outcome` | what an input comes to |

mod answers;
mod checked;
mod checks;
mod drive;
mod looks;
mod messages;
mod outcome;
#[cfg(test)]
mod tests;

pub use messages::Messages;
pub(super) use outcome::{At, Outcome, Spot};

use checked::Checks;
use url::Url;

use super::awaiting::Awaiting;
use super::contact::{Extras, Polling, Proofs, Scope, Sent};
use super::ctx::Ctx;
use super::homeserver::Media;
use super::in_flight::InFlight;
use super::plan::Contacts;
use super::retry::{Retries, Retry};
use super::saves::{SavedExchange, SavedTask, SavedValidation};
use super::task::Task;
use super::time::Time;
use super::uia::{BrowserStep, Place, Uia, stage_of};
use crate::domain::{BaseUrl, Secret, Username};
use crate::protocol::{Contact, Flow, Medium, Policy, Purpose, StageType};

/// The current authentication, and the proofs that it takes.
#[derive(Debug)]
pub struct Proving {
    uia: Uia,
    proofs: Proofs,
    polling: Polling,
    checks: Checks,
    /// The stage that the browser page is about, and since when.
    visit: Option<(BrowserStep, Time)>,
    /// "Send again" was pressed, and a last look for the link is out.
    resends: bool,
    /// The proof may have been given between two runs: it is looked for at once.
    looks_at_once: bool,
}

impl Proving {
    pub(super) fn new(extras: Extras) -> Self {
        Self {
            uia: Uia::default(),
            proofs: Proofs::new(extras),
            polling: Polling::default(),
            checks: Checks::default(),
            visit: None,
            resends: false,
            looks_at_once: false,
        }
    }

    /// The looks at what is done elsewhere.
    pub fn polling(&self) -> &Polling {
        &self.polling
    }

    /// The name of an account that may exist besides the one that was made.
    pub fn perhaps_made(&self) -> Option<&Username> {
        self.uia.perhaps_made()
    }

    /// Whether the server refused one of these kinds of contact for what the user came for.
    pub fn is_refused(&self, media: Media) -> bool {
        (media.email && self.proofs.is_refused(Medium::Email))
            || (media.phone && self.proofs.is_refused(Medium::Msisdn))
    }

    /// The contact whose proof is awaited; `None` while a stage in the browser comes first.
    pub(super) fn awaited(&self, spot: Spot) -> Option<&Sent> {
        self.proofs.awaited().filter(|_| spot != Spot::Browser)
    }

    /// The stage that is done in a browser.
    pub fn visit(&self) -> Option<&BrowserStep> {
        self.visit.as_ref().map(|(step, _)| step)
    }

    pub(super) fn place(&self, spot: Spot) -> Place {
        match (spot, self.awaited(spot)) {
            (Spot::Browser, _) => Place::Browser,
            (Spot::Verify, Some(sent)) if sent.by_code => Place::Code,
            (Spot::Verify, _) => Place::Link,
            (Spot::Early | Spot::Review | Spot::Elsewhere, _) => Place::Elsewhere,
        }
    }

    /// The stage that the user waits for.
    fn awaited_stage(&self, spot: Spot) -> Option<StageType> {
        match spot {
            Spot::Verify => Some(stage_of(self.awaited(spot)?.contact.medium())),
            Spot::Browser => Some(self.visit()?.stage.clone()),
            Spot::Early | Spot::Review | Spot::Elsewhere => None,
        }
    }

    fn awaited_contact(&self, spot: Spot) -> Option<Contact> {
        self.awaited(spot).map(|sent| sent.contact.clone())
    }

    /// Whether the proof of this contact is awaited.
    fn awaits(&self, contact: &Contact, spot: Spot) -> bool {
        self.awaited(spot)
            .is_some_and(|sent| sent.contact == *contact)
    }

    fn is_verifying(&self, contact: &Contact, spot: Spot) -> bool {
        spot == Spot::Verify && self.awaits(contact, spot)
    }

    /// Whether the contact is proven, as far as is known.
    fn is_settled(&self, contact: &Contact) -> bool {
        let stage = stage_of(contact.medium());
        self.proofs.is_proven(contact) || self.uia.is_completed(&stage)
    }

    /// Whether a contact is added, whose proof is no stage.
    fn adds(&self) -> bool {
        self.proofs.purpose() == Some(Purpose::AddContact)
    }

    /// Whether the server has answered for a message to this contact.
    pub(super) fn is_sent(&self, contact: &Contact) -> bool {
        self.proofs.sent(contact).is_some()
    }

    /// Whether a message to this contact was asked for, and the user has not seen it fail.
    pub(super) fn was_asked(&self, contact: &Contact) -> bool {
        let validation = self.proofs.get(contact);
        validation.is_some_and(|v| v.attempt.is_some() && !v.refused)
    }

    /// Whether a server opened any validation session.
    pub(super) fn were_opened(&self) -> bool {
        self.proofs.were_opened()
    }

    /// Whether the server refused this code for the newest message.
    pub(super) fn is_refused_code(&self, code: &Secret, spot: Spot) -> bool {
        let awaited = self.awaited(spot);
        awaited.is_some_and(|sent| self.proofs.is_refused_code(&sent.contact, code))
    }

    /// The policies that the terms stage asks agreement to now.
    pub(super) fn terms(&self) -> &[Policy] {
        self.uia.terms()
    }

    pub(super) fn flows(&self) -> &[Flow] {
        self.uia.flows()
    }

    /// Whether anything is under way that cannot be undone, or what became of it is about to be asked.
    pub(super) fn is_committing(&self, in_flight: &InFlight, retries: &Retries) -> bool {
        let asks_again = matches!(retries.waiting(), Some(Retry::Uia { .. }));
        in_flight.any(Awaiting::may_commit) || (asks_again && self.uia.is_in_doubt())
    }

    /// Whether the task may be done although no answer said so.
    pub(super) fn may_have_finished(&self, task: Task) -> bool {
        self.uia.may_have_finished(task) || self.uia.is_in_doubt()
    }

    /// The user turns to a page. Their wait ends, unless the page is about the same proof.
    pub(super) fn turn_page(&mut self, scope: Option<Scope>, is_about_proof: bool, spot: Spot) {
        self.proofs.turn_to(scope);
        if !is_about_proof {
            self.proofs.wait_for(None);
        }
        self.visit.take_if(|_| spot != Spot::Browser);
    }

    /// Continues the validation session of an earlier run for a contact. Returns whether there is one, of whichever
    /// run.
    pub(super) fn wake(&mut self, contact: &Contact) -> bool {
        self.proofs.wake(contact);
        self.proofs.get(contact).is_some()
    }

    /// The user wants something: the server may be asked anew.
    pub(super) fn begin_anew(&mut self) {
        self.uia.begin_anew();
    }

    /// The user turns away from the current authentication.
    pub(super) fn abandon(&mut self) {
        self.uia.abandon();
    }

    /// The user agrees to send codes to this host.
    pub(super) fn agree_to_host(&mut self, host: String) {
        self.proofs.agree_to_host(host);
    }

    /// Something is in the way of the next message.
    pub(super) fn stop_resending(&mut self) {
        self.resends = false;
    }

    /// The task is done: its proofs are used up, and what was checked for it can no longer be used.
    pub(super) fn finish(&mut self, contacts: &Contacts, cx: &mut Ctx<'_>) {
        for contact in contacts.all() {
            self.proofs.forget(&contact);
        }
        cx.forget(|q| matches!(q, Awaiting::Message(_)));
        self.checks.token = None;
        self.resends = false;
    }

    /// Continues a task at its server, or begins a new one: no two tasks ever have the same secret.
    pub(super) fn turn_to(&mut self, task: Option<&SavedTask>) {
        self.uia = Uia::of(task);
        self.checks = Checks::default();
        let saved = task.map_or(Vec::new(), |task| task.validations.clone());
        self.proofs.restore(saved);
    }

    /// Resumes a task with its own `next_link`, because a request that is repeated has to be the same unchanged. A
    /// flag may say another link now. Returns the link so far.
    pub(super) fn resume(&mut self, next_link: Option<Url>) -> Option<Url> {
        self.looks_at_once = true;
        std::mem::replace(&mut self.proofs.extras.next_link, next_link)
    }

    /// The user begins something else than the task that they resumed.
    pub(super) fn begin_another(&mut self, next_link: Option<Url>) {
        self.turn_to(None);
        self.looks_at_once = false;
        self.proofs.extras.next_link = next_link;
    }

    /// Parameters that only flags set.
    pub(super) fn extras(&self) -> &Extras {
        &self.proofs.extras
    }

    /// The validation sessions of a purpose at a server, to be saved.
    pub(super) fn validations(&self, base: &BaseUrl, purpose: Purpose) -> Vec<SavedValidation> {
        self.proofs.to_saved(base, purpose)
    }

    /// The authentication of a task at a server, to be saved.
    pub(super) fn exchange(&self, task: Task, base: &BaseUrl) -> Option<SavedExchange> {
        self.uia.to_saved(task, base)
    }
}
