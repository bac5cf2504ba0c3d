//! What the wizard and a probe are run with.

use super::RequestLog;
use crate::domain::Locale;
use crate::matrix;
use crate::probe::Target;
use crate::store::Store;
use crate::tui::Theme;
use crate::wizard::Config;

/// A face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ui {
    /// The whole screen, drawn.
    Tui,
    /// Lines and prompts.
    Plain,
}

/// What every command that connects is run with.
#[derive(Debug)]
pub struct Settings {
    /// What the person reads.
    pub locale: Locale,
    /// How to connect.
    pub client: matrix::Config,
    /// How everything looks; without it, as the environment has it.
    pub theme: Option<Theme>,
    /// Where requests are written down.
    pub log: Option<RequestLog>,
    /// Whose homeserver the practice server speaks like.
    #[cfg(feature = "practice")]
    pub dialect: crate::practice::Dialect,
}

/// What the wizard is run with.
#[derive(Debug)]
pub struct Options {
    /// As with every command.
    pub settings: Settings,
    /// The face that is wanted; none leaves it to the terminal.
    pub ui: Option<Ui>,
    /// What flags and the configuration tell the machine. A run adds what the computer tells.
    pub wizard: Config,
    /// Where unfinished tasks are kept.
    pub keeping: Keeping,
}

/// What a probe is run with.
#[derive(Debug)]
pub struct ProbeOptions {
    /// As with every command.
    pub settings: Settings,
    /// Which server is looked at.
    pub target: Target,
    /// Print JSON instead of a table.
    pub json: bool,
}

/// Where unfinished tasks are kept.
#[derive(Clone, Debug)]
pub enum Keeping {
    /// In memory only, as the person wishes.
    Off,
    /// In memory only, because the system names no folder for them.
    NoFolder,
    /// There.
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
