//! What would you like to do?

use super::kind::Kind;
use crate::wizard::Wizard;
use crate::wizard::problem::Problem;
use crate::wizard::task::Task;

pub(super) struct Page;

impl Kind for Page {
    fn preset(&self, w: &mut Wizard) -> bool {
        let task = w.form.preset.task.take();
        w.task = task.unwrap_or(w.task);
        task.is_some()
    }

    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let chosen = w.saves.chosen();
        match chosen {
            Some(at) => w.take_up(at),
            None => w.begin_another(),
        }
        Ok(chosen.is_none())
    }

    /// What was begun stands first.
    fn list(&self, w: &Wizard) -> Option<(usize, Option<usize>)> {
        let offered = w.saves.offers().len();
        let task = || Task::ALL.iter().position(|task| *task == w.task);
        let at = w.saves.chosen().or_else(|| Some(task()? + offered));
        Some((Task::ALL.len() + offered, at))
    }

    fn choose(&self, w: &mut Wizard, at: usize) {
        let task = at.checked_sub(w.saves.offers().len());
        w.saves.choose(task.is_none().then_some(at));
        if let Some(task) = task.and_then(|at| Task::ALL.get(at)) {
            w.task = *task;
        }
    }
}
