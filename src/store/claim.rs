//! One wizard a task at a time.
//!
//! The right is a lock of the operating system on a file beside the task's, which is never replaced. It ends with its
//! process however that ends, so nothing has to be cleaned up before a task can be resumed.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::folder::{self, Kind, Refusal, absent};
use super::form;
use super::moment::Moment;
use crate::wizard::{SaveFault, SavedTask, TaskId};

/// The right to write a task. It ends when this is dropped.
#[derive(Debug)]
pub struct Claim {
    folder: PathBuf,
    id: TaskId,
    /// Locked as long as it is open.
    _lock: File,
}

impl Claim {
    /// Takes the right, in a folder that is there; `None` if another wizard has it.
    pub(super) fn take(folder: &Path, id: &TaskId) -> io::Result<Option<Self>> {
        let path = Kind::Lock.path(folder, id);
        loop {
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(false);
            folder::for_owner_only(&mut options);
            folder::not_elsewhere(&mut options);
            let lock = options.open(&path)?;
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Its last holder removed it between the two: that lock protects nothing.
            if is_still_there(&lock, &path)? {
                return Ok(Some(Self {
                    folder: folder.to_owned(),
                    id: id.clone(),
                    _lock: lock,
                }));
            }
        }
    }

    /// Which task may be written.
    pub fn id(&self) -> &TaskId {
        &self.id
    }

    pub fn path(&self) -> PathBuf {
        Kind::Flow.path(&self.folder, &self.id)
    }

    /// Writes the task, and returns when it is on the disk. `now` relates its times to the calendar.
    ///
    /// # Errors
    /// If it cannot be written. The earlier state is whole then; or it is gone, if continuing with it would use
    /// the number of a message a second time, or ask for the first message again.
    pub fn save(&self, flow: &SavedTask, now: Moment) -> Result<(), SaveFault> {
        let written = match form::write(flow, now) {
            Some(bytes) => folder::replace(&self.folder, &self.id, &bytes).map_err(SaveFault::from),
            None => Err(SaveFault::TooLarge),
        };
        if written.is_err() && self.is_outdated_by(flow, now) {
            folder::withdraw(&self.folder, &self.id)
                .map_err(|error| SaveFault::Stale(error.into()))?;
        }
        written
    }

    /// Whether what is there may be resumed, and should not be any more.
    fn is_outdated_by(&self, flow: &SavedTask, now: Moment) -> bool {
        match folder::read(&self.path()) {
            Ok(Some(bytes)) => {
                form::read(&bytes, now).is_ok_and(|written| flow.outdates(&written.flow))
            }
            // It may be read again later.
            Err(Refusal::Disk(_)) => true,
            Ok(None) | Err(_) => false,
        }
    }

    /// Removes the task.
    ///
    /// # Errors
    /// When that cannot be done.
    pub fn forget(self) -> io::Result<()> {
        absent(fs::remove_file(self.path()))?;
        folder::sync(&self.folder)
        // Files beside it are removed when the claim is dropped.
    }

    /// Keeps a file that cannot be read aside, and says where.
    pub(super) fn set_aside(self) -> io::Result<PathBuf> {
        let aside = Kind::Damaged.path(&self.folder, &self.id);
        fs::rename(self.path(), &aside)?;
        Ok(aside)
    }
}

impl Drop for Claim {
    /// Leaves nothing beside a missing task. As long as the lock is held, no other wizard does the same.
    fn drop(&mut self) {
        let is_gone = fs::symlink_metadata(self.path())
            .is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        if is_gone {
            let _ = fs::remove_file(Kind::New.path(&self.folder, &self.id));
            let _ = fs::remove_file(Kind::Lock.path(&self.folder, &self.id));
        }
    }
}

/// Whether a name still leads to the file that was opened by it.
fn is_still_there(file: &File, path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;

        let open = file.metadata()?;
        match fs::symlink_metadata(path) {
            Ok(named) => Ok((named.dev(), named.ino()) == (open.dev(), open.ino())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
    // A file that is open keeps its name there.
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        Ok(true)
    }
}
