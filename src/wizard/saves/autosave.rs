//! When the current task is saved.
//!
//! After each event the machine checks whether what is saved has changed, and has it saved before anything else
//! of the step is done: a number counts as used, and a request as sent, before it leaves. The typed text is saved
//! a moment later ([`Timing::draft_pause`](crate::wizard::Timing::draft_pause)), for no key is worth a file of its own.
//!
//! A task is worth saving from the page after the server's on, once anything was typed there or a message was asked
//! for. It is one task at one server: a user who turns to another after a message was asked for leaves the task behind
//! in its file, and continues in a new one.

use super::Saves;
use super::saved::{SavedTask, TaskSummary};
use crate::domain::BaseUrl;
use crate::wizard::ctx::Ctx;
use crate::wizard::effect::Effect;
use crate::wizard::task::Task;
use crate::wizard::timers::Timer;

impl SavedTask {
    /// Whether it is about this task at this server.
    fn is_for(&self, task: Task, base: &BaseUrl) -> bool {
        self.task == task && self.base == *base
    }
}

impl Saves {
    /// A typed or chosen value is saved in a moment. Further typing does not postpone it.
    pub(in crate::wizard) fn autosave_soon(&self, cx: &mut Ctx<'_>) {
        if !cx.timers.is_set(Timer::Autosave) {
            let at = cx.now + cx.timing.draft_pause;
            cx.timers.set(Timer::Autosave, at);
        }
    }

    /// Has the current task saved, if it has changed, before anything else of this step is done. One who goes
    /// back and changes nothing is as far as they were; another answer has to be reviewed again.
    pub(in crate::wizard) fn write(&mut self, mut task: Box<SavedTask>, cx: &mut Ctx<'_>) {
        let resumed = self.resumed.as_ref().map(|resumed| &*resumed.task);
        let before = resumed.into_iter().chain(self.written.as_deref());
        let like = before.filter(|before| before.is_answered_like(&task));
        if let Some(reached) = like.map(|before| before.reached).max() {
            task.reached = task.reached.max(reached);
        }
        if self.written.as_ref() != Some(&task) {
            if self.is_resumed() {
                self.offer_first(TaskSummary::of(&task, cx.now));
            }
            cx.effects.insert(0, Effect::Save(task.clone()));
            self.written = Some(task);
            self.written_at = cx.now;
        }
    }

    /// Forgets the current task if it is this one, which is over.
    pub(in crate::wizard) fn forget(&mut self, task: Task, base: &BaseUrl, cx: &mut Ctx<'_>) {
        let written = self.written.take_if(|written| written.is_for(task, base));
        if written.is_some() {
            self.offers.retain(|offer| offer.id != self.id);
            cx.effects.insert(0, Effect::Forget(self.id.clone()));
        }
    }

    /// Whether the current task may have done what it is for, as far as is saved.
    pub(in crate::wizard) fn is_in_doubt(&self) -> bool {
        let written = self.written.as_deref();
        written.is_some_and(|written| written.committing.is_some())
    }

    /// Leaves a task behind that may have had an effect, where the user has turned to another task or server; or
    /// where they have turned back to one that was left behind.
    pub(in crate::wizard) fn keep_apart(&mut self, task: Task, base: &BaseUrl, cx: &mut Ctx<'_>) {
        let is_its = |saved: &SavedTask| saved.is_for(task, base);
        let back = self.left.iter().position(|(saved, _)| is_its(saved));
        let written = self.written.as_deref();
        let is_left = |saved: &SavedTask| back.is_some() || saved.may_have_acted();
        if !written.is_some_and(|saved| !is_its(saved) && is_left(saved)) {
            return;
        }
        let back = back.map(|at| self.left.remove(at));
        if let Some(left) = self.leave_behind(cx) {
            self.left.push(left);
        }
        if let Some((saved, written_at)) = back {
            self.id = saved.id.clone();
            self.offers.retain(|offer| offer.id != self.id);
            self.written = Some(saved);
            self.written_at = written_at;
        }
    }

    /// Leaves the current task in its file, offers it on the first page, and begins another one with the same answers.
    pub(super) fn leave_behind(
        &mut self,
        cx: &mut Ctx<'_>,
    ) -> Option<(Box<SavedTask>, crate::wizard::time::Time)> {
        let written_at = self.written_at;
        let saved = self.written.take()?;
        self.offer_first(TaskSummary::of(&saved, written_at));
        self.id = cx.random.another_task_id();
        Some((saved, written_at))
    }
}
