//! One test binary, one module a kind of test, each named for what it proves.

mod contract;
#[cfg(feature = "practice")]
mod dialects;
#[cfg(feature = "practice")]
#[cfg_attr(not(unix), expect(dead_code, reason = "a part serves `pty` alone"))]
mod faults;
mod field;
mod folder;
mod input;
#[cfg(feature = "practice")]
mod kept;
#[cfg(all(unix, feature = "practice"))]
mod kills;
mod layers;
mod machine;
mod numbers;
#[cfg(unix)]
mod pages;
mod pictures;
mod plain;
#[cfg(feature = "practice")]
mod practice;
mod probe;
mod properties;
#[cfg(all(unix, feature = "practice"))]
mod pty;
mod redaction;
mod remade;
mod screens;
mod store;
#[cfg(all(unix, feature = "synapse-tests"))]
mod synapse;
#[cfg(all(unix, any(feature = "practice", feature = "synapse-tests")))]
mod terminal;
mod texts;
mod tui;
mod wire;
#[cfg_attr(not(unix), expect(dead_code, reason = "a part serves `pty` alone"))]
mod world;
