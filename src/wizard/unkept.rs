//! That the unfinished flow is not on the disk: a warning that stands in nobody's way.

use super::{Event, Notice, Wizard};

/// Why the unfinished flow is not on the disk as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// Another wizard has it.
    InUse,
    /// It is too large.
    TooLarge,
    /// The system names no folder for it.
    NoFolder,
    /// It cannot be written.
    Disk(DiskFault),
    /// It cannot be written, and an earlier state of it, which nobody should go on with, cannot be removed.
    Stale(DiskFault),
}

/// What a disk, or a folder on it, stands in the way with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskFault {
    /// There is no room.
    Full,
    /// This person may not.
    NotAllowed,
    /// A file is in the place of a folder.
    NoFolder,
    /// It takes too long.
    Slow,
    /// Anything else.
    Other,
}

impl Wizard {
    /// What is kept could not be written, or is written again.
    pub(super) fn kept_changed(&mut self, unkept: Option<Unkept>) {
        self.unkept = unkept.map(Notice::NotKept);
    }

    /// The warning is said once: whoever goes on from its page has met it.
    pub(super) fn pass_warning(&mut self, event: &Event) {
        if matches!(event, Event::Continue | Event::Back) {
            self.unkept = None;
        }
    }
}
