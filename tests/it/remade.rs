//! Files that the tests make, and that are kept in the repository all the same: for readers, or for a program that is
//! built from them.

use std::fs;
use std::path::Path;

/// Compares what was made with what is kept at a path in the package. With `variable` in the environment it is written
/// instead; `tests` are those that make it.
#[track_caller]
pub fn check(path: &str, made: &str, variable: &str, tests: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os(variable).is_some() {
        fs::write(&file, made).expect("the file is written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    let advice = format!("{path} is out of date: {variable}=1 cargo test --test it {tests}");
    for (kept, made) in kept.lines().zip(made.lines()) {
        assert_eq!(kept, made, "{advice}");
    }
    assert!(kept == made, "{advice}");
}
