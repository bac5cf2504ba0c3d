//! What is not on the disk, in words.

use crate::t;
use crate::text::Texts;
use crate::wizard::{DiskFault, Unkept};

/// The warning on a page.
pub(super) fn notice(unkept: Unkept, texts: &Texts) -> String {
    let why = why_unkept(unkept, texts);
    match unkept {
        Unkept::Stale(_) => t!(texts, "notice-kept-stale", why = why),
        _ => t!(texts, "notice-not-kept", why = why),
    }
}

/// Why a flow is not on the disk: the second half of a sentence.
pub fn why_unkept(unkept: Unkept, texts: &Texts) -> String {
    match unkept {
        Unkept::InUse => t!(texts, "keep-in-use"),
        Unkept::TooLarge => t!(texts, "keep-too-large"),
        Unkept::NoFolder => t!(texts, "keep-no-folder"),
        Unkept::Disk(fault) | Unkept::Stale(fault) => disk_fault(fault, texts),
    }
}

/// What stands in the way on a disk: the second half of a sentence.
pub fn disk_fault(fault: DiskFault, texts: &Texts) -> String {
    match fault {
        DiskFault::Full => t!(texts, "disk-full"),
        DiskFault::NotAllowed => t!(texts, "disk-not-allowed"),
        DiskFault::NoFolder => t!(texts, "disk-no-folder"),
        DiskFault::Slow => t!(texts, "disk-slow"),
        DiskFault::Other => t!(texts, "disk-other"),
    }
}
