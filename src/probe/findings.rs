//! What the answers were, before anybody judges them.

use std::rc::Rc;

use crate::protocol::{ErrCode, Failure, Flow, Reply, Software};
use crate::wizard::Homeserver;

/// Everything that was found out about a server.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// What the wizard's look-up found.
    pub server: Rc<Homeserver>,
    /// What a reset without `auth` was answered.
    pub reset: ResetAnswer,
    /// The software, if it was told.
    pub software: Option<Software>,
}

/// What `POST /account/password` without `auth` was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResetAnswer {
    /// Was not asked, because the look-up showed that no program resets passwords here.
    NotAsked,
    /// With these flows.
    Flows(Vec<Flow>),
    /// 401 `M_MISSING_TOKEN`: there is no reset, or it wants its only stage at once.
    MissingToken,
    /// There is no such endpoint.
    Absent,
    /// Refused altogether.
    Refused,
    /// With nothing that tells anything, or not at all.
    Unknown,
}

impl Findings {
    /// What is known of a server that was looked up.
    pub fn new(server: Rc<Homeserver>) -> Self {
        Self {
            server,
            reset: ResetAnswer::NotAsked,
            software: None,
        }
    }
}

impl ResetAnswer {
    /// Reads the answer.
    pub fn of(result: Result<Reply, Failure>) -> Self {
        match result {
            Ok(Reply::Uia(uia)) => uia.flows.map_or(Self::Unknown, Self::Flows),
            Err(Failure::Refused(refusal)) if refusal.is_rate_limit() => Self::Unknown,
            Err(Failure::Refused(refusal)) if refusal.is(&ErrCode::MissingToken) => {
                Self::MissingToken
            }
            Err(Failure::Refused(refusal))
                if refusal.is_unrecognized() || refusal.status == 404 =>
            {
                Self::Absent
            }
            Err(Failure::Refused(refusal)) if refusal.status == 403 => Self::Refused,
            _ => Self::Unknown,
        }
    }
}
