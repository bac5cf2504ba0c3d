//! The one decision on a failed request: when it is retried, or that its failure is shown.
//!
//! | failure | retried |
//! |---|---|
//! | a rate limit | when the server says, else later each time; shown with its end |
//! | no answer | a few times, later each time |
//! | an answer that cannot be used | once |
//! | 5xx | once |
//! | a redirect, any other refusal, no connection | not: it is shown |
//!
//! Some requests are retried less, or more: [`Retry`] says which. A request that asks for a message has the same bytes
//! in each retry.

use super::awaiting::GrantPart;
use super::random::Random;
use super::time::{Time, Timing};
use crate::protocol::{Contact, Failure, Network, Unreadable};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Retry {
    /// The newest `requestToken`. Where the homeserver itself says that it failed, it may have counted the attempt, and
    /// would answer a retry with success although it sends nothing: the user decides then.
    Message(Contact),
    /// The step of the user-interactive authentication that is next.
    Uia {
        /// The answer that was lost may have been the last. It is asked for again, and then told as in doubt.
        in_doubt: bool,
    },
    /// The code, whose answer was lost. Any answer is the user's business.
    Code,
    /// Enter on this page, when a limit ends.
    Enter,
    /// A part of a sign-up in the browser. The user cannot ask for it from here, so that it is retried without any
    /// connection, too.
    OAuth(GrantPart),
}

impl Retry {
    /// Whether it sends what the review is about.
    pub(super) fn sends(&self) -> bool {
        matches!(self, Self::Message(_) | Self::Uia { .. })
    }

    /// How often a failure of it is retried in a row.
    fn most(&self, failure: &Failure, timing: &Timing) -> u32 {
        let is_lost = matches!(
            failure,
            Failure::Network(Network::Timeout { .. } | Network::Broken)
        );
        match (self, failure) {
            (Self::Enter, _) => 0,
            (Self::OAuth(_), Failure::Network(_)) => timing.retries,
            (Self::Uia { in_doubt: true }, _) if is_lost => timing.retries.min(1),
            (_, _) if is_lost => timing.retries,
            (Self::Code, _) => 0,
            (Self::Message(_), _) if is_the_servers_word(failure) => 0,
            (_, Failure::Refused(refusal)) if refusal.status >= 500 => 1,
            // The same place would be named again.
            (_, Failure::Unreadable(Unreadable::Redirect { .. })) => 0,
            (_, Failure::Unreadable(_)) => 1,
            _ => 0,
        }
    }
}

/// The decision on a failed request.
#[derive(Debug, PartialEq)]
pub(super) enum Decision {
    /// The server limits: the request is retried at this time, which is shown.
    Limited(Time),
    /// The request is retried at this time.
    Later(Time),
    GiveUp,
}

/// The retry that is waited for, and how many there were in a row.
#[derive(Debug, Default)]
pub(super) struct Retries {
    waiting: Option<Retry>,
    count: u32,
    /// How often a limit without a delay was met in a row.
    limits: u32,
}

impl Retries {
    /// The request that is retried when [`Timer::Retry`](super::timers::Timer::Retry) expires.
    pub(super) fn waiting(&self) -> Option<&Retry> {
        self.waiting.as_ref()
    }

    pub(super) fn wait_for(&mut self, retry: Retry) {
        self.waiting = Some(retry);
    }

    pub(super) fn take(&mut self) -> Option<Retry> {
        self.waiting.take()
    }

    /// Begins to count anew: the user is elsewhere, or wants something else.
    pub(super) fn begin_anew(&mut self) {
        self.count = 0;
    }

    /// The server did what it was asked.
    pub(super) fn succeeded(&mut self) {
        self.count = 0;
        self.limits = 0;
    }

    pub(super) fn decide(
        &mut self,
        retry: &Retry,
        failure: &Failure,
        now: Time,
        timing: &Timing,
        random: &mut Random,
    ) -> Decision {
        if let Some(until) = self.limit_end(failure, now, timing, random) {
            return Decision::Limited(until);
        }
        let wished = failure.refusal().and_then(|refusal| refusal.retry_after);
        let wished = wished.unwrap_or_default();
        // A longer wait has to be explained.
        if self.count >= retry.most(failure, timing) || wished > timing.backoff_cap {
            self.count = 0;
            return Decision::GiveUp;
        }
        let own = random.backoff(timing.retry_pause, self.count, timing.backoff_cap);
        self.count += 1;
        Decision::Later(now + own.max(wished))
    }

    /// The end of a rate limit, if the failure is one. A server that names no delay is asked again later each time.
    pub(super) fn limit_end(
        &mut self,
        failure: &Failure,
        now: Time,
        timing: &Timing,
        random: &mut Random,
    ) -> Option<Time> {
        let refusal = failure.refusal().filter(|r| r.is_rate_limit())?;
        let so_far = self.limits;
        self.limits = so_far.saturating_add(1);
        let wait = match refusal.retry_after {
            Some(wait) => wait,
            None => random.backoff(timing.limit_default, so_far, timing.limit_cap),
        };
        let (least, most) = timing.limit_bounds;
        Some(now + wait.clamp(least, most))
    }
}

/// Whether the homeserver itself says that it failed, and not a proxy before it.
pub(super) fn is_the_servers_word(failure: &Failure) -> bool {
    failure
        .refusal()
        .is_some_and(|refusal| refusal.status >= 500 && refusal.errcode.is_some())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::random::Seed;
    use super::*;
    use crate::domain::{CleanText, Email};
    use crate::protocol::{ErrCode, Refusal};

    fn refused(status: u16, errcode: Option<ErrCode>) -> Failure {
        Failure::Refused(Refusal {
            status,
            errcode,
            text: CleanText::default(),
            retry_after: None,
            contact: None,
        })
    }

    /// How often a failure that stays is retried.
    fn retries(retry: &Retry, failure: &Failure) -> usize {
        let (timing, mut random) = (Timing::default(), Random::new(&Seed::new([7; 32])));
        let mut retries = Retries::default();
        let mut decide = || retries.decide(retry, failure, Time::default(), &timing, &mut random);
        let later = std::iter::from_fn(|| match decide() {
            Decision::Later(_) => Some(()),
            Decision::Limited(_) => panic!("no limit"),
            Decision::GiveUp => None,
        });
        later.take(20).count()
    }

    #[test]
    fn each_request_is_retried_as_often_as_its_row_says() {
        let email = Email::parse("robin@example.net").expect("an address");
        let message = Retry::Message(Contact::Email(email));
        let uia = Retry::Uia { in_doubt: false };
        let last = Retry::Uia { in_doubt: true };
        let oauth = Retry::OAuth(GrantPart::Redeem);
        let lost = Failure::Network(Network::Broken);
        let unreachable = Failure::Network(Network::Dns);
        let gateway = refused(502, None);
        let servers_word = refused(500, Some(ErrCode::Unknown));
        let unreadable = Failure::Unreadable(Unreadable::TooLarge);
        let refusal = refused(400, Some(ErrCode::Unknown));
        let columns = [
            &lost,
            &unreachable,
            &gateway,
            &servers_word,
            &unreadable,
            &refusal,
        ];
        for (retry, times) in [
            (message, [2, 0, 1, 0, 1, 0]),
            (uia, [2, 0, 1, 1, 1, 0]),
            (last, [1, 0, 1, 1, 1, 0]),
            (Retry::Code, [2, 0, 0, 0, 0, 0]),
            (Retry::Enter, [0; 6]),
            (oauth, [2, 2, 1, 1, 1, 0]),
        ] {
            let counted = columns.map(|failure| retries(&retry, failure));
            assert_eq!(counted, times, "{retry:?}");
        }
    }

    #[test]
    fn a_limit_without_a_delay_lasts_longer_each_time_until_the_server_does_something() {
        let (timing, mut random) = (Timing::default(), Random::new(&Seed::new([7; 32])));
        let mut retries = Retries::default();
        let limit = refused(429, Some(ErrCode::LimitExceeded));
        let mut wait = |retries: &mut Retries| {
            let end = retries.limit_end(&limit, Time::default(), &timing, &mut random);
            end.expect("a limit").0
        };
        let first = wait(&mut retries);
        assert!(wait(&mut retries) > first + Duration::from_secs(10));
        retries.succeeded();
        assert!(wait(&mut retries) < first + Duration::from_secs(10));
    }
}
