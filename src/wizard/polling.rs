//! Waiting for the link of a message, or for a stage in a browser: the homeserver has no endpoint
//! that tells, so the stage is answered again and again until it is done.

use super::ctx::ctx;
use super::exchange::Next;
use super::form::FieldId;
use super::page::PageId;
use super::problem::ProblemKind;
use super::progress::Progress;
use super::task::Task;
use super::time::{Time, Timing};
use super::timers::Timer;
use super::{Turn, Wizard};
use crate::protocol::{Contact, Failure};

impl Wizard {
    /// Begins to wait on the verification page.
    pub(super) fn begin_waiting(&mut self, turn: &mut Turn) {
        self.waits.poll_turn = 0;
        self.waits.polled_at = None;
        self.waits.limited_until = None;
        self.waits.poll_faults = 0;
        self.waits.poll_missed = false;
        self.waits.send = false;
        self.waits.code_host = None;
        self.waits.code_begun = None;
        self.schedule_poll(turn);
        if let Some(plan) = self.plan() {
            self.begin(&plan, turn);
        }
    }

    /// Sets the time of the next poll, by the age of the newest message.
    pub(super) fn schedule_poll(&mut self, turn: &mut Turn) {
        self.timers.stop(Timer::Poll);
        self.waits.poll_by_person = false;
        if self.can_poll() && self.is_to_look_at_once() {
            self.looked_at_once();
            self.timers.set(Timer::Poll, turn.now);
            return;
        }
        let Some(since) = self.waiting_since().filter(|_| self.is_polling()) else {
            return;
        };
        let pause = self.timing.poll_pause(turn.now - since);
        let pause = self.random.jitter(pause);
        self.timers.set(Timer::Poll, turn.now + pause);
    }

    /// Whether this page waits for something that is done elsewhere.
    pub(super) fn is_polling(&self) -> bool {
        match self.page {
            PageId::Verify => !self.asks_code(),
            page => page == PageId::Browser,
        }
    }

    /// When the newest message was asked for, or the browser page shown.
    fn waiting_since(&self) -> Option<Time> {
        match self.page {
            PageId::Browser => self.waits.visited_at,
            _ => {
                let validation = self.validation(&self.awaited()?.contact)?;
                Some(validation.opened.as_ref()?.asked_at)
            }
        }
    }

    /// Whether the stage that this page waits for is the one that is next.
    pub(super) fn can_poll(&self) -> bool {
        let Some(wanted) = self.awaited_stage() else {
            return false;
        };
        self.exchange.as_ref().is_some_and(|exchange| {
            let at_its_page = self.page == PageId::Verify && self.task == Task::AddContact;
            exchange.is_open()
                && match exchange.next(exchange.plan.staged()) {
                    Next::Stage { stage, .. } => stage == wanted || at_its_page,
                    Next::Finish => at_its_page,
                    Next::NoWay => false,
                }
        })
    }

    /// The person wants to know now: at once, though not more often than servers like.
    pub(super) fn look_soon(&mut self, turn: &mut Turn) {
        if let Some(until) = self.waits.limited_until.filter(|until| *until > turn.now) {
            // Asking before its end only makes it longer.
            self.timers.set(Timer::Poll, until);
            self.waits.poll_by_person = true;
            self.notice = Some(super::Notice::LookTooSoon);
            return;
        }
        let next = self
            .waits
            .polled_at
            .map(|at| at + self.timing.poll_at_least);
        match next.filter(|next| *next > turn.now) {
            Some(next) => {
                self.timers.set(Timer::Poll, next);
                self.waits.poll_by_person = true;
            }
            None => self.poll(true, turn),
        }
    }

    /// Looks once whether the link was opened, or the stage done in the browser.
    pub(super) fn poll(&mut self, by_person: bool, turn: &mut Turn) {
        if self.holding().is_some() {
            // Whatever is out comes first.
            self.waits.poll_missed = true;
            return;
        }
        let Some(stage) = self.awaited_stage() else {
            return;
        };
        if self.page == PageId::Browser {
            self.ask_browser(&stage, by_person, turn);
            return;
        }
        let contact = self.awaited().map(|sent| sent.contact.clone());
        let (Some(plan), Some(contact)) = (self.plan(), contact) else {
            return;
        };
        if !self.is_fresh(&contact, turn) {
            self.expire_message(&contact, None, turn);
            return;
        }
        let adding = self.task == Task::AddContact;
        if !adding && !self.can_poll() {
            self.schedule_poll(turn);
            self.begin(&plan, turn);
            return;
        }
        self.timers.stop(Timer::Poll);
        self.waits.poll_missed = false;
        self.waits.polled_at = Some(turn.now);
        // Each look is paced, so that what follows it at once is counted for itself.
        if let Some(exchange) = &mut self.exchange {
            exchange.progress = Progress::default();
        }
        if adding {
            self.look_for_addition(&plan, by_person, turn);
            return;
        }
        let last = self.is_last(&stage);
        self.answer_stage(&stage, last, by_person, turn);
    }

    pub(super) fn is_last(&self, wanted: &crate::protocol::StageType) -> bool {
        self.exchange.as_ref().is_some_and(|x| {
            matches!(
                x.next(x.plan.staged()),
                Next::Stage { stage, last: true } if stage == *wanted
            )
        })
    }

    /// Whether there is a message whose link can still be good.
    pub(super) fn is_fresh(&self, contact: &Contact, turn: &Turn) -> bool {
        self.validation(contact)
            .and_then(|v| v.opened.as_ref())
            .is_some_and(|opened| turn.now - opened.asked_at <= self.timing.link_lifetime)
    }

    /// The server knows nothing of a proof yet: the next look takes the next sid.
    pub(super) fn not_yet(&mut self, by_person: bool, turn: &mut Turn) {
        self.waits.poll_turn = self.waits.poll_turn.wrapping_add(1);
        self.waits.poll_faults = 0;
        // The session is known: should it be lost later, it is lost for the first time.
        self.waits.restarted = false;
        if self.waits.send {
            self.send_if_waiting(turn);
            return;
        }
        if by_person {
            self.looked_in_vain();
        }
        self.schedule_poll(turn);
    }

    fn looked_in_vain(&mut self) {
        if self.asks_code() {
            // A code that was typed meanwhile is what the person is about.
            if !self.form.is_empty(FieldId::Code) {
                return;
            }
            self.problem = Some(super::Problem::typed(ProblemKind::NoCode));
        } else {
            self.notice = Some(super::Notice::NotYet);
        }
    }

    /// A poll had no answer: the next one comes later each time.
    pub(super) fn poll_failed(&mut self, failure: &Failure, turn: &mut Turn) {
        let limit = ctx!(self, turn).limit_end(failure);
        let so_far = self.waits.poll_faults;
        self.waits.poll_faults = so_far.saturating_add(1);
        let Timing {
            retry_pause,
            backoff_cap,
            ..
        } = self.timing;
        let pause = self.random.backoff(retry_pause, so_far, backoff_cap);
        let wished = failure.refusal().and_then(|refusal| refusal.retry_after);
        let wished = wished.unwrap_or_default().min(self.timing.limit_bounds.1);
        self.waits.limited_until = limit;
        let at = limit.unwrap_or(turn.now + pause.max(wished));
        self.timers.set(Timer::Poll, at);
    }
}
