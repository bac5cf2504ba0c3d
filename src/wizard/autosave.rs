//! Keeping an unfinished task.
//!
//! After each event the machine looks whether what is kept has changed, and has it written down
//! before anything else of the step is done: a number counts as used, and a request as sent, before
//! it leaves. What is typed is written down a moment later ([`Timing::draft_pause`]), for no key is
//! worth a file of its own.
//!
//! A flow is worth keeping from the page after the server's on, once anything was typed there or a
//! message was asked for. It is one task at one server: whoever turns to another after a message
//! was asked for leaves the flow behind in its file, and goes on in a new one.
//!
//! [`Timing::draft_pause`]: super::Timing::draft_pause

use super::act::Act;
use super::awaiting::Awaiting;
use super::effect::Effect;
use super::event::{Answer, Event};
use super::form::FieldId;
use super::page::PageId;
use super::resume::Resumed;
use super::retry::Retry;
use super::saved::{SavedTask, TaskSummary};
use super::task::Task;
use super::time::Time;
use super::timers::Timer;
use super::{Turn, Wizard};
use crate::domain::BaseUrl;

/// What is known of the flow that is kept.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// What was written down last, if the task at hand has a file.
    pub(super) written: Option<Box<SavedTask>>,
    /// When that was.
    pub(super) written_at: Time,
    /// The flow as it was taken up, if it was.
    pub(super) taken: Option<Resumed>,
    /// Flows of this run that were left behind for another task or server.
    pub(super) left: Vec<(Box<SavedTask>, Time)>,
}

impl SavedTask {
    /// Whether it is about this task at this server.
    fn is_for(&self, task: Task, base: &BaseUrl) -> bool {
        self.task == task && self.base == *base
    }
}

impl Wizard {
    /// Whether what is kept is looked at right after an event. Keys inside a field wait a moment.
    pub(super) fn concerns_kept(&self, event: &Event) -> bool {
        match event {
            Event::Answer(id, answer) => {
                matches!(answer, Answer::Call(_)) && self.in_flight.is_out(*id)
            }
            Event::Edit(_)
            | Event::Fill(..)
            | Event::Choose(_)
            | Event::Focus(_)
            | Event::PasteCut
            | Event::Kept(_) => false,
            Event::Act(act) => !matches!(
                act,
                Act::Reveal | Act::Help | Act::Details | Act::Copy | Act::OpenLink | Act::ShowQr
            ),
            _ => true,
        }
    }

    /// What is typed or chosen now is written down in a moment. Who types on does not put that off.
    pub(super) fn keep_soon(&mut self, turn: &Turn) {
        if self.base_of_kept().is_some() && !self.timers.is_set(Timer::Autosave) {
            let at = turn.now + self.timing.draft_pause;
            self.timers.set(Timer::Autosave, at);
        }
    }

    /// Has written down what changed, before anything else of this step is done.
    pub(super) fn keep(&mut self, turn: &mut Turn) {
        self.timers.stop(Timer::Autosave);
        self.forget_when_over(turn);
        let Some(base) = self.base_of_kept() else {
            return;
        };
        self.keep_apart(&base);
        let Some(flow) = self.snapshot(base) else {
            return;
        };
        if self.kept.written.as_ref() != Some(&flow) {
            if self.is_resumed() {
                self.offer_first(TaskSummary::of(&flow, turn.now));
            }
            turn.effects.insert(0, Effect::Save(flow.clone()));
            self.kept.written = Some(flow);
            self.kept.written_at = turn.now;
        }
    }

    /// Where the task at hand is, if it can be kept: there is a server, it does not end with the
    /// wizard, and the flow is not over.
    fn base_of_kept(&self) -> Option<BaseUrl> {
        let is_over = matches!(self.page, PageId::Done | PageId::Stopped);
        let server = self.server().filter(|s| !s.practice && !is_over)?;
        Some(server.base.clone())
    }

    /// Forgets a flow that is over, once no session of it is being closed: whoever goes on after a
    /// kill closes what was left open. Where nothing more can be done, it is over when the person
    /// leaves; but never while it may have done what it is for.
    pub(super) fn forget_when_over(&mut self, turn: &mut Turn) {
        let doubts = |flow: &SavedTask| flow.committing.is_some();
        let written = self.kept.written.as_deref();
        let is_over = match self.page {
            PageId::Done => true,
            PageId::Stopped => self.exited && !written.is_some_and(doubts),
            _ => false,
        };
        let is_its = |flow: &SavedTask| {
            let server = self.server().filter(|server| !server.practice);
            server.is_some_and(|server| flow.is_for(self.task, &server.base))
        };
        if is_over && !self.is_closing() && written.is_some_and(is_its) {
            self.kept.written = None;
            self.offers.retain(|offer| offer.id != self.id);
            turn.effects.insert(0, Effect::Forget(self.id.clone()));
        }
    }

    /// Leaves a flow behind that may have had an effect, where the person has turned to another
    /// task or server; or where they have turned back to one that was left behind.
    fn keep_apart(&mut self, base: &BaseUrl) {
        let is_its = |flow: &SavedTask| flow.is_for(self.task, base);
        let back = self.kept.left.iter().position(|(flow, _)| is_its(flow));
        let written = self.kept.written.as_deref();
        let is_left = |flow: &SavedTask| back.is_some() || flow.may_have_acted();
        if !written.is_some_and(|flow| !is_its(flow) && is_left(flow)) {
            return;
        }
        let back = back.map(|at| self.kept.left.remove(at));
        if let Some(flow) = self.leave_behind() {
            self.kept.left.push(flow);
        }
        if let Some((flow, written_at)) = back {
            self.id = flow.id.clone();
            self.offers.retain(|offer| offer.id != self.id);
            self.kept.written = Some(flow);
            self.kept.written_at = written_at;
        }
    }

    /// Leaves the task at hand in its file, offers it on the first page, and begins another one
    /// with the same answers.
    pub(super) fn leave_behind(&mut self) -> Option<(Box<SavedTask>, Time)> {
        let written_at = self.kept.written_at;
        let flow = self.kept.written.take()?;
        self.offer_first(TaskSummary::of(&flow, written_at));
        self.id = self.random.another_flow_id();
        Some((flow, written_at))
    }

    /// The flow as it stands; none before there is anything that would be missed.
    fn snapshot(&self, base: BaseUrl) -> Option<Box<SavedTask>> {
        // What a flag gave counts as typed, before its page too: whoever goes on gives no flags.
        let text = |field| {
            let typed = Some(self.form.text(field)).filter(|text| !text.is_empty());
            let given = || self.form.preset.given(field, self.task);
            typed.or_else(given).unwrap_or_default().to_owned()
        };
        let validations = self.proofs.to_saved(&base, self.task.purpose());
        let is_empty = |field: &FieldId| self.form.is_empty(*field);
        if validations.is_empty() && FieldId::KEPT.iter().all(is_empty) {
            return None;
        }
        let committing = self.uia.to_saved(self.task, &base);
        let mut flow = Box::new(SavedTask {
            id: self.id.clone(),
            task: self.task,
            server: self.server_text().to_owned(),
            base,
            media: self.form.media,
            country: self.form.country.or(self.form.preset.country),
            number: text(FieldId::Number),
            email: text(FieldId::Email),
            username: text(FieldId::Username),
            sign_in_name: text(FieldId::SignInName),
            agreed: self.form.agreed.clone(),
            logout_devices: self.form.logout_devices,
            reached: self.reached(),
            next_link: self.proofs.extras.next_link.clone(),
            id_server: self
                .proofs
                .extras
                .identity
                .as_ref()
                .map(|id| id.host.clone()),
            validations,
            committing,
            device_id: self.login.device_id().cloned(),
        });
        // Who goes back and changes nothing is as far as they were; another answer has to be
        // reviewed again.
        let taken = self.kept.taken.as_ref().map(Resumed::flow);
        let before = taken.into_iter().chain(self.kept.written.as_deref());
        let like = before.filter(|before| before.is_answered_like(&flow));
        if let Some(reached) = like.map(|before| before.reached).max() {
            flow.reached = flow.reached.max(reached);
        }
        Some(flow)
    }

    /// How far the person is. On the review page they are past it as soon as its Enter is at work.
    fn reached(&self) -> PageId {
        let is_at_work = |q: &Awaiting| match q {
            Awaiting::Message(_) => true,
            Awaiting::Exchange(asked) => !asked.ahead,
            _ => false,
        };
        let repeats = matches!(
            self.retries.waiting(),
            Some(Retry::Message(_) | Retry::Uia { .. })
        );
        match self.page {
            PageId::Review if repeats || self.in_flight.any(is_at_work) => PageId::Verify,
            page => page,
        }
    }
}
