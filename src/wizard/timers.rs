//! Everything that the machine waits for by the clock, in one table.

use super::time::Time;

/// The purpose of a timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timer {
    /// The server in its field is looked up: typing has paused, or a limit ends.
    Lookup,
    /// The strength of the password is estimated.
    Strength,
    /// The typed text is saved.
    Autosave,
    /// The server is asked whether a link was opened, or a stage was done in a browser.
    Poll,
    /// A failed request is retried.
    Retry,
}

impl Timer {
    /// Every timer, in the order in which those that expire together are handled.
    pub(super) const ALL: [Self; 5] = [
        Self::Lookup,
        Self::Strength,
        Self::Autosave,
        Self::Poll,
        Self::Retry,
    ];
}

/// The times that are set.
#[derive(Debug, Default)]
pub(super) struct Timers([Option<Time>; Timer::ALL.len()]);

impl Timers {
    pub(super) fn set(&mut self, timer: Timer, at: Time) {
        self.0[timer as usize] = Some(at);
    }

    pub(super) fn stop(&mut self, timer: Timer) {
        self.0[timer as usize] = None;
    }

    pub(super) fn get(&self, timer: Timer) -> Option<Time> {
        self.0[timer as usize]
    }

    pub(super) fn is_set(&self, timer: Timer) -> bool {
        self.get(timer).is_some()
    }

    /// The earliest time that is set.
    pub(super) fn next(&self) -> Option<Time> {
        self.0.into_iter().flatten().min()
    }

    /// Stops a timer that has expired, and says whether it had.
    pub(super) fn take_expired(&mut self, timer: Timer, now: Time) -> bool {
        self.0[timer as usize].take_if(|at| *at <= now).is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(seconds: u64) -> Time {
        Time(Duration::from_secs(seconds))
    }

    #[test]
    fn a_timer_expires_once_and_at_its_time() {
        let mut timers = Timers::default();
        assert_eq!(timers.next(), None);
        timers.set(Timer::Poll, at(5));
        timers.set(Timer::Retry, at(3));
        assert_eq!(timers.next(), Some(at(3)));
        assert!(!timers.take_expired(Timer::Retry, at(2)));
        assert!(timers.take_expired(Timer::Retry, at(3)));
        assert!(!timers.take_expired(Timer::Retry, at(9)));
        assert_eq!(timers.next(), Some(at(5)));
        timers.stop(Timer::Poll);
        assert_eq!(timers.next(), None);
    }

    #[test]
    fn each_timer_has_a_place_of_its_own() {
        let mut timers = Timers::default();
        for (seconds, timer) in (1..).zip(Timer::ALL) {
            timers.set(timer, at(seconds));
        }
        let set = Timer::ALL.map(|timer| timers.get(timer));
        assert_eq!(set, [1, 2, 3, 4, 5].map(|seconds| Some(at(seconds))));
    }
}
