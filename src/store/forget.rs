//! Removing every task that no wizard has.

use std::cmp::Reverse;
use std::fs;
use std::time::SystemTime;

use super::Store;
use super::claim::Claim;
use super::folder::{self, Kind, Refusal, Refused};
use super::form::{self, Written};
use super::moment::Moment;
use crate::wizard::{DiskFault, TaskId, TaskSummary};

/// The tasks that the user asked to delete.
#[derive(Debug, Default)]
pub struct Forgotten {
    /// The tasks that were removed, the newest first.
    pub flows: Vec<TaskSummary>,
    /// How many files of other versions of this program were removed.
    pub other_versions: usize,
    /// How many files were removed besides, which are no tasks or are open to other users.
    pub others: usize,
    /// How many tasks another wizard has: they stay.
    pub in_use: usize,
    /// Files that stay, because they are not ours or cannot be removed.
    pub refused: Vec<Refused>,
    /// Why the folder could not be looked into.
    pub fault: Option<DiskFault>,
}

impl Store {
    /// Removes every task that no wizard has, and what was kept aside.
    pub fn forget(&self) -> Forgotten {
        let mut forgotten = Forgotten::default();
        let (flows, aside) = self.files(&mut forgotten.fault);
        for id in &flows {
            if let Err(why) = self.forget_flow(id, &mut forgotten) {
                let path = Kind::Flow.path(&self.folder, id);
                forgotten.refused.push(Refused { path, why });
            }
        }
        for path in aside {
            match fs::remove_file(&path) {
                Ok(()) => forgotten.others += 1,
                Err(error) => forgotten.refused.push(Refused {
                    path,
                    why: error.into(),
                }),
            }
        }
        forgotten.flows.sort_by_key(|flow| Reverse(flow.written_at));
        forgotten
    }

    fn forget_flow(&self, id: &TaskId, forgotten: &mut Forgotten) -> Result<(), Refusal> {
        let Some(claim) = Claim::take(&self.folder, id)? else {
            forgotten.in_use += 1;
            return Ok(());
        };
        let now = Moment::beginning(SystemTime::now());
        let held = match folder::read(&claim.path()) {
            // Its owner has to remove it.
            Err(why @ (Refusal::NoFile | Refusal::Owner)) => return Err(why),
            Ok(Some(bytes)) => form::read(&bytes, now),
            Ok(None) | Err(_) => Err(Refusal::Damaged),
        };
        claim.forget()?;
        match held {
            Ok(Written { flow, at }) => {
                let summary = TaskSummary::of(&flow, now.time_of(at));
                forgotten.flows.push(summary);
            }
            Err(Refusal::Format) => forgotten.other_versions += 1,
            Err(_) => forgotten.others += 1,
        }
        Ok(())
    }
}
