//! The warning about an unsaved task, in words.

use crate::t;
use crate::text::Texts;
use crate::wizard::{DiskFault, SaveFault};

/// The warning on a page.
pub(super) fn notice(save_fault: SaveFault, texts: &Texts) -> String {
    let why = why_not_saved(save_fault, texts);
    match save_fault {
        SaveFault::Stale(_) => t!(texts, "notice-kept-stale", why = why),
        _ => t!(texts, "notice-not-kept", why = why),
    }
}

/// Why a task is not on the disk: the second half of a sentence.
pub fn why_not_saved(save_fault: SaveFault, texts: &Texts) -> String {
    match save_fault {
        SaveFault::InUse => t!(texts, "keep-in-use"),
        SaveFault::TooLarge => t!(texts, "keep-too-large"),
        SaveFault::NoFolder => t!(texts, "keep-no-folder"),
        SaveFault::Disk(fault) | SaveFault::Stale(fault) => disk_fault(fault, texts),
    }
}

/// The obstacle on a disk: the second half of a sentence.
pub fn disk_fault(fault: DiskFault, texts: &Texts) -> String {
    match fault {
        DiskFault::Full => t!(texts, "disk-full"),
        DiskFault::NotAllowed => t!(texts, "disk-not-allowed"),
        DiskFault::NoFolder => t!(texts, "disk-no-folder"),
        DiskFault::Slow => t!(texts, "disk-slow"),
        DiskFault::Other => t!(texts, "disk-other"),
    }
}
