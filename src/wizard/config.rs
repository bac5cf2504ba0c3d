//! The configuration of a wizard.

use super::contact::Extras;
use super::form::Preset;
use super::saves::TaskSummary;
use super::time::Timing;
use crate::domain::{Guess, Locale};

#[derive(Debug, Default)]
pub struct Config {
    pub timing: Timing,
    /// The country that a number is probably from.
    pub guess: Guess,
    /// The user's language: for the order of lists, and documents that come in several.
    pub locale: Locale,
    pub preset: Preset,
    /// The homeserver that the server page begins with, for the user to change.
    pub usual_server: Option<String>,
    /// Parameters that only flags set.
    pub extras: Extras,
    /// Whether a browser can be opened on this computer.
    pub browser: bool,
    /// The file on this computer that a profile for iamb can be added to, as it is shown.
    pub iamb: Option<String>,
    /// The unfinished tasks of earlier runs that the first page offers, the newest first. Their times
    /// are on the clock of this one.
    pub offers: Vec<TaskSummary>,
}
