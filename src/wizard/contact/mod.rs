//! The proof of a contact: validation sessions, their messages and codes.
//!
//! | file | what it holds |
//! |---|---|
//! | `validation` | which message was asked for, with which secret and attempt |
//! | `messages` | asking for a message: once for each intent of the user, whatever the network does |
//! | `code` | where a code may be sent, and what the answer means |
//! | `polling` | when the server is asked again whether a link was opened, or a stage done |

mod code;
mod messages;
mod polling;
#[cfg(test)]
mod tests;
mod validation;

pub use polling::Polling;
pub(super) use polling::Soon;

pub use validation::{Extras, Sent};

use std::time::Duration;

use validation::{Validation, Validations};

use super::ctx::Ctx;
use super::problem::Problem;
use super::random::Random;
use super::saves::SavedValidation;
use super::time::Time;
use crate::domain::{BaseUrl, Secret};
use crate::protocol::{Api, Contact, Failure, Medium, Purpose, Refusal, ThreepidCreds};

/// The proofs of this run.
#[derive(Debug)]
pub(super) struct Proofs {
    validations: Validations,
    /// Parameters that only flags set.
    pub(super) extras: Extras,
    /// Where contacts are proven, and for what.
    scope: Option<Scope>,
    /// The contact whose proof is awaited.
    awaited: Option<Sent>,
    /// Kinds of contact that a server refused for a purpose.
    refused: Vec<(BaseUrl, Purpose, Medium)>,
    /// The foreign host that the user agreed to send codes to, with its port.
    agreed_host: Option<String>,
    /// Which of several sids is looked at next.
    turn: usize,
}

/// The server that proves contacts, and what the proofs are for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scope {
    pub(super) base: BaseUrl,
    pub(super) api: Api,
    pub(super) purpose: Purpose,
}

/// The outcome of an answer.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Nothing: its question is moot.
    Waits,
    Asked,
    /// The server answered for a message to this contact.
    Sent(Contact),
    /// The code for this contact was accepted.
    Proven(Contact),
    /// The message to this contact can no longer be used.
    Expired(Contact, Option<Failure>),
    /// The request is retried, with what is shown meanwhile.
    Retries(Option<Problem>),
    /// No message goes to this contact, for this reason.
    NotSent(Contact, Problem),
    /// The server does nothing with this kind of contact.
    Unsupported(Contact, Problem),
    /// The server lets no account have another contact.
    Forbidden(Refusal),
    /// The code was not accepted, for this reason.
    NotAccepted(Problem),
    /// The server refused this code.
    Refused(Secret, Problem),
}

impl Proofs {
    pub(super) fn new(extras: Extras) -> Self {
        Self {
            validations: Validations::default(),
            extras,
            scope: None,
            awaited: None,
            refused: Vec::new(),
            agreed_host: None,
            turn: 0,
        }
    }

    /// The user is at the pages of a server, or at none.
    pub(super) fn turn_to(&mut self, scope: Option<Scope>) {
        self.scope = scope;
    }

    /// The purpose of the proofs.
    pub(super) fn purpose(&self) -> Option<Purpose> {
        self.scope.as_ref().map(|scope| scope.purpose)
    }

    pub(super) fn base(&self) -> Option<&BaseUrl> {
        self.scope.as_ref().map(|scope| &scope.base)
    }

    /// Takes the validation sessions of a task that is resumed, or of none, in the place of the current ones.
    pub(super) fn restore(&mut self, saved: Vec<SavedValidation>) {
        self.validations = Validations::restored(saved);
    }

    /// The validation sessions of a purpose at a server, to be saved.
    pub(super) fn to_saved(&self, base: &BaseUrl, purpose: Purpose) -> Vec<SavedValidation> {
        self.validations.to_saved(base, purpose)
    }

    /// Whether a server opened any.
    pub(super) fn were_opened(&self) -> bool {
        self.validations.were_opened()
    }

    /// The validation session for a contact, if one was begun.
    pub(super) fn get(&self, contact: &Contact) -> Option<&Validation> {
        let scope = self.scope.as_ref()?;
        self.validations.get(&scope.base, scope.purpose, contact)
    }

    fn get_mut(&mut self, contact: &Contact) -> Option<&mut Validation> {
        let scope = self.scope.as_ref()?;
        self.validations
            .get_mut(&scope.base, scope.purpose, contact)
    }

    fn get_or_new(&mut self, contact: &Contact, random: &mut Random) -> Option<&mut Validation> {
        let scope = self.scope.as_ref()?;
        let (base, purpose) = (&scope.base, scope.purpose);
        Some(self.validations.get_or_new(base, purpose, contact, random))
    }

    /// Continues the validation session of an earlier run for a contact, if there is one.
    pub(super) fn wake(&mut self, contact: &Contact) {
        if let Some(scope) = &self.scope {
            self.validations.wake(&scope.base, scope.purpose, contact);
        }
    }

    /// Forgets the validation session for a contact: it expired, was used up, or the server forgot it.
    pub(super) fn forget(&mut self, contact: &Contact) {
        if let Some(scope) = &self.scope {
            self.validations.forget(&scope.base, scope.purpose, contact);
        }
    }

    /// How a message to a contact is proven; `None` before the server answered for one.
    pub(super) fn sent(&self, contact: &Contact) -> Option<Sent> {
        let opened = self.get(contact)?.opened.as_ref()?;
        Some(Sent {
            contact: contact.clone(),
            by_code: opened.submit_url.is_some(),
        })
    }

    /// The contact whose proof is awaited.
    pub(super) fn awaited(&self) -> Option<&Sent> {
        self.awaited.as_ref()
    }

    pub(super) fn wait_for(&mut self, sent: Option<Sent>) {
        self.awaited = sent;
    }

    /// The wait for a proof begins.
    pub(super) fn begin_waiting(&mut self) {
        self.turn = 0;
        self.agreed_host = None;
    }

    /// When the newest message to a contact was asked for that the server answered.
    pub(super) fn asked_at(&self, contact: &Contact) -> Option<Time> {
        Some(self.get(contact)?.opened.as_ref()?.asked_at)
    }

    /// When another message may be asked for. After a failure that the user saw, nothing is on its way to wait for.
    pub(super) fn resend_at(&self, contact: &Contact, pause: Duration) -> Option<Time> {
        let validation = self.get(contact)?;
        let opened = validation.opened.as_ref().filter(|_| !validation.refused)?;
        Some(opened.asked_at + pause)
    }

    /// Whether there is a message whose link can still be good.
    pub(super) fn is_fresh(&self, contact: &Contact, cx: &Ctx<'_>) -> bool {
        let asked_at = self.asked_at(contact);
        asked_at.is_some_and(|asked_at| cx.now - asked_at <= cx.timing.link_lifetime)
    }

    /// Whether the code for a contact was accepted.
    pub(super) fn is_proven(&self, contact: &Contact) -> bool {
        self.get(contact).is_some_and(|v| v.proven)
    }

    /// The server knows nothing of the proof. Returns whether a code had been accepted for it.
    pub(super) fn unprove(&mut self, contact: &Contact) -> bool {
        let validation = self.get_mut(contact);
        validation.is_some_and(|v| std::mem::take(&mut v.proven))
    }

    /// The proof of a contact, by the sid that has its turn.
    pub(super) fn creds(&self, contact: &Contact) -> Option<ThreepidCreds> {
        self.get(contact)?.creds(self.turn, &self.extras)
    }

    /// The next look takes the next sid.
    pub(super) fn next_sid(&mut self) {
        self.turn = self.turn.wrapping_add(1);
    }

    /// The next look takes the newest sid.
    pub(super) fn newest_sid(&mut self) {
        self.turn = 0;
    }

    /// Whether the server refused this very code for the newest message.
    pub(super) fn is_refused_code(&self, contact: &Contact, code: &Secret) -> bool {
        let validation = self.get(contact);
        validation.is_some_and(|v| v.refused_codes.contains(code))
    }

    /// The user agrees to send codes to this host.
    pub(super) fn agree_to_host(&mut self, host: String) {
        self.agreed_host = Some(host);
    }

    /// Whether the server refused this kind of contact for what the user came for.
    pub(super) fn is_refused(&self, medium: Medium) -> bool {
        self.scope.as_ref().is_some_and(|scope| {
            let here = |(base, purpose, refused): &(_, _, _)| {
                *base == scope.base && *purpose == scope.purpose && *refused == medium
            };
            self.refused.iter().any(here)
        })
    }
}
