//! One test binary, one module a kind of test, each named for what it proves.

mod layers;
mod machine;
mod numbers;
#[cfg(feature = "practice")]
mod practice;
mod properties;
#[cfg(feature = "practice")]
mod pty;
mod redaction;
mod screens;
#[cfg(feature = "synapse-tests")]
mod synapse;
mod wire;
