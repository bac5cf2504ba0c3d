//! Answers that are none, or not the ones that were hoped for.

use std::time::Duration;

use mxid::domain::CleanText;
use mxid::protocol::{ErrCode, Failure, Network, Refusal, TlsFault, Unreadable};

use super::{Answered, Chance};

pub(super) fn refusal(status: u16, errcode: Option<ErrCode>) -> Refusal {
    Refusal {
        status,
        errcode,
        text: CleanText::new("No"),
        retry_after: None,
        contact: None,
    }
}

pub(super) fn refuse(status: u16, code: ErrCode) -> Answered {
    Err(Failure::Refused(refusal(status, Some(code))))
}

pub(super) fn lost() -> Answered {
    Err(Failure::Network(Network::Timeout { sent: true }))
}

pub(super) fn limited(chance: &mut Chance) -> Answered {
    let wait = match chance.below(4) {
        0 => None,
        1 => Some(Duration::ZERO),
        2 => Some(Duration::from_secs(chance.below(100) as u64)),
        _ => Some(Duration::MAX),
    };
    Err(Failure::Refused(Refusal {
        retry_after: wait,
        ..refusal(429, Some(ErrCode::LimitExceeded))
    }))
}

pub(super) fn failure(chance: &mut Chance) -> Failure {
    match chance.below(12) {
        0 => Failure::Network(Network::Dns),
        1 => Failure::Network(Network::Broken),
        2 => Failure::Network(Network::Timeout { sent: false }),
        3 => Failure::Network(Network::Tls(TlsFault::Expired)),
        4 => Failure::Unreadable(Unreadable::NotJson { status: 200 }),
        5 => Failure::Unreadable(Unreadable::TooLarge),
        6 => Failure::Refused(refusal(*chance.of(&[403, 404, 429, 502]), None)),
        _ => {
            let code = chance.of(ErrCode::ALL).clone();
            let status = *chance.of(&[200, 400, 401, 403, 404, 405, 413, 429, 500, 503]);
            Failure::Refused(refusal(status, Some(code)))
        }
    }
}
