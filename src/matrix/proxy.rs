//! The proxy on the way to a server: the one that was named, or the system's.

use std::fmt;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{NoProxy, Proxy};
use url::{Host, ParseError, Url};

use super::origin;

const KINDS: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// The address of a proxy, with the user name and password that it wants.
///
/// The HTTP client connects directly where it does not understand an address, and says nothing. So every value of this
/// type is an address that it understands, written in the one way that it takes.
#[derive(Clone, PartialEq, Eq)]
pub struct ProxyUrl(Url);

/// Why a text is no address of a proxy. The reason repeats nothing of the text, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProxyUrlError {
    /// The URL parser would drop a line break, and so read another address.
    #[error("there is a blank or a control character inside it")]
    Blank,
    /// Nothing here can speak to a proxy of that kind.
    #[error("the kind of proxy is none of http, https, socks, socks4, socks4a, socks5 and socks5h")]
    Kind,
    /// The user name would be taken for the host, because one of these characters ends it.
    #[error(
        "the user name or password has / ? # or \\ in it, which are written %2F %3F %23 and %5C"
    )]
    Unescaped,
    /// The host is missing, or it can be the name of none.
    #[error("it names no host")]
    Host,
    #[error("the port is not a number from 1 to 65535")]
    Port,
    /// A path follows, or a query. A file that chooses between proxies has such an address.
    #[error("more stands behind the host than a port")]
    Behind,
}

impl ProxyUrl {
    /// Reads an address as people and systems write it. Blanks around it are dropped. Without a kind it is `http`. The
    /// kind `socks`, which desktops write, is `socks5h`: so only the proxy learns the names of servers.
    ///
    /// # Errors
    /// When it is not understood.
    pub fn parse(text: &str) -> Result<Self, ProxyUrlError> {
        let text = text.trim();
        if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(ProxyUrlError::Blank);
        }
        let (kind, rest) = text.split_once("://").unwrap_or(("http", text));
        let kind = match kind.to_ascii_lowercase() {
            kind if kind == "socks" => "socks5h".to_owned(),
            kind if KINDS.contains(&kind.as_str()) => kind,
            _ => return Err(ProxyUrlError::Kind),
        };
        if let Some((who, _)) = rest.rsplit_once('@')
            && who.contains(['/', '?', '#', '\\'])
        {
            return Err(ProxyUrlError::Unescaped);
        }
        // The URL parser would read a port alone as the number of an address.
        let rest = rest.trim_end_matches('/');
        if rest.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ProxyUrlError::Host);
        }
        let mut url = Url::parse(&format!("{kind}://{rest}")).map_err(|why| match why {
            ParseError::InvalidPort => ProxyUrlError::Port,
            _ => ProxyUrlError::Host,
        })?;
        if url.port() == Some(0) {
            return Err(ProxyUrlError::Port);
        }
        let is_alone = matches!(url.path(), "" | "/");
        if !is_alone || url.query().is_some() || url.fragment().is_some() {
            return Err(ProxyUrlError::Behind);
        }
        // The URL parser checks no host of a kind that browsers do not know.
        let host = url.host_str().and_then(|host| Host::parse(host).ok());
        let host = host.ok_or(ProxyUrlError::Host)?.to_string();
        url.set_host(Some(&host)).map_err(|_| ProxyUrlError::Host)?;
        if url.port().is_none() && kind.starts_with("socks") {
            url.set_port(Some(1080)).map_err(|()| ProxyUrlError::Host)?;
        }
        let proxy = Self(url);
        // The HTTP client has a parser of its own, and would pass by an address that this does not take.
        let anywhere = "https://example.org".parse().ok();
        let leads = anywhere.and_then(|to| proxy.matcher("").intercept(&to));
        leads.map(|_| proxy).ok_or(ProxyUrlError::Host)
    }

    /// Whether there is a password in the address.
    pub fn has_password(&self) -> bool {
        self.0.password().is_some()
    }

    /// The rule that leads by this proxy to all hosts but those of a list.
    fn matcher(&self, except: &str) -> Matcher {
        Matcher::builder().all(self.0.as_str()).no(except).build()
    }
}

/// The host says enough, because the rest may be a password.
impl fmt::Debug for ProxyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.0.host_str().unwrap_or_default();
        f.debug_tuple("ProxyUrl").field(&host).finish()
    }
}

/// Which proxy leads to which server. No proxy leads to a server on this computer.
#[derive(Clone, Debug, Default)]
pub enum Proxies {
    /// The system's settings name the proxy, if they have one. The HTTP client reads the variables of the environment
    /// first, and passes by those that it does not understand. So mxid reads them itself, and leaves to this only the
    /// case in which none is set.
    #[default]
    System,
    Named {
        proxy: ProxyUrl,
        /// It does not lead to these hosts, which are listed as in `NO_PROXY`.
        except: String,
    },
}

/// The proxy then leads to every server.
impl From<ProxyUrl> for Proxies {
    fn from(proxy: ProxyUrl) -> Self {
        let except = String::new();
        Self::Named { proxy, except }
    }
}

impl Proxies {
    /// The proxy that the HTTP client has to be told of. It finds the system's by itself.
    pub(super) fn named(&self) -> reqwest::Result<Option<Proxy>> {
        let Self::Named { proxy, except } = self else {
            return Ok(None);
        };
        let told = Proxy::all(proxy.0.clone())?.no_proxy(NoProxy::from_string(except));
        Ok(Some(told))
    }

    /// The rule by which a failure is explained. The HTTP client makes its own of the same texts.
    pub(super) fn matcher(&self) -> Matcher {
        match self {
            Self::System => Matcher::from_system(),
            Self::Named { proxy, except } => proxy.matcher(except),
        }
    }
}

/// The scheme of the proxy that leads to a URL, if one does.
pub(super) fn scheme_for(matcher: &Matcher, url: &Url) -> Option<String> {
    if origin::is_local(url) {
        return None;
    }
    let intercept = matcher.intercept(&url.as_str().parse().ok()?)?;
    intercept.uri().scheme_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_understood_however_it_is_written() {
        for (text, address) in [
            ("http://proxy.test:3128", "http://proxy.test:3128/"),
            ("http://proxy.test:3128/", "http://proxy.test:3128/"),
            ("http://proxy.test", "http://proxy.test/"),
            ("HTTP://Proxy.TEST:3128", "http://proxy.test:3128/"),
            (" http://127.0.0.1:3128", "http://127.0.0.1:3128/"),
            ("\thttp://127.0.0.1:3128 \r\n", "http://127.0.0.1:3128/"),
            ("https://proxy.test", "https://proxy.test/"),
            ("proxy.test", "http://proxy.test/"),
            ("proxy.test:3128", "http://proxy.test:3128/"),
            ("localhost:3128", "http://localhost:3128/"),
            ("127.0.0.1:3128/", "http://127.0.0.1:3128/"),
            ("[::1]:3128", "http://[::1]:3128/"),
            ("robin:hush@proxy.test:1", "http://robin:hush@proxy.test:1/"),
            ("http://robin@proxy.test", "http://robin@proxy.test/"),
            (
                "http://robin:h@sh@127.0.0.1",
                "http://robin:h%40sh@127.0.0.1/",
            ),
            (
                "http://robin:h%2Fsh@127.0.0.1",
                "http://robin:h%2Fsh@127.0.0.1/",
            ),
            (
                "http://röbin:hüsh@127.0.0.1",
                "http://r%C3%B6bin:h%C3%BCsh@127.0.0.1/",
            ),
            ("http://pröxy.test", "http://xn--prxy-6qa.test/"),
            ("socks://127.0.0.1:9/", "socks5h://127.0.0.1:9"),
            ("SOCKS://127.0.0.1", "socks5h://127.0.0.1:1080"),
            ("socks4://127.0.0.1:9050", "socks4://127.0.0.1:9050"),
            ("socks4a://127.0.0.1", "socks4a://127.0.0.1:1080"),
            ("Socks5://127.0.0.1:80", "socks5://127.0.0.1:80"),
            (
                "SOCKS5H://robin:hush@[::1]:9050",
                "socks5h://robin:hush@[::1]:9050",
            ),
            ("socks5h://pröxy.test", "socks5h://xn--prxy-6qa.test:1080"),
        ] {
            let read = ProxyUrl::parse(text).map(|proxy| proxy.0.to_string());
            assert_eq!(read.as_deref(), Ok(address), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused_with_the_reason() {
        use ProxyUrlError::{Behind, Blank, Host, Kind, Port, Unescaped};
        for (text, why) in [
            ("ftp://proxy.test", Kind),
            ("socks6://proxy.test", Kind),
            ("://proxy.test", Kind),
            ("\"http://proxy.test\"", Kind),
            ("http://proxy.test:65536", Port),
            ("http://proxy.test:99999", Port),
            ("http://proxy.test:-1", Port),
            ("http://proxy.test:0", Port),
            ("socks5h://proxy.test:0", Port),
            ("socks5h://proxy.test:http", Port),
            ("http:proxy.test:3128", Port),
            ("http://", Host),
            ("http://:3128", Host),
            ("socks5h://", Host),
            ("socks5h:///", Host),
            ("socks5h://:1080", Host),
            ("socks5h://robin:hush@", Host),
            ("socks5h://a%20b", Host),
            ("http://[::1", Host),
            ("http://a|b", Host),
            ("socks5h://a|b", Host),
            ("\"proxy.test\"", Host),
            ("::", Host),
            ("@", Host),
            ("3128", Host),
            ("http://3128/", Host),
            ("http:/proxy.test:3128", Behind),
            ("http://proxy.test/proxy.pac", Behind),
            ("socks5h://proxy.test/x", Behind),
            ("http://proxy.test?x", Behind),
            ("http://proxy.test#x", Behind),
            ("http://robin:h/sh@proxy.test", Unescaped),
            ("http://robin:12#sh@proxy.test", Unescaped),
            ("http://robin:12?sh@proxy.test", Unescaped),
            ("EXAMPLE\\robin:hush@proxy.test", Unescaped),
            ("http://proxy.test 3128", Blank),
            ("http://proxy.\ntest", Blank),
            ("http://proxy.test\0", Blank),
        ] {
            assert_eq!(ProxyUrl::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn a_proxy_leads_to_every_host_but_those_that_are_excepted_and_this_computer() {
        let proxy = ProxyUrl::parse("socks://127.0.0.1").expect("an address");
        let except = "example.net, 10.0.0.0/8".to_owned();
        let matcher = Proxies::Named { proxy, except }.matcher();
        for (url, scheme) in [
            ("https://example.org", Some("socks5h")),
            ("https://0.0.0.0", Some("socks5h")),
            ("https://matrix.example.net", None),
            ("https://10.1.2.3", None),
            ("https://localhost", None),
            ("http://127.0.0.1", None),
        ] {
            let led = scheme_for(&matcher, &url.parse().expect("a URL"));
            assert_eq!(led.as_deref(), scheme, "{url}");
        }
    }
}
