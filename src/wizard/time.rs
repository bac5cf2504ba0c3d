//! Time as the machine knows it, and every duration it waits for.

use std::ops::{Add, Sub};
use std::time::Duration;

/// How long after the wizard started. Nothing in the machine reads a clock, so the runtime says
/// what time it is with every event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub Duration);

impl Add<Duration> for Time {
    type Output = Self;

    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(span))
    }
}

impl Sub for Time {
    type Output = Duration;

    fn sub(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

/// Every duration of the machine, in one place. No option of the program changes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// From the last key in the server field to the look-up.
    pub discovery_pause: Duration,
    /// From the last key in a password field to the estimate of its strength.
    pub strength_pause: Duration,
    /// From the first key in a field to the moment when what is in it is saved: at most this
    /// much typing is lost by a kill.
    pub draft_pause: Duration,
    /// From a message to the first poll for its link, and between the polls after it: the time
    /// since the message up to which a pace holds, and the pace.
    pub poll_pace: [(Duration, Duration); 3],
    /// The least time between two polls that the user asks for.
    pub poll_at_least: Duration,
    /// From a message to the end of waiting for its link: the usual lifetime of a link.
    pub link_lifetime: Duration,
    /// From a message to the moment when another may be asked for.
    pub resend_pause: Duration,
    /// The wait before the first automatic repeat after a lost answer; doubles each time.
    pub retry_pause: Duration,
    /// How often a request is repeated automatically after a lost answer.
    pub retries: u32,
    /// The longest wait between repeats, and between polls while the network is down.
    pub backoff_cap: Duration,
    /// The least and the longest wait when a server limits, whatever it says.
    pub limit_bounds: (Duration, Duration),
    /// The wait when a server limits without saying for how long; doubles each time.
    pub limit_default: Duration,
    pub limit_cap: Duration,
    /// How long a check of the user name stays good.
    pub name_check_lifetime: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        let s = Duration::from_secs;
        Self {
            discovery_pause: Duration::from_millis(400),
            strength_pause: Duration::from_millis(150),
            draft_pause: s(1),
            poll_pace: [(s(120), s(5)), (s(600), s(10)), (s(3600), s(30))],
            poll_at_least: s(2),
            link_lifetime: s(3600),
            resend_pause: s(60),
            retry_pause: s(2),
            retries: 2,
            backoff_cap: s(60),
            limit_bounds: (s(1), s(24 * 3600)),
            limit_default: s(30),
            limit_cap: s(600),
            name_check_lifetime: s(60),
        }
    }
}

impl Timing {
    /// The pause before the next poll, when the message is this old.
    pub fn poll_pause(&self, age: Duration) -> Duration {
        self.poll_pace
            .iter()
            .find(|(until, _)| age < *until)
            .unwrap_or(&self.poll_pace[2])
            .1
    }
}
