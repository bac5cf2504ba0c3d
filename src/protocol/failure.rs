//! The failures of a request, as data that a screen can explain.

use std::time::Duration;

use super::ErrCode;
use crate::domain::CleanText;

/// Why a request has no reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    Refused(Refusal),
    /// No answer came. Whether the server acted is unknown, unless [`Network::before_sending`].
    Network(Network),
    Unreadable(Unreadable),
}

/// An error answer (client-server API, "Standard error response"): any status but 2xx, and a
/// UIA 401 apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status, 300 to 599. 200 for the error that an identity server sends with it.
    pub status: u16,
    /// `errcode`; `None` if the body was no Matrix error, as from a proxy.
    pub errcode: Option<ErrCode>,
    /// `error` in the server's words.
    pub text: CleanText,
    /// How long to wait: `Retry-After` (seconds or a date), else `retry_after_ms`.
    pub retry_after: Option<Duration>,
    /// `admin_contact` or `info_uri`, for a server at its limits.
    pub contact: Option<CleanText>,
}

impl Refusal {
    /// Whether the server asks to wait. Known by status: some limits carry another code.
    pub fn is_rate_limit(&self) -> bool {
        self.status == 429 || self.errcode == Some(ErrCode::LimitExceeded)
    }

    /// Whether the endpoint does not exist on this server: `M_UNRECOGNIZED`, or a bare 404, 405
    /// or 501.
    pub fn is_unrecognized(&self) -> bool {
        match &self.errcode {
            Some(code) => *code == ErrCode::Unrecognized,
            None => matches!(self.status, 404 | 405 | 501),
        }
    }

    /// Whether the code is this one.
    pub fn is(&self, code: &ErrCode) -> bool {
        self.errcode.as_ref() == Some(code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// The name has no address.
    Dns,
    /// Nothing listens there, or the way is barred.
    Refused,
    /// No connection or no answer in time.
    Timeout {
        sent: bool,
    },
    Tls(TlsFault),
    Proxy(ProxyFault),
    /// The connection broke while the request was under way.
    Broken,
}

impl Network {
    /// Whether the request certainly never reached the server.
    pub fn before_sending(self) -> bool {
        match self {
            Self::Dns | Self::Refused | Self::Tls(_) | Self::Proxy(_) => true,
            Self::Timeout { sent } => !sent,
            Self::Broken => false,
        }
    }
}

/// Why a proxy did not lead to a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyFault {
    Unreachable,
    /// It wants a user name and a password, or others than it was given.
    Credentials,
    /// It answered that it will not, or cannot, connect us.
    Refused,
}

/// The fault of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsFault {
    Expired,
    /// Its time has not come: the server's clock, or ours, is wrong.
    NotYetValid,
    WrongHost,
    /// It was not signed by a trusted authority.
    UnknownIssuer,
    Other,
}

/// An answer that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The body is no JSON object, though the status was 2xx.
    NotJson { status: u16 },
    /// A member is missing, has the wrong type, or breaks a limit.
    Malformed { member: &'static str },
    /// The body is larger than the cap.
    TooLarge,
    /// A redirect, which is never followed with a body.
    Redirect { status: u16 },
}

impl Failure {
    /// HTTP status, if an answer came.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) => Some(refusal.status),
            Self::Unreadable(Unreadable::NotJson { status } | Unreadable::Redirect { status }) => {
                Some(*status)
            }
            _ => None,
        }
    }

    /// The error answer, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Whether the server may have acted although no usable answer came.
    pub fn leaves_doubt(&self) -> bool {
        match self {
            Self::Refused(refusal) => refusal.status >= 500,
            Self::Network(network) => !network.before_sending(),
            Self::Unreadable(_) => true,
        }
    }
}
