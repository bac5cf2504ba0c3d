//! Where programs of this computer keep their state.

use std::env;
use std::path::PathBuf;

/// The name of our folder there.
const NAME: &str = "mxid";

/// Our folder: on Linux and the like in `XDG_STATE_HOME` or `~/.local/state` (XDG Base Directory Specification), on macOS
/// in `~/Library/Application Support`, on Windows in `%LOCALAPPDATA%`.
pub(super) fn folder() -> Option<PathBuf> {
    let states = if cfg!(windows) {
        named("LOCALAPPDATA")?
    } else if cfg!(target_os = "macos") {
        env::home_dir()?.join("Library/Application Support")
    } else {
        match named("XDG_STATE_HOME") {
            Some(folder) => folder,
            None => env::home_dir()?.join(".local/state"),
        }
    };
    states.is_absolute().then(|| states.join(NAME))
}

/// The folder that a variable names; a relative one counts as none, as the XDG specification has it.
fn named(variable: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os(variable)?);
    folder.is_absolute().then_some(folder)
}
