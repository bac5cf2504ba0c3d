//! The configuration of a client.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use super::Proxies;

/// How a [`Client`](super::Client) connects. The default suits a user at a terminal.
#[derive(Clone)]
pub struct Config {
    /// Certificate authorities that are trusted besides the system's, each a PEM text with at
    /// least one certificate.
    pub extra_roots: Vec<Vec<u8>>,
    /// Which proxy leads to which server.
    pub proxies: Proxies,
    /// How the names of servers become addresses, where no proxy does that. None: as the system
    /// does, and the names of this computer lead to this computer.
    pub resolver: Option<Resolver>,
    pub timeouts: Timeouts,
    pub user_agent: String,
}

/// Turns the name of a host into an address, at once. Its port counts where the URL names none; port 0
/// is the scheme's own.
pub type Resolver = Arc<dyn Fn(&str) -> io::Result<SocketAddr> + Send + Sync>;

impl Default for Config {
    fn default() -> Self {
        Self {
            extra_roots: Vec::new(),
            proxies: Proxies::System,
            resolver: None,
            timeouts: Timeouts::default(),
            user_agent: concat!("mxid/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("extra_roots", &self.extra_roots.len())
            .field("proxies", &self.proxies)
            .field("resolver", &self.resolver.is_some())
            .field("timeouts", &self.timeouts)
            .field("user_agent", &self.user_agent)
            .finish()
    }
}

/// How long to wait for a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For name, connection and TLS together. Shorter than the others, or a request that never
    /// left counts as sent.
    pub connect: Duration,
    /// For a request and its whole answer, redirects included.
    pub request: Duration,
    /// The same for `requestToken`: servers talk to a mail server before they answer.
    pub request_token: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            request: Duration::from_secs(30),
            request_token: Duration::from_secs(60),
        }
    }
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A text of [`Config::extra_roots`] is not PEM, or holds no usable certificate.
    #[error("not a PEM file with certificates")]
    Certificate,
    #[error("not a usable user agent")]
    UserAgent,
    #[error("TLS could not be set up: {0}")]
    Tls(#[from] rustls::Error),
    #[error("HTTP could not be set up: {0}")]
    Http(#[from] reqwest::Error),
}
