//! Unfinished tasks on the disk, and the places of files.
//!
//! One file a task in the folder where programs of this computer keep their state, readable by its owner only. It holds
//! what a [`SavedTask`] holds: no password, no code, no registration token and no access token, but the secrets of
//! validation sessions, without which a message that is on its way would be lost, and the UIA session whose last answer
//! may be out.
//!
//! | file | what it does |
//! |---|---|
//! | `form`, `stored` | which members a file has, and how each value is read back |
//! | `moment` | the machine's clock and the calendar's |
//! | `place` | where the folders are: of this program's state, and of configurations |
//! | `folder` | reading and replacing files: atomically, and none that is not ours |
//! | `claim` | one wizard a task at a time |
//! | `look`, `forget` | which tasks can be resumed, and taking one up; removing them all |
//! | `iamb` | adding a profile to iamb's configuration |
//!
//! | name in the folder | what it is |
//! |---|---|
//! | `ID.json` | an unfinished task |
//! | `ID.lock` | locked by the wizard that has the task, for as long as it runs; never replaced |
//! | `ID.new` | a file that is being written; what is left of one goes with its task |
//! | `ID.damaged` | what could not be read, kept aside for as long as a task, or until the user says `mxid forget` |

mod claim;
mod folder;
mod forget;
mod form;
mod iamb;
mod look;
mod moment;
mod place;
mod stored;

use std::path::{Path, PathBuf};

pub use claim::Claim;
pub use folder::{Refusal, Refused, for_owner_only, not_elsewhere};
pub use forget::Forgotten;
pub use iamb::{add_profile, iamb_file, iamb_shown};
pub use look::{Found, Look, Resumed};
pub use moment::{LIFETIME, Moment};
pub use place::configuration;

use zeroize::Zeroizing;

use crate::wizard::{DiskFault, SaveFault, SavedTask, TaskId};
use folder::Kind;

/// The folder of the unfinished tasks. It need not be there: the first task that is written makes it.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The folder of the user who runs this program; `None` if they have no home.
    pub fn of_the_person() -> Option<Self> {
        place::state().map(Self::at)
    }

    /// A folder of the caller's choosing.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes the right to write a task, and makes the folder if it is not there.
    ///
    /// # Errors
    /// When another wizard has the task, or nothing can be written there.
    pub fn claim(&self, id: &TaskId) -> Result<Claim, SaveFault> {
        folder::prepare(&self.folder)?;
        Claim::take(&self.folder, id)?.ok_or(SaveFault::InUse)
    }

    /// The tasks there, and the files that were kept aside; neither if the folder cannot be looked into, for the reason
    /// that is put into `fault`. Removes the rest of what a wizard left that was killed before it had written anything.
    fn files(&self, fault: &mut Option<DiskFault>) -> (Vec<TaskId>, Vec<PathBuf>) {
        let files = folder::files(&self.folder).unwrap_or_else(|error| {
            *fault = Some(error.into());
            Vec::new()
        });
        let (mut flows, mut aside) = (Vec::new(), Vec::new());
        for (id, kind) in &files {
            match kind {
                Kind::Flow => flows.push(id.clone()),
                Kind::Damaged => aside.push(kind.path(&self.folder, id)),
                Kind::Lock | Kind::New if files.contains(&(id.clone(), Kind::Flow)) => {}
                Kind::Lock | Kind::New => drop(Claim::take(&self.folder, id)),
            }
        }
        (flows, aside)
    }
}

/// The bytes of a task's file, as [`Claim::save`] writes them; `None` if they are too many.
pub fn encode(flow: &SavedTask, now: Moment) -> Option<Zeroizing<Vec<u8>>> {
    form::write(flow, now)
}

/// Reads the bytes of a task's file, whatever they are; `None` if this version did not write them. The task's times are
/// put on the machine's clock as `now` has it.
pub fn decode(bytes: &[u8], now: Moment) -> Option<SavedTask> {
    form::read(bytes, now).ok().map(|written| written.flow)
}
