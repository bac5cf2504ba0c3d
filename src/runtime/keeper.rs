//! Writing the unfinished task down, on a thread of its own: the disk never delays a key.

mod desk;

use std::sync::mpsc;
use std::time::SystemTime;

use tokio::sync::{oneshot, watch};

use crate::store::{Moment, Store};
use crate::wizard::{DiskFault, ResumeFault, SaveFault, SavedTask, TaskId, Time};
use desk::{Desk, Job, Progress, Taken};
pub(super) use desk::{Kept, is_on_disk};

#[derive(Debug)]
pub(super) struct Keeper {
    /// Where, until the thread knows; and then its ear.
    writer: Writer,
    /// How much was asked for.
    asked: u64,
    progress: watch::Receiver<Progress>,
}

#[derive(Debug)]
enum Writer {
    /// Nothing is to be kept.
    Nowhere,
    /// Nothing was to be written so far, and most runs that are left early never write.
    Idle(Box<Desk>, watch::Sender<Progress>),
    /// The thread runs, or has ended because this is dropped.
    Running(mpsc::Sender<Job>),
}

impl Keeper {
    pub(super) fn nowhere() -> Self {
        let (_, progress) = watch::channel(Progress::default());
        Self {
            writer: Writer::Nowhere,
            asked: 0,
            progress,
        }
    }

    /// Keeps the task in a folder. It stays locked until another one is written or resumed. Without a folder it can
    /// keep nothing, and says so when there is something to keep.
    pub(super) fn new(store: Option<Store>) -> Self {
        let (sender, progress) = watch::channel(Progress::default());
        Self {
            writer: Writer::Idle(Box::new(Desk::new(store)), sender),
            asked: 0,
            progress,
        }
    }

    /// Has the task written, with its times as they are `now` on the machine's clock.
    pub(super) fn save(&mut self, flow: Box<SavedTask>, now: Time) {
        self.ask(Job::Save(flow, moment(now)));
    }

    /// Resumes a task, with its times as they are `now` on the machine's clock.
    pub(super) fn take_up(
        &mut self,
        id: TaskId,
        now: Time,
    ) -> impl Future<Output = Taken> + Send + use<> {
        let (sender, taken) = oneshot::channel();
        self.ask(Job::Resume(id, moment(now), sender));
        // Where nothing is kept, nothing is there.
        async move { taken.await.unwrap_or(Err(ResumeFault::Gone)) }
    }

    pub(super) fn forget(&mut self, id: TaskId) {
        self.ask(Job::Forget(id));
    }

    /// Waits until everything that was asked for so far is done, or could not be.
    pub(super) fn settled(&self) -> impl Future<Output = ()> + Send + use<> {
        let (mut progress, asked) = (self.progress.clone(), self.asked);
        async move {
            // A thread that panicked does nothing more, and is not waited for.
            let _ = progress.wait_for(|progress| progress.done >= asked).await;
        }
    }

    pub(super) fn kept(&self) -> Kept {
        let progress = self.progress.borrow();
        match progress.done < self.asked {
            true => Kept::Failed(SaveFault::Disk(DiskFault::Slow)),
            false => progress.kept,
        }
    }

    /// Whether something is being written or removed now.
    pub(super) fn is_at_work(&self) -> bool {
        // A thread that broke down, or never was, is not.
        self.progress.borrow().done < self.asked && self.progress.has_changed().is_ok()
    }

    /// Whether the task is kept; what is being written now is, unless the disk refused it before.
    pub(super) fn keeps_flow(&self) -> bool {
        match self.is_at_work() {
            true => !matches!(
                self.progress.borrow().kept,
                Kept::Failed(_) | Kept::NotRemoved(_)
            ),
            false => self.kept() == Kept::Flow,
        }
    }

    /// Tells why the task is not on the disk, or nothing when it is there again, each time that this changes.
    pub(super) fn follow<F>(&self, tell: F) -> impl Future<Output = ()> + Send + use<F>
    where
        F: Fn(Option<SaveFault>) + Send + 'static,
    {
        let mut progress = self.progress.clone();
        async move {
            let mut told = None;
            let fault = |progress: &Progress| progress.kept.save_fault();
            while let Ok(now) = progress.wait_for(|now| fault(now) != told).await {
                told = fault(&now);
                drop(now);
                tell(told);
            }
        }
    }

    fn ask(&mut self, job: Job) {
        let writer = std::mem::replace(&mut self.writer, Writer::Nowhere);
        self.writer = match writer {
            Writer::Nowhere => return,
            Writer::Idle(desk, progress) => {
                let (sender, jobs) = mpsc::channel();
                let thread = std::thread::Builder::new().name("keeper".to_owned());
                // Without a thread the job is dropped.
                let _ = thread.spawn(move || desk.work(&jobs, &progress));
                Writer::Running(sender)
            }
            running @ Writer::Running(_) => running,
        };
        self.asked += 1;
        if let Writer::Running(sender) = &self.writer {
            let _ = sender.send(job);
        }
    }
}

fn moment(now: Time) -> Moment {
    Moment {
        time: now,
        utc: SystemTime::now(),
    }
}
