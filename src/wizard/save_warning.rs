//! That the unfinished task is not on the disk: a warning that stands in nobody's way.

use super::{Event, Notice, Wizard};

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
    notice: Notice,
    /// The person has seen it, and went on.
    met: bool,
}

impl Wizard {
    /// What is kept could not be written, or is written again.
    pub(super) fn kept_changed(&mut self, save_warning: Option<SaveFault>) {
        self.save_warning = save_warning.map(|save_warning| Warning {
            notice: Notice::NotKept(save_warning),
            met: false,
        });
    }

    /// The warning is said once: whoever saw it on a page, and goes on from there, has met it.
    pub(super) fn pass_warning(&mut self, event: &Event) {
        let is_seen = self.notice.is_none() && self.overlay.is_none();
        if let Some(warning) = &mut self.save_warning
            && is_seen
            && matches!(event, Event::Continue | Event::Back)
        {
            warning.met = true;
        }
    }

    /// From a message on there is more to lose than what was typed: the warning is said again.
    pub(super) fn renew_warning(&mut self) {
        if let Some(warning) = &mut self.save_warning {
            warning.met = false;
        }
    }

    /// What is worth a line.
    pub fn notice(&self) -> Option<&Notice> {
        let warning = self.save_warning.as_ref();
        // Nothing comes before it, and it stays: whoever resumes what is out of date gets no message.
        let stale = warning.filter(|w| matches!(w.notice, Notice::NotKept(SaveFault::Stale(_))));
        let unmet = warning.filter(|w| !w.met);
        stale
            .map(|warning| &warning.notice)
            .or(self.notice.as_ref())
            .or(unmet.map(|warning| &warning.notice))
    }
}
