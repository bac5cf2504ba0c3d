//! What `-h`, `--help`, `--version` and the manual page say beyond the flags: one table each.

use std::env::consts;
use std::fmt::Write;
use std::sync::LazyLock;

/// A thing and what it is.
pub type Entry = (&'static str, &'static str);

/// The first words of `--help`, and the manual's description.
pub const ABOUT: &str = "\
Get a Matrix account, get back into one, or add a contact to it, by phone or email, with a browser only where a \
server insists on one.

mxid is a wizard for the terminal. It asks one thing at a time: which homeserver, which contact, which name and \
password. It shows everything on one page before the first message goes out. Then you prove that the phone number or \
email address is yours, with the code or the link from the message. mxid signs in only to add a contact, and leaves no \
session open.

You can answer every question in the wizard. If a flag gives an answer, the wizard does not ask for it.";

/// Commands to begin with.
pub const EXAMPLES: [Entry; 9] = [
    ("mxid --practice", "try it; nothing is sent"),
    ("mxid sign-up --server example.org", "a new account there"),
    (
        "mxid sign-up --phone '07700 900123' --country GB",
        "a number as you dial it",
    ),
    (
        "mxid reset-password --email you@example.net",
        "a forgotten password",
    ),
    ("mxid add-contact --username you", "a way back in"),
    ("mxid probe example.org", "what a server offers"),
    ("mxid resume", "continue where you stopped"),
    ("mxid sign-up --ui plain < answers", "one answer per line"),
    ("mxid man | man -l -", "the whole manual"),
];

/// How the program ends ([`End`](crate::runtime::End) has the numbers).
pub const EXIT_STATUSES: [(u8, &str); 9] = [
    (0, "done"),
    (1, "could not be done; mxid said why"),
    (
        2,
        "wrong usage: a flag, its file, a proxy variable or the configuration",
    ),
    (3, "mxid needs a terminal"),
    (101, "a bug in mxid"),
    (129, "the terminal closed"),
    (130, "you left"),
    (131, "stopped by SIGQUIT"),
    (143, "stopped by SIGTERM"),
];

/// The keys of the configuration file, and what each may be. [`Defaults`](super::Defaults) reads them.
pub const CONFIGURATION: [Entry; 4] = [
    ("server", "the homeserver that the wizard starts with"),
    ("language", "your language, as --lang"),
    (
        "theme",
        "auto, colour or mono; auto follows NO_COLOR and TERM",
    ),
    ("proxy", "as --proxy, without a password"),
];

/// Variables of the environment. A flag wins over them, and they win over the configuration, except for `TERM` and the
/// locale, which nearly every system sets.
pub const ENVIRONMENT: [Entry; 13] = [
    (
        "LC_ALL, LC_MESSAGES, LANG",
        "your language, unless the configuration sets one, and your country",
    ),
    ("TZ", "your time zone, the first guess at your country"),
    ("NO_COLOR", "no colours, unless empty"),
    ("MXID_NO_MOTION", "nothing moves by itself, unless empty"),
    (
        "TERM",
        "dumb: plain lines; a monochrome terminal such as vt220: no colours",
    ),
    (
        "COLUMNS, LINES",
        "the size of a terminal that does not know its own",
    ),
    ("ACCESSIBLE", "plain lines, unless empty"),
    (
        "BROWSER",
        "programs that open a link, even over SSH, separated by :",
    ),
    (
        "DISPLAY, WAYLAND_DISPLAY",
        "on Linux and other Unix, opening a link needs one of them",
    ),
    (
        "SSH_CONNECTION, SSH_TTY",
        "over SSH mxid opens no link, unless BROWSER is set",
    ),
    (
        "HTTPS_PROXY, ALL_PROXY, NO_PROXY",
        "the proxy, with its password if it has one; hosts that need no proxy",
    ),
    (
        "HTTP_PROXY",
        "not used, because mxid uses https, but it must be valid",
    ),
    (
        "XDG_CONFIG_HOME, XDG_STATE_HOME",
        "on Linux and other Unix, where configuration and unfinished tasks are",
    ),
];

/// Where files are.
pub const FILES: [Entry; 2] = [
    (
        "~/.config/mxid/config.toml",
        "the configuration; on macOS in ~/Library/Application Support/mxid, on Windows in %APPDATA%\\mxid",
    ),
    (
        "~/.local/state/mxid",
        "unfinished tasks, without passwords and codes, for a day; on macOS in ~/Library/Application Support/mxid, on \
         Windows in %LOCALAPPDATA%\\mxid",
    ),
];

/// What this build has in it.
const FEATURES: &str = if cfg!(feature = "practice") {
    "practice"
} else {
    "none"
};

/// Behind `-h`.
pub fn short() -> String {
    let mut text = String::from("Examples:\n");
    list(&mut text, EXAMPLES);
    text.push_str("\nMore in --help: configuration, environment, exit statuses.");
    text
}

/// Behind `--help`.
pub fn long() -> String {
    let mut text = String::from("Examples:\n");
    list(&mut text, EXAMPLES);
    text.push_str("\nConfiguration, in ");
    text.push_str(FILES[0].0);
    text.push_str(", for flags you always give:\n");
    list(&mut text, CONFIGURATION);
    text.push_str(
        "\nEnvironment. A flag wins over it; it wins over the configuration, except for\nTERM and the locale:\n",
    );
    for (names, meaning) in ENVIRONMENT {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(text, "  {names}\n      {meaning}");
    }
    text.push_str("\nExit status:\n");
    for (status, meaning) in EXIT_STATUSES {
        let _ = writeln!(text, "  {status:>3}  {meaning}");
    }
    text.truncate(text.trim_end().len());
    text
}

/// Behind `--version`.
pub fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let (system, processor) = (consts::OS, consts::ARCH);
        let version = env!("CARGO_PKG_VERSION");
        format!("{version}\nfeatures: {FEATURES}\nsystem: {system} {processor}")
    });
    &VERSION
}

/// A line for each entry, the second parts under one another.
fn list<const N: usize>(text: &mut String, entries: [Entry; N]) {
    let width = entries
        .iter()
        .map(|(what, _)| what.len())
        .max()
        .unwrap_or(0);
    for (what, meaning) in entries {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {what:width$}  {meaning}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::End;

    #[test]
    fn what_is_said_fits_a_terminal_of_the_usual_width() {
        for line in [short(), long()].iter().flat_map(|text| text.lines()) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }

    #[test]
    fn every_end_is_documented() {
        for end in End::ALL {
            let status = end.status();
            let known = EXIT_STATUSES.iter().any(|(known, _)| *known == status);
            assert!(known, "{end:?}: {status}");
        }
        let page = include_str!("../../docs/scripts.md");
        for (status, meaning) in EXIT_STATUSES {
            let row = format!("| {status} | {meaning} |\n");
            assert!(page.contains(&row), "{row}");
        }
    }

    #[test]
    fn every_variable_is_documented() {
        let page = include_str!("../../docs/configuration.md");
        for name in ENVIRONMENT.iter().flat_map(|(names, _)| names.split(", ")) {
            assert!(page.contains(&format!("`{name}`")), "{name}");
        }
    }
}
