//! The wizard against a real homeserver: the built binary in a pseudo-terminal, Synapse and Sydent behind it.
//!
//! `.ci/synapse` installs both, runs these tests and sums them up, a row for each file of [`moods`];
//! [`servers::homeserver`] starts what a test needs.
//!
//! ```text
//!   mxid in a Terminal ──HTTP──▸ Synapse ──SMTP──▸ mail sink ─┐
//!                                   └─▸ Sydent ──▸ SMS sink ──┤
//!   test: reads codes, opens links ◂──────────────────────────┘
//! ```
//!
//! Each test looks at the account afterwards as another client would, and counts the messages: what the wizard says
//! proves nothing here.

mod account;
mod browser;
mod config;
mod front;
mod harness_itself;
mod http;
mod inbox;
mod moods;
mod process;
mod servers;
mod sinks;
mod variants;
mod wizard;
