//! What stands in the way of signing in, and which answer to `POST /login` means what.

use super::draft::FieldId;
use super::problem::{ProblemKind, general};
use crate::domain::{CleanText, LoginNameError};
use crate::protocol::{ErrCode, Failure};

/// Why somebody cannot sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// What was typed names no account.
    Name(LoginNameError),
    /// The Matrix ID is one of this other server.
    OtherServer(CleanText),
    /// No password was typed.
    NoPassword,
    /// Name or password are wrong; the server does not say which.
    Refused,
    /// The account is gone.
    Deactivated,
    /// The account is locked.
    Locked,
    /// The account is suspended.
    Suspended,
    /// The session ended while it was needed.
    Ended,
}

impl SignInProblem {
    /// The fields that it is about.
    pub(super) fn fields(&self) -> &'static [FieldId] {
        match self {
            Self::Name(_) | Self::OtherServer(_) => &[FieldId::SignInName],
            Self::NoPassword => &[FieldId::SignInPassword],
            Self::Refused => &[FieldId::SignInName, FieldId::SignInPassword],
            Self::Deactivated | Self::Locked | Self::Suspended | Self::Ended => &[],
        }
    }
}

impl From<SignInProblem> for ProblemKind {
    fn from(problem: SignInProblem) -> Self {
        Self::SignIn(problem)
    }
}

/// What a failed login means.
pub(super) fn of_login(failure: &Failure) -> ProblemKind {
    let errcode = failure.refusal().and_then(|r| r.errcode.as_ref());
    let problem = match errcode {
        Some(ErrCode::Forbidden) => SignInProblem::Refused,
        Some(ErrCode::UserDeactivated) => SignInProblem::Deactivated,
        Some(ErrCode::UserLocked) => SignInProblem::Locked,
        Some(ErrCode::UserSuspended) => SignInProblem::Suspended,
        _ => return general(failure),
    };
    problem.into()
}
