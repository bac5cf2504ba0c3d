//! The meaning of an errcode in the answer to each kind of request. A login has a table of its own (`login`).

use super::problem::{PasswordRule, ProblemKind};
use crate::protocol::{ErrCode, Failure, Medium, Refusal};

/// The meaning of a failure of any request.
pub(super) fn general(failure: &Failure) -> ProblemKind {
    match failure {
        Failure::Network(network) => ProblemKind::Unreachable(*network),
        Failure::Unreadable(_) => ProblemKind::Unreadable,
        Failure::Refused(refusal) => match refusal.errcode {
            Some(ErrCode::ResourceLimitExceeded | ErrCode::UserLimitExceeded) => {
                ProblemKind::ServerFull
            }
            _ if refusal.status >= 500 => ProblemKind::ServerFailed,
            _ => ProblemKind::Refused,
        },
    }
}

/// The meaning of a failed `requestToken`.
pub(super) fn of_token_request(failure: &Failure, medium: Medium) -> ProblemKind {
    let Some(refusal) = failure.refusal() else {
        return general(failure);
    };
    if refusal.is_unrecognized() {
        return ProblemKind::MediumUnsupported(medium);
    }
    match refusal.errcode {
        Some(
            ErrCode::InvalidParam
            | ErrCode::InvalidEmail
            | ErrCode::InvalidAddress
            | ErrCode::InvalidPhoneNumber,
        ) => ProblemKind::AddressInvalid(medium),
        Some(ErrCode::ThreepidMediumNotSupported) => ProblemKind::MediumUnsupported(medium),
        Some(ErrCode::ServerNotTrusted | ErrCode::TermsNotSigned) => {
            ProblemKind::NeedsIdentityServer
        }
        Some(ErrCode::EmailSendError | ErrCode::SendError) => ProblemKind::CannotDeliver(medium),
        Some(ErrCode::DestinationRejected) => ProblemKind::DestinationRejected,
        Some(ErrCode::ThreepidAuthFailed | ErrCode::SessionExpired | ErrCode::NoValidSession) => {
            ProblemKind::MessageExpired
        }
        // The mail or text gateway failed.
        Some(ErrCode::Unknown) if refusal.status >= 500 => ProblemKind::CannotDeliver(medium),
        _ => of_address(refusal, medium).unwrap_or_else(|| general(failure)),
    }
}

/// The meaning of a refused code.
pub(super) fn of_code(failure: &Failure) -> ProblemKind {
    let Some(refusal) = failure.refusal() else {
        return general(failure);
    };
    match refusal.errcode {
        Some(ErrCode::SessionExpired) => ProblemKind::MessageExpired,
        Some(ErrCode::TermsNotSigned) => ProblemKind::NeedsIdentityServer,
        // Servers say all of these for a wrong code, some with status 200.
        None
        | Some(
            ErrCode::TokenIncorrect
            | ErrCode::NoValidSession
            | ErrCode::InvalidParam
            | ErrCode::Unknown,
        ) if refusal.status < 500 => ProblemKind::WrongCode,
        _ => general(failure),
    }
}

/// The meaning of a failed `/register` or `/account/password` that is no answer to a stage.
pub(super) fn of_exchange(refusal: &Refusal, medium: Option<Medium>) -> ProblemKind {
    if let Some(code) = &refusal.errcode {
        if let Some(rule) = password_rule(code) {
            return ProblemKind::PasswordRefused(rule);
        }
        if let Some(kind) = of_name(code) {
            return kind;
        }
    }
    medium
        .and_then(|medium| of_address(refusal, medium))
        .unwrap_or_else(|| general(&Failure::Refused(refusal.clone())))
}

/// The problem with the user name, if the code is about names.
pub(super) fn of_name(code: &ErrCode) -> Option<ProblemKind> {
    Some(match code {
        ErrCode::UserInUse => ProblemKind::NameTaken,
        ErrCode::InvalidUsername => ProblemKind::NameRefused,
        ErrCode::Exclusive => ProblemKind::NameReserved,
        _ => return None,
    })
}

/// The problem with the address, if the refusal is about it.
fn of_address(refusal: &Refusal, medium: Medium) -> Option<ProblemKind> {
    Some(match refusal.errcode {
        Some(ErrCode::ThreepidInUse) => ProblemKind::AddressInUse(medium),
        // `M_NOT_FOUND` from a reset: validated, but no account has it.
        Some(ErrCode::ThreepidNotFound | ErrCode::NotFound) => ProblemKind::AddressUnknown(medium),
        Some(ErrCode::ThreepidDenied) => ProblemKind::AddressDenied(medium),
        _ => return None,
    })
}

/// The rule that a password breaks, if the code is about passwords; the inner value is none when
/// the server does not say which.
fn password_rule(code: &ErrCode) -> Option<Option<PasswordRule>> {
    Some(match code {
        ErrCode::WeakPassword => None,
        ErrCode::PasswordTooShort => Some(PasswordRule::Length(None)),
        ErrCode::PasswordNoDigit => Some(PasswordRule::Digit),
        ErrCode::PasswordNoSymbol => Some(PasswordRule::Symbol),
        ErrCode::PasswordNoUppercase => Some(PasswordRule::Uppercase),
        ErrCode::PasswordNoLowercase => Some(PasswordRule::Lowercase),
        ErrCode::PasswordInDictionary => Some(PasswordRule::Uncommon),
        _ => return None,
    })
}
