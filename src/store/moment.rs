//! One moment on two clocks: the machine's, which begins with each run, and the calendar's, which a file needs.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::wizard::Time;

/// How long an unfinished task is kept after it was last written: no link and no code lives longer.
pub const LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// A moment on both clocks.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    pub time: Time,
    pub utc: SystemTime,
}

impl Moment {
    /// Now, for a machine that has not begun: its clock stands at [`LIFETIME`], so that everything that an unfinished
    /// task remembers has a time on it.
    pub fn beginning(utc: SystemTime) -> Self {
        let time = Time(LIFETIME);
        Self { time, utc }
    }

    /// The calendar's time, since 1970.
    pub(super) fn calendar(self) -> Time {
        Time(self.utc.duration_since(UNIX_EPOCH).unwrap_or_default())
    }

    /// A time of the machine on the calendar.
    pub(super) fn utc_of(self, time: Time) -> Time {
        Time(self.calendar() - Time(self.time - time))
    }

    /// A time of the calendar on the machine's clock. A time in the future, because the clock was set back, is now;
    /// what lies before the machine's clock began is its beginning.
    pub(super) fn time_of(self, utc: Time) -> Time {
        Time(self.time - Time(self.calendar() - utc))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        Moment::beginning(UNIX_EPOCH + Duration::from_secs(1_000_000))
    }

    #[test]
    fn a_time_comes_back_as_long_ago_as_it_was() {
        let ago = Time(LIFETIME - Duration::from_secs(90));
        assert_eq!(now().time_of(now().utc_of(ago)), ago);
    }

    #[test]
    fn what_a_clock_that_was_set_back_has_in_its_future_is_now() {
        assert_eq!(
            now().time_of(Time(Duration::from_secs(1_000_005))),
            now().time
        );
    }

    #[test]
    fn what_is_older_than_the_machines_clock_is_its_beginning() {
        assert_eq!(now().time_of(Time::default()), Time(Duration::ZERO));
    }
}
