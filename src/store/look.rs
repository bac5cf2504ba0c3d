//! Which tasks can be resumed.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use super::claim::Claim;
use super::folder::{self, Kind, Refusal, Refused};
use super::form::{self, Written};
use super::moment::Moment;
use super::{LIFETIME, Store};
use crate::wizard::{DiskFault, ResumeFault, SavedTask, TaskId, Time};

/// The entries of a folder.
#[derive(Debug, Default)]
pub struct Look {
    /// The newest tasks that no other wizard has, the newest first: at most [`Look::MOST`].
    pub flows: Vec<Found>,
    /// How many another wizard has of those that were looked at on the way.
    pub in_use: usize,
    /// How many were older than [`LIFETIME`] and were removed.
    pub expired: usize,
    /// Files that cannot be resumed.
    pub refused: Vec<Refused>,
    /// Why the folder could not be looked into.
    pub fault: Option<DiskFault>,
}

impl Look {
    /// How many tasks there is a choice of.
    pub const MOST: usize = 5;

    fn refuse(&mut self, path: PathBuf, why: Refusal) {
        self.refused.push(Refused { path, why });
    }
}

/// A task that can be resumed, as long as no other wizard does.
#[derive(Debug)]
pub struct Found {
    /// The task, its times on the clock of a machine that begins now: see [`Moment::beginning`].
    pub flow: SavedTask,
    /// When it was written, on the same clock.
    pub written_at: Time,
}

/// A task that was resumed, and that is locked as long as this exists.
#[derive(Debug)]
pub struct Resumed {
    /// The task, its times on the clock of the machine.
    pub flow: SavedTask,
    /// The right to write it.
    pub claim: Claim,
}

/// Why a task is not resumed.
enum Unfit {
    /// It was removed just now.
    Gone,
    Expired,
    /// It was emptied, because a newer state of it could not be written.
    Withdrawn,
    /// Something is wrong with it.
    Refused(Refusal),
}

impl From<Refusal> for Unfit {
    fn from(why: Refusal) -> Self {
        Self::Refused(why)
    }
}

impl Store {
    /// Looks for the tasks to continue with. Damaged files are kept aside; expired ones are removed, kept aside or
    /// not.
    pub fn look(&self, utc: SystemTime) -> Look {
        let now = Moment::beginning(utc);
        let mut look = Look::default();
        let (flows, aside) = self.files(&mut look.fault);
        for path in aside {
            if let Err(error) = remove_if_old(&path, now) {
                look.refuse(path, error.into());
            }
        }
        let mut found = Vec::new();
        for id in &flows {
            // Without a claim first: a wizard that only looks does not get in the way.
            match self.read(id, now) {
                Ok(written) => found.push((written.at, id)),
                // All of them change the folder.
                Err(Unfit::Expired | Unfit::Withdrawn | Unfit::Refused(Refusal::Damaged)) => {
                    drop(self.claim_and_read(id, now, &mut look));
                }
                Err(Unfit::Refused(why)) => look.refuse(Kind::Flow.path(&self.folder, id), why),
                Err(Unfit::Gone) => {}
            }
        }
        found.sort();
        for (_, id) in found.into_iter().rev() {
            if look.flows.len() == Look::MOST {
                break;
            }
            // The lock is released at once: a wizard that only looks does not get in the way.
            if let Some((written, _)) = self.claim_and_read(id, now, &mut look) {
                look.flows.push(Found {
                    written_at: now.time_of(written.at),
                    flow: written.flow,
                });
            }
        }
        look
    }

    /// Resumes a task, as it was written last. Its times are put on the machine's clock as `now` has it.
    ///
    /// # Errors
    /// When another wizard has it, or there is nothing that can be resumed.
    pub fn take_up(&self, id: &TaskId, now: Moment) -> Result<Resumed, ResumeFault> {
        let mut look = Look::default();
        match self.claim_and_read(id, now, &mut look) {
            Some((Written { flow, .. }, claim)) => Ok(Resumed { flow, claim }),
            None if look.in_use > 0 => Err(ResumeFault::InUse),
            None => Err(ResumeFault::Gone),
        }
    }

    fn read(&self, id: &TaskId, now: Moment) -> Result<Written, Unfit> {
        let bytes = folder::read(&Kind::Flow.path(&self.folder, id))?.ok_or(Unfit::Gone)?;
        if bytes.is_empty() {
            return Err(Unfit::Withdrawn);
        }
        let written = form::read(&bytes, now)?;
        if written.flow.id != *id {
            return Err(Refusal::Damaged.into());
        }
        let (now, at) = (now.calendar(), written.at);
        // A clock that was set back by less does no harm: the task counts as written just now.
        match at - now > LIFETIME {
            true => Err(Refusal::Future.into()),
            false if now - at >= LIFETIME => Err(Unfit::Expired),
            false => Ok(written),
        }
    }

    /// Reads a task that no other wizard has, or handles it as its state requires.
    fn claim_and_read(
        &self,
        id: &TaskId,
        now: Moment,
        look: &mut Look,
    ) -> Option<(Written, Claim)> {
        let path = Kind::Flow.path(&self.folder, id);
        let claim = match Claim::take(&self.folder, id) {
            Ok(Some(claim)) => claim,
            Ok(None) => {
                look.in_use += 1;
                return None;
            }
            Err(error) => {
                look.refuse(path, error.into());
                return None;
            }
        };
        // Again, for its holder may have written it just before it ended.
        match self.read(id, now) {
            Ok(written) => return Some((written, claim)),
            Err(Unfit::Gone) => {}
            // A file that cannot be removed stops nothing.
            Err(Unfit::Withdrawn) => drop(claim.forget()),
            Err(Unfit::Expired) => match claim.forget() {
                Ok(()) => look.expired += 1,
                Err(error) => look.refuse(path, error.into()),
            },
            Err(Unfit::Refused(Refusal::Damaged)) => {
                look.refuse(claim.set_aside().unwrap_or(path), Refusal::Damaged);
            }
            Err(Unfit::Refused(why)) => look.refuse(path, why),
        }
        None
    }
}

/// Removes what was kept aside if it was last written too long ago: it may hold the secrets of a task.
fn remove_if_old(path: &Path, now: Moment) -> io::Result<()> {
    let Ok(found) = fs::symlink_metadata(path) else {
        return Ok(());
    };
    let age = now.utc.duration_since(found.modified()?);
    match age.is_ok_and(|age| age >= LIFETIME) && found.is_file() {
        true => folder::absent(fs::remove_file(path)),
        false => Ok(()),
    }
}
