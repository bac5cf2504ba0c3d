//! The folder and its files: read if they are ours, and replaced whole.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::wizard::{DiskFault, SaveFault, TaskId};

/// The largest file, in bytes. A task takes about two thousand.
pub(super) const MAX_BYTES: usize = 256 * 1024;

/// A file that cannot be resumed.
#[derive(Debug)]
pub struct Refused {
    pub path: PathBuf,
    pub why: Refusal,
}

/// Why a file cannot be resumed. None of them is removed unasked.
#[derive(Clone, Copy, Debug)]
pub enum Refusal {
    /// It is no task, or not a whole one. It was kept aside under another name.
    Damaged,
    /// Another version of this program wrote it.
    Format,
    /// It is a link, a folder or the like.
    NoFile,
    /// It belongs to another user.
    Owner,
    /// Other users can read or write it.
    Exposed,
    /// It was written more than [`LIFETIME`](super::LIFETIME) from now: its age is unknown.
    Future,
    Disk(DiskFault),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Disk(error.into())
    }
}

impl From<io::Error> for SaveFault {
    fn from(error: io::Error) -> Self {
        Self::Disk(error.into())
    }
}

impl From<io::Error> for DiskFault {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind;

        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NotAllowed,
            // A folder cannot be made where a file has its name, or the name of a folder above it.
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Self::NoFolder,
            ErrorKind::TimedOut => Self::Slow,
            _ => Self::Other,
        }
    }
}

/// The meaning of a name in the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Flow,
    Lock,
    /// A task that is being written.
    New,
    /// An entry that could not be read.
    Damaged,
}

impl Kind {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Flow, "json"),
        (Self::Lock, "lock"),
        (Self::New, "new"),
        (Self::Damaged, "damaged"),
    ];

    /// The file of this kind that belongs to a task.
    pub(super) fn path(self, folder: &Path, id: &TaskId) -> PathBuf {
        let ending = Self::ALL.iter().find(|(kind, _)| *kind == self);
        let ending = ending.map_or("", |(_, ending)| ending);
        folder.join(id.as_str()).with_extension(ending)
    }

    fn of(ending: &str) -> Option<Self> {
        let (kind, _) = Self::ALL.iter().find(|(_, known)| *known == ending)?;
        Some(*kind)
    }
}

/// The files whose names are ours, of tasks in no order. A folder that is not there has none.
///
/// # Errors
/// When the folder cannot be read.
pub(super) fn files(folder: &Path) -> io::Result<Vec<(TaskId, Kind)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let ours = entries.filter_map(|entry| {
        let name = entry.ok()?.file_name();
        let (id, ending) = name.to_str()?.split_once('.')?;
        Some((TaskId::parse(id)?, Kind::of(ending)?))
    });
    Ok(ours.collect())
}

/// Makes the folder, for its owner only, unless it is there.
///
/// # Errors
/// If that cannot be done, or another user's folder is in its place.
pub(super) fn prepare(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let new: Vec<_> = folder
        .ancestors()
        .take_while(|path| !path.exists())
        .collect();
    builder.create(folder)?;
    for parent in new.into_iter().filter_map(Path::parent) {
        // One that we may not read cannot be put on the disk by us, and the task is worth writing all the same.
        let _ = sync(parent);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let found = fs::metadata(folder)?;
        if !is_ours(&found) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        if is_exposed(&found) {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

/// Reads a file if it is ours alone; `None` if it is not there.
pub(super) fn read(path: &Path) -> Result<Option<Zeroizing<Vec<u8>>>, Refusal> {
    let mut options = OpenOptions::new();
    options.read(true);
    not_elsewhere(&mut options);
    let file = match options.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            // A link is not followed, and what that is called differs from system to system.
            let is_file = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
            return Err(match is_file {
                true => error.into(),
                false => Refusal::NoFile,
            });
        }
    };
    // Of what is open, not of what the name leads to by now.
    check(&file.metadata()?)?;
    // Room for one byte more, to see whether the file is too long.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_BYTES + 1));
    let limit = MAX_BYTES as u64 + 1;
    file.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::Damaged);
    }
    Ok(Some(bytes))
}

/// Replaces a file, whole or not at all: even after a crash of the program or the computer, a
/// reader finds the old bytes or the new ones. The caller has the [`Claim`](super::Claim) of the task.
///
/// # Errors
/// When it cannot be written. The old file is as it was.
pub(super) fn replace(folder: &Path, id: &TaskId, bytes: &[u8]) -> io::Result<()> {
    let new = Kind::New.path(folder, id);
    // The remains of a wizard that was killed while it wrote.
    absent(fs::remove_file(&new))?;
    let written = write_new(&new, bytes)
        .and_then(|()| fs::rename(&new, Kind::Flow.path(folder, id)))
        .and_then(|()| sync(folder));
    if written.is_err() {
        // No room is taken by what is of no use.
        let _ = fs::remove_file(&new);
    }
    written
}

/// Deletes a file that must not be resumed; if its name cannot be removed, it is emptied. The caller has
/// the [`Claim`](super::Claim) of the task.
///
/// # Errors
/// When neither can be done.
pub(super) fn withdraw(folder: &Path, id: &TaskId) -> io::Result<()> {
    let path = Kind::Flow.path(folder, id);
    match absent(fs::remove_file(&path)) {
        Ok(()) => sync(folder),
        Err(_) => empty(&path),
    }
}

fn empty(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true);
    not_elsewhere(&mut options);
    let file = options.open(path)?;
    file.set_len(0)?;
    file.sync_all()
}

/// Writes a file that is not there yet, for its owner only, down to the disk.
///
/// # Errors
/// When something is there, or it cannot be written.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    for_owner_only(&mut options);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Puts the names in a folder on the disk.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    match cfg!(unix) {
        true => File::open(folder)?.sync_all(),
        // A folder cannot be opened there.
        false => Ok(()),
    }
}

/// A missing file need not be removed.
pub(super) fn absent(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Only the owner may use a new file.
pub fn for_owner_only(options: &mut OpenOptions) {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    #[cfg(not(unix))]
    let _ = options;
}

/// A link at the end of a path is not followed, and a pipe there does not hold us up.
pub fn not_elsewhere(options: &mut OpenOptions) {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;

        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags.cast_signed());
    }
    #[cfg(not(unix))]
    let _ = options;
}

/// Whether a file may hold a task of ours.
fn check(found: &Metadata) -> Result<(), Refusal> {
    if !found.is_file() {
        return Err(Refusal::NoFile);
    }
    #[cfg(unix)]
    {
        if !is_ours(found) {
            return Err(Refusal::Owner);
        }
        if is_exposed(found) {
            return Err(Refusal::Exposed);
        }
    }
    Ok(())
}

#[cfg(unix)]
fn is_ours(found: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(found) == rustix::process::geteuid().as_raw()
}

#[cfg(unix)]
fn is_exposed(found: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::mode(found) & 0o077 != 0
}
