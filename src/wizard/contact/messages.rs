//! Asking a server to send messages: once for each intent of the user, whatever the network does.

use super::{Outcome, Proofs};
use crate::protocol::{Contact, ErrCode, Failure, Purpose, Reply, Request, TokenRequested};
use crate::wizard::awaiting::Awaiting;
use crate::wizard::ctx::Ctx;
use crate::wizard::meaning::of_token_request;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;

impl Proofs {
    /// Whether the first request to a contact is one for the next message: none was asked for, or the user saw the
    /// last one fail. Else it repeats a request whose answer was not seen.
    pub(in crate::wizard) fn begins_with_next(&self, contact: &Contact) -> bool {
        self.get(contact).is_none_or(|v| v.refused)
    }

    /// Whether the newest request for a message has no answer that was seen: its wizard ended, or the user went
    /// elsewhere before it came.
    pub(in crate::wizard) fn is_unanswered(&self, contact: &Contact) -> bool {
        let validation = self.get(contact);
        validation.is_some_and(|v| v.attempt.is_some() && !v.answered)
    }

    /// Sends a `requestToken`: the next message, or the newest request again, unchanged. Returns whether it is
    /// another message.
    pub(in crate::wizard) fn send(
        &mut self,
        contact: &Contact,
        next: bool,
        cx: &mut Ctx<'_>,
    ) -> bool {
        let extras = self.extras.clone();
        let Some(validation) = self.get_or_new(contact, cx.random) else {
            return false;
        };
        let again = validation.repeat(&extras).filter(|_| !next);
        let is_new = again.is_none();
        let request = again.unwrap_or_else(|| validation.ask(&extras));
        if let Some(scope) = &self.scope {
            let question = Awaiting::Message(contact.clone());
            let request = Request::RequestToken(request);
            cx.call(question, (&scope.base, scope.api), request);
        }
        is_new
    }

    /// Takes the answer to a `requestToken`.
    pub(in crate::wizard) fn message_answered(
        &mut self,
        contact: Contact,
        result: Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        match result {
            Ok(Reply::TokenRequested(reply)) => self.opened(contact, reply, cx),
            Ok(_) => {
                let problem = Problem::typed(ProblemKind::Unreadable);
                Outcome::NotSent(contact, problem)
            }
            Err(failure) => match cx.failed(Retry::Message(contact.clone()), failure) {
                Ok(problem) => Outcome::Retries(problem),
                Err(failure) => self.failed(contact, failure),
            },
        }
    }

    fn opened(&mut self, contact: Contact, reply: TokenRequested, cx: &mut Ctx<'_>) -> Outcome {
        let Some(validation) = self.get_mut(&contact) else {
            return Outcome::Waits;
        };
        validation.open(reply, cx.now);
        cx.retries.succeeded();
        // A newer message may be proven in another way than the one before.
        if self.awaited().is_some_and(|sent| sent.contact == contact) {
            self.awaited = self.sent(&contact);
        }
        Outcome::Sent(contact)
    }

    fn failed(&mut self, contact: Contact, failure: Failure) -> Outcome {
        let adds = self.purpose() == Some(Purpose::AddContact);
        let forbids = failure.refusal().filter(|r| r.is(&ErrCode::Forbidden));
        if let Some(refusal) = forbids.filter(|_| adds) {
            return Outcome::Forbidden(refusal.clone());
        }
        let kind = of_token_request(&failure, contact.medium());
        let problem = Problem::answered(kind, failure);
        match &problem.kind {
            ProblemKind::MediumUnsupported(_) | ProblemKind::NeedsIdentityServer => {
                if let Some(scope) = &self.scope {
                    let medium = contact.medium();
                    self.refused
                        .push((scope.base.clone(), scope.purpose, medium));
                }
                self.note_failure(&contact, &problem);
                Outcome::Unsupported(contact, problem)
            }
            _ => {
                self.note_failure(&contact, &problem);
                Outcome::NotSent(contact, problem)
            }
        }
    }

    /// The user sees that the newest request failed: the next one is theirs.
    fn note_failure(&mut self, contact: &Contact, problem: &Problem) {
        match problem.kind {
            // The session can no longer be used: what is tried next needs another secret.
            ProblemKind::MessageExpired | ProblemKind::AddressInvalid(_) => self.forget(contact),
            _ => {
                if let Some(validation) = self.get_mut(contact) {
                    validation.refused = true;
                    validation.answered = true;
                }
            }
        }
    }
}
