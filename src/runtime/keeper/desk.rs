//! The work of the keeper's thread on the disk.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use tokio::sync::{oneshot, watch};

use crate::store::{Claim, Moment, Resumed, Store};
use crate::wizard::{DiskFault, ResumeFault, SaveFault, SavedTask, TaskId};

/// Whether an unfinished task of this process is on the disk. The panic hook reads it.
static ON_DISK: AtomicBool = AtomicBool::new(false);

/// Whether an unfinished task of this process is on the disk.
pub(in crate::runtime) fn is_on_disk() -> bool {
    ON_DISK.load(Ordering::SeqCst)
}

/// A job on the disk.
#[derive(Debug)]
pub(super) enum Job {
    Save(Box<SavedTask>, Moment),
    Resume(TaskId, Moment, oneshot::Sender<Taken>),
    Forget(TaskId),
}

/// The result of resuming a task.
pub(super) type Taken = Result<Box<SavedTask>, ResumeFault>;

/// How far the thread is.
#[derive(Debug, Default)]
pub(super) struct Progress {
    pub(super) done: u64,
    pub(super) kept: Kept,
}

/// The saved state of the task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::runtime) enum Kept {
    /// Nothing, and nothing was to be.
    #[default]
    Nothing,
    /// The task, as it stands.
    Flow,
    /// It could not be written.
    Failed(SaveFault),
    /// It was written before, and is done or given up; but its file cannot be removed.
    NotRemoved(DiskFault),
}

impl Kept {
    /// Why a task that was to be kept is not.
    pub(super) fn save_fault(self) -> Option<SaveFault> {
        match self {
            Self::Failed(fault) => Some(fault),
            Self::Nothing | Self::Flow | Self::NotRemoved(_) => None,
        }
    }
}

#[derive(Debug)]
pub(super) struct Desk {
    /// None if the system names no folder.
    store: Option<Store>,
    /// Of the current task, and of those that were left for another task or server in this run: the machine turns back
    /// to them without reading them again, so no other wizard may have had them meanwhile.
    claims: Vec<Claim>,
}

impl Desk {
    pub(super) fn new(store: Option<Store>) -> Self {
        Self {
            store,
            claims: Vec::new(),
        }
    }

    /// Does the jobs in order until the channel is closed.
    pub(super) fn work(mut self, jobs: &mpsc::Receiver<Job>, progress: &watch::Sender<Progress>) {
        while let Ok(first) = jobs.recv() {
            let mut waiting = std::iter::once(first).chain(jobs.try_iter()).peekable();
            let mut done = 0;
            let (mut kept, mut answers) = (None, Vec::new());
            while let Some(job) = waiting.next() {
                done += 1;
                kept = match (job, waiting.peek()) {
                    // The next one of the same task says all that this one does.
                    (Job::Save(flow, _), Some(Job::Save(next, _))) if flow.id == next.id => {
                        continue;
                    }
                    (Job::Save(flow, now), _) => Some(match self.save(&flow, now) {
                        Ok(()) => Kept::Flow,
                        Err(fault) => Kept::Failed(fault),
                    }),
                    (Job::Resume(id, now, answer), _) => {
                        let taken = self.take_up(&id, now);
                        let is_had = taken.is_ok();
                        answers.push((answer, taken));
                        is_had.then_some(Kept::Flow).or(kept)
                    }
                    (Job::Forget(id), _) => Some(match self.forget(&id) {
                        Ok(()) => Kept::Nothing,
                        Err(error) => Kept::NotRemoved(error.into()),
                    }),
                };
            }
            progress.send_modify(|progress| {
                progress.done += done;
                progress.kept = kept.unwrap_or(progress.kept);
            });
            for (answer, taken) in answers {
                let _ = answer.send(taken);
            }
        }
    }

    fn save(&mut self, flow: &SavedTask, now: Moment) -> Result<(), SaveFault> {
        let claim = match self.claim_of(&flow.id) {
            Some(claim) => claim,
            None => self.claim(&flow.id)?,
        };
        let (claim, saved) = match claim.save(flow, now) {
            // The folder was removed, and the lock in it, which protects nothing any more.
            Err(SaveFault::Disk(_)) if !self.has_folder() => {
                drop(claim);
                let claim = self.claim(&flow.id)?;
                let saved = claim.save(flow, now);
                (claim, saved)
            }
            saved => (claim, saved),
        };
        self.claims.push(claim);
        ON_DISK.store(saved.is_ok(), Ordering::SeqCst);
        saved
    }

    /// The earlier task is released, but not before its successor has been saved.
    fn take_up(&mut self, id: &TaskId, now: Moment) -> Taken {
        drop(self.claim_of(id));
        let store = self.store.as_ref().ok_or(ResumeFault::Gone)?;
        let Resumed { flow, claim } = store.take_up(id, now)?;
        self.claims = vec![claim];
        ON_DISK.store(true, Ordering::SeqCst);
        Ok(Box::new(flow))
    }

    /// A task that cannot be removed now goes when it is too old.
    fn forget(&mut self, id: &TaskId) -> io::Result<()> {
        let Some(claim) = self.claim_of(id) else {
            return Ok(());
        };
        ON_DISK.store(false, Ordering::SeqCst);
        claim.forget()
    }

    fn claim(&self, id: &TaskId) -> Result<Claim, SaveFault> {
        let store = self.store.as_ref().ok_or(SaveFault::NoFolder)?;
        store.claim(id)
    }

    fn has_folder(&self) -> bool {
        let folder = self.store.as_ref().map(Store::folder);
        folder.is_some_and(Path::exists)
    }

    /// The claim of a task, if this wizard has it.
    fn claim_of(&mut self, id: &TaskId) -> Option<Claim> {
        let at = self.claims.iter().position(|claim| claim.id() == id)?;
        Some(self.claims.swap_remove(at))
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::domain::BaseUrl;
    use crate::wizard::{PageId, Task, Time};

    /// A task with this letter all over its name.
    fn flow(letter: char, username: &str) -> SavedTask {
        let id = letter.to_string().repeat(16);
        SavedTask {
            id: TaskId::parse(&id).expect("sixteen letters"),
            task: Task::SignUp,
            server: "example.org".to_owned(),
            base: BaseUrl::parse("https://matrix.example.org").expect("a base URL"),
            media: None,
            country: None,
            number: String::new(),
            email: String::new(),
            username: username.to_owned(),
            sign_in_name: String::new(),
            agreed: Vec::new(),
            logout_devices: None,
            reached: PageId::Account,
            next_link: None,
            id_server: None,
            validations: Vec::new(),
            committing: None,
            device_id: None,
        }
    }

    /// A store in a folder of its own, which is removed at the end.
    struct Folder(std::path::PathBuf);

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    /// The state of the disk once all jobs are done.
    fn written(name: &str, flows: &[&SavedTask]) -> Vec<SavedTask> {
        let path = std::env::temp_dir().join(format!("mxid-{name}-{}", std::process::id()));
        let folder = Folder(path);
        let now = || Moment {
            time: Time::default(),
            utc: SystemTime::now(),
        };
        let (asked, jobs) = mpsc::channel();
        for flow in flows {
            let job = Job::Save(Box::new((*flow).clone()), now());
            asked.send(job).expect("the desk is there");
        }
        drop(asked);
        let store = Store::at(folder.0.clone());
        let (progress, done) = watch::channel(Progress::default());
        Desk::new(Some(store.clone())).work(&jobs, &progress);
        assert_eq!(done.borrow().done, flows.len() as u64);
        let ids = flows.iter().map(|flow| &flow.id);
        let taken = ids.filter_map(|id| store.take_up(id, now()).ok());
        taken.map(|taken| taken.flow).collect()
    }

    #[test]
    fn saves_of_two_flows_that_wait_for_a_slow_disk_are_both_written() {
        let (a, b) = (flow('a', "robin"), flow('b', "robin"));
        let read = written("two-flows", &[&a, &b]);
        let ids: Vec<_> = read.iter().map(|flow| flow.id.as_str()).collect();
        assert_eq!(ids, [a.id.as_str(), b.id.as_str()]);
    }

    #[test]
    fn of_two_saves_of_one_flow_the_newer_is_what_counts() {
        let (older, newer) = (flow('a', "robin"), flow('a', "lark"));
        let read = written("one-flow", &[&older, &newer]);
        assert_eq!(read[0].username, "lark");
    }
}
