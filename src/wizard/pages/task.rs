//! What would you like to do?

use super::kind::Kind;
use crate::wizard::page::PageId;
use crate::wizard::problem::Problem;
use crate::wizard::saves::{ResumeFault, SavedTask, TaskId};
use crate::wizard::task::Task;
use crate::wizard::{Notice, Preset, State, Wizard};

pub(super) struct Page;

impl Kind for Page {
    fn preset(&self, w: &mut Wizard) -> bool {
        let task = w.state.form.preset.task.take();
        w.state.task = task.unwrap_or(w.state.task);
        task.is_some()
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let chosen = w.state.saves.chosen();
        match chosen {
            Some(at) => take_up(w, at),
            None => begin_another(w),
        }
        Ok(chosen.is_none())
    }

    /// A begun task stands first.
    fn list(&self, s: &State) -> Option<(usize, Option<usize>)> {
        let offered = s.saves.offers().len();
        let task = || Task::ALL.iter().position(|task| *task == s.task);
        let at = s.saves.chosen().or_else(|| Some(task()? + offered));
        Some((Task::ALL.len() + offered, at))
    }

    fn choose(&self, s: &mut State, at: usize) {
        let task = at.checked_sub(s.saves.offers().len());
        s.saves.choose(task.is_none().then_some(at));
        if let Some(task) = task.and_then(|at| Task::ALL.get(at)) {
            s.task = *task;
        }
    }
}

/// Resumes one of the tasks that are offered.
pub(in crate::wizard) fn take_up(w: &mut Wizard, at: usize) {
    let at_hand = w.state.saves.take_up(at, &mut w.mech.cx());
    if let Some(task) = at_hand {
        resume(w, task);
    }
}

/// Turns to a task that was read from the disk.
pub(in crate::wizard) fn read(
    w: &mut Wizard,
    id: &TaskId,
    result: Result<Box<SavedTask>, ResumeFault>,
) {
    w.state.waits.enter = false;
    match result {
        Ok(task) => {
            w.state.saves.taken_up(&task, &mut w.mech.cx());
            w.state.form.clear();
            w.state.proving.turn_to(Some(&task));
            resume(w, task);
        }
        Err(why) => {
            w.state.saves.not_taken_up(id, why);
            w.state.notice = Some(Notice::NotResumed(why));
        }
    }
}

/// The user begins something that is not the task that they resumed; the typed text stays in the fields.
fn begin_another(w: &mut Wizard) {
    if let Some(own_link) = w.state.saves.begin_another(&mut w.mech.cx()) {
        w.state.proving.begin_another(own_link);
        w.state.login.turn_to(None);
        w.state.form.preset = Preset::default();
    }
}

/// Leads the user through the pages of a task to where it was.
fn resume(w: &mut Wizard, task: Box<SavedTask>) {
    w.state.task = task.task;
    w.state.form.restore(&task);
    w.state.login.turn_to(task.device_id.clone());
    let link = w.state.proving.resume(task.next_link.clone());
    w.state.saves.resume(task, link);
    w.go_to(PageId::Server);
}
