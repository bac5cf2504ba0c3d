//! The proxy on the way to a server: the one that was named, or the system's.

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Proxy;
use url::Url;

use super::{BuildError, origin};

/// The kinds of proxy that can be used.
const KINDS: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// Which proxy leads to which server.
pub(super) enum Proxies {
    /// This one, to every server but those on this computer.
    Named(Url),
    /// What the environment says (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`), or the system's settings.
    System(Box<Matcher>),
}

impl Proxies {
    /// The proxy that was named, or else the system's.
    pub fn new(named: Option<Url>) -> Result<Self, BuildError> {
        match named {
            Some(url) if !KINDS.contains(&url.scheme()) => Err(BuildError::Proxy),
            Some(url) => Ok(Self::Named(url)),
            None => Ok(Self::System(Box::new(Matcher::from_system()))),
        }
    }

    /// The proxy that the HTTP client has to be told of. It finds the system's by itself.
    pub fn named(&self) -> Result<Option<Proxy>, BuildError> {
        let Self::Named(url) = self else {
            return Ok(None);
        };
        let proxy = Proxy::all(url.clone()).map_err(|_| BuildError::Proxy)?;
        Ok(Some(proxy))
    }

    /// The scheme of the proxy that leads to a URL, if one does.
    pub fn scheme_for(&self, url: &Url) -> Option<String> {
        if origin::is_local(url) {
            return None;
        }
        match self {
            Self::Named(proxy) => Some(proxy.scheme().to_owned()),
            Self::System(matcher) => {
                let intercept = matcher.intercept(&url.as_str().parse().ok()?)?;
                intercept.uri().scheme_str().map(str::to_owned)
            }
        }
    }
}
