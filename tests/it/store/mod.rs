//! Unfinished flows on the disk: what is written comes back, what is not ours or not whole is refused, and two wizards
//! never write the same file.

mod ages;
mod claims;
mod damage;
mod files;
mod flows;
mod forgetting;
mod profiles;
mod round_trip;
mod seeds;

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{fs, io, thread};

use mxid::store::{Claim, Forgotten, LIFETIME, Look, Moment, Resumed, Store};
use mxid::wizard::{ResumeFault, SaveFault, SavedTask, TaskId, TaskSummary, Time};

use crate::folder::Folder;
use flows::{flow, full, id};

/// When the tests take place.
fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

/// The same on both clocks.
fn moment() -> Moment {
    Moment::beginning(now())
}

/// A time of the machine, some seconds ago.
fn ago(seconds: u64) -> Time {
    Time(LIFETIME - Duration::from_secs(seconds))
}

impl Folder {
    fn store(&self) -> Store {
        Store::at(self.path().to_owned())
    }

    /// The file of a flow.
    fn file(&self, id: &TaskId) -> PathBuf {
        self.join(id.as_str()).with_extension("json")
    }

    /// Writes a flow as a wizard does that ends afterwards.
    fn keep(&self, flow: &SavedTask) {
        self.keep_at(flow, moment());
    }

    fn keep_at(&self, flow: &SavedTask, at: Moment) {
        let claim = self.claim(&flow.id);
        claim.save(flow, at).expect("there is room");
    }

    /// Puts bytes in the place of a flow.
    fn put(&self, id: &TaskId, bytes: &[u8]) {
        if !self.path().exists() {
            self.keep(&flow(id));
        }
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(self.file(id)).expect("the folder is there");
        file.write_all(bytes).expect("there is room");
    }

    /// The claim of a flow that nobody has.
    ///
    /// Other tests start programs at the same time, and each of those has every lock of this process for a moment,
    /// between its fork and its exec. So a test that knows that a task is free asks until it is.
    fn claim(&self, id: &TaskId) -> Claim {
        loop {
            match self.store().claim(id) {
                Ok(claim) => return claim,
                Err(SaveFault::InUse) => thread::yield_now(),
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    /// Takes up a flow that nobody has: see [`Folder::claim`].
    fn take_up(&self, id: &TaskId, now: Moment) -> Resumed {
        loop {
            match self.store().take_up(id, now) {
                Ok(taken) => return taken,
                Err(ResumeFault::InUse) => thread::yield_now(),
                Err(ResumeFault::Gone) => panic!("{id:?} is gone"),
            }
        }
    }

    /// Looks into it at a time when no flow is in use.
    fn look(&self, utc: SystemTime) -> Look {
        let mut all = Look::default();
        loop {
            let look = self.store().look(utc);
            all.expired += look.expired;
            all.refused.extend(look.refused);
            if look.in_use == 0 {
                return Look {
                    flows: look.flows,
                    fault: look.fault,
                    ..all
                };
            }
            thread::yield_now();
        }
    }

    /// Forgets everything at a time when no flow is in use.
    fn forget(&self) -> Forgotten {
        let mut all = Forgotten::default();
        loop {
            let forgotten = self.store().forget();
            all.flows.extend(forgotten.flows);
            all.others += forgotten.others;
            all.other_versions += forgotten.other_versions;
            if forgotten.in_use == 0 {
                return Forgotten {
                    refused: forgotten.refused,
                    fault: forgotten.fault,
                    ..all
                };
            }
            thread::yield_now();
        }
    }

    /// The names in it, in order.
    fn names(&self) -> Vec<String> {
        let entries = match fs::read_dir(self.path()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
            entries => entries.expect("a folder"),
        };
        let name = |entry: io::Result<fs::DirEntry>| {
            let name = entry.expect("an entry").file_name();
            name.into_string().expect("a name")
        };
        let mut names: Vec<_> = entries.map(name).collect();
        names.sort();
        names
    }
}
