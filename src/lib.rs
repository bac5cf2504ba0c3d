//! `mxid`: a Matrix account, or the way back into one, from a terminal.
//!
//! The crate is a library with a thin binary on top. Its parts, from the inside out:
//!
//! | module | what it is | may import |
//! |---|---|---|
//! | [`domain`] | parsed values: an invalid one cannot be built | nothing of ours |
//! | [`field`] | text editing, masking, codes in messages; pure | nothing of ours |
//! | [`protocol`] | requests, replies and failures as plain data | `domain` |
//! | [`matrix`] | the Matrix client: a request over HTTP and its reply back | `domain`, `protocol` |
//! | [`wizard`] | the state machine: pure, deterministic, total | `domain`, `field`, `protocol` |
//! | [`text`] | every sentence a user reads | `domain` |
//! | [`screen`] | a state described for any face | all of the above but `matrix` |
//! | [`probe`] | what a server offers, found out without a face | all of the above but `matrix` |
//! | [`tui`] | a description drawn with ratatui; bytes decoded to keys | `screen`, `text`, `field` |
//! | [`plain`] | a description said in lines; typed lines read as answers | `screen`, `text`, `field` |
//! | [`store`] | unfinished tasks on the disk | `domain`, `protocol`, `wizard` |
//! | [`practice`] | a homeserver in memory to try the wizard on | `domain` |
//! | [`runtime`] | the event loop that joins them | everything |
//! | [`cli`] | arguments and environment | everything |
//!
//! Arrows point one way; `tests/it/layers/` holds the rule.

// Code that cannot fail says why, where it stands.
#![cfg_attr(
    not(test),
    warn(
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

pub mod cli;
pub mod domain;
pub mod field;
pub mod matrix;
pub mod plain;
#[cfg(feature = "practice")]
pub mod practice;
pub mod probe;
pub mod protocol;
pub mod runtime;
pub mod screen;
pub mod store;
pub mod text;
pub mod tui;
pub mod wizard;
