//! That the unfinished task is not on the disk: a warning that stands in nobody's way.

use super::Saves;

/// Why the unfinished task is not on the disk as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveFault {
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

/// The warning, as long as its fault lasts.
#[derive(Clone, Debug)]
pub(super) struct Warning {
    fault: SaveFault,
    /// The person has seen it, and went on.
    met: bool,
}

impl Saves {
    /// The task at hand could not be written, or is written again.
    pub(in crate::wizard) fn written(&mut self, fault: Option<SaveFault>) {
        self.warning = fault.map(|fault| Warning { fault, met: false });
    }

    /// The warning is said once: who saw it on a page, and goes on from there, has met it.
    pub(in crate::wizard) fn pass_warning(&mut self) {
        self.set_met(true);
    }

    /// From a message on there is more to lose than what was typed: the warning is said again.
    pub(in crate::wizard) fn renew_warning(&mut self) {
        self.set_met(false);
    }

    fn set_met(&mut self, met: bool) {
        if let Some(warning) = &mut self.warning {
            warning.met = met;
        }
    }

    /// The fault that comes before anything else, and stays: who resumes what is out of date gets no message.
    pub(in crate::wizard) fn stale(&self) -> Option<SaveFault> {
        let warning = self.warning.as_ref().map(|warning| warning.fault);
        warning.filter(|fault| matches!(fault, SaveFault::Stale(_)))
    }

    /// The fault that the person has not met yet.
    pub(in crate::wizard) fn unmet(&self) -> Option<SaveFault> {
        let warning = self.warning.as_ref().filter(|warning| !warning.met);
        warning.map(|warning| warning.fault)
    }
}
