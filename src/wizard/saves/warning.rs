//! The unfinished task is not on the disk: a warning that blocks nothing.

use super::saved::SaveFault;
use super::{Saves, Warning};

impl Saves {
    /// The current task could not be written, or is written again.
    pub(in crate::wizard) fn note_fault(&mut self, fault: Option<SaveFault>) {
        self.warning = fault.map(|fault| Warning { fault, met: false });
    }

    /// The warning is shown once: a user who continues from a page with it has seen it.
    pub(in crate::wizard) fn pass_warning(&mut self) {
        self.set_met(true);
    }

    /// From a message on there is more to lose than the typed text: the warning is said again.
    pub(in crate::wizard) fn renew_warning(&mut self) {
        self.set_met(false);
    }

    fn set_met(&mut self, met: bool) {
        if let Some(warning) = &mut self.warning {
            warning.met = met;
        }
    }

    /// The fault that comes before anything else, and stays: a user who resumed an outdated task would get no message.
    pub(in crate::wizard) fn stale(&self) -> Option<SaveFault> {
        let warning = self.warning.as_ref().map(|warning| warning.fault);
        warning.filter(|fault| matches!(fault, SaveFault::Stale(_)))
    }

    /// The fault that the user has not met yet.
    pub(in crate::wizard) fn unmet(&self) -> Option<SaveFault> {
        let warning = self.warning.as_ref().filter(|warning| !warning.met);
        warning.map(|warning| warning.fault)
    }
}
