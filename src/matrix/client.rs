//! The client: an endpoint's call, carried and read.

use std::fmt;

use super::endpoint;
use super::http::Transport;
use super::{BuildError, Config};
use crate::domain::BaseUrl;
use crate::protocol::{Api, Failure, Reply, Request};

/// A Matrix client. Cloning is cheap, and clones share their connections.
#[derive(Clone)]
pub struct Client {
    transport: Transport,
}

impl Client {
    /// Builds a client. It reads the system's certificate authorities, which takes some
    /// milliseconds: build it once, and not while a key waits to be answered.
    ///
    /// TLS is rustls with ring. The system decides which certificates are good; on a machine
    /// without any certificate authorities Mozilla's, which are built in, do. There is no way to
    /// skip the check.
    ///
    /// # Errors
    ///
    /// [`BuildError`] when something of the configuration cannot be used.
    pub fn new(config: Config) -> Result<Self, BuildError> {
        Transport::new(config).map(|transport| Self { transport })
    }

    /// Sends one request to the homeserver at `base`, and reads its answer. To be run on a tokio
    /// runtime with its network and timers on.
    ///
    /// `base` is the base URL of the API; for [`Request::WellKnown`] it is `https://` and the host
    /// of the server name. `api` chooses the path's version. The reply is of the variant that the
    /// request's documentation names; a [`Reply::Uia`] is the 401 of user-interactive
    /// authentication, with the failure of the last stage inside.
    ///
    /// Dropping the future gives the request up; the server may have acted all the same.
    ///
    /// # Errors
    ///
    /// * [`Failure::Refused`]: an error answer. Any status but 2xx, or an error of a `submit_url`
    ///   that came with 200.
    /// * [`Failure::Network`]: no answer. It says whether the request may have arrived.
    /// * [`Failure::Unreadable`]: an answer that is no JSON, too large, malformed, or a redirect.
    ///   Also, without anything being sent: a `submit_url` to which a code may not be sent (plain
    ///   http, or with a user name), and an access token that cannot be a header.
    pub async fn call(
        &self,
        base: &BaseUrl,
        api: Api,
        request: &Request,
    ) -> Result<Reply, Failure> {
        let call = endpoint::call(base, api, request)?;
        let read = call.read;
        let answer = self.transport.send(base, call).await?;
        read(&answer)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").finish_non_exhaustive()
    }
}
