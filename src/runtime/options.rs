//! The options of the wizard and of a probe.

use super::RequestLog;
use crate::domain::Locale;
use crate::matrix;
use crate::probe::Target;
use crate::store::Store;
use crate::tui::Theme;
use crate::wizard::Config;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ui {
    Tui,
    Plain,
}

/// The options of every command that connects.
#[derive(Debug)]
pub struct Settings {
    pub locale: Locale,
    pub client: matrix::Config,
    /// How everything looks; without it, as the environment has it.
    pub theme: Option<Theme>,
    pub log: Option<RequestLog>,
    /// The dialect of the practice server.
    #[cfg(feature = "practice")]
    pub dialect: crate::practice::Dialect,
}

/// The options of the wizard.
#[derive(Debug)]
pub struct Options {
    pub settings: Settings,
    /// The face that is wanted; none leaves it to the terminal.
    pub ui: Option<Ui>,
    /// The machine's configuration from flags and file. A run adds facts about the computer.
    pub wizard: Config,
    /// Where unfinished tasks are kept.
    pub keeping: Keeping,
}

/// The options of a probe.
#[derive(Debug)]
pub struct ProbeOptions {
    pub settings: Settings,
    /// Which server is looked at.
    pub target: Target,
    /// Print JSON instead of a table.
    pub json: bool,
}

/// Where unfinished tasks are kept.
#[derive(Clone, Debug)]
pub enum Keeping {
    /// In memory only, as the user wishes.
    Off,
    /// In memory only, because the system names no folder for them.
    NoFolder,
    In(Store),
}

impl Keeping {
    /// The folder, as it is shown; empty where there is none.
    pub(super) fn folder(&self) -> String {
        match self {
            Self::In(store) => store.folder().display().to_string(),
            Self::Off | Self::NoFolder => String::new(),
        }
    }
}
