//! Scripted flows on a virtual clock: what the machine asks for, shows and waits for.

pub mod answers;
pub mod play;
mod transcript;
mod ways;
mod words;

mod account;
mod adding;
pub mod around;
mod browser;
mod code_hosts;
mod codes;
pub mod discovery;
mod doubt;
mod drafts;
mod enter_and_back;
mod errcodes;
mod extras;
mod flags;
mod irreplaceable;
mod leaving;
mod left_behind;
mod limits;
mod links;
mod meant;
mod messages;
mod not_utf8;
mod number_field;
mod pass_phrase;
mod progress;
mod reset;
pub mod resuming;
mod sessions;
pub mod several;
mod sign_in;
mod sign_up;
mod switching;
mod token;
mod unkept;
mod unsettled;
pub mod web;

/// Compares a transcript with the one that was read and kept.
macro_rules! snapshot {
    ($play:expr) => {
        insta::with_settings!({
            snapshot_path => "../snapshots",
            prepend_module_to_snapshot => true,
            omit_expression => true,
        }, { insta::assert_snapshot!($play.transcript()) })
    };
}
use snapshot;
