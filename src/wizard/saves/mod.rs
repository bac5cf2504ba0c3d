//! Unfinished tasks: what is saved of the current one, which ones are offered, and how one is resumed.
//!
//! | file | what it holds |
//! |---|---|
//! | `saved` | an unfinished task, as much of it as is saved |
//! | `autosave` | when it is saved, and what else is on the disk |
//! | `resume` | the way back to where a task was |
//! | `warning` | the warning where it cannot be written |

mod autosave;
mod resume;
mod saved;
mod warning;

pub use saved::{
    DiskFault, ResumeFault, SaveFault, SavedAddress, SavedExchange, SavedTask, SavedValidation,
    TaskId, TaskSummary,
};

use url::Url;

use super::task::Task;
use super::time::Time;
use crate::domain::BaseUrl;

/// The unfinished tasks of this run.
#[derive(Debug)]
pub struct Saves {
    /// The name of the current task where it is saved.
    id: TaskId,
    /// The unfinished tasks that the first page offers, the newest first.
    offers: Vec<TaskSummary>,
    /// The one of them that is chosen; `None` if that is something new.
    chosen: Option<usize>,
    /// The last saved state, if the current task has a file.
    written: Option<Box<SavedTask>>,
    written_at: Time,
    /// The task that was resumed, as it was then.
    resumed: Option<Resumed>,
    /// Tasks of this run that were left behind for another task or server.
    left: Vec<(Box<SavedTask>, Time)>,
    /// That the current task is not on the disk.
    warning: Option<Warning>,
}

/// A task of an earlier run, or one that was left behind and is at hand again.
#[derive(Debug)]
struct Resumed {
    task: Box<SavedTask>,
    /// The user is on the way to where it was, and pages with an answer are passed.
    returns: bool,
    reviewed: bool,
    /// `next_link` of what is not this task.
    own_link: Option<Url>,
}

/// The warning, as long as its fault lasts.
#[derive(Clone, Debug)]
struct Warning {
    fault: SaveFault,
    /// The user has seen it, and continued.
    met: bool,
}

/// Where the user is, as far as it tells whether they are on the way back.
pub(super) struct Here<'a> {
    pub(super) task: Task,
    pub(super) base: Option<&'a BaseUrl>,
    /// The name to sign in with, as typed.
    pub(super) sign_in_name: &'a str,
}

impl Saves {
    pub(super) fn new(id: TaskId, offers: Vec<TaskSummary>) -> Self {
        Self {
            id,
            chosen: (!offers.is_empty()).then_some(0),
            offers,
            written: None,
            written_at: Time::default(),
            resumed: None,
            left: Vec::new(),
            warning: None,
        }
    }

    /// The unfinished tasks that the first page offers, the newest first.
    pub fn offers(&self) -> &[TaskSummary] {
        &self.offers
    }

    /// Which of them is the first page's choice; `None` if that is something new.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen.filter(|at| *at < self.offers.len())
    }

    pub(super) fn choose(&mut self, offer: Option<usize>) {
        self.chosen = offer;
    }

    /// Whether the current task was resumed.
    pub fn is_resumed(&self) -> bool {
        self.resumed.is_some()
    }

    pub(super) fn id(&self) -> &TaskId {
        &self.id
    }

    /// Puts a task before all others that are offered.
    fn offer_first(&mut self, offer: TaskSummary) {
        self.offers.retain(|other| other.id != offer.id);
        self.offers.insert(0, offer);
    }
}
