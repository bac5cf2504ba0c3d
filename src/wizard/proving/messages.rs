//! Messages and codes, as the user asks for them and types them.

use super::{At, Outcome, Proving, Spot};
use crate::domain::{Secret, SendAttempt};
use crate::protocol::{Contact, Failure};
use crate::wizard::awaiting::{AfterName, Awaiting};
use crate::wizard::contact::{self, Sent};
use crate::wizard::ctx::{Ctx, Mechanism};
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;
use crate::wizard::time::Time;
use crate::wizard::timers::Timer;
use crate::wizard::uia::stage_of;

/// The messages that the server answered for, on the page where their proof is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Messages {
    pub number: SendAttempt,
    /// When it was asked for.
    pub asked_at: Time,
    /// Whether there was one before it, whose proof may still count.
    pub earlier: bool,
    /// When another may be asked for.
    pub again_at: Option<Time>,
    /// When the link was last looked for.
    pub looked_at: Option<Time>,
}

impl Proving {
    /// The messages to the contact whose proof is awaited. A server may limit the next one until some time.
    pub(in crate::wizard) fn messages(
        &self,
        spot: Spot,
        limit: Option<Time>,
        mech: &Mechanism,
    ) -> Option<Messages> {
        let opened = self
            .proofs
            .get(&self.awaited(spot)?.contact)?
            .opened
            .as_ref()?;
        Some(Messages {
            number: opened.attempt,
            asked_at: opened.asked_at,
            earlier: opened.earlier,
            again_at: self.resend_at(spot, limit, mech),
            looked_at: self.polling.looked_at(),
        })
    }

    /// When another message may be asked for; `None` if that is so already.
    pub(in crate::wizard) fn resend_at(
        &self,
        spot: Spot,
        limit: Option<Time>,
        mech: &Mechanism,
    ) -> Option<Time> {
        let sent = self.awaited(spot)?;
        if let Some(Retry::Message(_)) = mech.retries.waiting() {
            return mech.timers.get(Timer::Retry);
        }
        limit.or_else(|| {
            self.proofs
                .resend_at(&sent.contact, mech.timing.resend_pause)
        })
    }

    /// Sends a `requestToken`: one for the next message, or the newest one again, unchanged.
    pub(in crate::wizard) fn send(
        &mut self,
        contact: &Contact,
        next: bool,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let refused = match self.proofs.get(contact) {
            Some(validation) if next => validation.refused_codes.clone(),
            _ => Vec::new(),
        };
        match self.proofs.send(contact, next, cx) {
            true => Outcome::NextMessage { refused },
            false => Outcome::Asked,
        }
    }

    /// Asks for a message to a contact, the first time from here.
    pub(super) fn send_first(&mut self, contact: &Contact, cx: &mut Ctx<'_>) -> Outcome {
        let next = self.proofs.begins_with_next(contact);
        self.send(contact, next, cx)
    }

    /// Repeats the newest request for a message if its answer was not seen.
    pub(in crate::wizard) fn repeat_unanswered(&mut self, at: &mut At<'_>) -> Outcome {
        let contact = self.awaited_contact(at.spot);
        let is_out = is_asking(at);
        match contact.filter(|c| !is_out && self.proofs.is_unanswered(c)) {
            Some(contact) => self.send(&contact, false, at),
            None => Outcome::Waits,
        }
    }

    /// The user's "send again", which may have to wait until some time. Before it, the link is looked for again,
    /// so that a proof that was just given is not thrown away.
    pub(in crate::wizard) fn send_again(
        &mut self,
        until: Option<Time>,
        at: &mut At<'_>,
    ) -> Outcome {
        let Some(Sent { contact, by_code }) = self.awaited(at.spot).cloned() else {
            return Outcome::Waits;
        };
        if is_asking(at) {
            return Outcome::Waits;
        }
        // Nothing more is needed of this contact: what comes after it was refused.
        if self.is_settled(&contact) {
            return Outcome::Continue;
        }
        if let Some(until) = until.filter(|until| *until > at.now) {
            return Outcome::TooSoon(until);
        }
        at.stop_retry();
        at.retries.begin_anew();
        if self.is_committing(at.in_flight, at.retries) {
            self.resends = true;
            Outcome::Waits
        } else if !by_code && self.can_look(at.spot) {
            self.resends = true;
            self.look(true, at)
        } else {
            self.send(&contact, true, at)
        }
    }

    /// Sends the message that waited for a last look.
    pub(super) fn resend(&mut self, at: &mut At<'_>) -> Outcome {
        match self.awaited_contact(at.spot) {
            Some(contact) if std::mem::take(&mut self.resends) => self.send(&contact, true, at),
            _ => Outcome::Waits,
        }
    }

    /// A message that can no longer be used: the next one opens a new session. It is asked for at once when the
    /// person wanted another one anyway.
    pub(super) fn expire(
        &mut self,
        contact: &Contact,
        cause: Option<Failure>,
        at: &mut At<'_>,
    ) -> Outcome {
        self.proofs.forget(contact);
        at.timers.stop(Timer::Poll);
        match self.resends {
            true => self.resend(at),
            false => Outcome::Problem(Problem::new(ProblemKind::MessageExpired, cause)),
        }
    }

    /// Sends the code where the server asked for it. If an accepted code is the last thing that the server wants, the
    /// user name is asked for at the same time.
    pub(in crate::wizard) fn submit(&mut self, code: Secret, at: &mut At<'_>) -> Outcome {
        let Some(contact) = self.awaited_contact(at.spot) else {
            return Outcome::Waits;
        };
        let outcome = self.proofs.submit(&contact, code, at);
        let is_asked = matches!(outcome, contact::Outcome::Asked);
        if is_asked && self.can_look(at.spot) && self.uia.is_last(&stage_of(contact.medium())) {
            self.ask_stale_name(AfterName::Refresh, at);
        }
        self.follow_proofs(outcome, at)
    }

    /// The user continues from the page of a message, with what is in the field of its code.
    pub(in crate::wizard) fn verify(&mut self, code: Option<Secret>, at: &mut At<'_>) -> Outcome {
        let Some(Sent { contact, by_code }) = self.awaited(at.spot).cloned() else {
            return self.begin(at);
        };
        match code {
            _ if self.is_settled(&contact) => self.begin(at),
            _ if !by_code && self.proofs.is_fresh(&contact, at) => self.look_soon(at),
            _ if !by_code => self.look(true, at),
            Some(code) if self.proofs.is_refused_code(&contact, &code) => {
                Outcome::Problem(Problem::typed(ProblemKind::WrongCode))
            }
            Some(code) => self.submit(code, at),
            // A message can hold a link besides its code.
            None if self.can_look(at.spot) => self.look(true, at),
            None => self.begin(at),
        }
    }
}

fn is_asking(cx: &Ctx<'_>) -> bool {
    cx.in_flight.any(|q| matches!(q, Awaiting::Message(_)))
}
