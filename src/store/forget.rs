//! Removing every flow that no wizard has.

use std::time::SystemTime;
use std::{fs, io};

use super::Store;
use super::claim::{Claim, ClaimError};
use super::folder::{self, Kind, Refusal, Refused};
use super::form;
use super::moment::Moment;
use crate::domain::CleanText;
use crate::wizard::FlowId;

/// What was removed when the person asked for it.
#[derive(Debug, Default)]
pub struct Forgotten {
    /// The servers of the flows that were removed, as they were typed.
    pub servers: Vec<CleanText>,
    /// How many files were removed besides, of which nobody can say which server they were about.
    pub others: usize,
    /// How many flows another wizard has: they stay.
    pub in_use: usize,
    /// Files that stay, because they are not ours or cannot be removed.
    pub refused: Vec<Refused>,
    /// Why the folder could not be looked into.
    pub fault: Option<io::Error>,
}

impl Store {
    /// Removes every flow that no wizard has, and what was kept aside.
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
        forgotten
    }

    fn forget_flow(&self, id: &FlowId, forgotten: &mut Forgotten) {
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
                    let bytes = read.ok().flatten();
                    let now = Moment::beginning(SystemTime::now());
                    let written = bytes.and_then(|bytes| form::read(&bytes, now).ok());
                    let server = written.map(|written| CleanText::new(&written.flow.server));
                    claim.forget().map(|()| server).map_err(Refusal::Io)
                }
            },
        };
        match removed {
            Ok(Some(server)) => forgotten.servers.push(server),
            Ok(None) => forgotten.others += 1,
            Err(why) => forgotten.refused.push(Refused { path, why }),
        }
    }
}
