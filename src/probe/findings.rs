//! The answers, before they are judged.

use std::rc::Rc;

use crate::protocol::{ErrCode, Failure, Flow, Reply, Software};
use crate::wizard::Homeserver;

/// Everything that was found out about a server.
#[derive(Debug)]
pub(super) struct Findings {
    pub(super) server: Rc<Homeserver>,
    pub(super) reset: ResetAnswer,
    /// The software, if it was told.
    pub(super) software: Option<Software>,
}

/// The answer to `POST /account/password` without `auth`.
#[derive(Debug)]
pub(super) enum ResetAnswer {
    /// Was not asked, because the look-up showed that no program resets passwords here.
    NotAsked,
    Flows(Vec<Flow>),
    /// 401 `M_MISSING_TOKEN`: there is no reset, or it wants its only stage at once.
    MissingToken,
    /// There is no such endpoint, or it refuses altogether.
    No,
    /// With nothing that tells anything, or not at all.
    Unknown,
}

impl From<Result<Reply, Failure>> for ResetAnswer {
    fn from(result: Result<Reply, Failure>) -> Self {
        match result {
            Ok(Reply::Uia(uia)) => uia.flows.map_or(Self::Unknown, Self::Flows),
            Err(Failure::Refused(refusal)) => match refusal.status {
                _ if refusal.is_rate_limit() => Self::Unknown,
                _ if refusal.is(&ErrCode::MissingToken) => Self::MissingToken,
                _ if refusal.is_unrecognized() => Self::No,
                403 | 404 => Self::No,
                _ => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }
}
