//! Why a task cannot continue.

use crate::protocol::{Medium, Refusal, StageType};

/// Why nothing more can be done at a server. Another one can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    Closed(Option<Refusal>),
    /// Accounts are made and recovered in the browser (OAuth 2.0).
    Browser,
    /// There is no registration at all.
    NoRegistration,
    /// Every way needs a stage that only a browser can do.
    NeedsStages(Vec<StageType>),
    /// The server does not use passwords.
    NoPasswords,
    /// The server lets no account have other contacts than it has. In its own words, if it refused
    /// only when it was asked.
    NoContactChanges(Option<Refusal>),
    /// The server resets no password by this kind of contact.
    NoReset(Medium),
    /// The server takes no flow with what the user can give.
    NoWay,
}
