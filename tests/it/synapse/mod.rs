//! The wizard against a real homeserver: the built binary in a pseudo-terminal, Synapse and Sydent behind it.
//!
//! `.ci/synapse` installs both and runs these tests; [`homeserver`] starts them.
//!
//! ```text
//!   mxid in a Terminal ──HTTP──▸ Synapse ──SMTP──▸ mail sink ─┐
//!                                   └─▸ Sydent ──▸ SMS sink ──┤
//!   test: reads codes, opens links ◂──────────────────────────┘
//! ```
//!
//! Each test looks at the account afterwards as another client would, so that what the wizard says counts for
//! nothing here.

mod account;
mod browser;
mod config;
mod harness_itself;
mod http;
mod inbox;
mod process;
mod servers;
mod sinks;
mod variants;
