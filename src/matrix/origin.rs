//! Where a request may go.

use url::Url;

use super::json::malformed;
use crate::domain::{BaseUrl, is_inward};
use crate::protocol::Failure;

/// The scheme, host and port of a URL that may be asked at all: https, or plain http on this
/// computer, and without a user name in it.
pub(super) fn of(url: &Url) -> Option<BaseUrl> {
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    BaseUrl::parse(&url.origin().ascii_serialization()).ok()
}

/// Whether a URL is on this computer, where no proxy leads.
pub(super) fn is_local(url: &Url) -> bool {
    of(url).is_some_and(|origin| origin.is_loopback())
}

/// Host and port of a URL as a user reads them.
pub(super) fn host_and_port(url: &Url) -> String {
    of(url).map_or_else(String::new, |origin| origin.host_and_port())
}

/// Whether a URL that the server at `from` gave may be asked. Only a server that is itself asked
/// over plain http may name another such, and only one near this computer another near it.
pub(super) fn may_ask(url: &Url, from: &Url) -> bool {
    let is_apart = !is_inward(url) || is_inward(from);
    of(url).is_some() && is_apart && (url.scheme() == "https" || from.scheme() == "http")
}

/// A URL of the server at `base`, if a code or a token may be sent there: https, or from a server on this computer to
/// another there, and without a user name. `name` is the member that the server gave it in.
pub(super) fn trusted(base: &BaseUrl, url: &Url, name: &'static str) -> Result<Url, Failure> {
    let given_by = Url::parse(base.as_str()).map_err(|_| malformed(name))?;
    match may_ask(url, &given_by) {
        true => Ok(url.clone()),
        false => Err(malformed(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_on_this_computer_may_name_another_and_a_public_one_only_https() {
        let allowed =
            |url: &str, from: &str| may_ask(&Url::parse(url).unwrap(), &Url::parse(from).unwrap());
        assert!(allowed("https://example.net/x?y", "https://example.org"));
        assert!(allowed("http://127.0.0.1:1/x", "http://127.0.0.1:2"));
        assert!(allowed("https://example.net", "http://localhost"));
        assert!(!allowed("http://127.0.0.1/x", "https://example.org"));
        assert!(!allowed("https://10.0.0.1/x", "https://example.org"));
        assert!(allowed("https://10.0.0.1/x", "https://10.0.0.2"));
        assert!(!allowed("http://example.net/x", "http://127.0.0.1"));
        assert!(!allowed("https://a:b@example.net/x", "https://example.org"));
        assert!(!allowed("https://a@example.net/x", "https://example.org"));
        assert!(!allowed("ftp://example.net/x", "https://example.org"));
        assert!(!allowed("file:///etc/passwd", "https://example.org"));
    }
}
