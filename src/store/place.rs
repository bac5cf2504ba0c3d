//! Where programs of this computer keep what.

use std::env;
use std::path::PathBuf;

/// The name of our folders there.
const NAME: &str = "mxid";

/// Our folder for state: on Linux and the like in `XDG_STATE_HOME` or `~/.local/state` (XDG Base Directory
/// Specification), on macOS in `~/Library/Application Support`, on Windows in `%LOCALAPPDATA%`.
pub(super) fn state() -> Option<PathBuf> {
    let states = home("XDG_STATE_HOME", ".local/state", "LOCALAPPDATA")?;
    Some(states.join(NAME))
}

/// Our folder for what the user configures: on Linux and the like in `XDG_CONFIG_HOME` or `~/.config`, on macOS in
/// `~/Library/Application Support`, on Windows in `%APPDATA%`.
#[must_use]
pub fn configuration() -> Option<PathBuf> {
    Some(configurations()?.join(NAME))
}

/// The folder of every program's configuration.
pub(super) fn configurations() -> Option<PathBuf> {
    home("XDG_CONFIG_HOME", ".config", "APPDATA")
}

/// The folder of all programs for one kind of file. Nothing that is not absolute counts.
fn home(xdg: &str, usual: &str, windows: &str) -> Option<PathBuf> {
    if cfg!(windows) {
        return named(windows);
    }
    let (named, usual) = match cfg!(target_os = "macos") {
        true => (None, "Library/Application Support"),
        false => (named(xdg), usual),
    };
    let found = named.or_else(|| Some(env::home_dir()?.join(usual)))?;
    found.is_absolute().then_some(found)
}

/// The folder that a variable names; a relative one counts as none, as the XDG specification has it.
pub(super) fn named(variable: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os(variable)?);
    folder.is_absolute().then_some(folder)
}
