//! Reading an answer without the network that brought it.

use std::time::SystemTime;

use zeroize::Zeroizing;

use super::answer::Answer;
use super::{endpoint, refusal};
use crate::domain::BaseUrl;
use crate::protocol::{Api, Failure, Reply, Request};

/// An HTTP answer that was carried here by other means than [`Client`](super::Client).
///
/// ```
/// use mxid::domain::BaseUrl;
/// use mxid::matrix::Received;
/// use mxid::protocol::{Api, Reply, Request};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let base = BaseUrl::parse("https://example.org")?;
/// let received = Received {
///     status: 200,
///     retry_after: None,
///     body: br#"{"versions": ["v1.15"]}"#,
/// };
/// let reply = received.reply_to(&base, Api::V3, &Request::Versions);
/// assert!(matches!(reply, Ok(Reply::Versions(_))));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Received<'a> {
    /// HTTP status, after redirects. One that is itself a redirect is a failure.
    pub status: u16,
    /// `Retry-After`: seconds, or a date, which is measured against the system's clock.
    pub retry_after: Option<&'a str>,
    /// The whole body, of any size: what the endpoint does not take is a failure.
    pub body: &'a [u8],
}

impl Received<'_> {
    /// The meaning of this answer for its request:
    /// [`Client::call`](super::Client::call) gives for the same answer.
    ///
    /// # Errors
    ///
    /// Those of [`Client::call`](super::Client::call), the network's aside.
    pub fn reply_to(self, base: &BaseUrl, api: Api, request: &Request) -> Result<Reply, Failure> {
        let call = endpoint::call(base, api, request)?;
        let fits = self.body.len() <= call.body_limit;
        let answer = Answer {
            url: call.url(base),
            astray: None,
            status: self.status,
            retry_after: self
                .retry_after
                .and_then(|header| refusal::retry_after(header, SystemTime::now())),
            body: fits.then(|| Zeroizing::new(self.body.to_vec())),
        };
        (call.read)(&answer)
    }
}
