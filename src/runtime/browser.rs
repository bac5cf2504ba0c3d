//! A browser on this computer.

use std::env;
use std::process::{Command, Stdio};

use crate::domain::Link;

/// Whether a browser can be opened where the user sits: not over SSH, and on Linux only where there is a display. A
/// `BROWSER` is taken at its word.
pub(super) fn is_here() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("BROWSER") {
        return true;
    }
    let far = set("SSH_CONNECTION") || set("SSH_TTY");
    let shows =
        set("DISPLAY") || set("WAYLAND_DISPLAY") || !cfg!(unix) || cfg!(target_os = "macos");
    shows && !far
}

/// Opens a link, and says whether a browser was started. The link is one argument of a program that runs by itself: no
/// shell reads it, and it writes nothing into the terminal.
pub(super) fn open(link: &Link) -> bool {
    let named = env::var("BROWSER").unwrap_or_default();
    let mut named = named
        .split(':')
        .filter(|program| !program.is_empty())
        .peekable();
    if named.peek().is_some() {
        return named.any(|program| start(program, link));
    }
    open::that_detached(link.as_str()).is_ok()
}

/// Starts a program of `BROWSER`. One that is a command line with `%s` is left to those that run a shell.
fn start(program: &str, link: &Link) -> bool {
    Command::new(program)
        .arg(link.as_str())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .is_ok()
}
