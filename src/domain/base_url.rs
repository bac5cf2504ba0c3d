//! Where a homeserver's API is.

use url::{Host, Url};

/// The base URL of a homeserver's API, to which `/_matrix/...` is appended. It may have a path
/// prefix (client-server API, "Server discovery").
///
/// Always https, except for a loopback address that was named as `http://…`.
#[derive(Clone)]
pub struct BaseUrl {
    url: Url,
    text: String,
}

/// Why a text is no base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    /// Not a URL at all, one without a host, or one that is longer than any.
    #[error("not a URL")]
    Malformed,
    #[error("a base URL begins with https://")]
    Scheme,
    #[error("plain http is only for a loopback address")]
    PlainHttp,
    #[error("a base URL has no user name, query or fragment")]
    Extra,
}

impl BaseUrl {
    /// The longest base URL, in bytes.
    const MAX_BYTES: usize = 2048;

    /// Reads a base URL; slashes at its end are dropped.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let url = Url::parse(text.trim()).map_err(|_| BaseUrlError::Malformed)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(BaseUrlError::Scheme);
        }
        if !has_host(&url) || url.as_str().len() > Self::MAX_BYTES {
            return Err(BaseUrlError::Malformed);
        }
        if url.scheme() == "http" && !is_loopback(&url) {
            return Err(BaseUrlError::PlainHttp);
        }
        let names_user = !url.username().is_empty() || url.password().is_some();
        if names_user || url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::Extra);
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { url, text })
    }

    /// The URL without slashes at its end.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Host and port as a user reads them, in ASCII.
    pub fn host_and_port(&self) -> String {
        let host = self.host();
        match self.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// Host and port in ASCII, with the port that the scheme implies as well.
    pub fn host_and_any_port(&self) -> String {
        let port = self.url.port_or_known_default().unwrap_or_default();
        format!("{}:{port}", self.host())
    }

    /// Scheme, host and port in ASCII, without a port that the scheme implies.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// Whether the server is on this computer.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.url)
    }

    /// Whether another URL has the same scheme, host and port.
    pub fn same_origin(&self, other: &Url) -> bool {
        self.url.origin() == other.origin()
    }
}

/// Whether a URL has a host of a length that DNS knows (RFC 1035, section 2.3.4).
pub(super) fn has_host(url: &Url) -> bool {
    url.host_str()
        .is_some_and(|host| (1..=254).contains(&host.len()))
}

/// Whether a URL's host is a loopback address, or `localhost` or a name under it, which the client never looks up (RFC
/// 6761, section 6.3). The address of an IPv4 network written as one of IPv6 is none: sockets treat those differently.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// Slashes at the end make no difference.
impl PartialEq for BaseUrl {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for BaseUrl {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_prefix_stays_and_slashes_at_the_end_go() {
        for (typed, base) in [
            ("https://Example.org/m//", "https://example.org/m"),
            ("https://example.org:8448", "https://example.org:8448"),
        ] {
            let read = BaseUrl::parse(typed).map(|base| base.text);
            assert_eq!(read.as_deref(), Ok(base));
        }
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for good in [
            "http://127.0.0.1:8008",
            "http://[::1]:8008",
            "http://localhost",
            "http://localhost.",
            "http://matrix.localhost:8008",
        ] {
            assert!(BaseUrl::parse(good).is_ok(), "{good}");
        }
        // Other ways to write the same address are read as it, and shown as it.
        for same in ["http://127.1", "http://2130706433", "http://0x7f.0.0.1"] {
            let read = BaseUrl::parse(same).map(|base| base.text);
            assert_eq!(read.as_deref(), Ok("http://127.0.0.1"));
        }
        for bad in [
            "http://example.org",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "http://128.1",
            "http://[::ffff:127.0.0.1]",
            "http://[::]",
            "http://localhost@example.org",
            "http://notlocalhost",
            "http://127.0.0.1.nip.example.org",
            "http://127.0.0.1.example.org",
            "http://localhost.example.org",
        ] {
            assert_eq!(BaseUrl::parse(bad), Err(BaseUrlError::PlainHttp), "{bad}");
        }
    }

    #[test]
    fn what_has_no_place_in_a_base_url_is_refused() {
        for bad in [
            "https://a:b@example.org",
            "https://example.org/?q",
            "https://example.org/#f",
        ] {
            assert_eq!(BaseUrl::parse(bad), Err(BaseUrlError::Extra), "{bad}");
        }
        assert_eq!(BaseUrl::parse("https://"), Err(BaseUrlError::Malformed));
        for long in [
            format!("https://{}.example.org", "a".repeat(250)),
            format!("https://example.org/{}", "a".repeat(2048)),
        ] {
            assert_eq!(BaseUrl::parse(&long), Err(BaseUrlError::Malformed));
        }
        assert_eq!(BaseUrl::parse("mailto:a@b"), Err(BaseUrlError::Scheme));
    }
}
