//! What a face may read of the machine.

use crate::protocol::Support;
use crate::wizard::awaiting::Awaiting;
use crate::wizard::event::PracticeServer;
use crate::wizard::form::FieldId;
use crate::wizard::in_flight::End;
use crate::wizard::login::Login;
use crate::wizard::page::PageId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::profile::Profile;
use crate::wizard::proving::{Messages, Proving};
use crate::wizard::time::Time;
use crate::wizard::timers::Timer;
use crate::wizard::waiting::Waiting;
use crate::wizard::{Form, Overlay, Record, Saves, SessionEnd, Wizard};

impl Wizard {
    /// The session of the account that gets a contact, and what is known of a password in doubt.
    pub fn login(&self) -> &Login {
        &self.login
    }

    /// What became of the sessions of this run; none when there was none, or one is open still.
    pub fn session_end(&self) -> Option<SessionEnd> {
        self.mech.logout.end()
    }

    /// The profile that is offered at the end.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Whom to ask about the server where it cannot go on, as far as that is known.
    pub fn support(&self) -> Option<&Support> {
        self.helpers
            .of(self.server().filter(|_| self.stop().is_some())?)
    }

    /// The unfinished tasks.
    pub fn saves(&self) -> &Saves {
        &self.saves
    }

    /// What they typed.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// What stands in the way.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    pub(super) fn problem_kind(&self) -> Option<&ProblemKind> {
        self.problem.as_ref().map(|problem| &problem.kind)
    }

    /// What lies over the page.
    pub fn overlay(&self) -> Option<Overlay> {
        self.overlay
    }

    /// The requests so far.
    pub fn records(&self) -> &[Record] {
        self.mech.in_flight.log()
    }

    /// The authentication at hand, and the proofs that it takes.
    pub fn proving(&self) -> &Proving {
        &self.proving
    }

    /// Whether the account may exist, or the password be set, although no answer said so.
    pub fn may_have_finished(&self) -> bool {
        self.is_account_unknown()
            || self.is_committing()
            || self.proving.may_have_finished(self.task)
    }

    /// Whether a message for some address was asked for, in this run or in the one that it goes on
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

    /// Whether every message that the review speaks of is on its way already, so that going on
    /// sends no other.
    pub fn messages_are_out(&self) -> bool {
        let contacts = self.contacts().filter(|_| self.page == PageId::Review);
        let contacts = contacts.map_or(Vec::new(), |contacts| contacts.all());
        !contacts.is_empty() && contacts.iter().all(|c| self.proving.is_sent(c))
    }

    /// The built-in practice server, while it is in use. On the server page it is what the field says that counts.
    pub fn practice(&self) -> Option<&PracticeServer> {
        let practice = self.practice.as_ref()?;
        let is_used = match (self.page, self.server()) {
            (_, Some(server)) => server.practice,
            (PageId::Server, None) => {
                self.form.text(FieldId::Server).trim() == practice.name.as_str()
            }
            _ => true,
        };
        is_used.then_some(practice)
    }

    /// What is waited for.
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

    /// The messages to the contact whose proof is awaited here.
    pub fn messages(&self) -> Option<Messages> {
        self.proving.messages(self.spot(), self.limit(), &self.mech)
    }

    /// When another message may be asked for; none when that is so already.
    pub fn resend_at(&self) -> Option<Time> {
        self.proving
            .resend_at(self.spot(), self.limit(), &self.mech)
    }

    /// The end of the limit that the page is about.
    pub(super) fn limit(&self) -> Option<Time> {
        match self.problem_kind() {
            Some(ProblemKind::Limited(until)) => Some(*until),
            _ => None,
        }
    }
}
