//! `mxid completions` and `mxid man`: files that are part of the program.
//!
//! They are made from the command line itself by `tests/it/kept.rs`, which also says when they are out of date. So the
//! program carries the files, and nothing that makes them.

use clap::ValueEnum;

/// A shell that completes commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash, with bash-completion or without.
    Bash,
    /// Z shell.
    Zsh,
    /// fish.
    Fish,
    /// PowerShell.
    #[value(name = "powershell", alias = "pwsh")]
    PowerShell,
}

impl Shell {
    /// What the shell has to read to complete `mxid`.
    #[must_use]
    pub fn completions(self) -> &'static str {
        match self {
            Self::Bash => include_str!("../../assets/completions/mxid.bash"),
            Self::Zsh => include_str!("../../assets/completions/_mxid"),
            Self::Fish => include_str!("../../assets/completions/mxid.fish"),
            Self::PowerShell => include_str!("../../assets/completions/mxid.ps1"),
        }
    }
}

/// The manual page, for `man`.
pub const MANUAL: &str = include_str!("../../assets/man/mxid.1");
