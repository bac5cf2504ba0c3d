//! Where a homeserver's API is.

use std::fmt;

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
    /// Not a URL at all, or one without a host.
    #[error("not a URL")]
    Malformed,
    /// Neither http nor https.
    #[error("a base URL begins with https://")]
    Scheme,
    /// Plain http to anything but this computer.
    #[error("plain http is only for a loopback address")]
    PlainHttp,
    /// A user name, password, query or fragment.
    #[error("a base URL has no user name, query or fragment")]
    Extra,
}

impl BaseUrl {
    /// Reads a base URL; slashes at its end are dropped.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let url = Url::parse(text.trim()).map_err(|_| BaseUrlError::Malformed)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(BaseUrlError::Scheme);
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(BaseUrlError::Malformed);
        }
        if url.scheme() == "http" && !is_loopback(&url) {
            return Err(BaseUrlError::PlainHttp);
        }
        if !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some()
        {
            return Err(BaseUrlError::Extra);
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { url, text })
    }

    /// The URL without slashes at its end.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Host and port as a person reads them, in ASCII.
    pub fn host_and_port(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        match self.url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
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

/// Whether a URL's host is a loopback address or `localhost`.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
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

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_prefix_stays_and_slashes_at_the_end_go() {
        let base = |t: &str| BaseUrl::parse(t).map(|b| b.text);
        assert_eq!(
            base("https://Example.org/matrix//"),
            Ok("https://example.org/matrix".into())
        );
        assert_eq!(
            base("https://example.org:8448"),
            Ok("https://example.org:8448".into())
        );
    }

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for good in [
            "http://127.0.0.1:8008",
            "http://[::1]:8008",
            "http://localhost",
        ] {
            assert!(BaseUrl::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://example.org",
            "http://10.0.0.1",
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
        assert_eq!(BaseUrl::parse("mailto:a@b"), Err(BaseUrlError::Scheme));
    }
}
