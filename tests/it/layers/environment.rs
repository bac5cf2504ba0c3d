//! Every environment variable that the crate reads is in its help.

use std::path::Path;

use mxid::cli::help::{ENVIRONMENT, FILES};

use super::sources;

/// Read by no build that is given to people.
const FOR_TESTS: &str = "runtime/breaking.rs";

/// The names that a file reads variables by: texts in capitals. In small letters stands the other way to write one.
fn variables(code: &str) -> Vec<&str> {
    let is_name =
        |text: &&str| text.len() > 1 && text.bytes().all(|b| b == b'_' || b.is_ascii_uppercase());
    code.split('"').skip(1).step_by(2).filter(is_name).collect()
}

/// Whether the help tells of a variable: by itself, or as where files are.
fn is_told(name: &str) -> bool {
    let place = format!("%{name}%");
    let mut told = ENVIRONMENT.iter().flat_map(|(names, _)| names.split(", "));
    told.any(|told| told == name)
        || FILES
            .iter()
            .any(|(_, where_else)| where_else.contains(&place))
}

#[test]
fn every_variable_of_the_environment_that_is_read_is_documented() {
    let sources = sources("src");
    let readers: Vec<_> = sources
        .iter()
        .filter(|(path, code)| code.contains("env::var") && path != Path::new(FOR_TESTS))
        .collect();
    let read: Vec<_> = readers
        .iter()
        .flat_map(|(path, code)| variables(code).into_iter().map(move |name| (path, name)))
        .collect();
    for known in ["TERM", "BROWSER", "XDG_STATE_HOME", "LOCALAPPDATA"] {
        assert!(
            read.iter().any(|(_, name)| *name == known),
            "{known} is not read: {read:?}"
        );
    }
    let untold: Vec<_> = read.iter().filter(|(_, name)| !is_told(name)).collect();
    assert!(untold.is_empty(), "{untold:?}");
}
