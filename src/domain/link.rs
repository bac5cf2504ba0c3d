//! A web address to be opened in a browser.

use std::fmt;

use url::Url;
use zeroize::Zeroizing;

use super::base_url::{has_host, is_loopback};
use super::is_inward;

/// A web address that a user opens in a browser, on any device.
///
/// It may carry the session of an authentication in its query, so `Debug` shows the host only and the text is wiped
/// when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    text: Zeroizing<String>,
    host: String,
}

impl Link {
    /// The longest link, in bytes: more is in no message of a user who means well.
    const MAX_BYTES: usize = 8 * 1024;

    /// A link that a user may be sent to: https, or http to this computer when `local` says that the server is on it
    /// too; with a host, and without a user name or a password. A server at large leads nowhere near this computer.
    pub fn new(url: Url, local: bool) -> Option<Self> {
        let is_safe = match url.scheme() {
            "https" => true,
            "http" => local && is_loopback(&url),
            _ => false,
        };
        let is_plain = url.username().is_empty() && url.password().is_none();
        let is_apart = local || !is_inward(&url);
        let is_whole = has_host(&url) && url.as_str().len() <= Self::MAX_BYTES;
        let host = url.host_str()?.to_owned();
        (is_safe && is_plain && is_apart && is_whole).then(|| Self {
            host,
            text: Zeroizing::new(url.into()),
        })
    }

    /// The address, whole and in ASCII.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn host(&self) -> &str {
        &self.host
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({}, {} bytes)", self.host, self.text.len())
    }
}

/// `Debug` of a URL that a server made for one person: scheme, host and port alone, because whatever is behind them may
/// give access.
pub(crate) struct Origin<'a>(pub(crate) &'a Url);

impl fmt::Debug for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.origin().ascii_serialization())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str, local: bool) -> Option<Link> {
        Link::new(Url::parse(text).expect("a URL"), local)
    }

    #[test]
    fn only_web_addresses_that_hide_nothing_become_links() {
        assert!(link("https://example.org/x?session=1", false).is_some());
        assert!(link("http://127.0.0.1:8008/x", true).is_some());
        for (text, local) in [
            ("http://example.org/x", true),
            ("http://127.0.0.1:8008/x", false),
            ("https://a:b@example.org/", false),
            ("https://192.168.1.1/reboot", false),
            ("javascript:alert(1)", true),
            ("file:///etc/passwd", true),
            ("data:text/html,x", true),
            ("https://@@example.org/", false),
            ("https://[::ffff:127.0.0.1]/", false),
            ("http://localhost.example.org/", true),
        ] {
            assert_eq!(link(text, local), None, "{text}");
        }
    }

    #[test]
    fn a_link_is_ascii_and_of_a_length_that_can_be_read() {
        let shown = link("https://bücher.example/ü\u{202e}\u{1b}[2J?ä#\u{9b}x", false);
        let shown = shown.expect("a link");
        assert_eq!(shown.host(), "xn--bcher-kva.example");
        assert!(shown.as_str().bytes().all(|b| b.is_ascii_graphic()));
        let long = format!("https://example.org/{}", "a".repeat(9000));
        assert_eq!(link(&long, false), None);
    }

    #[test]
    fn a_link_is_shown_by_its_host_alone_in_debug() {
        let link = link("https://example.org/x?session=hidden", false).expect("a link");
        assert_eq!(format!("{link:?}"), "Link(example.org, 36 bytes)");
    }
}
