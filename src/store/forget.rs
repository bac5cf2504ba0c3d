//! Removing every task that no wizard has.

use std::cmp::Reverse;
use std::time::SystemTime;
use std::{fs, io};

use super::Store;
use super::claim::{Claim, ClaimError};
use super::folder::{self, Kind, Refusal, Refused};
use super::form::{self, Unreadable, Written};
use super::moment::Moment;
use crate::wizard::{TaskId, TaskSummary};

/// What was removed when the person asked for it.
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
    pub fault: Option<io::Error>,
}

/// What a file held that was removed.
enum Held {
    Flow(TaskSummary),
    OtherVersion,
    Nothing,
}

impl Store {
    /// Removes every task that no wizard has, and what was kept aside.
    pub fn forget(&self) -> Forgotten {
        let mut forgotten = Forgotten::default();
        let files = folder::files(&self.folder).unwrap_or_else(|error| {
            forgotten.fault = Some(error);
            Vec::new()
        });
        for (id, kind) in &files {
            match kind {
                Kind::Flow => self.forget_flow(id, &mut forgotten),
                Kind::Damaged => {
                    let path = Kind::Damaged.path(&self.folder, id);
                    match fs::remove_file(&path) {
                        Ok(()) => forgotten.others += 1,
                        Err(error) => forgotten.refused.push(Refused {
                            path,
                            why: Refusal::Io(error),
                        }),
                    }
                }
                Kind::Lock | Kind::New if !files.contains(&(id.clone(), Kind::Flow)) => {
                    drop(Claim::take(&self.folder, id));
                }
                Kind::Lock | Kind::New => {}
            }
        }
        forgotten.flows.sort_by_key(|flow| Reverse(flow.written_at));
        forgotten
    }

    fn forget_flow(&self, id: &TaskId, forgotten: &mut Forgotten) {
        let path = Kind::Flow.path(&self.folder, id);
        let removed = match Claim::take(&self.folder, id) {
            Err(ClaimError::InUse) => {
                forgotten.in_use += 1;
                return;
            }
            Err(ClaimError::Io(error)) => Err(Refusal::Io(error)),
            Ok(claim) => match folder::read(&path) {
                // Whoever put it there has to take it away.
                Err(why @ (Refusal::NoFile | Refusal::Owner)) => Err(why),
                read => {
                    let held = read
                        .ok()
                        .flatten()
                        .map_or(Held::Nothing, |bytes| held(&bytes));
                    claim.forget().map(|()| held).map_err(Refusal::Io)
                }
            },
        };
        match removed {
            Ok(Held::Flow(flow)) => forgotten.flows.push(flow),
            Ok(Held::OtherVersion) => forgotten.other_versions += 1,
            Ok(Held::Nothing) => forgotten.others += 1,
            Err(why) => forgotten.refused.push(Refused { path, why }),
        }
    }
}

fn held(bytes: &[u8]) -> Held {
    let now = Moment::beginning(SystemTime::now());
    match form::read(bytes, now) {
        Ok(Written { flow, at }) => Held::Flow(TaskSummary::of(&flow, now.time_at(at))),
        Err(Unreadable::Format) => Held::OtherVersion,
        Err(Unreadable::Damaged) => Held::Nothing,
    }
}
