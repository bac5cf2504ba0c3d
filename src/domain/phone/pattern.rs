//! The patterns of the phone number library's tables.
//!
//! They are compiled here rather than by the library, whose own are matched at the beginning only and for the
//! digits of every script: whole matches are needed, numbers are in ASCII already, and this takes a tenth of the time.

use regex::{Regex, RegexBuilder};

/// Compiles a pattern of the tables, in ASCII, between two anchors.
pub(super) fn compile(start: &str, pattern: &str, end: &str) -> Option<Regex> {
    RegexBuilder::new(&format!("{start}(?:{pattern}){end}"))
        .ignore_whitespace(true)
        .unicode(false)
        .build()
        .ok()
}
