//! A complete HTTP response.

use std::time::Duration;

use url::Url;
use zeroize::Zeroizing;

use super::json::Document;
use super::refusal;
use crate::protocol::{Failure, RedirectFault, Refusal, Unreadable};

pub(super) struct Answer {
    /// The URL that answered, after the redirects that were followed.
    pub url: Url,
    /// Why the redirect that this is was not followed, where redirects to any host are.
    pub astray: Option<RedirectFault>,
    pub status: u16,
    pub retry_after: Option<Duration>,
    /// The body; `None` if it was larger than the call allows.
    pub body: Option<Zeroizing<Vec<u8>>>,
}

impl Answer {
    /// A redirect that should be followed and cannot.
    pub fn astray(url: Url, status: u16, fault: RedirectFault) -> Self {
        Self {
            url,
            astray: Some(fault),
            status,
            retry_after: None,
            body: None,
        }
    }

    /// The JSON object of a 2xx answer. Any other answer is a failure.
    pub fn success(&self) -> Result<Document, Failure> {
        match self.status {
            200..=299 => self.document().map_err(Failure::Unreadable),
            _ => Err(self.failure()),
        }
    }

    /// The JSON object of the body.
    pub fn document(&self) -> Result<Document, Unreadable> {
        let status = self.status;
        let body = self.body.as_ref().ok_or(Unreadable::TooLarge)?;
        Document::parse(body).ok_or(Unreadable::NotJson { status })
    }

    /// Why the answer is no success: the error of the server, or a redirect.
    pub fn failure(&self) -> Failure {
        let status = self.status;
        if is_redirect(status) {
            return Failure::Unreadable(Unreadable::Redirect { status });
        }
        Failure::Refused(self.refusal(self.document().ok().as_ref()))
    }

    /// The error in a body; what is no Matrix error, as from a proxy, counts by its status.
    pub fn refusal(&self, body: Option<&Document>) -> Refusal {
        refusal::read(self.status, self.retry_after, body)
    }
}

/// Whether a status sends the client elsewhere.
pub(super) fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}
