//! Rate limits: a burst, then one call a period.

use std::time::{Duration, SystemTime};

use super::options::RateLimit;

/// One limit's memory: the time at which it will be wholly unused again.
#[derive(Default)]
pub(super) struct Limit {
    unused_at: Option<SystemTime>,
}

impl Limit {
    /// Counts a call, or gives the time to wait as the error. A refused call does not count.
    pub(super) fn take(
        &mut self,
        rate: Option<RateLimit>,
        now: SystemTime,
    ) -> Result<(), Duration> {
        let Some(RateLimit { burst, per }) = rate else {
            return Ok(());
        };
        let used = self
            .unused_at
            .and_then(|unused_at| unused_at.duration_since(now).ok())
            .unwrap_or_default();
        let room = per.saturating_mul(burst.max(1) - 1);
        let wait = used.saturating_sub(room);
        if wait > Duration::ZERO {
            return Err(wait);
        }
        self.unused_at = now.checked_add(used.saturating_add(per));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_then_one_call_a_period() {
        let rate = Some(RateLimit {
            burst: 2,
            per: Duration::from_secs(10),
        });
        let mut limit = Limit::default();
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        assert!(limit.take(rate, at(0)).is_ok());
        assert!(limit.take(rate, at(0)).is_ok());
        assert!(limit.take(rate, at(0)).is_err());
        assert!(limit.take(rate, at(9)).is_err());
        assert!(limit.take(rate, at(10)).is_ok());
        assert!(limit.take(rate, at(10)).is_err());
        assert!(limit.take(rate, at(40)).is_ok());
        assert!(limit.take(rate, at(40)).is_ok());
    }
}
