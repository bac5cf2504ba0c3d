//! The pace of checking whether a link was opened, or a stage was done in a browser. The homeserver has no endpoint
//! that tells, so the stage is answered again and again until it is done.

use crate::protocol::Failure;
use crate::wizard::ctx::Ctx;
use crate::wizard::time::Time;
use crate::wizard::timers::Timer;

/// The looks at what is done elsewhere.
#[derive(Debug, Default)]
pub struct Polling {
    /// The next look is one that the user asked for.
    by_person: bool,
    /// A look fell due while another request was in flight.
    is_missed: bool,
    /// When it was looked last.
    looked_at: Option<Time>,
    /// Before this time the server wants no other look.
    limited_until: Option<Time>,
    /// How many looks in a row had no answer.
    faults: u32,
}

/// When a look that the user asks for comes.
#[derive(Debug, PartialEq)]
pub(in crate::wizard) enum Soon {
    Now,
    /// In a moment, as often as servers like.
    Later,
    /// When the server allows it.
    Limited,
}

impl Polling {
    /// Begins anew at another page of the same server, which may still limit.
    pub(in crate::wizard) fn begin_at_page(&mut self) {
        *self = Self {
            limited_until: self.limited_until,
            ..Self::default()
        };
    }

    /// When it was looked last.
    pub fn looked_at(&self) -> Option<Time> {
        self.looked_at
    }

    /// Whether a look that the user asked for comes in a moment.
    pub fn is_about_to_look(&self) -> bool {
        self.by_person && self.limited_until.is_none()
    }

    /// Whether the next look waits because the server asked for it.
    pub fn is_limited(&self) -> bool {
        self.limited_until.is_some()
    }

    /// Whether the last look had no answer.
    pub(in crate::wizard) fn has_failed(&self) -> bool {
        self.faults > 0
    }

    /// Has the next look come at once.
    pub(in crate::wizard) fn look_at_once(&mut self, cx: &mut Ctx<'_>) {
        self.by_person = false;
        cx.timers.set(Timer::Poll, cx.now);
    }

    /// Sets the time of the next look, by the age of what is waited for; `None` while nothing is.
    pub(in crate::wizard) fn schedule(&mut self, since: Option<Time>, cx: &mut Ctx<'_>) {
        self.by_person = false;
        cx.timers.stop(Timer::Poll);
        if let Some(since) = since {
            let pause = cx.timing.poll_pause(cx.now - since);
            let pause = cx.random.jitter(pause);
            cx.timers.set(Timer::Poll, cx.now + pause);
        }
    }

    /// The user wants to know now, though not more often than servers like.
    pub(in crate::wizard) fn look_soon(&mut self, cx: &mut Ctx<'_>) -> Soon {
        let limit = self.limited_until.filter(|until| *until > cx.now);
        let least = self.looked_at.map(|at| at + cx.timing.poll_at_least);
        // Asking before the end of a limit only makes it longer.
        let Some(at) = limit.or(least).filter(|at| *at > cx.now) else {
            return Soon::Now;
        };
        cx.timers.set(Timer::Poll, at);
        self.by_person = true;
        match limit {
            Some(_) => Soon::Limited,
            None => Soon::Later,
        }
    }

    /// Takes the user's request for the look that is due.
    pub(in crate::wizard) fn take_word(&mut self) -> bool {
        std::mem::take(&mut self.by_person)
    }

    /// Keeps the user's request for a look that another request comes before.
    pub(in crate::wizard) fn keep_word(&mut self, by_person: bool) {
        self.by_person = by_person;
    }

    /// The look fell due while another request is in flight.
    pub(in crate::wizard) fn miss(&mut self) {
        self.is_missed = true;
    }

    /// Whether a look fell due while another request was in flight.
    pub(in crate::wizard) fn has_missed(&self) -> bool {
        self.is_missed
    }

    /// The look that was missed is made up for.
    pub(in crate::wizard) fn make_up(&mut self) {
        self.is_missed = false;
    }

    /// The server is asked now.
    pub(in crate::wizard) fn looks(&mut self, cx: &mut Ctx<'_>) {
        cx.timers.stop(Timer::Poll);
        self.is_missed = false;
        self.looked_at = Some(cx.now);
    }

    /// The look had an answer.
    pub(in crate::wizard) fn answered(&mut self) {
        self.faults = 0;
    }

    /// A look had no answer: the next one comes later each time.
    pub(in crate::wizard) fn failed(&mut self, failure: &Failure, cx: &mut Ctx<'_>) {
        let (first, cap) = (cx.timing.retry_pause, cx.timing.backoff_cap);
        self.limited_until = cx.limit_end(failure);
        let pause = cx.random.backoff(first, self.faults, cap);
        self.faults = self.faults.saturating_add(1);
        let wished = failure.refusal().and_then(|refusal| refusal.retry_after);
        let wished = wished.unwrap_or_default().min(cx.timing.limit_bounds.1);
        let at = self.limited_until.unwrap_or(cx.now + pause.max(wished));
        cx.timers.set(Timer::Poll, at);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::protocol::Network;
    use crate::wizard::testing::Bench;

    #[test]
    fn looks_are_paced_by_the_age_of_the_message_and_come_later_after_each_failure() {
        let (mut bench, mut polling) = (Bench::new(), Polling::default());
        let next = |bench: &mut Bench, polling: &mut Polling, age| {
            bench.now = Time(Duration::from_secs(age));
            polling.schedule(Some(Time::default()), &mut bench.cx());
            let at = bench.timers.get(Timer::Poll).expect("a look");
            (at - bench.now).as_secs_f64().round()
        };
        let paces = [0, 150, 1200].map(|age| next(&mut bench, &mut polling, age));
        assert!(paces[0] < paces[1] && paces[1] < paces[2], "{paces:?}");
        let lost = Failure::Network(Network::Broken);
        let waits = [(); 3].map(|()| {
            polling.failed(&lost, &mut bench.cx());
            bench.timers.get(Timer::Poll).expect("a look") - bench.now
        });
        assert!(waits[0] < waits[1] && waits[1] < waits[2], "{waits:?}");
        polling.schedule(None, &mut bench.cx());
        assert_eq!(bench.timers.get(Timer::Poll), None);
    }

    #[test]
    fn a_person_looks_at_once_but_not_more_often_than_servers_like() {
        let (mut bench, mut polling) = (Bench::new(), Polling::default());
        assert_eq!(polling.look_soon(&mut bench.cx()), Soon::Now);
        polling.looks(&mut bench.cx());
        assert_eq!(polling.look_soon(&mut bench.cx()), Soon::Later);
        assert!(polling.is_about_to_look() && polling.take_word());
        bench.now = bench.now + Duration::from_secs(10);
        assert_eq!(polling.look_soon(&mut bench.cx()), Soon::Now);
    }
}
