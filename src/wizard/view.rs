//! The part of the machine that a face may read.

use super::Wizard;
use super::awaiting::Awaiting;
use super::in_flight::{End, Record};
use super::logout::SessionEnd;
use super::page::PageId;
use super::proving::Messages;
use super::time::Time;
use super::timers::Timer;
use super::waiting::Waiting;

impl Wizard {
    pub fn waiting(&self) -> Waiting {
        let is_out = |pick: fn(&Awaiting) -> bool| self.mech.in_flight.any(pick);
        let timers = &self.mech.timers;
        let (enter, polls) = (self.waits.enter, self.is_polling());
        let busy = |(question, since): (&Awaiting, _)| Some((question.busy(enter, polls)?, since));
        let look = timers.get(Timer::Poll);
        let goes_on = polls || self.awaited_link().is_some();
        Waiting {
            busy: self.holding().and_then(busy),
            enter,
            repeat_at: timers.get(Timer::Retry),
            look_again_at: look.filter(|_| self.proving.polling().has_failed()),
            goes_on_by_itself: goes_on && self.problem.is_none(),
            typing: timers.is_set(Timer::Lookup),
            judging: timers.is_set(Timer::Strength)
                || is_out(|q| matches!(q, Awaiting::Number | Awaiting::Strength)),
            preparing: is_out(|q| matches!(q, Awaiting::Resume(_) | Awaiting::Practice)),
            opening_link: is_out(|q| *q == Awaiting::OpenLink),
            closing: is_out(Awaiting::is_for_keeps),
        }
    }

    /// The oldest question that this page waits for, and since when.
    pub(super) fn holding(&self) -> Option<(&Awaiting, Time)> {
        let on_server_page = self.page == PageId::Server;
        let on_review_page = self.page == PageId::Review;
        self.mech.in_flight.oldest(|q| {
            q.holds_the_page()
                && (on_server_page || !q.is_about_server())
                && (on_review_page || !q.is_ahead())
        })
    }

    pub fn records(&self) -> &[Record] {
        self.mech.in_flight.log()
    }

    /// The state of the sessions of this run; `None` if there was none, or one is open still.
    pub fn session_end(&self) -> Option<SessionEnd> {
        self.mech.logout.end()
    }

    /// Whether the account may exist, or the password be set, although no answer said so.
    pub fn may_have_finished(&self) -> bool {
        self.is_account_unknown()
            || self.is_committing()
            || self.proving.may_have_finished(self.task)
    }

    /// Whether a message for some address was asked for, in this run or in the one that it continues
    /// with.
    pub fn has_asked_for_messages(&self) -> bool {
        let refused = |record: &Record| match &record.end {
            Some((End::Failed(failure), _)) => !failure.leaves_doubt(),
            _ => false,
        };
        self.records()
            .iter()
            .any(|record| record.attempt.is_some() && !refused(record))
            || (self.saves.is_resumed() && self.proving.were_opened())
    }

    /// Whether anything is under way that cannot be undone, or what became of it is about to
    /// be asked.
    pub(super) fn is_committing(&self) -> bool {
        let (in_flight, retries) = (&self.mech.in_flight, &self.mech.retries);
        self.proving.is_committing(in_flight, retries)
    }

    /// Whether a request is in flight whose answer has to be seen before the page can be left: what it
    /// did could not be undone otherwise.
    pub(super) fn has_to_wait(&self) -> bool {
        self.is_committing()
            || self
                .mech
                .in_flight
                .any(|q| matches!(q, Awaiting::Login(..)))
    }

    /// The messages to the contact whose proof is awaited here.
    pub fn messages(&self) -> Option<Messages> {
        self.proving.messages(self.spot(), self.limit(), &self.mech)
    }

    /// When another message may be asked for; `None` if that is so already.
    pub fn resend_at(&self) -> Option<Time> {
        self.proving
            .resend_at(self.spot(), self.limit(), &self.mech)
    }
}
