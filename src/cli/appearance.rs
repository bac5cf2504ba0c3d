//! The flags of how the wizard is shown: its face and its language.

use clap::Args;

use super::values;
use crate::domain::Locale;
use crate::runtime::{Ui, person};

/// How the wizard looks.
#[derive(Debug, Args)]
pub struct Appearance {
    /// Draw on the whole terminal, or say everything in lines: for screen readers, and for scripts, whose answers are
    /// read from a pipe. Without it: plain where TERM is dumb or ACCESSIBLE is set, else tui
    #[arg(long, global = true, value_name = "FACE", value_parser = values::ui())]
    pub ui: Option<Ui>,
    /// Language: en, de, fr, es, pt-BR, uk, ja or zh-Hans; without it, that of the system (LC_ALL,
    /// LC_MESSAGES, LANG)
    #[arg(long, global = true, value_name = "TAG", value_parser = values::locale)]
    pub lang: Option<Locale>,
}

impl Appearance {
    /// What the person reads: as the flag says, else as the environment does.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.lang.clone().unwrap_or_else(person::locale)
    }
}
