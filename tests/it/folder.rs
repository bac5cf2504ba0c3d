//! A folder of a test's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A place in cargo's folder that no other test has. Its files go with the value.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let folder = Self::absent();
        fs::create_dir_all(folder.path()).expect("cargo's folder for tests is writable");
        folder
    }

    pub fn absent() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}-{count}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // The number of an earlier run may have come round again.
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where something of this name is, or will be.
    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A program may still be writing its last file; what is left lies in cargo's own folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}
