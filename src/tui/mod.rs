//! tui

pub mod input;
