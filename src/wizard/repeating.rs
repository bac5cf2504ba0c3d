//! What is repeated by itself, when and how often.
//!
//! | failure | repeated |
//! |---|---|
//! | a rate limit | when the server says, else later each time |
//! | no answer | a few times, later each time |
//! | an answer that cannot be used | once |
//! | 5xx | once |
//! | a redirect, any other refusal, no connection | not: it is shown |
//!
//! A request that asks for a message has the same bytes whenever it is repeated.

use std::time::Duration;

use super::pending::GrantPart;
use super::time::{Time, Timing};
use super::{Turn, Wizard};
use crate::protocol::{Contact, Failure, Network, Unreadable};

/// What is repeated by itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Repeat {
    /// The newest `requestToken`, to the letter.
    Message(Contact),
    /// The step of the exchange that is next.
    Exchange,
    /// The code.
    Code,
    /// Enter on this page.
    Enter,
    /// A part of what makes an account in the browser.
    Grant(GrantPart),
}

impl Wizard {
    /// The end of a rate limit, if the failure is one. A server that names no delay is asked again
    /// later each time.
    pub(super) fn limited(&mut self, failure: &Failure, turn: &Turn) -> Option<Time> {
        let refusal = failure.refusal().filter(|r| r.is_rate_limit())?;
        let so_far = self.waits.limits;
        self.waits.limits = so_far.saturating_add(1);
        let Timing {
            limit_default,
            limit_cap,
            ..
        } = self.timing;
        let wait = match refusal.retry_after {
            Some(wait) => wait,
            None => self.random.backoff(limit_default, so_far, limit_cap),
        };
        let (least, most) = self.timing.limit_bounds;
        Some(turn.now + wait.clamp(least, most))
    }

    /// How long to wait before a request is repeated by itself; none if its failure is shown
    /// instead. A lost answer is asked for a few times; one that came and cannot be used, once,
    /// and so is a server that says that it failed: on some servers a further repeat is answered
    /// with success although nothing is sent.
    pub(super) fn pause_before_repeat(&mut self, failure: &Failure) -> Option<Duration> {
        let most = match failure {
            Failure::Network(Network::Timeout { .. } | Network::Broken) => self.timing.retries,
            Failure::Refused(refusal) if refusal.status >= 500 => 1,
            // The same place would be named again.
            Failure::Unreadable(Unreadable::Redirect { .. }) => 0,
            Failure::Unreadable(_) => 1,
            _ => 0,
        };
        let Timing {
            retry_pause,
            backoff_cap,
            ..
        } = self.timing;
        let wished = failure.refusal().and_then(|refusal| refusal.retry_after);
        let wished = wished.unwrap_or_default();
        // Whoever is to wait for longer than this wants to know why.
        if self.waits.repeats >= most || wished > backoff_cap {
            return None;
        }
        let own = self
            .random
            .backoff(retry_pause, self.waits.repeats, backoff_cap);
        Some(own.max(wished))
    }

    /// Repeats by itself what had no answer.
    pub(super) fn repeat(&mut self, repeat: Repeat, turn: &mut Turn) {
        self.problem = None;
        match repeat {
            Repeat::Message(contact) => self.send(&contact, false, turn),
            Repeat::Exchange => self.drive(turn),
            Repeat::Code => self.submit_code(turn),
            Repeat::Enter => self.go_on(turn),
            Repeat::Grant(part) => self.ask_for_grant(part, turn),
        }
    }
}

/// Whether the homeserver itself says that it failed, and not a proxy before it. Some servers count
/// the attempt before the message leaves: the same one again would be a success with nothing sent.
pub(super) fn is_the_servers_word(failure: &Failure) -> bool {
    failure
        .refusal()
        .is_some_and(|refusal| refusal.status >= 500 && refusal.errcode.is_some())
}
